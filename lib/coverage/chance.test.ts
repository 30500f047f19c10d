import { describe, expect, it } from 'vitest';
import { binomial, chanceOf, multinomial } from './chance';

const DRAWS = 20_000;

function exact(trials: number, probability: number): number[] {
  const terms = [(1 - probability) ** trials];
  for (let number = 0; number < trials; number++) terms.push(((terms[number] ?? 0) * (probability / (1 - probability)) * (trials - number)) / (number + 1));
  return terms;
}

describe('binomial', () => {
  // The second walks, the others reject; the distance of the distributions is what chance alone makes of so many draws.
  it.each([
    [60, 0.5],
    [40, 0.1],
    [100, 0.3],
    [200, 0.9],
    [1_000, 0.02],
  ])('of %d trials with %d is drawn as often as it is probable', (trials, probability) => {
    const chance = chanceOf(7);
    const seen = new Array<number>(trials + 1).fill(0);
    for (let draw = 0; draw < DRAWS; draw++) {
      const number = binomial(trials, probability, chance);
      seen[number] = (seen[number] ?? 0) + 1;
    }
    let above = 0;
    let aboveExact = 0;
    for (const [number, probable] of exact(trials, probability).entries()) {
      above += (seen[number] ?? 0) / DRAWS;
      aboveExact += probable;
      // Kolmogorov and Smirnov: one in ten thousand would be farther off.
      expect(Math.abs(above - aboveExact)).toBeLessThan(2.2 / Math.sqrt(DRAWS));
    }
  });

  it.each([
    [0, 0.5, 0],
    [9, 0, 0],
    [9, 1, 9],
  ])('of %d trials with %d is always %d', (trials, probability, number) => {
    expect(binomial(trials, probability, chanceOf(1))).toBe(number);
  });

  it('of very many trials has the mean and the spread that it must have', () => {
    const chance = chanceOf(3);
    const drawn = Array.from({ length: 2_000 }, () => binomial(300_000, 0.4, chance));
    const mean = drawn.reduce((sum, each) => sum + each, 0) / drawn.length;
    const spread = Math.sqrt(drawn.reduce((sum, each) => sum + (each - mean) ** 2, 0) / drawn.length);
    const must = Math.sqrt(300_000 * 0.4 * 0.6);
    expect(Math.abs(mean - 120_000)).toBeLessThan((4 * must) / Math.sqrt(drawn.length));
    expect(spread / must).toBeGreaterThan(0.94);
    expect(spread / must).toBeLessThan(1.06);
  });
});

describe('multinomial', () => {
  it('keeps the sum and leaves empty what is empty, and comes again with the same seed', () => {
    const counts = [205, 0, 34_662, 6_057, 0];
    const [once, again] = [chanceOf(5), chanceOf(5)];
    for (let draw = 0; draw < 50; draw++) {
      const drawn = multinomial(counts, once);
      expect(drawn.reduce((sum, each) => sum + each, 0)).toBe(40_924);
      expect([drawn[1], drawn[4]]).toEqual([0, 0]);
      expect(multinomial(counts, again)).toEqual(drawn);
    }
  });
});
