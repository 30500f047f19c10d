import { accept, choice, type Decision, type Finding, finding, notice, refuse } from '@/lib/decision';
import type { Tier } from './codes';
import { covers, type Day } from './day';
import { namesOf, type Region, type RegionTree } from './regions';
import type { Sector, SectorTree } from './sectors';
import { readTier } from './synonyms';
import { clean, comparable } from './text';

/** What a text was understood as, with what the person should be told about it. */
export type Found<T> = { value: T; notices: Finding[] };

/**
 * Finds the region that a text names exactly: a code, a name, a short name, an alias, a path
 * (广东省广州市天河区), a label as the forms write it (天河区（440106）), or its pinyin or initials.
 * @param day the region must be valid on it
 */
export function findRegion(tree: RegionTree, raw: string, day: Day): Decision<Found<Region>> {
  const { text } = clean(raw);
  const labelled = /[（(](\d{6})[）)]$/.exec(text);
  const code = /^(\d{6})(\d{3}|\d{6})?$/.exec(labelled?.[1] ?? text)?.[1];
  if (code !== undefined) return findCode(tree, code, day);
  const candidates = regionsNamed(tree, text, day);
  if (candidates.length === 1 && candidates[0]) return accept({ value: candidates[0], notices: [] });
  if (candidates.length === 0) return refuse(finding('region', 'region-unknown', { value: text.slice(0, 30) }));
  const options = candidates.map((region) => ({ value: region.code, label: regionLabel(tree, region, day) }));
  return refuse(choice('region', 'region-ambiguous', { value: text.slice(0, 30), candidates: options.map(({ label }) => label).join('、') }, options));
}

function findCode(tree: RegionTree, code: string, day: Day): Decision<Found<Region>> {
  const region = tree.at(code, day);
  if (region) return accept({ value: region, notices: [] });
  const former = tree.everAt(code).findLast((row) => row.until !== null && row.until <= day);
  const later = tree.everAt(code)[0];
  if (!former && later) return refuse(finding('region', 'region-code-later', { code, name: later.name, from: later.from ?? '' }));
  if (!former) return refuse(finding('region', 'region-code-never', { code }));
  const successor = heirOf(tree, former, day);
  if (!successor) return refuse(finding('region', 'region-code-abolished', { code, name: former.name, until: former.until ?? '' }));
  return refuse(
    finding('region', 'region-code-replaced', { code, name: former.name, until: former.until ?? '', successor: `${successor.name}（${successor.code}）` }),
  );
}

/** Who stands on the day in the place of one that has ended: 无为县 of 2011 became 无为县 under another code, which is 无为市 now. */
export function heirOf(tree: RegionTree, { successorId }: Region, day: Day): Region | undefined {
  const next = successorId === null ? undefined : tree.byId(successorId);
  return !next || covers(next, day) ? next : heirOf(tree, next, day);
}

type NameIndex = Map<string, Region[]>;
const indexes = new WeakMap<RegionTree, NameIndex>();

function indexOf(tree: RegionTree): NameIndex {
  const known = indexes.get(tree);
  if (known) return known;
  const index: NameIndex = new Map();
  for (const region of tree.all) {
    for (const name of new Set([...namesOf(region), ...region.aliases].map(comparable))) index.set(name, [...(index.get(name) ?? []), region]);
  }
  indexes.set(tree, index);
  return index;
}

/** Regions of the day that a text names, with or without those above before it. */
export function regionsNamed(tree: RegionTree, text: string, day: Day): Region[] {
  const index = indexOf(tree);
  const wanted = comparable(text).replace(/[/\\>·、,，-]/g, '');
  for (let start = 0; start < wanted.length; start++) {
    const before = wanted.slice(0, start);
    const found = (index.get(wanted.slice(start)) ?? []).filter((region) => covers(region, day) && isPathTo(tree, before, region, day));
    if (found.length) return preferFull(found, wanted.slice(start));
  }
  return /^[a-z]+$/.test(wanted) ? spelled(tree, wanted, day) : [];
}

// By pinyin of the whole name or of the name without its kind, else by initials.
function spelled(tree: RegionTree, wanted: string, day: Day): Region[] {
  const valid = tree.all.filter((region) => covers(region, day));
  const read = valid.filter(({ pinyin, name, shortName }) => {
    const syllables = pinyin.split(' ');
    return syllables.join('') === wanted || syllables.slice(0, syllables.length - (name.length - shortName.length)).join('') === wanted;
  });
  return read.length ? read : valid.filter(({ initials }) => initials === wanted);
}

// 吉林 may be the province or the city; 吉林省 is only the province.
function preferFull(found: Region[], wanted: string): Region[] {
  const full = found.filter((region) => comparable(region.name) === wanted);
  return full.length ? full : found;
}

// Whether what stands before a name is nothing but names of the regions above it, in their order.
function isPathTo(tree: RegionTree, before: string, region: Region, day: Day): boolean {
  const above = region.lineage.slice(1, -1).flatMap((code) => tree.at(code, day) ?? []);
  return isMadeOf(before, above);
}

// The first may be left out even where its name fits: 吉林市 begins like 吉林, and is the city.
function isMadeOf(text: string, [first, ...others]: readonly Region[]): boolean {
  if (!first) return text === '';
  return (
    isMadeOf(text, others) ||
    namesOf(first)
      .map(comparable)
      .some((name) => text.startsWith(name) && isMadeOf(text.slice(name.length), others))
  );
}

/** A region as people tell it from others of its name: 广东省 天河区（440106）. */
export function regionLabel(tree: RegionTree, region: Region, day: Day): string {
  const above = region.lineage
    .slice(1, -1)
    .map((code) => tree.at(code, day)?.name)
    .filter(Boolean);
  return `${[...above, region.name].join(' ')}（${region.code}）`;
}

/** Finds the sector that a text names: a code, a name, an alias; one that has ended gives its successor. */
export function findSector(tree: SectorTree, text: string, day: Day): Decision<Found<Sector>> {
  const wanted = comparable(text).replace(/(系统|部门|条线)$/, '');
  const sector = sectorIndexOf(tree).get(wanted);
  const now = sector && tree.resolve(sector.code, day);
  if (!sector || !now) return refuse(finding('sector', 'sector-unknown', { value: text.slice(0, 30) }));
  return accept({ value: now, notices: now === sector ? [] : [notice('sector', 'sector-succeeded', { was: sector.name, now: now.name })] });
}

const sectorIndexes = new WeakMap<SectorTree, Map<string, Sector>>();

// The first sector of the list that is so called.
function sectorIndexOf(tree: SectorTree): Map<string, Sector> {
  const known = sectorIndexes.get(tree);
  if (known) return known;
  const index = new Map<string, Sector>();
  for (const sector of tree.all)
    for (const word of [sector.code, sector.name, sector.nameEn, ...sector.aliases]) {
      const key = comparable(word).replace(/(系统|部门)$/, '');
      if (!index.has(key)) index.set(key, sector);
    }
  sectorIndexes.set(tree, index);
  return index;
}

/** Reads 单位层级 beside its region: 市级 of a 直辖市 is the provincial tier. */
export function findTier(text: string, region: Region | null): Tier | null {
  const tier = readTier(text);
  return tier === 'prefecture' && region?.kind === 'municipality' ? 'provincial' : tier;
}
