import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AXES, type Axis, type CoverageFilter, everything } from '@/lib/coverage/filter';
import type { CoverageTable } from '@/lib/coverage/table';
import { HOLDERS, PLATFORMS, RANKS, STATUSES, TIERS } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { readCoverage } from './coverage';
import { type AccountTale, bodyOn, counts, dayAfter, replayed, standingOn } from './time-replay';
import { type AccountDraft, aDay, anAccount, type Chronicle, chosen, DAYS, edit, histories, open, rename, TODAY, tell, tellOpening } from './time-told';

const ALL = everything(TODAY);
const PAIRS = AXES.flatMap((rows) => AXES.filter((columns) => columns !== rows).map((columns) => [rows, columns] as const));

/** Fixed, so that a failure comes again. The limit ends the search for a smaller one; runs are few enough to end long before it. */
const CHANCE = { seed: 20141231, skipAllAfterTimeLimit: 90_000 };
const PATIENCE = 120_000;

type Question = { axes: readonly [Axis, Axis]; narrowed: Partial<CoverageFilter> };

const few = <T>(all: readonly T[]) => fc.oneof({ weight: 3, arbitrary: fc.constant<T[]>([]) }, fc.subarray([...all], { minLength: 1 }));
const filters = fc.record({
  asOf: fc.constantFrom(...DAYS, TODAY),
  regions: fc.constantFrom([], [], ['330000'], ['330100'], ['330100', '330000', '110000'], ['500000', '310000'], ['710000'], ['000000', '330102']),
  scope: fc.constantFrom<CoverageFilter['scope'][]>('subtree', 'subtree', 'own'),
  sectors: fc.constantFrom<string[][]>(
    [],
    [],
    ['public-security', 'traffic-police'],
    ['health', 'culture-tourism'],
    ['tourism', 'market-regulation', 'foreign-missions'],
  ),
  platforms: few(PLATFORMS),
  tiers: few(TIERS),
  ranks: few(RANKS),
  holders: few(HOLDERS),
  statuses: few(STATUSES),
});
const questions: fc.Arbitrary<Question> = fc.record({ axes: fc.constantFrom(...PAIRS), narrowed: filters });

async function asRead(axes: readonly [Axis, Axis], filter: CoverageFilter) {
  const { cells, totals } = await readCoverage(...axes, filter);
  const filled = cells.filter(({ accounts, covered }) => accounts > 0 || covered);
  return {
    cells: Object.fromEntries(filled.map(({ row, column, accounts, followers, covered }) => [`${row}|${column}`, { accounts, followers, covered }])),
    totals: { accounts: totals.accounts, covered: totals.covered },
  };
}

/** Where nobody knows which bodies there are the view says null; the replay does not know where that is. */
async function expectSame({ lists, accounts }: Chronicle, { axes, narrowed }: Question) {
  const filter = { ...ALL, ...narrowed };
  const read = await asRead(axes, filter);
  const { cells, totals } = replayed(lists, accounts, ...axes, filter);
  for (const [key, cell] of Object.entries(read.cells)) if (cell.covered === null) cell.covered = cells[key]?.covered ?? null;
  expect(read, JSON.stringify({ axes, filter })).toEqual({ cells, totals: { ...totals, covered: read.totals.covered === null ? null : totals.covered } });
}

describe('the view of a day', () => {
  it('is what a plain replay of all that was told gives', { timeout: PATIENCE }, async () => {
    const asked = fc.tuple(fc.constantFrom<Day[]>(...DAYS), fc.constantFrom<Day[]>(...DAYS), fc.array(questions, { minLength: 4, maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(histories, asked, async (history, [one, other, more]) => {
        const chronicle = await tell(history);
        await expectSame(chronicle, { axes: ['region', 'tier'], narrowed: { asOf: one } });
        await expectSame(chronicle, { axes: ['sector', 'rank'], narrowed: { asOf: other } });
        await expectSame(chronicle, { axes: ['region', 'sector'], narrowed: { asOf: one, platforms: ['wechat'] } });
        for (const question of more) await expectSame(chronicle, question);
      }),
      { ...CHANCE, numRuns: 15 },
    );
  });
});

describe('one account', () => {
  const VIEWS: Question[] = [
    { axes: ['region', 'sector'], narrowed: {} },
    { axes: ['region', 'tier'], narrowed: { regions: ['330000'] } },
    { axes: ['sector', 'rank'], narrowed: { platforms: ['weibo', 'wechat'] } },
    { axes: ['tier', 'platform'], narrowed: {} },
  ];
  type Act = (chronicle: Chronicle, account: AccountTale, day: Day, draft: AccountDraft) => Promise<unknown>;
  const ACTS: Record<string, Act> = {
    closing: (_, account, day) => edit(account, { status: 'closed' }, { day, late: true }),
    moving: ({ units }, account, day, { unit }) => edit(account, { unit: chosen(units, unit + 1) }, { day, late: true }),
    renaming: (_, account, day) => rename(account, { day, late: true }),
  };
  const drafts = anAccount.map((draft): AccountDraft => ({ ...draft, openedTo: 10, closed: false, status: 'active' }));

  type Surveyed = { filter: CoverageFilter; axes: readonly [Axis, Axis]; table: CoverageTable };
  function survey(day: Day): Promise<Surveyed[]> {
    const asked = [dayAfter(day, -1), day, TODAY].flatMap((asOf) => VIEWS.map(({ axes, narrowed }) => ({ axes, filter: { ...ALL, ...narrowed, asOf } })));
    return Promise.all(asked.map(async ({ axes, filter }) => ({ axes, filter, table: await readCoverage(...axes, filter) })));
  }

  /** Before the day nothing is otherwise; since then only the cell that the account has left and the one that it has come to. */
  function expectOnly({ lists }: Chronicle, day: Day, before: Surveyed[], after: Surveyed[], former: AccountTale | null, latter: AccountTale) {
    for (const [index, { filter, axes, table: was }] of before.entries()) {
      const now = after[index]?.table ?? was;
      const [from, to] = [former, latter].map((each) => each && cellsOf(lists, each, axes, filter));
      const { accounts, touched } = differences(was, now);
      if (filter.asOf < day) expect(now).toEqual(was);
      const [left, come] = [from?.counted, to?.counted];
      expect(accounts, `${axes} of ${filter.asOf}`).toEqual(left === come ? {} : { ...(left && { [left]: -1 }), ...(come && { [come]: 1 }) });
      expect([left, come, from?.covers, to?.covers]).toEqual(expect.arrayContaining(touched));
      expect(now.totals.accounts - was.totals.accounts).toBe(Number(come !== undefined) - Number(left !== undefined));
    }
  }

  /** The cell in which an account is counted, and that of the body which it covers: they are of one place, but maybe not of one rank. */
  function cellsOf(lists: Chronicle['lists'], account: AccountTale, [rows, columns]: readonly [Axis, Axis], filter: CoverageFilter) {
    const [counted, covers] = [standingOn, bodyOn].map((on) => on(lists, account, filter)?.keys).map((keys) => keys && `${keys[rows]}|${keys[columns]}`);
    return { counted, covers };
  }

  /** An entry that only one of two views has (of a rank that nobody knows) is touched only where accounts are counted in it. */
  function differences(was: CoverageTable, now: CoverageTable) {
    const [old, fresh] = [was, now].map(({ cells }) => new Map(cells.map((cell) => [`${cell.row}|${cell.column}`, cell])));
    const keys = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])];
    const more = (key: string) => (fresh?.get(key)?.accounts ?? 0) - (old?.get(key)?.accounts ?? 0);
    const both = keys.filter((key) => old?.has(key) && fresh?.has(key));
    return {
      accounts: Object.fromEntries(keys.filter((key) => more(key) !== 0).map((key) => [key, more(key)])),
      touched: both.filter((key) => JSON.stringify(old?.get(key)) !== JSON.stringify(fresh?.get(key))),
    };
  }

  it('by its opening is added to its own cells from that day, and to no other', { timeout: PATIENCE }, async () => {
    await fc.assert(
      fc.asyncProperty(histories, drafts, async (history, draft) => {
        const chronicle = await tell(history);
        const [day = TODAY] = draft.days;
        const before = await survey(day);
        const account = await open(chronicle, draft);
        expectOnly(chronicle, day, before, await survey(day), null, account);
      }),
      { ...CHANCE, numRuns: 3 },
    );
  });

  it.each(Object.keys(ACTS))('by %s changes its own cells from that day, and no other', { timeout: PATIENCE }, async (act) => {
    await fc.assert(
      fc.asyncProperty(histories, drafts, async (history, draft) => {
        const chronicle = await tell(history);
        const [, day = TODAY] = draft.days;
        const account = await open(chronicle, draft);
        const former = { ...account, told: [...account.told] };
        const before = await survey(day);
        await ACTS[act]?.(chronicle, account, day, draft);
        const after = await survey(day);
        expectOnly(chronicle, day, before, after, former, account);
        if (act === 'renaming') expect(after).toEqual(before);
      }),
      { ...CHANCE, numRuns: 3 },
    );
  });
});

describe('the sums', () => {
  it('of every view are its totals, on every day', { timeout: PATIENCE }, async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.array(filters, { minLength: PAIRS.length, maxLength: PAIRS.length }), async (history, narrowed) => {
        await tell(history);
        for (const [index, axes] of PAIRS.entries()) {
          const { cells, totals } = await readCoverage(...axes, { ...ALL, ...narrowed[index] });
          const sum = (count: 'accounts' | 'expected' | 'covered') => cells.reduce((all, cell) => all + (cell[count] ?? 0), 0);
          const asked = JSON.stringify({ axes, ...narrowed[index] });
          expect(sum('accounts'), asked).toBe(totals.accounts);
          expect(
            cells.filter(({ expected, covered }) => (covered ?? 0) > (expected ?? 0)),
            asked,
          ).toEqual([]);
          // A body is expected on each platform, but is one body.
          if (axes.includes('platform')) continue;
          expect([sum('expected'), sum('covered')], asked).toEqual([totals.expected ?? 0, totals.covered ?? 0]);
        }
      }),
      { ...CHANCE, numRuns: 6 },
    );
  });

  it('of a region opened from its row are what the row said', { timeout: PATIENCE }, async () => {
    const narrowed = filters.map((filter) => ({ ...filter, regions: [], scope: 'subtree' as const }));
    await fc.assert(
      fc.asyncProperty(histories, narrowed, async (history, filter) => {
        await tell(history);
        const { rows, cells } = await readCoverage('region', 'sector', { ...ALL, ...filter });
        for (const { code, own } of rows) {
          const said = cells.filter(({ row }) => row === code).reduce((all, { accounts }) => all + accounts, 0);
          if (said === 0) continue;
          const within = await readCoverage('region', 'sector', { ...ALL, ...filter, regions: [code], scope: own ? 'own' : 'subtree' });
          expect(within.totals.accounts, code).toBe(said);
        }
      }),
      { ...CHANCE, numRuns: 6 },
    );
  });
});

describe('an account that was only known to be open', () => {
  const some = fc.array(fc.tuple(anAccount, aDay, fc.constantFrom(4, 7, 10)), { minLength: 15, maxLength: 20 });

  it('counts from the day on which it was known, and once its opening is told from that', { timeout: PATIENCE }, async () => {
    const days = [...DAYS, '2010-12-31', '2011-12-30', '2011-12-31', TODAY];
    const total = async (asOf: Day) => (await readCoverage('tier', 'platform', { ...ALL, asOf, sectors: ['education'] })).totals.accounts;
    await fc.assert(
      fc.asyncProperty(some, async (drafts) => {
        const chronicle = await tell({
          units: [{ place: { code: '330100', tier: 'prefecture', on: TODAY }, sector: 'education', rank: null, fills: true }],
          accounts: [],
          events: [],
        });
        for (const [draft, day] of drafts) await open(chronicle, { ...draft, openedTo: 0, closed: false, days: [day, day, day] });
        const known = drafts.map(([, day]) => day);
        for (const day of days) expect(await total(day), day).toBe(known.filter((by) => by <= day).length);
        for (const [index, [{ days: told }, , length]] of drafts.entries()) await tellOpening(chosen(chronicle.accounts, index), told[0].slice(0, length));
        for (const day of days) expect(await total(day), day).toBe(chronicle.accounts.filter((account) => counts(account, day)).length);
      }),
      { ...CHANCE, numRuns: 1 },
    );
  });
});
