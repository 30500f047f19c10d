import { type BodySort, type Slot, slotKey, slotsInOrder, slotsSorted } from '@/lib/coverage/bodies';
import { type Axis, type CoverageFilter, UNCLASSIFIED } from '@/lib/coverage/filter';
import { axisEntries } from '@/lib/coverage/frame';
import { ofRoster, type Roster } from '@/lib/coverage/roster';
import { type Counted, type CoverageTable, coverageTable } from '@/lib/coverage/table';
import type { Grouping, Layout, Tally } from '@/lib/coverage/tally';
import type { ExpectedBody } from '@/lib/coverage/views';
import type { Tier } from '@/lib/taxonomy/codes';
import { asked } from './asked';
import { db } from './client';
import { tallyOf, tallyWithout } from './counted';
import { dateOf } from './days';
import { sumFollowers } from './recount';
import { reference } from './reference';

/**
 * 开设情况 on two axes: how many accounts there are, how many bodies are expected to have one,
 * and how many of those do.
 * @param filter what is counted, and on which day it was true
 * @param followers whether to sum them up too, which costs a look at each account; else they are null
 * @param without numbers of accounts that are thought away
 * @param kept whether the counts are to follow the writes, for who asks again
 */
export async function readCoverage(
  rowAxis: Axis,
  columnAxis: Axis,
  filter: CoverageFilter,
  { followers = true, kept = true, without = kept ? undefined : [] }: { followers?: boolean; kept?: boolean; without?: readonly number[] } = {},
): Promise<CoverageTable & { demonstration: boolean }> {
  const { frames, layout, ground, slots, revision } = await asked(filter, kept);
  const sums = followers ? await sumFollowers(rowAxis, columnAxis, filter) : new Map<string, number>();
  const tally = await tallied(rowAxis, columnAxis, layout, revision, 'both', without);
  const table = coverageTable(
    {
      rowAxis,
      columnAxis,
      filter,
      rows: axisEntries(rowAxis, filter, frames.regions, frames.sectors),
      columns: axisEntries(columnAxis, filter, frames.regions, frames.sectors),
      grounds: ground,
      slots,
    },
    countsOf(tally, sums),
    tally.totalCovered,
  );
  return { ...table, demonstration: tally.groups.some(({ synthetic }) => synthetic > 0) };
}

/** The bodies behind a cell, those without an account or all of them, and how many there are. */
export async function listExpected(
  filter: CoverageFilter,
  { skip, take, ...order }: Ordered & { skip: number; take: number },
): Promise<{ items: ExpectedBody[]; total: number }> {
  const { slots, held } = await expectedInOrder(filter, order);
  return { items: await bodiesOf(slots.slice(skip, skip + take), held, filter), total: slots.length };
}

/** Bodies whose units are looked up and whose rows are laid out at once. */
const AT_ONCE = 2000;

/** All of them, for a file: some at a time, as they are taken. */
export async function streamExpected(filter: CoverageFilter, order: Ordered): Promise<{ total: number; rows: AsyncGenerator<ExpectedBody[]> }> {
  const { slots, held } = await expectedInOrder(filter, order);
  const rows = async function* () {
    for (let from = 0; from < slots.length; from += AT_ONCE) yield await bodiesOf(slots.slice(from, from + AT_ONCE), held, filter);
  };
  return { total: slots.length, rows: rows() };
}

type Ordered = { missingOnly: boolean; roster?: Roster; sort?: BodySort };

async function expectedInOrder(filter: CoverageFilter, { missingOnly, roster, sort = 'region' }: Ordered) {
  const { rankOf, sectors } = await reference();
  const { ground, rules: both, layout, revision } = await asked(filter);
  const rules = roster ? both.filter(ofRoster(roster)) : both;
  const tally = await tallied('region', 'sector', { ...layout, rules }, revision, roster);
  const covered = ({ region, rule, tier }: Slot) => tally.holds(region.id, rule.sectorCode, tier);
  const below = ({ region, rule, tier }: Slot) => tally.holdsBelow(region.id, rule.sectorCode, tier);
  const all = slotsInOrder(ground, rules, rankOf, sectors, filter);
  return { slots: slotsSorted(missingOnly ? all.filter((slot) => !covered(slot)) : all, sort, sectors, covered), held: { covered, below } };
}

type Held = Record<'covered' | 'below', (slot: Slot) => boolean>;

async function bodiesOf(slots: readonly Slot[], { covered, below }: Held, filter: CoverageFilter): Promise<ExpectedBody[]> {
  const { sectors } = await reference();
  const units = await unitsOf(slots, filter);
  return slots.map((slot): ExpectedBody => {
    const { region, tier, rule } = slot;
    const sector = sectors.byCode(rule.sectorCode);
    const unit = units.get(keyOf(slot));
    return {
      regionId: region.id,
      regionCode: region.code,
      region: region.name,
      sectorCode: rule.sectorCode,
      sector: sector?.name ?? rule.sectorCode,
      sectorEn: sector?.nameEn ?? rule.sectorCode,
      tier,
      bodyName: rule.bodyName,
      covered: covered(slot),
      subordinateOnly: !covered(slot) && below(slot),
      estimated: rule.estimated,
      unitId: unit?.unitId ?? null,
      unit: unit?.name ?? null,
    };
  });
}

function keyOf({ region, rule, tier }: Slot): string {
  return slotKey(region.id, rule.sectorCode, tier);
}

/** The units that are registered as bodies on a day, by `slotKey`. */
export async function unitsOf(slots: readonly Pick<Slot, 'region'>[], { asOf }: Pick<CoverageFilter, 'asOf'>) {
  const day = dateOf(asOf);
  const rows = await db().unitStanding.findMany({
    where: {
      standardBody: true,
      regionId: { in: [...new Set(slots.map(({ region }) => region.id))] },
      AND: [{ OR: [{ from: null }, { from: { lte: day } }] }, { OR: [{ until: null }, { until: { gt: day } }] }],
    },
    select: { unitId: true, name: true, regionId: true, sectorCode: true, tier: true },
  });
  return new Map(rows.map((row) => [slotKey(row.regionId, row.sectorCode, row.tier as Tier), row]));
}

/** Counts by two axes; of rules of one roster alone, if the layout has no others. */
export function tallied(
  rowAxis: Axis,
  columnAxis: Axis,
  layout: Layout,
  revision: string,
  roster: Roster | 'both' = 'both',
  without?: readonly number[],
): Promise<Tally> {
  const grouping: Grouping = {
    account: ({ key, sector, as }) => cellName([rowAxis, columnAxis], { region: key, sector, tier: as.tier, rank: as.rank, platform: as.platform }),
    body: ({ key, sector, tier, rank, platform }) => cellName([rowAxis, columnAxis], { region: key, sector, tier, rank, platform }),
  };
  return without ? tallyWithout(layout, grouping, without) : tallyOf(layout, `${rowAxis} ${columnAxis} ${roster}`, grouping, revision);
}

function cellName(axes: readonly Axis[], at: Record<Axis, string | null>): string {
  return axes.map((axis) => at[axis] ?? UNCLASSIFIED).join('|');
}

/** Groups of `tallied` as cells. */
export function countsOf({ groups }: Tally, followers: ReadonlyMap<string, number>): Counted[] {
  return groups
    .filter(({ accounts, covered, below }) => accounts > 0 || covered > 0 || below > 0)
    .map(({ name, accounts, covered, below }) => {
      const [row = '', column = ''] = name.split('|');
      return { row, column, accounts, covered, followers: followers.get(name) ?? null, below };
    });
}
