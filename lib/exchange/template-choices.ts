import { METRICS } from '@/lib/metrics/metric';
import type { UnitKind } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { regionLabel } from '@/lib/taxonomy/find';
import type { Region, RegionTree } from '@/lib/taxonomy/regions';
import type { SectorTree } from '@/lib/taxonomy/sectors';
import { COMPARATORS } from './figure-file';
import type { FileWords } from './spelling';

/** What the coded values of files are called, beside those of accounts. */
export type ChoiceWords = FileWords & {
  unitKind: Record<UnitKind, string>;
  modality: Record<string, string>;
  role: Record<string, string>;
  measure: { accounts: string; rate: string };
};

const YES_OR_NO = ['是', '否'];

/**
 * What may be chosen in a file of any kind, by field, in the words in which it is read again.
 * @param within the regions that are offered
 */
export function fileChoices(
  words: ChoiceWords,
  { regions, sectors }: { regions: RegionTree; sectors: SectorTree },
  within: readonly Region[],
  today: Day,
): Record<string, readonly string[]> {
  const { unclassified: _, ...tiers } = words.tier as Record<string, string>;
  const { unclassified: __, ...ranks } = words.rank as Record<string, string>;
  const valid = within.filter((region) => regions.at(region.code, today) === region);
  return {
    platform: Object.values(words.platform),
    region: [...valid].sort((a, b) => a.code.localeCompare(b.code)).map((region) => regionLabel(regions, region, today)),
    sector: sectors.all.filter(({ code }) => sectors.resolve(code, today)?.code === code).map(({ name }) => name),
    tier: Object.values(tiers),
    rank: Object.values(ranks),
    holder: Object.values(words.holder),
    status: Object.values(words.status),
    wechatType: Object.values(words.wechatType),
    positioning: Object.values(words.positioning),
    kind: Object.values(words.unitKind),
    unitKind: Object.values(words.unitKind),
    standardBody: YES_OR_NO,
    provisional: YES_OR_NO,
    estimated: YES_OR_NO,
    modality: Object.values(words.modality),
    measure: [words.measure.accounts, words.measure.rate],
    role: Object.values(words.role),
    comparator: COMPARATORS,
    metric: METRICS.map(({ name }) => name),
  };
}
