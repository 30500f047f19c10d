import { createTranslator } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { reference } from '@/lib/db/reference';
import type { Holder, Platform, Provenance, Rank, Status, Tier, UnitKind } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import type { System } from '@/lib/taxonomy/systems';
import { type ExportWords, exportWords } from './export-file';
import { MESSAGES } from './locale';

type Filtered = {
  asOf: Day;
  platform?: readonly Platform[];
  region: readonly string[];
  scope?: 'subtree' | 'own';
  sector: readonly string[];
  tier: readonly Tier[];
  rank?: readonly Rank[];
  holder?: readonly Holder[];
  status?: readonly Status[];
  provenance?: readonly Provenance[];
  unitKind?: readonly UnitKind[];
  system?: readonly System[];
  unit?: number;
  q?: string;
};

/** What filters are said with: in the person's language, or in Chinese at the command line. */
export type FilterTongue = { t: ExportWords; code: ReturnType<typeof codeWords>; name: 'name' | 'nameEn' };

const codeWords = () => createTranslator({ locale: 'zh-CN', messages: MESSAGES['zh-CN'], namespace: 'code' });

export const CHINESE: FilterTongue = { t: exportWords(), code: codeWords(), name: 'name' };

/** A list's filter in the person's words. */
export async function filterWords(filter: Filtered, more: readonly (string | false)[] = []): Promise<string> {
  const [t, code] = [await getTranslations('export'), await getTranslations('code')];
  return filterSaid(filter, { t, code, name: (await getLocale()) === 'en' ? 'nameEn' : 'name' }, more);
}

/** A list's filter in words, for whoever finds the file a year later: 微信 · 广东省 · 公安 · 正常. */
export async function filterSaid(filter: Filtered, { t, code, name }: FilterTongue, more: readonly (string | false)[] = []): Promise<string> {
  const { regions, sectors } = await reference();
  const { platform = [], region, scope, sector, tier, rank = [], holder = [], status = [], provenance = [], unitKind = [], system = [], unit, q } = filter;
  const parts = [
    platform.map((each) => code(`platform.${each}`)),
    region.map((each) => `${regions.at(each, filter.asOf)?.name ?? ''}（${each}）`),
    scope === 'own' ? [t('own')] : [],
    sector.map((each) => sectors.byCode(each)?.[name] ?? each),
    tier.map((each) => code(`tier.${each}`)),
    system.map((each) => code(`system.${each}`)),
    unitKind.map((each) => code(`unitKind.${each}`)),
    rank.map((each) => code(`rank.${each}`)),
    holder.map((each) => code(`holder.${each}`)),
    status.map((each) => code(`status.${each}`)),
    provenance.map((each) => code(`provenance.${each}`)),
    unit === undefined ? [] : [t('unit', { id: unit })],
    q ? [t('matching', { text: q })] : [],
    more.filter((each) => each !== false),
  ];
  return (
    parts
      .filter((words) => words.length)
      .map((words) => words.join('、'))
      .join(' · ') || t('everything')
  );
}
