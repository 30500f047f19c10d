import { choice, type Decision, type Finding, finding, notice, refuse } from '@/lib/decision';
import { covers, type Day, dayBefore } from './day';
import { type Found, findRegion, heirOf, regionLabel, regionsNamed } from './find';
import { toPinyin } from './pinyin';
import type { Region, RegionTree } from './regions';
import { clean, comparable } from './text';

/**
 * Finds the region that a row of a file names: as `findRegion` does, else by a former name or code where exactly one
 * place has taken over. What is only like the name of a place stops the row and is offered; nothing is guessed.
 * @param day the region must be valid on it
 */
export function findRegionInFile(tree: RegionTree, raw: string, day: Day): Decision<Found<Region>> {
  const exact = findRegion(tree, raw, day);
  if (exact.accepted || exact.findings[0]?.reason === 'region-ambiguous') return exact;
  const { text } = clean(raw);
  const former = formersOf(tree, text, day);
  const heirs = distinct(former.flatMap((each) => heirOf(tree, each, day) ?? []));
  const [heir, ...others] = heirs;
  if (heir && others.length) return refuse(offered('region-ambiguous', text, heirs, tree, day));
  if (heir) return { accepted: true, change: { value: heir, notices: [notice('region', 'region-succeeded', { was: text.slice(0, 30), now: heir.name })] } };
  const like = regionsLike(tree, former[0]?.name ?? text, day);
  if (like.length) return refuse(offered('region-like', text, like, tree, day));
  const gone = former[0];
  if (!gone) return exact;
  return refuse(finding('region', 'region-code-abolished', { code: gone.code, name: gone.name, until: gone.until ?? '' }));
}

function offered(reason: 'region-ambiguous' | 'region-like', text: string, regions: readonly Region[], tree: RegionTree, day: Day): Finding {
  const options = regions.map((region) => ({ value: region.code, label: regionLabel(tree, region, day) }));
  const candidates = options.map(({ label }) => label).join('、');
  return choice('region', reason === 'region-like' ? 'region-like' : 'region-ambiguous', { value: text.slice(0, 30), candidates }, options);
}

function distinct(regions: readonly Region[]): Region[] {
  return [...new Set(regions)].sort((a, b) => a.code.localeCompare(b.code));
}

// Places that were so called, or bore that code, and are no more: as they were named on the last day that each stood.
function formersOf(tree: RegionTree, text: string, day: Day): Region[] {
  const code = /(?:^|[（(])(\d{6})(?:\d{3}|\d{6})?[）)]?$/.exec(text)?.[1];
  if (code !== undefined) return tree.everAt(code).filter(ended(day)).slice(-1);
  if ([...text].length > LONGEST || !HAN.test(text)) return [];
  const days = lastDays(tree).filter((each) => each < day);
  return distinct(days.flatMap((last) => regionsNamed(tree, text, last).filter((region) => ended(day)(region) && dayBefore(region.until ?? day) === last)));
}

const ended = (day: Day) => (region: Region) => region.until !== null && region.until <= day;

/** No path of names is longer. */
const LONGEST = 40;
const HAN = /\p{Script=Han}/u;

const lastDaysOf = new WeakMap<RegionTree, Day[]>();

// A list of regions has some dozens: the days on which its editions changed.
function lastDays(tree: RegionTree): Day[] {
  const known = lastDaysOf.get(tree);
  if (known) return known;
  const days = [...new Set(tree.all.flatMap(({ until }) => (until === null ? [] : [dayBefore(until)])))].sort();
  lastDaysOf.set(tree, days);
  return days;
}

/** More would help nobody to choose. */
const MOST = 6;
const KINDS = /(?:自治区|自治州|自治县|自治旗|特别行政区|新区|林区|矿区|特区|地区|省|市|区|县|盟|旗|州)$/;
/** What every city and county has: no name of a place. */
const GENERIC = new Set(['市辖区', '城区', '郊区', '新区', '矿区', '市区', '县城', '市直', '区直', '县直']);

/** Places of the day whose name is like the end of a text: of another kind, read alike, off by one character, or under other places than the text says. */
function regionsLike(tree: RegionTree, text: string, day: Day): Region[] {
  const wanted = comparable(text).replace(/[/\\>·、,，-]/g, '');
  if ([...wanted].length > LONGEST || wanted.length < 2 || !HAN.test(wanted)) return [];
  const generic = [...wanted].findIndex((_, start) => GENERIC.has(wanted.slice(start)));
  for (let start = 0; start < (generic < 0 ? wanted.length - 1 : generic); start++) {
    const like = likeFrom(tree, wanted, start, day);
    if (like.length) return like.length <= MOST ? like : [];
  }
  return [];
}

function likeFrom(tree: RegionTree, wanted: string, start: number, day: Day): Region[] {
  const [before, rest] = [wanted.slice(0, start), wanted.slice(start)];
  const found = distinct(likeName(alike(tree), rest, day));
  if (start === 0) return found;
  const below = found.filter(({ lineage }) => under(tree, before, lineage, day));
  // Where what stands before is another place, or one that is miswritten, only the name itself is worth offering.
  return below.length || !KINDS.test(before) ? below : found.filter(({ name }) => comparable(name) === rest);
}

// Whether what stands before is a place above.
function under(tree: RegionTree, before: string, lineage: readonly string[], day: Day): boolean {
  return before !== '' && regionsNamed(tree, before, day).some(({ code }) => lineage.includes(code));
}

type Alike = { named: Map<string, Region[]>; read: Map<string, Region[]>; without: Map<string, Region[]> };
const alikes = new WeakMap<RegionTree, Alike>();

function alike(tree: RegionTree): Alike {
  const known = alikes.get(tree);
  if (known) return known;
  const all: Alike = { named: new Map(), read: new Map(), without: new Map() };
  const add = (map: Map<string, Region[]>, key: string, region: Region) => void map.set(key, [...(map.get(key) ?? []), region]);
  for (const region of tree.all) {
    for (const name of new Set([region.name, region.shortName].map(comparable))) add(all.named, name, region);
    add(all.read, readingOf(region.name), region);
    for (const key of keysOff(comparable(region.name))) add(all.without, key, region);
  }
  alikes.set(tree, all);
  return all;
}

function readingOf(name: string): string {
  return `${toPinyin(name).pinyin} ${name.length}`;
}

/** Names in which one character more or less is another place as often as a slip. */
const SHORT = 4;

// What is left when one character is wrong, where it stood; the last says what kind of place it is.
function keysOff(name: string): string[] {
  return name.length < SHORT ? [] : Array.from({ length: name.length - 1 }, (_, index) => `${index} ${name.slice(0, index)}${name.slice(index + 1)}`);
}

// The first way in which any place of the day is like it.
function likeName({ named, read, without }: Alike, text: string, day: Day): Region[] {
  const core = text.replace(KINDS, '');
  const ways = [
    core.length >= 2 ? [text, core].flatMap((name) => named.get(name) ?? []) : [],
    text.length >= 3 ? (read.get(readingOf(text)) ?? []) : [],
    keysOff(text).flatMap((key) => without.get(key) ?? []),
  ];
  return ways.map((found) => found.filter((region) => covers(region, day))).find(({ length }) => length > 0) ?? [];
}
