import { type RegionKind, TIERS } from '@/lib/taxonomy/codes';
import type { Ground, RegionFrame } from './frame';

/** Where a question counts, as numbers: regions of the day are places, places that no group tells apart are of one spot. */
export type Places = {
  /** By the id of a region, of whatever time: its place, counted from 1. */
  byId: ReadonlyMap<number, number>;
  /** By place: its region, its spot, and the number of the tier of which standard bodies are named there, -1 for none. */
  regions: number[];
  spots: Int32Array;
  tiers: Int8Array;
  /** Of each spot its key on the axis and its kind. */
  alike: { key: string; kind: RegionKind }[];
  /** By the id of a region of the day: its place, counted from 0. */
  placeOf: ReadonlyMap<number, number>;
};

const known = new WeakMap<readonly Ground[], Places>();

/** Lays the regions of a question out; once for all questions that share its grounds. */
export function placesOf({ placed }: RegionFrame, grounds: readonly Ground[]): Places {
  const laid = known.get(grounds) ?? layPlaces(placed, grounds);
  known.set(grounds, laid);
  return laid;
}

function layPlaces(placed: RegionFrame['placed'], grounds: readonly Ground[]): Places {
  const slotTiers = new Map(grounds.map(({ region, slotTier }) => [region.id, slotTier]));
  const spotOf = new Map<string, number>();
  const placeOf = new Map<number, number>();
  const [regions, spots, tiers]: [number[], number[], number[]] = [[], [], []];
  const alike: Places['alike'] = [];
  const byId = new Map<number, number>();
  for (const { id, key, region } of placed) {
    let place = placeOf.get(region.id);
    if (place === undefined) {
      const name = `${key}|${region.kind}`;
      const spot = spotOf.get(name) ?? alike.push({ key, kind: region.kind }) - 1;
      spotOf.set(name, spot);
      const tier = slotTiers.get(region.id);
      place = regions.push(region.id) - 1;
      spots.push(spot);
      tiers.push(tier ? TIERS.indexOf(tier) : -1);
      placeOf.set(region.id, place);
    }
    byId.set(id, place + 1);
  }
  return { byId, regions, spots: Int32Array.from(spots), tiers: Int8Array.from(tiers), alike, placeOf };
}
