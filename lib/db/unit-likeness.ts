import { coreOf, LIKENESSES, type Likeness, likeCores } from '@/lib/exchange/likeness';
import type { LikeUnit, UnitDirectory } from '@/lib/exchange/owner';
import type { ReadRow } from '@/lib/exchange/verdict';
import type { UnitFacts } from '@/lib/registry/unit-fields';
import type { Day } from '@/lib/taxonomy/day';
import { findRegion } from '@/lib/taxonomy/find';
import { namesOf, type Region } from '@/lib/taxonomy/regions';
import { comparable } from '@/lib/taxonomy/text';
import { unitsById } from './directory';
import type { Ask } from './raw';
import type { Reference } from './reference';

type Bare = { id: number; name: string; uscc: string | null; region: number; sector: string };
/** More would help nobody to choose. */
const MOST = 6;

/**
 * For rows that name a unit nobody knows: units of the register that stand where the row says and are called
 * alike. Two statements for any number of rows; units that the file itself brings are never among them.
 */
export async function likeUnits(
  ask: Ask,
  rows: readonly ReadRow[],
  directory: UnitDirectory,
  lists: Reference,
  today: Day,
): Promise<UnitDirectory['unitsLike']> {
  const asked = new Map<string, { facts: UnitFacts; places: Region[] }>();
  for (const { unit: facts } of rows) {
    if (facts.name === null || /#/.test(facts.name) || directory.unitsNamed(facts.name).length || (facts.uscc && directory.unitCoded(facts.uscc))) continue;
    const places = placesOf(facts, lists, today);
    if (places.length && !asked.has(keyOf(facts))) asked.set(keyOf(facts), { facts, places });
  }
  if (asked.size === 0) return () => [];
  const regions = [...new Set([...asked.values()].flatMap(({ places }) => places.map(({ id }) => id)))];
  const bare = await ask<Bare>(
    `SELECT s.unit_id AS id, s.name, u.uscc, s.region_id AS region, s.sector_code AS sector FROM unit_standing s JOIN unit u ON u.id = s.unit_id
     WHERE s.until IS NULL AND s.region_id = ANY ($1::int[])`,
    [regions],
  );
  const found = matched(asked, bare, lists, today);
  const units = new Map((await unitsById(ask, [...new Set([...found.values()].flat().map(({ id }) => id))])).map((unit) => [unit.id, unit]));
  return (facts) =>
    (found.get(keyOf(facts)) ?? []).flatMap(({ id, how }): LikeUnit[] => {
      const unit = units.get(id);
      return unit ? [{ unit, how }] : [];
    });
}

function keyOf({ name, region, sector, uscc }: UnitFacts): string {
  return `${comparable(name ?? '')} ${region?.id ?? ''} ${sector?.code ?? ''} ${uscc ?? ''}`;
}

const LONGEST_PLACE = 9;

// Where the row says, else what its name begins with.
function placesOf({ name, region }: UnitFacts, { regions }: Reference, today: Day): Region[] {
  if (region) return [region];
  const text = comparable(name ?? '');
  for (let end = Math.min(LONGEST_PLACE, text.length - 1); end >= 2; end--) {
    const found = findRegion(regions, text.slice(0, end), today);
    if (found.accepted) return [found.change.value];
  }
  return [];
}

function matched(asked: ReadonlyMap<string, { facts: UnitFacts; places: Region[] }>, bare: readonly Bare[], { regions }: Reference, today: Day) {
  const namesAt = new Map<number, string[]>();
  const placeNames = (region: Region) => {
    const known = namesAt.get(region.id) ?? region.lineage.slice(1).flatMap((code) => namesOf(regions.at(code, today) ?? region));
    namesAt.set(region.id, known);
    return known;
  };
  const here = new Map<number, (Bare & { core: string })[]>();
  for (const unit of bare) {
    const region = regions.byId(unit.region);
    const core = region ? coreOf(unit.name, placeNames(region)) : '';
    here.set(unit.region, [...(here.get(unit.region) ?? []), { ...unit, core }]);
  }
  const found = new Map<string, { id: number; how: Likeness }[]>();
  for (const [key, { facts, places }] of asked) {
    const like = places.flatMap((place) => {
      const core = coreOf(facts.name ?? '', placeNames(place));
      return (here.get(place.id) ?? []).flatMap((unit) => candidate(unit, core, facts));
    });
    found.set(key, like.sort((a, b) => LIKENESSES.indexOf(a.how) - LIKENESSES.indexOf(b.how) || a.id - b.id).slice(0, MOST));
  }
  return found;
}

// Another code or, unless only the form differs, another sector is another body.
function candidate({ id, core, uscc, sector }: Bare & { core: string }, wanted: string, facts: UnitFacts): { id: number; how: Likeness }[] {
  if (uscc !== null && facts.uscc !== null) return [];
  const how = likeCores(core, wanted);
  if (how === null || (how !== 'same-but-form' && facts.sector !== null && facts.sector.code !== sector)) return [];
  return [{ id, how }];
}
