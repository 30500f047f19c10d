import { getLocale, getTranslations } from 'next-intl/server';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { regionsAsked, type SetAsked } from '@/lib/coverage/region-set';
import { reference } from '@/lib/db/reference';
import { accept, type Decision } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';

/** The regions that are asked about, those of a set as it is on the day, or with the members that it has on another. */
export async function regionsAskedOn(asked: SetAsked, day: Day, as?: Day): Promise<Decision<readonly string[]>> {
  const { sets, regions } = await reference();
  return regionsAsked(asked, sets, regions, day, as);
}

/** A question of coverage, asked of a set where the address names one; `as`: with the members that it has on that day. */
export async function inSet(filter: CoverageFilter, { set }: Pick<SetAsked, 'set'>, as?: Day): Promise<Decision<CoverageFilter>> {
  const regions = await regionsAskedOn({ set, region: filter.regions }, filter.asOf, as);
  return regions.accepted ? accept({ ...filter, regions: regions.change }) : regions;
}

/** Where a question is asked, in words: the set with its number of regions, else the regions; empty for the nation. */
export async function whereWords({ set: id, region }: SetAsked, { regions: codes, asOf }: Pick<CoverageFilter, 'regions' | 'asOf'>): Promise<string> {
  const t = await getTranslations('coverage');
  const { sets, regions } = await reference();
  const english = (await getLocale()) === 'en';
  const where = region.map((code) => (english && regions.at(code, asOf)?.nameEn) || (regions.at(code, asOf)?.name ?? code)).join('、');
  const set = sets.find((each) => each.id === id);
  if (!set) return where;
  return where ? t('inSetWithin', { name: set.name, where, count: codes.length }) : t('inSet', { name: set.name, count: codes.length });
}

/** The sets that hold on a day, for whoever chooses one. */
export async function setChoices(day: Day): Promise<{ value: string; label: string }[]> {
  const { sets } = await reference();
  return sets.filter(({ until }) => until === null || until > day).map(({ id, name }) => ({ value: String(id), label: name }));
}
