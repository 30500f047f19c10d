// Units for synthetic accounts: on the real divisions, standard bodies first, then the many others
// that a city has of a sector. Every name says that it is an example.
import { expectationOf } from '../../../lib/registry/expectation.ts';
import type { UnitState } from '../../../lib/registry/standing.ts';
import type { UnitLists } from '../../../lib/registry/unit.ts';
import type { Rank, Tier } from '../../../lib/taxonomy/codes.ts';
import type { Region } from '../../../lib/taxonomy/regions.ts';
import type { Spec } from './spec.ts';

const MARK = '（示例）';

/** What a city has many of; {n} counts them. */
const OTHERS: Record<string, readonly string[]> = {
  'public-security': ['公安局第{n}分局', '交通警察支队第{n}大队', '第{n}派出所', '出入境管理第{n}支队'],
  health: ['第{n}人民医院', '第{n}中医院', '第{n}妇幼保健院', '第{n}社区卫生服务中心'],
  education: ['第{n}中学', '第{n}实验小学', '教育考试第{n}中心'],
  'party-government': ['第{n}政务服务中心', '第{n}街道办事处'],
  tax: ['第{n}税务分局', '第{n}税务所'],
  youth: ['第{n}青年志愿者协会', '第{n}青少年宫'],
  transport: ['第{n}运输管理所', '公路管理第{n}局', '轨道交通{n}号线'],
  culture: ['第{n}文化馆', '第{n}图书馆'],
  tourism: ['第{n}风景名胜区管委会', '第{n}旅游集散中心'],
  utilities: ['第{n}自来水公司', '第{n}公交公司', '第{n}燃气公司'],
};
const ANY_OTHER = ['{sector}第{n}服务中心', '{sector}第{n}工作站'];

export type PlannedUnit = { key: string; state: UnitState };

/** Gives each spec its unit: one account per unit and platform; officials share their office's. */
export function unitPlanner(lists: UnitLists, day: string, taken: ReadonlySet<string>) {
  const turns = new Map<string, number>();
  const used = new Set<string>();
  const places = new Map<string, Region[]>();
  const turn = (key: string) => {
    const count = turns.get(key) ?? 0;
    turns.set(key, count + 1);
    return count;
  };

  return (spec: Spec): PlannedUnit => {
    const region = regionOf(spec);
    const body = standardBody(region, spec);
    if (body && (spec.holder === 'official' || !used.has(`${spec.platform} ${body.key}`))) {
      if (spec.holder === 'institution') used.add(`${spec.platform} ${body.key}`);
      return body;
    }
    return other(region, spec, spec.holder === 'official' ? 1 : turn(`${spec.platform} ${region.id} ${spec.sector} ${spec.tier} ${spec.rank}`) + 1);
  };

  // Regions of a tier take turns, each sector beginning at another one, so that gaps fall differently.
  function regionOf({ province, tier, sector, platform }: Spec): Region {
    const candidates = candidatesFor(province, tier);
    const at =
      turn(`${platform} ${province} ${tier === 'township' ? 'county' : tier} ${sector}`) + [...sector].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
    const region = candidates[at % candidates.length];
    if (!region) throw new Error(`There is no region for ${province} ${tier} on ${day}.`);
    return region;
  }

  function candidatesFor(province: string, tier: Tier): Region[] {
    const key = `${province} ${tier}`;
    const known = places.get(key);
    if (known) return known;
    const own = lists.regions.at(province, day);
    const children = lists.regions.children(province, day);
    const prefectures = children.filter(({ level }) => level === 'prefecture');
    const counties = [...children.filter(({ level }) => level === 'county'), ...prefectures.flatMap(({ code }) => lists.regions.children(code, day))];
    const wanted = tier === 'prefecture' ? prefectures : tier === 'county' || tier === 'township' ? counties : [];
    const found = wanted.length ? wanted : own ? [own] : [];
    places.set(key, found);
    return found;
  }

  function standardBody(region: Region, { sector, tier, rank }: Spec): PlannedUnit | null {
    const rule = expectationOf(lists.expectations, sector, tier, day);
    const own = rule && lists.rankOf(region.kind, tier, rule.unitKind);
    const key = `${region.id} ${sector} ${tier}`;
    if (!rule || region.kind === 'special-region' || region.code === '710000' || (rank !== null && rank !== own) || taken.has(key)) return null;
    const [pattern = rule.bodyName] = rule.namePatterns;
    const name = pattern.includes('{}') ? pattern.replace('{}', region.name) : `${region.name}${pattern}`;
    return {
      key,
      state: {
        name: `${name}${MARK}`,
        kind: rule.unitKind,
        regionId: region.id,
        sectorCode: sector,
        tier,
        rank: own ?? null,
        parentId: null,
        standardBody: true,
      },
    };
  }

  function other(region: Region, { sector, tier, rank, holder }: Spec, ordinal: number): PlannedUnit {
    const patterns = OTHERS[sector] ?? ANY_OTHER;
    const pattern = patterns[(ordinal - 1) % patterns.length] ?? '第{n}单位';
    const number = Math.floor((ordinal - 1) / patterns.length) + 1;
    const own = rank && holder === 'institution' ? rank : OTHER_RANK[tier];
    const place = region.kind === 'nation' ? '中央' : region.name;
    const name = `${place}${pattern.replace('{n}', String(number)).replace('{sector}', lists.sectors.byCode(sector)?.name ?? '')}${tier === 'township' ? '乡镇站' : ''}`;
    const key = `${region.id} ${sector} ${tier} ${own} ${ordinal}`;
    return {
      key,
      state: { name: `${name}${MARK}`, kind: 'institution', regionId: region.id, sectorCode: sector, tier, rank: own, parentId: null, standardBody: false },
    };
  }
}

/** By rank WeChat's owners are published nowhere: made up, one step below the body of their place. */
const OTHER_RANK: Record<Tier, Rank> = {
  central: 'bureau',
  provincial: 'county-division',
  prefecture: 'below-county-division',
  county: 'below-county-division',
  township: 'below-county-division',
};

const PREFIXES: Record<string, string> = {
  'public-security': '平安',
  health: '健康',
  youth: '青春',
  tourism: '畅游',
  meteorology: '气象',
  education: '教育',
  justice: '法治',
  court: '司法',
  'hr-social': '人社',
};

/** What a synthetic account is called. */
export function accountName({ sector, holder }: Spec, unit: UnitState, region: Region, ordinal: number): string {
  const bare = unit.name.slice(0, -MARK.length);
  if (holder === 'official') return `${bare}示例人员${ordinal}${MARK}`;
  const prefix = PREFIXES[sector];
  const short = region.kind === 'nation' ? '中央' : region.shortName;
  return unit.standardBody && prefix ? `${prefix}${short}${MARK}` : unit.name;
}
