import { binomial, chanceOf, multinomial } from './chance';
import type { Band, Distribution } from './distribution';
import { EVEN_WITHIN, type Shape, shapeOf } from './shape';

/** How many resamples are drawn, and the seed of the chance: the same counts always give the same answer. */
export const DRAWS = 1_000;
export const SEED = 20_141_231;

/**
 * 结论的把握: in how many of `draws` resamples the verdict is the same, and which others came out,
 * most frequent first. It tells what chance alone would do to numbers of this size, not whether the
 * register is complete.
 */
export type Certainty = { draws: number; seed: number; same: number; others: { shape: Shape; draws: number }[] };

/**
 * 离下一个结论多远: the fewest that must change until the verdict is another, all else as it is.
 * By accounts: `changed` accounts move from one band to the band beside it, so that the total stays.
 * By rate: `changed` bodies of one band open an account (`to` is the band) or no longer have one
 * (`from` is it). Where several ways are equally near, the one that begins uppermost.
 */
export type Nearest = { changed: number; from: string | null; to: string | null; becomes: Shape };

const NO_VERDICT: readonly Shape[] = ['too-few-bands', 'insufficient'];

/** Whether a shape is a verdict, and not that there can be none. */
export function isVerdict(shape: Shape): boolean {
  return !NO_VERDICT.includes(shape);
}

/** The bands that the verdict was read from: under the rates, those that have one. */
export function comparedBands({ basis, bands }: Pick<Distribution, 'basis' | 'bands'>): Band[] {
  return basis === 'accounts' ? bands : bands.filter(({ rate }) => rate !== null);
}

/**
 * By accounts each account falls anew into a band with the band's share (multinomial); by rate each
 * expected body has an account anew with its band's rate (binomial).
 * @returns null where there is no verdict
 */
export function certaintyOf(distribution: Distribution): Certainty | null {
  const { basis, shape } = distribution;
  if (!isVerdict(shape)) return null;
  const bands = comparedBands(distribution);
  const accounts = sum(bands.map((band) => band.accounts));
  const chance = chanceOf(SEED);
  const seen = new Map<Shape, number>();
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = shapeOf(
      basis === 'accounts'
        ? multinomial(
            bands.map((band) => band.accounts),
            chance,
          )
        : bands.map((band) => rateAgain(band, chance)),
      accounts,
    );
    seen.set(drawn, (seen.get(drawn) ?? 0) + 1);
  }
  const others = [...seen].filter(([other]) => other !== shape).map(([other, draws]) => ({ shape: other, draws }));
  return { draws: DRAWS, seed: SEED, same: seen.get(shape) ?? 0, others: others.sort((a, b) => b.draws - a.draws) };
}

function rateAgain({ expected, rate }: Band, chance: () => number): number {
  return binomial(expected ?? 0, rate ?? 0, chance) / (expected ?? 1);
}

/** How near the next verdict is; null where there is no verdict, or none that can be reached in one of the ways. */
export function nearestOf(distribution: Distribution): Nearest | null {
  const { basis, shape } = distribution;
  if (!isVerdict(shape)) return null;
  const bands = comparedBands(distribution);
  const accounts = sum(bands.map((band) => band.accounts));
  let nearest: Nearest | null = null;
  for (const { most, after, ...way } of basis === 'accounts' ? moves(bands) : turns(bands)) {
    const changed = firstOther(after, most, accounts, shape);
    if (changed !== null && (nearest === null || changed < nearest.changed)) nearest = { changed, ...way, becomes: shapeOf(after(changed), accounts) };
  }
  return nearest;
}

/** One way to change the bands: how often it can be done, and what the values are after it was done so often. */
type Way = { from: string | null; to: string | null; most: number; after: (changed: number) => number[] };

function moves(bands: readonly Band[]): Way[] {
  const counts = bands.map((band) => band.accounts);
  return bands.flatMap(({ code, accounts: most }, at) =>
    [at - 1, at + 1].flatMap((beside): Way[] => {
      const to = bands[beside]?.code;
      const after = (changed: number) => counts.map((count, band) => count - (band === at ? changed : 0) + (band === beside ? changed : 0));
      return to === undefined ? [] : [{ from: code, to, most, after }];
    }),
  );
}

function turns(bands: readonly Band[]): Way[] {
  const rates = bands.map(({ rate }) => rate ?? 0);
  return bands.flatMap(({ code, expected, covered }, at): Way[] => {
    const [bodies, have] = [expected ?? 0, covered ?? 0];
    const after = (sign: number) => (changed: number) => rates.map((rate, band) => (band === at ? (have + sign * changed) / bodies : rate));
    return [
      { from: null, to: code, most: bodies - have, after: after(1) },
      { from: code, to: null, most: have, after: after(-1) },
    ];
  });
}

// The verdict hangs on signs of sums that are linear in the values: it can only turn where one of them passes zero.
function firstOther(after: Way['after'], most: number, accounts: number, shape: Shape): number | null {
  const [now, next] = [signsOf(after(0)), signsOf(after(1))];
  const passed = now.flatMap((value, index) => {
    const slope = (next[index] ?? 0) - value;
    const root = -value / slope;
    return Number.isFinite(root) ? [Math.floor(root) - 1, Math.floor(root), Math.floor(root) + 1, Math.floor(root) + 2] : [];
  });
  const candidates = [...new Set([1, ...passed])].filter((changed) => changed >= 1 && changed <= most).sort((a, b) => a - b);
  return candidates.find((changed) => shapeOf(after(changed), accounts) !== shape) ?? null;
}

function signsOf(values: readonly number[]): number[] {
  const mean = sum(values) / values.length;
  const steps = values.slice(1).map((value, index) => value - (values[index] ?? 0));
  return [...steps, ...values.flatMap((value) => [value - (1 + EVEN_WITHIN) * mean, value - (1 - EVEN_WITHIN) * mean])];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
