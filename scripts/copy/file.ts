// The file of a backup: JSON lines under gzip. First what it is; then each table, a line of its own and one per
// row; last the manifest, without which it is not whole.
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type Row, type Sequence, type Sum, summing, type Table } from './tables.ts';

type Head = { guta: 'backup'; version: 1; madeAt: string };
export type Manifest = { tables: Record<string, Sum>; sequences: Sequence[] };
type Line = Head | { table: Table } | { manifest: Manifest } | Row;

/** The file is no backup, or not the whole of it, or has been altered. */
export class Unusable extends Error {}

/** Writes a backup line by line, no faster than the disk takes it. Only the person who makes it may read it. */
export function writing(file: string) {
  const gzip = createGzip();
  const disk = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  const done = finished(gzip.pipe(disk));
  done.catch(() => undefined); // awaited at the end
  disk.on('error', (error) => gzip.destroy(error));
  async function write(text: string) {
    if (!gzip.write(`${text}\n`)) await Promise.race([once(gzip, 'drain'), done]);
  }
  return {
    write,
    begin: (madeAt: Date) => write(JSON.stringify({ guta: 'backup', version: 1, madeAt: madeAt.toISOString() } satisfies Head)),
    async end() {
      gzip.end();
      await done;
    },
  };
}

type Part = { table: Table } | { row: Row; line: string } | { manifest: Manifest };

/** Reads a backup part by part. @throws Unusable */
export async function* partsOf(file: string): AsyncGenerator<Part> {
  let first = true;
  for await (const line of linesOf(file)) {
    const part = parse(line);
    if (first && !(typeof part === 'object' && 'guta' in part && part.guta === 'backup' && part.version === 1))
      throw new Unusable('is not a backup that this version can read');
    if (Array.isArray(part)) yield { row: part, line };
    else if ('table' in part || 'manifest' in part) yield part;
    first = false;
  }
}

// Not by readline, which also ends a line at U+2028, and texts may hold that.
async function* linesOf(file: string): AsyncGenerator<string> {
  const texts = pipeline(createReadStream(file), createGunzip(), () => undefined).setEncoding('utf8');
  let rest = '';
  try {
    for await (const text of texts as AsyncIterable<string>) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new Unusable('is not there');
    throw new Unusable('is not a backup, or not the whole of one, or was altered');
  }
  if (rest) yield rest;
}

function parse(line: string): Line {
  try {
    return JSON.parse(line) as Line;
  } catch {
    throw new Unusable('was altered');
  }
}

/**
 * Reads a backup to its end and compares every table with the manifest, before anything is written.
 * @returns the manifest, and the migrations under which the backup was made
 * @throws Unusable
 */
export async function inspect(file: string): Promise<{ manifest: Manifest; migrations: Map<string, string> }> {
  const sums = new Map<string, ReturnType<typeof summing>>();
  const migrations = new Map<string, string>();
  let table: Table | undefined;
  let manifest: Manifest | undefined;
  for await (const part of partsOf(file)) {
    if (manifest) throw new Unusable('goes on after its end');
    if ('manifest' in part) manifest = part.manifest;
    else if ('table' in part) {
      table = part.table;
      sums.set(table.name, summing());
    } else if (table) {
      sums.get(table.name)?.add(part.line);
      if (table.name === '_prisma_migrations') keepMigration(migrations, table, part.row);
    }
  }
  if (!manifest) throw new Unusable('is not whole: its end is missing');
  compare(new Map([...sums].map(([name, { sum }]) => [name, sum()])), manifest);
  return { manifest, migrations };
}

function keepMigration(migrations: Map<string, string>, { columns }: Table, row: Row) {
  const of = (name: string) => row[columns.findIndex((column) => column.name === name)] ?? '';
  if (of('finished_at') && !of('rolled_back_at')) migrations.set(of('migration_name'), of('checksum'));
}

/** @throws Unusable naming the first table that is not what the manifest says */
export function compare(sums: ReadonlyMap<string, Sum>, { tables }: Manifest): void {
  for (const name of new Set([...Object.keys(tables), ...sums.keys()])) {
    const [is, should] = [sums.get(name), tables[name]];
    if (is?.rows !== should?.rows || is?.sha256 !== should?.sha256)
      throw new Unusable(`was altered: the table ${name} has ${is?.rows ?? 'no'} rows, and should have ${should?.rows ?? 'none'} with another checksum`);
  }
}

export function totalsOf({ tables }: Manifest): { tables: number; rows: number } {
  const sums = Object.values(tables);
  return { tables: sums.length, rows: sums.reduce((total, { rows }) => total + rows, 0) };
}
