import { type CoverageFilter, everything } from '@/lib/coverage/filter';
import { codesOn, regionsOf } from '@/lib/coverage/region-set';
import { MONTHS_BACK, monthEnds, progressOf, type Reading, type TargetMeasure } from '@/lib/coverage/target';
import type { MeasuredTarget, PastTarget, TargetView } from '@/lib/exchange/views';
import type { Platform, Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { db } from './client';
import { answerOfDay } from './counted';
import { readCoverage } from './coverage';
import { dayFrom } from './days';
import type { Prisma } from './generated/client';
import { reference } from './reference';
import { readRegionSets } from './region-sets';

const NAMED = { set: { select: { name: true } } } as const satisfies Prisma.TargetInclude;

/** What documents ask for, the next to be due first: public, as the documents are. */
export async function listTargets(day: Day): Promise<TargetView[]> {
  const view = await viewer(day);
  return (await db().target.findMany({ orderBy: [{ dueOn: 'asc' }, { regionCode: 'asc' }, { id: 'asc' }], include: NAMED })).map(view);
}

/** One target, or null when there is none of that number. */
export async function readTarget(id: number, day: Day): Promise<TargetView | null> {
  const row = Number.isInteger(id) ? await db().target.findUnique({ where: { id }, include: NAMED }) : null;
  return row && (await viewer(day))(row);
}

async function viewer(day: Day): Promise<(row: Prisma.TargetGetPayload<{ include: typeof NAMED }>) => TargetView> {
  const { regions, sectors } = await reference();
  return ({ value, dueOn, documentDate, withdrawnOn, tier, platform, measure, set, ...target }) => ({
    ...target,
    region: (regions.at(target.regionCode, day) ?? regions.everAt(target.regionCode).at(-1))?.name ?? target.regionCode,
    set: set?.name ?? null,
    sector: target.sectorCode === null ? null : (sectors.byCode(target.sectorCode)?.name ?? target.sectorCode),
    tier: tier as Tier | null,
    platform: platform as Platform | null,
    measure: measure as TargetMeasure,
    value: Number(value),
    dueOn: dayFrom(dueOn),
    documentDate: dayFrom(documentDate),
    withdrawnOn: dayFrom(withdrawnOn),
  });
}

/** The earlier versions of a target, the oldest first. */
export async function pastOf(targetId: number): Promise<PastTarget[]> {
  const rows = await db().targetPast.findMany({ where: { targetId }, orderBy: { id: 'asc' } });
  return rows.map(({ value, dueOn, documentDate, ...row }) => ({ ...row, value: Number(value), dueOn: dayFrom(dueOn), documentDate: dayFrom(documentDate) }));
}

/**
 * How far a target is on a day, by the rules of docs/formulas.md.
 * @param months how many month-ends are read: six for the forecast, more for the line
 */
export async function measure(target: TargetView, today: Day, months = MONTHS_BACK): Promise<MeasuredTarget> {
  const day = today < target.dueOn ? today : target.dueOn;
  const said = target.setId === null ? [target.regionCode] : await membersOn(target.setId, day);
  const read = (each: Day) => readingOn(target, said, each, each === day);
  const now = await read(day);
  const monthly: Reading[] = [];
  for (const each of monthEnds(day, months)) monthly.push(await read(each)); // one after the other: each is a walk through memory
  return { ...target, progress: progressOf(target, now, monthly, today), monthly, regions: said };
}

async function membersOn(setId: number, day: Day): Promise<string[]> {
  const set = (await readRegionSets()).find(({ id }) => id === setId);
  return set ? regionsOf(set, day) : [];
}

async function readingOn(target: TargetView, said: readonly string[], day: Day, kept: boolean): Promise<Reading> {
  const { regions, revision } = await reference();
  const codes = codesOn(regions, said, day);
  // No region asked for would mean the nation.
  if (codes.length === 0) return { day, accounts: 0, expected: null, covered: null };
  const filter = filterOf(target, codes, day);
  return answerOfDay(day, JSON.stringify(['target', filter, revision]), async () => {
    // The totals are the same on any axes: these two have the fewest cells.
    const { totals } = await readCoverage('tier', 'platform', filter, { followers: false, kept });
    return { day, accounts: totals.accounts, expected: totals.expected, covered: totals.covered };
  });
}

/** The question of coverage that a target asks on a day. */
export function filterOf({ sectorCode, tier, platform }: TargetView, regions: readonly string[], day: Day): CoverageFilter {
  return {
    ...everything(day),
    regions: [...regions].sort(),
    sectors: sectorCode === null ? [] : [sectorCode],
    tiers: tier === null ? [] : [tier],
    platforms: platform === null ? [] : [platform],
  };
}
