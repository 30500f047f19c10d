import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file of an archive: its name, and its content as it comes. */
export type ZipEntry = { name: string; content: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>; packed?: boolean };

/** The fastest level: the next one costs twice the time for a tenth of the size. */
const LEVEL = 1;
/** What is written at once; a compressor that gets crumbs spends its time on them. */
const PIECE = 256 * 1024;

/**
 * Makes a zip archive as it is asked for: an entry is begun when the one before it has been taken,
 * so that no more than a piece of one is held.
 */
export async function* zipped(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    made.push(data);
  });
  for await (const { name, content, packed } of entries) {
    const file = packed ? new ZipPassThrough(name) : new ZipDeflate(name, { level: LEVEL });
    zip.add(file);
    for await (const piece of pieces(content)) {
      file.push(piece);
      yield* made.splice(0);
    }
    file.push(new Uint8Array(), true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}

/** Texts and bytes as pieces of bytes that are worth a step each. */
export async function* pieces(content: ZipEntry['content']): AsyncGenerator<Uint8Array> {
  let text = '';
  for await (const part of content) {
    if (typeof part !== 'string') yield part;
    else text += part;
    if (text.length < PIECE) continue;
    yield strToU8(text);
    text = '';
  }
  if (text) yield strToU8(text);
}
