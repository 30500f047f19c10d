// WeChat on 2014-12-31, after the white paper of Tencent's research institute: its total, bands,
// leading provinces and sectors are kept; everything it does not publish is made up.
import type { Tier } from '../../../lib/taxonomy/codes.ts';
import { apportioned, chance, repeated, shuffled, stirred, tabulated } from './chance.ts';
import { dayBetween, type Edition, type Present, type Spec } from './spec.ts';

export const WECHAT_DAY = '2014-12-31';
export const WECHAT_FIRST_DAY = '2012-08-17';
/** 0.5, 84.7 and 14.8 % of the total. */
export const WECHAT_BANDS = { central: 205, provinceCity: 34_662, countyBelow: 6_057 } as const;

/** Accounts by province. Published: 广东 15.0 %, 浙江 6,057, the order of the first ten, six western among the last ten. */
export const WECHAT_PROVINCES: Record<string, number> = {
  '440000': 6140,
  '330000': 6057,
  '320000': 2720,
  '110000': 2310,
  '370000': 2150,
  '350000': 1960,
  '310000': 1860,
  '410000': 1710,
  '510000': 1610,
  '140000': 1450,
  '420000': 1290,
  '430000': 1180,
  '130000': 1090,
  '340000': 1030,
  '500000': 980,
  '610000': 930,
  '210000': 860,
  '360000': 800,
  '530000': 730,
  '450000': 670,
  '650000': 600,
  '120000': 430,
  '230000': 400,
  '220000': 360,
  '460000': 320,
  '520000': 300,
  '150000': 270,
  '620000': 220,
  '640000': 150,
  '630000': 87,
  '540000': 55,
};

/** Accounts by sector. Published: 公安 7,860, 医疗 7,164, the order of the next eight, 林业 and 统计 below 100. */
export const WECHAT_SECTORS: Record<string, number> = {
  'public-security': 7860,
  health: 7164,
  'party-government': 4310,
  tax: 2920,
  youth: 2510,
  transport: 2120,
  culture: 1910,
  'hr-social': 1720,
  tourism: 1540,
  utilities: 1330,
  education: 1180,
  publicity: 1090,
  justice: 900,
  court: 780,
  procuratorate: 760,
  meteorology: 480,
  'food-drug': 450,
  environment: 420,
  'civil-affairs': 390,
  science: 250,
  'market-regulation': 230,
  urban: 120,
  agriculture: 110,
  quality: 105,
  'political-legal': 45,
  commerce: 40,
  sports: 34,
  'foreign-affairs': 1,
  emergency: 30,
  'mass-organisations': 20,
  forestry: 62,
  statistics: 43,
};

const MEAN_FOLLOWERS = 36_300;

/** The accounts that have to be made beside those that are there already. */
export function wechatEdition(present: readonly Present[]): Edition {
  const next = chance(20141231);
  const codes = Object.keys(WECHAT_PROVINCES);
  const central = present.filter(({ tier }) => tier === 'central');
  const local = present.filter(({ tier }) => tier !== 'central');
  const provinces = codes.map((code) => (WECHAT_PROVINCES[code] ?? 0) - count(local, ({ province }) => province === code));
  const bands = [
    WECHAT_BANDS.provinceCity - count(local, ({ tier }) => tier === 'provincial' || tier === 'prefecture'),
    WECHAT_BANDS.countyBelow - count(local, ({ tier }) => tier === 'county' || tier === 'township'),
  ];
  const table = stirred(tabulated(provinces, bands), next, 0.3);
  const places = [
    ...Array.from({ length: WECHAT_BANDS.central - central.length }, () => ({ province: '000000', tier: 'central' as Tier })),
    ...codes.flatMap((province, row) =>
      [...upperTiers(province, table[row]?.[0] ?? 0, next), ...lowerTiers(table[row]?.[1] ?? 0)].map((tier) => ({ province, tier })),
    ),
  ];
  const sectors = shuffled(
    repeated(Object.entries(WECHAT_SECTORS).map(([sector, total]) => [sector, total - count(present, (each) => each.sector === sector)] as const)),
    next,
  );
  if (sectors.length !== places.length) throw new Error(`WeChat: ${sectors.length} sectors for ${places.length} places.`);
  const specs = places.map(
    (place, index): Spec => ({
      platform: 'wechat',
      ...place,
      sector: sectors[index] ?? 'other',
      holder: 'institution',
      rank: null,
      // Most were opened late: the share grows with the square of the time.
      openedOn: dayBetween(WECHAT_FIRST_DAY, WECHAT_DAY, Math.sqrt(next())),
      followers: Math.round(MEAN_FOLLOWERS * (0.02 + 1.96 * next())),
    }),
  );
  return { platform: 'wechat', day: WECHAT_DAY, specs };
}

const MUNICIPALITIES = ['110000', '120000', '310000', '500000'];

function upperTiers(province: string, total: number, next: () => number): Tier[] {
  if (MUNICIPALITIES.includes(province)) return Array<Tier>(total).fill('provincial');
  const share = 0.06 + 0.2 * next();
  const [provincial = 0, prefecture = 0] = apportioned(total, [share, 1 - share]);
  return repeated<Tier>([
    ['provincial', provincial],
    ['prefecture', prefecture],
  ]);
}

function lowerTiers(total: number): Tier[] {
  const [county = 0, township = 0] = apportioned(total, [78, 22]);
  return repeated<Tier>([
    ['county', county],
    ['township', township],
  ]);
}

function count(present: readonly Present[], which: (each: Present) => boolean): number {
  return present.filter(which).length;
}
