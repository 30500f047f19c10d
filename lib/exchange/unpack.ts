// What a workbook may hold and unpack to: a small file can say that it is millions of cells.
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { type ByteSource, bytesOf } from './source';

/** Of all its parts together; they are read as they come and never held. */
export const MAX_UNPACKED = 400 * 1024 * 1024;

/** Columns of a list of accounts; a single cell far to the right would otherwise cost as many as lie before it. */
export const MAX_COLUMNS = 256;
export const LAST_ROW = 1_048_576; // of the format
/** Rows, cells and filled cells of a whole workbook: a small file can say millions of them. */
export const MAX_PARTS = 10_000_000;
/** Different texts, which are held while the sheet is read. */
export const MAX_STRINGS = 2_000_000;

/** The workbook does not hold what its format says, or holds or unpacks to more than is allowed. */
export class UnreadableWorkbook extends Error {
  constructor(readonly reason: 'not-a-workbook' | 'unpacks-too-large' | 'sheet-too-large') {
    super(reason);
  }
}

/** Counts what is read; throws when it is more than was allowed. */
export type Spend = (parts?: number) => void;

export function budget(parts: number): Spend {
  let left = parts;
  return (spent = 1) => {
    left -= spent;
    if (left < 0) throw new UnreadableWorkbook('sheet-too-large');
  };
}

type Entry = { name: string; method: number; packed: number; size: number; at: number };

/** The parts of a workbook by their path, as bytes that unpack while they are read; null for one that is not there. */
export type Parts = (path: string) => AsyncIterable<Uint8Array> | null;

/**
 * Opens a zip file by its directory.
 * @throws UnreadableWorkbook
 */
export async function unpack(source: ByteSource): Promise<Parts> {
  const entries = new Map<string, Entry>();
  let size = 0;
  for (const entry of await directoryOf(source)) {
    if (!/^xl\/.*\.(xml|rels)$/.test(entry.name)) continue;
    size += entry.size;
    if (size > MAX_UNPACKED) throw new UnreadableWorkbook('unpacks-too-large');
    entries.set(entry.name, entry);
  }
  return (path) => {
    const entry = entries.get(path);
    return entry ? unpacked(source, entry) : null;
  };
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_TAIL = 22 + 0xffff;

async function directoryOf(source: ByteSource): Promise<Entry[]> {
  const tail = await bytesOf(source, source.size - LONGEST_TAIL, source.size);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw new UnreadableWorkbook('not-a-workbook');
  const from = tail.readUInt32LE(end + 16);
  const directory = await bytesOf(source, from, from + tail.readUInt32LE(end + 12));
  const entries: Entry[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY; ) {
    const name = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + name),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    });
    at += 46 + name + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

// What a part says of its size is held to: a lie is no workbook.
async function* unpacked(source: ByteSource, { at, method, packed, size }: Entry): AsyncGenerator<Uint8Array> {
  const head = await bytesOf(source, at, at + 30);
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL || (method !== 0 && method !== 8)) throw new UnreadableWorkbook('not-a-workbook');
  const from = at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const raw = source.read(from, Math.min(from + packed, source.size));
  let read = 0;
  try {
    for await (const part of method === 0 ? raw : inflated(raw)) {
      read += part.length;
      if (read > size) throw new UnreadableWorkbook('not-a-workbook');
      yield part;
    }
  } catch (error) {
    if (error instanceof UnreadableWorkbook || !String((error as { code?: unknown }).code).startsWith('Z_')) throw error;
    throw new UnreadableWorkbook('not-a-workbook');
  }
}

function inflated(raw: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: 128 * 1024 });
  const from = Readable.from(raw);
  from.once('error', (error) => inflate.destroy(error));
  inflate.once('close', () => from.destroy());
  return from.pipe(inflate);
}
