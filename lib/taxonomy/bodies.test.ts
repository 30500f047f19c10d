import { describe, expect, it } from 'vitest';
import { LISTS, REGIONS, regionAt, SECTORS, TODAY } from '@/prisma/seed/fixtures';
import { isStandardBodyName } from './bodies';
import { covers } from './day';
import { ownTier } from './regions';

/** By the patterns with which the template knows the region's body of the sector. */
function isBody(name: string, sector: string, code: string, day = TODAY): boolean {
  const region = regionAt(code, day);
  const rule = LISTS.expectations.find((each) => each.sectorCode === sector && each.tier === ownTier(region) && covers(each, day));
  if (!rule) throw new Error(`expectations.csv has no ${sector} at the tier of ${code} on ${day}.`);
  return isStandardBodyName(name, rule.namePatterns, region, REGIONS, day);
}

describe('isStandardBodyName', () => {
  it.each([
    ['广东省公安厅', 'public-security', '440000'],
    ['广东公安厅', 'public-security', '440000'],
    ['北京市公安局', 'public-security', '110000'],
    ['广州市公安局', 'public-security', '440100'],
    ['广东省广州市公安局', 'public-security', '440100'],
    ['广州巿公安局', 'public-security', '440100'],
    ['广州市公安局天河区分局', 'public-security', '440106'],
    ['广州市公安局天河分局', 'public-security', '440106'],
    ['天河区公安分局', 'public-security', '440106'],
    ['广州市天河区公安分局', 'public-security', '440106'],
    ['上海市公安局黄浦分局', 'public-security', '310101'],
    ['丰都县公安局', 'public-security', '500230'],
    ['共青团广东省委员会', 'youth', '440000'],
    ['共青团广州市委', 'youth', '440100'],
    ['共青团广州市天河区委员会', 'youth', '440106'],
    ['中共湖南省委宣传部', 'publicity', '430000'],
    ['湖南省委宣传部', 'publicity', '430000'],
    ['中共沙坪坝区委宣传部', 'publicity', '500106'],
    ['中共重庆市沙坪坝区委宣传部', 'publicity', '500106'],
    ['中共红河州委宣传部', 'publicity', '532500'],
    ['上海市人民政府新闻办公室', 'publicity', '310000'],
    ['云南省人民政府', 'party-government', '530000'],
    ['恩施土家族苗族自治州中级人民法院', 'court', '422800'],
    ['恩施州中级人民法院', 'court', '422800'],
    ['国家税务总局广东省税务局', 'tax', '440000'],
    ['国家税务总局广州市天河区税务局', 'tax', '440106'],
    ['中国共产党湖南省纪律检查委员会', 'discipline', '430000'],
  ])('knows %s', (name, sector, code) => {
    expect(isBody(name, sector, code)).toBe(true);
  });

  it.each([
    ['a bureau inside the department', '广东省公安厅交通管理局', 'public-security', '440000'],
    ['a squad of the bureau', '广州市公安局交警支队', 'public-security', '440100'],
    ['the city’s for the district', '广州市公安局', 'public-security', '440106'],
    ['the district’s for the city', '广州市公安局天河区分局', 'public-security', '440100'],
    ['the city’s for the province', '广州市公安局', 'public-security', '440000'],
    ['the province’s for the city of its name', '吉林省公安厅', 'public-security', '220200'],
    ['the city’s for the province of its name', '吉林市公安局', 'public-security', '220000'],
    ['a neighbour’s', '深圳市公安局', 'public-security', '440100'],
    ['a path through another city', '深圳市天河区公安分局', 'public-security', '440106'],
    ['the police station', '广州市公安局天河区分局石牌派出所', 'public-security', '440106'],
    ['the office without its place', '公安局', 'public-security', '440100'],
    ['the place without its office', '广州市', 'public-security', '440100'],
    ['nothing', '', 'public-security', '440100'],
    ['something before the place', '平安广州市公安局', 'public-security', '440100'],
    ['something before the path', '天平架广州市天河区公安分局', 'public-security', '440106'],
    ['something before the office', '中山大学共青团广东省委员会', 'youth', '440000'],
    ['a league of a school', '共青团中山大学委员会', 'youth', '440000'],
    ['another league', '共青团广东省教育厅委员会', 'youth', '440000'],
    ['the party committee itself', '中共湖南省委', 'publicity', '430000'],
    ['a department of the publicity department', '中共湖南省委宣传部新闻处', 'publicity', '430000'],
    ['the same place of another province', '中共湖北省委宣传部', 'publicity', '430000'],
    ['a society', '湖南省委宣传部老干部协会', 'publicity', '430000'],
    ['the committee of another sector', '中共湖南省委组织部', 'publicity', '430000'],
    ['the high court for the middle court', '广东省高级人民法院', 'court', '440100'],
    ['a hospital', '广州市第一人民医院', 'health', '440100'],
  ])('does not take for it %s', (_what, name, sector, code) => {
    expect(isBody(name, sector, code)).toBe(false);
  });

  it('knows a district’s bureau by what stood above it on the day', () => {
    expect(isBody('襄樊市公安局樊城分局', 'public-security', '420606', '2010-12-31')).toBe(true);
    expect(isBody('襄樊市公安局樊城分局', 'public-security', '420606')).toBe(false);
  });

  it('matches nothing without patterns', () => {
    expect(isStandardBodyName('广州市公安局', [], regionAt('440100'), REGIONS, TODAY)).toBe(false);
  });

  it('takes the generic name of each body for that body and no other in its place', () => {
    const guangzhou = regionAt('440100');
    const rules = LISTS.expectations.filter((rule) => rule.tier === 'prefecture' && covers(rule, TODAY));
    for (const rule of rules) {
      const [first = ''] = rule.namePatterns;
      const name = first.includes('{}') ? first.replace('{}', '广州市') : `广州市${first}`;
      const known = rules.filter(({ namePatterns }) => isStandardBodyName(name, namePatterns, guangzhou, REGIONS, TODAY));
      expect(
        known.map(({ sectorCode }) => SECTORS.byCode(sectorCode)?.name),
        name,
      ).toEqual([SECTORS.byCode(rule.sectorCode)?.name]);
    }
  });
});
