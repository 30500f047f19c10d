import { PLATFORMS } from '@/lib/taxonomy/codes';
import type { Bodies, Classed, Covers } from './classed';
import type { Places } from './places';
import { holdsIn } from './slots';
import type { Standings } from './standings';

/** What a walk through all standings of a day counts; all of it by numbers, so that nothing is looked up by name for each. */
export type Walked = {
  /** Accounts that answer the question, by spot and class: `spot * classes + class`. */
  counted: Int32Array;
  classes: number;
  /** Accounts that cover a body, as `covering` of `startsOf` numbers them. */
  covering: Uint32Array;
  /** The same of accounts of its subordinates alone: few have any. */
  below: Map<number, number>;
};

/** Where the bodies of each place begin, of which it has those of its tier; the last is where they end. */
export function startsOf({ tiers }: Places, { byTier }: Bodies): Int32Array {
  const starts = new Int32Array(tiers.length + 1);
  for (let place = 0; place < tiers.length; place++)
    starts[place + 1] = (starts[place] as number) + (byTier[tiers[place] as number]?.length ?? 0) * PLATFORMS.length;
  return starts;
}

/** Whether one of a body's rules holds at a place. */
export function expects({ rules, everywhere }: Covers, region: number): boolean {
  if (everywhere) return true;
  for (let each = 0; each < rules.length; each++) if (holdsIn((rules[each] as Covers['rules'][number]).rule, region)) return true;
  return false;
}

/** `byRegion`: places, counted from 1, as the standings number regions. */
type Ground = { on: number; places: Places; byRegion: Int32Array; starts: Int32Array; classed: (classOf: number) => Classed };

// A class that was not met yet; one that covers nothing; one that covers more than a single body that is expected everywhere.
const [UNMET, NOTHING, SEVERAL] = [-3, -1, -2];

/** Walks through all standings of a day but those of some accounts. */
export function walk(standings: Standings, { on, places, byRegion, starts, classed }: Ground, without: readonly number[]): Walked {
  const { spots, tiers, alike } = places;
  const classes = standings.classes.length;
  const walked = { counted: new Int32Array(alike.length * classes), classes, covering: new Uint32Array(starts.at(-1) ?? 0), below: new Map<number, number>() };
  const { counted, covering } = walked;
  const [tierOf, coverOf, counts] = [new Int8Array(classes).fill(UNMET), new Int32Array(classes), new Uint8Array(classes)];
  const meet = (classOf: number) => {
    const its = classed(classOf);
    tierOf[classOf] = its.tier;
    counts[classOf] = Number(its.counts);
    coverOf[classOf] = simply(its);
  };
  const { rows, region: regionAt, classOf: classAt } = standings.chosen({ on, within: byRegion, without });
  for (let each = 0; each < rows.length; each++) {
    const row = rows[each] as number;
    const classOf = classAt[row] as number;
    const place = (byRegion[regionAt[row] as number] as number) - 1;
    if (tierOf[classOf] === UNMET) meet(classOf);
    if (counts[classOf]) (counted[(spots[place] as number) * classes + classOf] as number) += 1;
    const cover = coverOf[classOf] as number;
    if (cover === NOTHING || tiers[place] !== tierOf[classOf]) continue;
    if (cover >= 0) (covering[(starts[place] as number) + cover] as number) += 1;
    else coverEach(walked, starts[place] as number, places.regions[place] as number, classed(classOf));
  }
  return walked;
}

function simply({ covers, below, platform }: Classed): number {
  const [only, ...others] = covers;
  if (below || others.length) return SEVERAL;
  if (!only) return NOTHING;
  return only.everywhere ? only.number * PLATFORMS.length + platform : SEVERAL;
}

function coverEach({ covering, below }: Walked, start: number, region: number, its: Classed): void {
  for (const each of its.covers) if (expects(each, region)) (covering[start + each.number * PLATFORMS.length + its.platform] as number) += 1;
  if (!its.below || !expects(its.below, region)) return;
  const at = start + its.below.number * PLATFORMS.length + its.platform;
  below.set(at, (below.get(at) ?? 0) + 1);
}
