import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Shape, shapeOf } from './shape';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('shapeOf', () => {
  it.each<[number[], Shape]>([
    [[205, 34_662, 6_057], 'drum'],
    [[49, 900, 5_000, 13_000], 'pyramid'],
    [[13_000, 5_000, 900, 49], 'inverted-pyramid'],
    [[5, 3, 10, 2], 'insufficient'],
    [[50, 30, 100, 20], 'mixed'],
    [[100, 10, 20, 200], 'hourglass'],
    [[100, 102, 98], 'even'],
    [[95, 100, 105], 'even'],
    [[94, 100, 106], 'pyramid'],
    [[10, 20], 'too-few-bands'],
    [[1_000], 'too-few-bands'],
    [[], 'too-few-bands'],
    [[0, 0, 0], 'insufficient'],
    [[0, 10, 19], 'insufficient'],
    [[0, 10, 20], 'pyramid'],
    [[10, 10, 100], 'mixed'],
    [[10, 100, 100], 'mixed'],
    [[10, 100, 100, 10], 'mixed'],
    [[0, 0, 40], 'mixed'],
    [[0, 40, 0], 'drum'],
    [[40, 0, 40], 'hourglass'],
    [[10, 50, 20, 60, 5], 'mixed'],
    [[10, 50, 40, 30, 5], 'drum'],
  ])('%o is %s', (counts, shape) => {
    expect(shapeOf(counts, sum(counts))).toBe(shape);
  });

  it('reads rates with the accounts apart from them', () => {
    expect(shapeOf([1, 0.4, 0.1], 500)).toBe('inverted-pyramid');
    expect(shapeOf([1, 0.4, 0.1], 29)).toBe('insufficient');
    expect(shapeOf([1, 0.4, 0.1], 30)).toBe('inverted-pyramid');
  });

  const counts = fc.array(fc.nat(2_000), { minLength: 0, maxLength: 6 });

  it('turned upside down, changes pyramid with inverted pyramid and nothing else', () => {
    const turned: Partial<Record<Shape, Shape>> = { pyramid: 'inverted-pyramid', 'inverted-pyramid': 'pyramid' };
    fc.assert(
      fc.property(counts, (bands) => {
        const shape = shapeOf(bands, sum(bands));
        expect(shapeOf(bands.toReversed(), sum(bands))).toBe(turned[shape] ?? shape);
      }),
    );
  });

  it('scaled by a whole number, changes nothing but what was insufficient', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 50 }), (bands, factor) => {
        const shape = shapeOf(bands, sum(bands));
        const scaled = shapeOf(
          bands.map((count) => count * factor),
          sum(bands) * factor,
        );
        if (shape !== 'insufficient') expect(scaled).toBe(shape);
      }),
    );
  });
});
