/** Numbers from 0 up to 1 that look like chance and come again with the same seed (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many of `trials` come out, each with the same probability: drawn from the binomial distribution, exactly. */
export function binomial(trials: number, probability: number, chance: () => number): number {
  if (trials <= 0 || probability <= 0) return 0;
  if (probability >= 1) return trials;
  if (probability > 0.5) return trials - binomial(trials, 1 - probability, chance);
  return trials * probability < 10 ? bySteps(trials, probability, chance) : byRejection(trials, probability, chance);
}

/** Counts of as many accounts as there are, each falling anew into a band with the band's present share. */
export function multinomial(counts: readonly number[], chance: () => number): number[] {
  let left = counts.reduce((sum, count) => sum + count, 0);
  let weight = left;
  return counts.map((count) => {
    const drawn = weight === 0 ? 0 : binomial(left, count / weight, chance);
    left -= drawn;
    weight -= count;
    return drawn;
  });
}

// Few come out: one walks up from none until the sum of the probabilities passes the number drawn.
function bySteps(trials: number, probability: number, chance: () => number): number {
  const odds = probability / (1 - probability);
  let term = Math.exp(trials * Math.log1p(-probability));
  let rest = chance();
  for (let number = 0; number < trials; number++) {
    if (rest < term) return number;
    rest -= term;
    term *= (odds * (trials - number)) / (number + 1);
  }
  return trials;
}

// Many come out: Hörmann's transformed rejection (1993, BTRS), whose time does not grow with the trials.
function byRejection(trials: number, probability: number, chance: () => number): number {
  const spread = Math.sqrt(trials * probability * (1 - probability));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * probability;
  const centre = trials * probability + 0.5;
  const within = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const odds = Math.log(probability / (1 - probability));
  const mode = Math.floor((trials + 1) * probability);
  const height = logFactorial(mode) + logFactorial(trials - mode);
  for (;;) {
    const u = chance() - 0.5;
    const v = chance();
    const edge = 0.5 - Math.abs(u);
    const number = Math.floor(((2 * a) / edge + b) * u + centre);
    if (number < 0 || number > trials) continue;
    if (edge >= 0.07 && v <= within) return number;
    const density = height - logFactorial(number) - logFactorial(trials - number) + (number - mode) * odds;
    if (Math.log((v * alpha) / (a / (edge * edge) + b)) <= density) return number;
  }
}

// The first few as they are, then Stirling's series: right to ten digits.
const SMALL = [1, 1, 2, 6, 24, 120, 720, 5_040, 40_320, 362_880].map(Math.log);
const HALF_LOG_2_PI = Math.log(2 * Math.PI) / 2;

function logFactorial(number: number): number {
  const known = SMALL[number];
  if (known !== undefined) return known;
  const from = number + 1;
  return (from - 0.5) * Math.log(from) - from + HALF_LOG_2_PI + 1 / (12 * from) - 1 / (360 * from ** 3);
}
