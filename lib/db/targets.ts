import type { TargetMeasure } from '@/lib/exchange/target-file';
import type { TargetView } from '@/lib/exchange/views';
import type { Platform, Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { db } from './client';
import { dayFrom } from './days';
import { reference } from './reference';

/** What documents ask for, the next to be due first: public, as the documents are. */
export async function listTargets(day: Day): Promise<TargetView[]> {
  const { regions, sectors } = await reference();
  const targets = await db().target.findMany({ orderBy: [{ dueOn: 'asc' }, { regionCode: 'asc' }, { id: 'asc' }] });
  return targets.map(({ value, dueOn, documentDate, tier, platform, measure, ...target }) => ({
    ...target,
    region: regions.at(target.regionCode, day)?.name ?? target.regionCode,
    sector: target.sectorCode === null ? null : (sectors.byCode(target.sectorCode)?.name ?? target.sectorCode),
    tier: tier as Tier | null,
    platform: platform as Platform | null,
    measure: measure as TargetMeasure,
    value: Number(value),
    dueOn: dayFrom(dueOn),
    documentDate: dayFrom(documentDate),
  }));
}
