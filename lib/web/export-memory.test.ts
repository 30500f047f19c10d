import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { officialForm } from '@/lib/db/official-form-given';
import { filledForm } from '@/lib/exchange/form-file';
import { type Export, exportWords, FORMATS, type Format, fileOf } from './export-file';

const BATCH = 500;
const CELLS = ['新浪微博', '平安试验', '9876543210', '某某市公安局某某分局', '440106', '公安', '=1+1', '备注'];

/** How much of what was read for a file has not left it yet: rows that were asked for, against bytes that were given out. */
async function heldOf(rows: number, make: (batches: AsyncGenerator<string[][]>) => AsyncGenerator<Uint8Array>): Promise<{ ahead: number; bytes: number }> {
  let read = 0;
  async function* batches() {
    for (; read < rows; ) {
      read += BATCH;
      // No two rows alike: a compressor could hold them as one.
      yield Array.from({ length: BATCH }, (_, index) => [...CELLS, String(Math.imul(read + index, 2654435761))]);
    }
  }
  let ahead = 0;
  let bytes = 0;
  let before = 0;
  for await (const piece of make(batches())) {
    bytes += piece.length;
    ahead = Math.max(ahead, read - before);
    before = read;
    await setImmediate();
  }
  expect(read).toBe(rows);
  return { ahead, bytes };
}

const file = (rows: AsyncGenerator<string[][]>): Export => ({ name: '名单', header: CELLS, rows, total: 0, facts: [], page: '/accounts' });
const WAYS: [string, (rows: AsyncGenerator<string[][]>) => AsyncGenerator<Uint8Array>][] = [
  ...FORMATS.map(
    (format: Format) =>
      [format, (rows: AsyncGenerator<string[][]>) => fileOf(file(rows), format, exportWords(), '')] as [
        string,
        (rows: AsyncGenerator<string[][]>) => AsyncGenerator<Uint8Array>,
      ],
  ),
  ['a filled form', (rows) => filledForm(officialForm(), { part: 'xl/worksheets/sheet2.xml', row: 3 }, rows)],
];

it.each(WAYS)(
  'a file of 60,000 rows is made from as few of them at a time as one of 10,000: %s',
  async (_, make) => {
    const small = await heldOf(10_000, make);
    const large = await heldOf(60_000, make);
    expect(large.bytes).toBeGreaterThan(4 * small.bytes);
    expect(small.ahead).toBeLessThan(10_000);
    expect(large.ahead).toBeLessThanOrEqual(small.ahead + BATCH);
  },
  60_000,
);
