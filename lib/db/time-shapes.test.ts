import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareTables } from '@/lib/coverage/compare';
import { everything } from '@/lib/coverage/filter';
import type { Day } from '@/lib/taxonomy/day';
import { readCoverage } from './coverage';
import { readDistributionsBy } from './distribution';
import { replayed } from './time-replay';
import { type Chronicle, DAYS, histories, TODAY, tell } from './time-told';

const ALL = everything(TODAY);

/** The bands of every sector on a day are the cells of the plain replay. */
async function expectSameBands({ lists, accounts }: Chronicle, asOf: Day) {
  const { cells } = replayed(lists, accounts, 'sector', 'tier', { ...ALL, asOf });
  const told = await readDistributionsBy('sector', { ...ALL, asOf });
  const bands = [...told].flatMap(([sector, { of }]) =>
    of('tier5', 'accounts').bands.map(({ code, accounts: count }) => [`${sector}|${code}`, count] as const),
  );
  expect(Object.fromEntries(bands.filter(([, count]) => count > 0))).toEqual(
    Object.fromEntries(Object.entries(cells).flatMap(([cell, { accounts: count }]) => (count > 0 ? [[cell, count]] : []))),
  );
}

/** What lies between two days is what lies between their replays, in every cell that both days know. */
async function expectSameDifferences({ lists, accounts }: Chronicle, from: Day, to: Day) {
  const [first, second] = [from, to].map((asOf) => replayed(lists, accounts, 'sector', 'tier', { ...ALL, asOf }).cells);
  const [was, is] = await Promise.all([from, to].map((asOf) => readCoverage('sector', 'tier', { ...ALL, asOf }, { followers: false })));
  if (!was || !is) throw new Error('A day was not read.');
  for (const { row, column, accounts: told } of compareTables(was, is).cells) {
    const count = (cells: typeof first) => cells?.[`${row}|${column}`]?.accounts ?? 0;
    if (told.difference === null) continue;
    expect(told, `${row} ${column} ${from} ${to}`).toEqual({ first: count(first), second: count(second), difference: count(second) - count(first) });
  }
}

// Fixed, so that a failure comes again.
it('shapes of a day and differences between two are what a plain replay gives', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.constantFrom<Day[]>(...DAYS), fc.constantFrom<Day[]>(...DAYS), async (history, from, to) => {
      const chronicle = await tell(history);
      await expectSameBands(chronicle, to);
      await expectSameDifferences(chronicle, from, to);
    }),
    { seed: 20141231, numRuns: 4 },
  );
});
