import { getLocale, getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import { address, type QueryValue } from '@/components/ui/query';
import { type Comparison, checkSides, compareTables } from '@/lib/coverage/compare';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { checkAxes } from '@/lib/coverage/query';
import type { SetAsked } from '@/lib/coverage/region-set';
import { checkComparedDays, comparedDays, type comparePageQuery, sidesAsked } from '@/lib/coverage/time-query';
import { readCoverage } from '@/lib/db/coverage';
import { reference } from '@/lib/db/reference';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { findRegion } from '@/lib/taxonomy/find';
import { today } from '@/lib/web/page-query';
import { inSet } from '@/lib/web/sets';
import { askedWords } from '../words';

export type CompareQuery = z.infer<typeof comparePageQuery>;

/** The address of the page or of its file, with both days, so that it means the same tomorrow. */
export function compareAddress(
  { scope, measure, place: _, ...query }: CompareQuery,
  change: Record<string, QueryValue> = {},
  path = '/coverage/compare',
): string {
  const plain = { scope: scope === 'own' ? scope : null, measure: measure === 'accounts' ? null : measure };
  return address(path, { ...query, ...comparedDays(query, today()), ...plain, ...change });
}

/** What must hold between parameters that are each for itself good. */
export function checkCompare(query: CompareQuery): Finding[] {
  return [...checkAxes(query), ...checkSides(query), ...checkComparedDays(query, today())];
}

type Sides = { first: CoverageFilter; second: CoverageFilter };
export type Compared = Sides & { table: Comparison };

/** Both sides counted; refused where a region was not of its side's day. */
export async function compared(query: CompareQuery): Promise<Decision<Compared>> {
  const sides = await withSet(query, sidesAsked(query, today()));
  if (!sides.accepted) return sides;
  const { first, second } = sides.change;
  const findings = [...(await unknownRegions(first, 'region')), ...(await unknownRegions(second, query.toRegion === undefined ? 'region' : 'toRegion'))];
  if (findings.length) return refuse(...findings);
  const [was, is] = await Promise.all([first, second].map((filter) => readCoverage(query.rows, query.columns, filter, { followers: false })));
  if (!was || !is) throw new Error('A side was not counted.');
  return accept({ first, second, table: compareTables(was, is) });
}

// The same places on both sides: those that are in the set on the later day.
async function withSet({ set, toRegion }: CompareQuery, { first, second }: Sides): Promise<Decision<Sides>> {
  const [was, is] = [await inSet(first, { set }, second.asOf), toRegion === undefined ? await inSet(second, { set }) : accept(second)];
  if (!was.accepted) return was;
  return is.accepted ? accept({ first: was.change, second: is.change }) : is;
}

async function unknownRegions({ regions, asOf }: CoverageFilter, field: 'region' | 'toRegion'): Promise<Finding[]> {
  const lists = await reference();
  return regions.filter((code) => !findRegion(lists.regions, code, asOf).accepted).map((code) => finding(field, 'region-not-of-day', { code, day: asOf }));
}

/** Each side in words, with its day. */
export async function sideWords({ set, region, toRegion }: CompareQuery, { first, second }: Sides): Promise<{ first: string; second: string }> {
  const t = await getTranslations('compare');
  const say = async (filter: CoverageFilter, asked: SetAsked) => t('side', { what: await askedWords(filter, asked), day: filter.asOf });
  return { first: await say(first, { set, region }), second: await say(second, { set: toRegion === undefined ? set : undefined, region }) };
}

/** A region or sector in the language of the page, for other axes the code's word. */
export async function entryWords(): Promise<(axis: string, entry: { code: string; name: string; nameEn: string | null; own?: true }) => string> {
  const coverage = await getTranslations('coverage');
  const code = await getTranslations('code');
  const english = (await getLocale()) === 'en';
  return (axis, { code: value, name, nameEn, own }) => {
    if (axis !== 'region' && axis !== 'sector') return code(`${axis}.${value}` as 'tier.central');
    const called = english ? (nameEn ?? name) : name;
    if (!own) return called;
    return value === '000000' ? code('tier.central') : coverage('own', { region: called });
  };
}

/** The days of both sides, for doors to other pages. */
export function daysOf({ first, second }: Compared): { from: Day; to: Day } {
  return { from: first.asOf, to: second.asOf };
}
