import type { ExpectationRule, Modality } from '@/lib/registry/expectation';
import type { Platform, Tier, UnitKind } from '@/lib/taxonomy/codes';
import { NATION } from '@/lib/taxonomy/regions';
import type { SectorTree } from '@/lib/taxonomy/sectors';
import type { FileCell } from './csv';
import { EXPECTATION_COLUMNS } from './expectation-file';

/** What the codes of a rule are called in files. */
export type RuleWords = {
  tier: Record<Tier, string>;
  platform: Record<Platform, string>;
  modality: Record<Modality, string>;
  unitKind: Record<UnitKind, string>;
};

/** The columns of the file of 应开设规则, as it is read. */
export const EXPECTATION_HEADER = EXPECTATION_COLUMNS.map(({ header }) => header);

/** A rule as a row of that file, spelled so that it is read as the same rule. */
export function expectationCells(rule: ExpectationRule, words: RuleWords, sectors: SectorTree): FileCell[] {
  const sectorName = (code: string) => sectors.byCode(code)?.name ?? code;
  const alternative = (each: ExpectationRule['alternatives'][number]) => ('sector' in each ? sectorName(each.sector) : words.unitKind[each.unitKind]);
  return [
    rule.regionCode === NATION ? '全国' : rule.regionCode,
    rule.sectorCode === null ? '全部系统' : sectorName(rule.sectorCode),
    words.tier[rule.tier],
    rule.platforms.map((platform) => words.platform[platform]).join('、'),
    words.modality[rule.modality],
    rule.bodyName,
    words.unitKind[rule.unitKind],
    rule.alternatives.map(alternative).join('；') || null,
    rule.namePatterns.join('；'),
    rule.from,
    rule.until,
    rule.documentNo,
    rule.issuer,
    rule.documentDate,
    rule.estimated ? '是' : '否',
    rule.source,
  ];
}
