// The views beside the matrix – growth, reach, 双微 – against the plain replay, one account more, and another order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNEL_STATES, type ChannelCounts, channelState } from '@/lib/coverage/channels';
import { accountsAlong, difference } from '@/lib/coverage/compare';
import { AXES, type Axis, type CoverageFilter, everything } from '@/lib/coverage/filter';
import type { ReachRow } from '@/lib/coverage/reach';
import { OPEN_STATUSES } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { readChannels } from './channels';
import { readCoverage } from './coverage';
import { readReach } from './reach-read';
import { type AccountTale, counts, replayed, saidOn, standingOn, type UnitTale } from './time-replay';
import { type AccountDraft, anAccount, type Chronicle, DAYS, histories, open, TODAY, tell } from './time-told';

const PATIENCE = 120_000;
/** Fixed, so that a failure comes again. */
const SEED = 20141231;
const days = fc.constantFrom<Day[]>(...DAYS, TODAY);
const places = fc.constantFrom<Partial<CoverageFilter>[]>({}, { regions: ['330000'] }, { regions: ['330100', '110000', '500000'] });
const GROUPINGS = ['region', 'sector', 'tier', 'platform'] as const;

/** What the replay counts under each key of an axis. */
function along({ lists, accounts }: Chronicle, axis: Axis, filter: CoverageFilter) {
  const { cells } = replayed(lists, accounts, axis, axis === 'tier' ? 'rank' : 'tier', filter);
  const sums = new Map<string, { accounts: number; followers: number | null }>();
  for (const [cell, { accounts: count, followers }] of Object.entries(cells)) {
    const [key = ''] = cell.split('|');
    const known = sums.get(key) ?? { accounts: 0, followers: null };
    sums.set(key, { accounts: known.accounts + count, followers: followers === null ? known.followers : (known.followers ?? 0) + followers });
  }
  return sums;
}

const isOpen = (account: AccountTale, asOf: Day) =>
  counts(account, asOf) && account.holder === 'institution' && OPEN_STATUSES.includes(saidOn(account.told, asOf).status as 'active');

/** The row of a unit on a day, as an account that has always been open would stand there. */
function rowOf({ lists }: Chronicle, unit: UnitTale, filter: CoverageFilter): string | undefined {
  const always = { id: 0, name: '', platform: 'weibo', platformId: '', holder: 'institution', opened: null, knownBy: '1900-01-01', followers: 0 } as const;
  return standingOn(lists, { ...always, told: [{ from: null, says: { unit, status: 'active', postRank: null } }] }, filter)?.keys.region;
}

function statesReplayed(chronicle: Chronicle, filter: CoverageFilter): Record<string, number> {
  const states: Record<string, number> = {};
  for (const unit of chronicle.units) {
    const row = rowOf(chronicle, unit, filter);
    if (row === undefined) continue;
    const its = chronicle.accounts.filter((account) => isOpen(account, filter.asOf) && saidOn(account.told, filter.asOf).unit === unit);
    const on = (platform: string) => its.some((account) => account.platform === platform);
    const key = `${row} ${channelState(on('weibo'), on('wechat'))}`;
    states[key] = (states[key] ?? 0) + 1;
  }
  return states;
}

const filled = (rows: readonly { entry: { code: string }; counts: ChannelCounts }[]) =>
  Object.fromEntries(
    rows.flatMap(({ entry, counts: of }) => CHANNEL_STATES.flatMap((state) => (of[state] > 0 ? [[`${entry.code} ${state}`, of[state]] as const] : []))),
  );
const sumOf = <T>(rows: readonly T[], of: (row: T) => number | null | undefined) => rows.reduce((sum, row) => sum + (of(row) ?? 0), 0);

async function expectReach(chronicle: Chronicle, filter: CoverageFilter) {
  for (const by of GROUPINGS) {
    const { rows, total } = await readReach(by, filter, TODAY);
    const told = rows.filter(({ all }) => all.accounts > 0).map(({ code, all }) => [code, { accounts: all.accounts, followers: all.followers }] as const);
    expect(Object.fromEntries(told), by).toEqual(Object.fromEntries(along(chronicle, by, filter)));
    for (const of of ['accounts', 'known', 'followers'] as const)
      expect(
        sumOf(rows, ({ all }) => all[of]),
        by,
      ).toBe(total.all[of] ?? 0);
  }
}

async function expectGrowth(chronicle: Chronicle, from: CoverageFilter, to: CoverageFilter) {
  for (const by of AXES) {
    const across = by === 'tier' ? 'rank' : 'tier';
    const [first, second] = await Promise.all(
      [from, to].map(async (filter) => accountsAlong('row', await readCoverage(by, across, filter, { followers: false }))),
    );
    const [was, is] = [along(chronicle, by, from), along(chronicle, by, to)];
    for (const code of new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])])) {
      const told = difference(first?.get(code), second?.get(code));
      if (told.difference !== null) expect(told.difference, `${by} ${code}`).toBe((is.get(code)?.accounts ?? 0) - (was.get(code)?.accounts ?? 0));
    }
  }
}

async function expectChannels(chronicle: Chronicle, filter: CoverageFilter) {
  const units = await readChannels('units', filter);
  expect(filled(units.rows)).toEqual(statesReplayed(chronicle, filter));
  const bodies = await readChannels('bodies', filter);
  // Of bodies, whoever has neither Weibo nor WeChat is what coverage misses, bodies on Tencent’s alone apart.
  const { totals } = await readCoverage('region', 'sector', { ...filter, platforms: ['weibo', 'wechat'] }, { followers: false });
  expect(bodies.totals.total).toBe(totals.expected ?? 0);
  expect(bodies.totals.none).toBe((totals.expected ?? 0) - (totals.covered ?? 0));
  for (const { rows, totals: whole } of [units, bodies])
    for (const state of CHANNEL_STATES) expect(sumOf(rows, ({ counts: of }) => of[state])).toBe(whole[state]);
}

describe('growth, reach and 双微', () => {
  it('of any day and part are what a plain replay gives, and their rows sum to their totals', { timeout: PATIENCE }, async () => {
    await fc.assert(
      fc.asyncProperty(histories, days, days, places, async (history, from, to, narrowed) => {
        const chronicle = await tell(history);
        const [was, is] = [from, to].map((asOf) => ({ ...everything(asOf), ...narrowed })) as [CoverageFilter, CoverageFilter];
        await expectGrowth(chronicle, was, is);
        await expectReach(chronicle, is);
        await expectChannels(chronicle, is);
      }),
      { seed: SEED, numRuns: 4 },
    );
  });

  const drafts = anAccount.map((draft): AccountDraft => ({ ...draft, openedTo: 10, closed: false, status: 'active' }));
  const survey = (asOf: Day) =>
    Promise.all([
      ...GROUPINGS.map(async (by) => (await readReach(by, everything(asOf), TODAY)).rows),
      ...(['units', 'bodies'] as const).map((of) => readChannels(of, everything(asOf))),
    ]);
  const changed = (before: readonly ReachRow[], after: readonly ReachRow[]) =>
    after.flatMap(({ code, all }) => {
      const more = all.accounts - (before.find((row) => row.code === code)?.all.accounts ?? 0);
      return more === 0 ? [] : [[code, more]];
    });

  type Channels = Awaited<ReturnType<typeof readChannels>>;
  const otherwise = (was: Channels, is: Channels) =>
    is.rows.filter(({ counts: of }, at) => JSON.stringify(of) !== JSON.stringify(was.rows[at]?.counts)).map(({ entry }) => entry.code);

  it('change by one account that opens in its own rows from that day, and in no other', { timeout: PATIENCE }, async () => {
    await fc.assert(
      fc.asyncProperty(histories, drafts, async (history, draft) => {
        const chronicle = await tell(history);
        const [day = TODAY] = draft.days;
        const before = await survey(day);
        const account = await open(chronicle, draft);
        const after = await survey(day);
        const keys = standingOn(chronicle.lists, account, everything(day))?.keys;
        for (const [index, by] of GROUPINGS.entries())
          expect(changed(before[index] as ReachRow[], after[index] as ReachRow[]), by).toEqual(keys ? [[keys[by], 1]] : []);
        const place = keys?.region ?? rowOf(chronicle, saidOn(account.told, day).unit, everything(day));
        for (const index of [4, 5]) {
          const [was, is] = [before[index], after[index]] as [Channels, Channels];
          expect([[], [place]]).toContainEqual(otherwise(was, is));
          expect(is.totals.total).toBe(was.totals.total);
        }
      }),
      { seed: SEED, numRuns: 3 },
    );
  });

  it('do not hang on the order in which accounts are told', { timeout: PATIENCE }, async () => {
    await fc.assert(
      fc.asyncProperty(histories, days, async (history, asOf) => {
        const told = async (accounts: typeof history.accounts) => {
          await tell({ ...history, accounts, events: [] });
          const coverage = await Promise.all((['sector', 'platform', 'tier'] as const).map((axis) => readCoverage('region', axis, everything(asOf))));
          return [await survey(asOf), coverage];
        };
        expect(await told(history.accounts.toReversed())).toEqual(await told(history.accounts));
      }),
      { seed: SEED, numRuns: 3 },
    );
  });
});
