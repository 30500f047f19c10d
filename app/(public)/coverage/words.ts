import { getLocale, getTranslations } from 'next-intl/server';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { reference } from '@/lib/db/reference';

/** What is asked, without its day: 微信 · 浙江省 · 公安 · 县级. */
export async function askedWords({ asOf, regions: codes, ...filter }: CoverageFilter): Promise<string> {
  const coverage = await getTranslations('coverage');
  const code = await getTranslations('code');
  const { regions, sectors } = await reference();
  const english = (await getLocale()) === 'en';
  const region = (each: string) => regions.at(each, asOf)?.[english ? 'nameEn' : 'name'] ?? regions.at(each, asOf)?.name ?? each;
  const parts = [
    filter.platforms.map((each) => code(`platform.${each}`)).join('、') || coverage('anyPlatform'),
    codes.map(region).join('、') || coverage('nation'),
    filter.sectors.map((each) => sectors.byCode(each)?.[english ? 'nameEn' : 'name'] ?? each).join('、'),
    filter.tiers.map((each) => code(`tier.${each}`)).join('、'),
    filter.ranks.map((each) => code(`rank.${each}`)).join('、'),
    filter.holders.map((each) => code(`holder.${each}`)).join('、'),
  ];
  return parts.filter(Boolean).join(' · ');
}
