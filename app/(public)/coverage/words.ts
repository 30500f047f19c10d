import { getLocale, getTranslations } from 'next-intl/server';
import type { CoverageFilter } from '@/lib/coverage/filter';
import type { SetAsked } from '@/lib/coverage/region-set';
import { reference } from '@/lib/db/reference';
import { whereWords } from '@/lib/web/sets';

/** What is asked, without its day: 微信 · 浙江省 · 公安 · 县级; of a named set, its name and not all its regions. */
export async function askedWords({ asOf, regions: codes, ...filter }: CoverageFilter, asked: SetAsked = { region: [] }): Promise<string> {
  const coverage = await getTranslations('coverage');
  const code = await getTranslations('code');
  const { regions, sectors } = await reference();
  const english = (await getLocale()) === 'en';
  const region = (each: string) => regions.at(each, asOf)?.[english ? 'nameEn' : 'name'] ?? regions.at(each, asOf)?.name ?? each;
  const parts = [
    filter.platforms.map((each) => code(`platform.${each}`)).join('、') || coverage('anyPlatform'),
    (asked.set === undefined ? codes.map(region).join('、') : await whereWords(asked, { regions: codes, asOf })) || coverage('nation'),
    filter.sectors.map((each) => sectors.byCode(each)?.[english ? 'nameEn' : 'name'] ?? each).join('、'),
    filter.tiers.map((each) => code(`tier.${each}`)).join('、'),
    filter.ranks.map((each) => code(`rank.${each}`)).join('、'),
    filter.holders.map((each) => code(`holder.${each}`)).join('、'),
  ];
  return parts.filter(Boolean).join(' · ');
}
