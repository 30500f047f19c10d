// Sina Weibo on 2011-10-31, after the report of Sina and 人民网舆情监测室 and the report on 江苏: the
// sizes, the order of the first regions, the share and growth of 公安 and the ranks are kept;
// everything they do not publish is made up.
import type { Holder, Rank, Tier } from '../../../lib/taxonomy/codes.ts';
import { apportioned, chance, repeated, shuffled, tabulated } from './chance.ts';
import { dayBetween, type Edition, type Present, type Spec } from './spec.ts';

export const WEIBO_DAY = '2011-10-31';
export const WEIBO_YEAR_BEFORE = '2010-10-31';
export const WEIBO_FIRST_DAY = '2009-08-28';
export const WEIBO_TOTAL = 19_960;
export const WEIBO_INSTITUTIONS = 10_985;
export const JIANGSU = '320000';
export const JIANGSU_POLICE = 695;

/** Accounts by region, the centre included. Published: all 34 regions, 北京 first, 江苏 1,285. */
export const WEIBO_PROVINCES: Record<string, number> = {
  '000000': 163,
  '110000': 2160,
  '440000': 2040,
  '330000': 1890,
  '350000': 1530,
  '510000': 1480,
  '320000': 1285,
  '370000': 840,
  '410000': 780,
  '420000': 650,
  '310000': 650,
  '530000': 520,
  '130000': 490,
  '340000': 480,
  '430000': 460,
  '610000': 450,
  '500000': 440,
  '210000': 420,
  '450000': 420,
  '360000': 400,
  '520000': 330,
  '650000': 310,
  '230000': 290,
  '120000': 275,
  '140000': 270,
  '220000': 215,
  '150000': 202,
  '620000': 190,
  '460000': 135,
  '640000': 115,
  '630000': 40,
  '540000': 27,
  '810000': 6,
  '820000': 4,
  '710000': 3,
};

/** Opened more than a year before: about a third. Published: more than 1,000 new in each of the six. */
const OLD_OF_THE_SIX: Record<string, number> = { '110000': 760, '440000': 700, '330000': 640, '350000': 480, '510000': 430, '320000': 250 };
const OLD = 6_640;

/** Classes of accounts: 公安 or not, institution or official. Published: 公安 about a third, +4,000 institutions and +1,700 officials in a year. */
const CLASSES = [
  { police: true, holder: 'institution', total: 4_650, old: 650 },
  { police: true, holder: 'official', total: 2_000, old: 300 },
  { police: false, holder: 'institution', total: WEIBO_INSTITUTIONS - 4_650, old: 3_330 },
  { police: false, holder: 'official', total: WEIBO_TOTAL - WEIBO_INSTITUTIONS - 2_000, old: 2_360 },
] as const satisfies readonly { police: boolean; holder: Holder; total: number; old: number }[];

/** Published: 35 institutions and 14 officials of 省部级, 429 institutions of 厅局级, then rising. */
export const WEIBO_RANKS: Record<Holder, Record<Rank, number>> = {
  institution: { 'province-ministry': 35, bureau: 429, 'county-division': 3_120, 'below-county-division': WEIBO_INSTITUTIONS - 3_584 },
  official: { 'province-ministry': 14, bureau: 322, 'county-division': 1_930, 'below-county-division': WEIBO_TOTAL - WEIBO_INSTITUTIONS - 2_266 },
};

/** What else there was beside 公安, by weight. */
const OTHER_SECTORS = {
  publicity: 20,
  tourism: 15,
  youth: 15,
  justice: 12,
  transport: 10,
  'party-government': 8,
  health: 5,
  education: 5,
  court: 4,
  procuratorate: 4,
  urban: 3,
  culture: 3,
  'civil-affairs': 2,
  commerce: 2,
  sports: 2,
  quality: 2,
  environment: 2,
  meteorology: 2,
  tax: 2,
};

/** The accounts that have to be made beside those that are there already. */
export function weiboEdition(present: readonly Present[]): Edition {
  const next = chance(20111031);
  const codes = Object.keys(WEIBO_PROVINCES);
  const sizes = classesByProvince(codes);
  const old = tabulated(
    oldByProvince(codes),
    CLASSES.map((each) => each.old),
    (row, column) => sizes[row]?.[column] ?? 0,
  );
  const cells = codes.flatMap((province, row) =>
    CLASSES.flatMap((each, column) =>
      Array.from({ length: sizes[row]?.[column] ?? 0 }, (_, index) => ({
        province,
        police: each.police,
        holder: each.holder,
        old: index < (old[row]?.[column] ?? 0),
      })),
    ),
  );
  const ranks = ranksOf(cells, next);
  const others = otherSectors(cells.length, next);
  const specs = cells.map(({ province, police, holder, old: isOld }, index): Spec => {
    const rank = ranks[index] ?? 'below-county-division';
    const tier = tierOf(province, rank, next);
    return {
      platform: 'weibo',
      province,
      tier,
      sector: police ? 'public-security' : tier === 'provincial' && rank === 'province-ministry' ? 'party-government' : (others[index] ?? 'other'),
      holder,
      rank,
      openedOn: isOld ? dayBetween(WEIBO_FIRST_DAY, WEIBO_YEAR_BEFORE, Math.sqrt(next())) : dayBetween('2010-11-01', WEIBO_DAY, next()),
      followers: null,
    };
  });
  return { platform: 'weibo', day: WEIBO_DAY, specs: without(specs, present) };
}

// 江苏's police are published for themselves; the rest follows from the sums.
function classesByProvince(codes: readonly string[]): number[][] {
  const jiangsu = JIANGSU_POLICE_BY_CLASS;
  const others = codes.filter((code) => code !== JIANGSU);
  const table = tabulated(
    others.map((code) => WEIBO_PROVINCES[code] ?? 0),
    CLASSES.map(({ total }, column) => total - (jiangsu[column] ?? 0)),
  );
  return codes.map((code) => (code === JIANGSU ? jiangsu : (table[others.indexOf(code)] ?? [])));
}

const JIANGSU_POLICE_BY_CLASS = [486, JIANGSU_POLICE - 486, 330, 1285 - JIANGSU_POLICE - 330];

function oldByProvince(codes: readonly string[]): number[] {
  const known = Object.values(OLD_OF_THE_SIX).reduce((sum, old) => sum + old, 0);
  const rest = codes.map((code) => (code in OLD_OF_THE_SIX ? 0 : (WEIBO_PROVINCES[code] ?? 0)));
  const parts = apportioned(OLD - known, rest);
  return codes.map((code, index) => OLD_OF_THE_SIX[code] ?? parts[index] ?? 0);
}

type Cell = { province: string; police: boolean; holder: Holder; old: boolean };

const CENTRAL_RANKS: Record<Holder, readonly (readonly [Rank, number])[]> = {
  institution: [
    ['province-ministry', 15],
    ['bureau', 45],
  ],
  official: [
    ['province-ministry', 9],
    ['bureau', 20],
  ],
};

// 省部级 institutions outside the centre are governments of provinces, so only others than police.
function ranksOf(cells: readonly Cell[], next: () => number): Rank[] {
  const ranks = Array<Rank | null>(cells.length).fill(null);
  for (const holder of ['institution', 'official'] as const) {
    const left = { ...WEIBO_RANKS[holder] };
    const give = (indices: readonly number[], labels: readonly Rank[]) =>
      indices.slice(0, labels.length).forEach((index, at) => {
        const rank = labels[at] ?? 'below-county-division';
        ranks[index] = rank;
        left[rank] -= 1;
      });
    const open = (which: (cell: Cell) => boolean) =>
      shuffled(
        cells.flatMap((cell, index) => (cell.holder === holder && ranks[index] === null && which(cell) ? [index] : [])),
        next,
      );
    const central = open(({ province }) => province === '000000');
    give(central, [...repeated(CENTRAL_RANKS[holder]), ...Array<Rank>(central.length).fill('county-division')].slice(0, central.length));
    give(
      open(({ police, province }) => !police && isMainland(province)),
      repeated([['province-ministry', left['province-ministry']]]),
    );
    give(
      open(() => true),
      shuffled(repeated(Object.entries(left) as [Rank, number][]), next),
    );
  }
  return ranks.map((rank) => rank ?? 'below-county-division');
}

function isMainland(province: string): boolean {
  return !['000000', '710000', '810000', '820000'].includes(province);
}

function otherSectors(total: number, next: () => number): string[] {
  const parts = apportioned(total, Object.values(OTHER_SECTORS));
  return shuffled(repeated(Object.keys(OTHER_SECTORS).map((sector, index) => [sector, parts[index] ?? 0] as const)), next);
}

const MUNICIPALITIES = ['110000', '120000', '310000', '500000'];

// By tier nothing is published: a rank stands where such ranks stand.
function tierOf(province: string, rank: Rank, next: () => number): Tier {
  if (province === '000000') return 'central';
  if (rank === 'province-ministry' || !isMainland(province)) return 'provincial';
  const upper: Tier = MUNICIPALITIES.includes(province) ? 'provincial' : 'prefecture';
  const share = next();
  if (rank === 'bureau') return share < 0.55 || upper === 'provincial' ? 'provincial' : upper;
  if (rank === 'county-division') return share < 0.65 ? upper : 'county';
  const tilt = ((Number(province.slice(0, 2)) * 37) % 20) / 100; // no two provinces alike
  return share < 0.08 + tilt ? upper : share < 0.75 + tilt ? 'county' : 'township';
}

// A real account takes the place of a made-up one that is like it.
function without(specs: Spec[], present: readonly Present[]): Spec[] {
  const rest = [...specs];
  for (const { province, holder, rank } of present) {
    const like = rest.findIndex(
      (spec) => spec.province === province && spec.holder === holder && (rank === null || spec.rank === rank) && spec.sector !== 'public-security',
    );
    if (like >= 0) rest.splice(like, 1);
  }
  return rest;
}
