import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heatOf, STEPS, stepOf } from './heat';
import type { Figures } from './measure';

const counted = (accounts: number): Figures => ({
  accounts,
  expected: 1,
  covered: Math.min(1, accounts),
  state: accounts ? 'covered' : 'gap',
  estimated: false,
});
const rated = (covered: number, expected: number): Figures => ({ accounts: covered, expected, covered, state: 'partial', estimated: false });

describe('classes of figures', () => {
  it('hold every figure in one class, the greater in no weaker one, and nought in none', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 1 }), (counts) => {
        const heat = heatOf(counts.map(counted), 'accounts');
        const steps = [...counts].sort((a, b) => a - b).map((count) => ({ count, step: stepOf(heat, counted(count)) ?? -1 }));
        for (const { count, step } of steps) expect(step === 0).toBe(count === 0);
        expect(steps.map(({ step }) => step)).toEqual(steps.map(({ step }) => step).sort((a, b) => a - b));
        for (const { count, step } of steps.filter(({ count: each }) => each > 0)) {
          const inside = heat.classes.filter(({ from, to }) => from <= count && count <= to);
          expect(inside.map((each) => each.step)).toEqual([step]);
        }
        if (counts.some((count) => count > 0)) expect(Math.max(...steps.map(({ step }) => step))).toBe(STEPS);
      }),
    );
  });

  it.each([
    [0, 4, 0],
    [1, 5, 1],
    [1, 4, 2],
    [4, 5, 4],
    [4, 4, 5],
  ])('of rates are the same everywhere: %i of %i is of step %i', (covered, expected, step) => {
    expect(stepOf(heatOf([], 'rate'), rated(covered, expected))).toBe(step);
  });

  it('give no step to what nobody can say, and none to 0 of 0', () => {
    const unknown: Figures = { accounts: 3, expected: null, covered: null, state: 'unknown', estimated: false };
    expect([stepOf(heatOf([unknown], 'rate'), unknown), stepOf(heatOf([], 'rate'), { ...rated(0, 0), state: 'extra' })]).toEqual([null, null]);
    expect(stepOf(heatOf([unknown], 'accounts'), unknown)).toBe(STEPS);
  });
});
