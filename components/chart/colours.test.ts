import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FULL, HEAT, INK, LINE, MUTED, PAPER, WRONG } from './colours';

const CSS = readFileSync(path.resolve(import.meta.dirname, '../../app/globals.css'), 'utf8');
const [light = '', dark = ''] = CSS.split('@media (prefers-color-scheme: dark)');

function token(css: string, name: string): string {
  const found = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1];
  if (!found) throw new Error(`There is no --${name}.`);
  return found;
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [less = 0, more = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (more + 0.05) / (less + 0.05);
}

describe.each([
  ['light', light],
  ['dark', dark],
])('the ramp of the %s page', (_, css) => {
  const fills = [1, 2, 3, 4, 5].map((step) => token(css, `heat-${step}`));

  it('has text of contrast AA in every step', () => {
    for (const [index, fill] of fills.entries()) expect(contrast(fill, token(css, `heat-${index + 1}-ink`)), fill).toBeGreaterThanOrEqual(4.5);
  });

  it('goes one way from the page on, each step apart from the one before', () => {
    const steps = [token(css, 'page'), ...fills];
    const way = Math.sign(luminance(steps[5] ?? '') - luminance(steps[0] ?? ''));
    for (let index = 1; index < steps.length; index++) {
      expect(way * (luminance(steps[index] ?? '') - luminance(steps[index - 1] ?? ''))).toBeGreaterThan(0);
      expect(contrast(steps[index] ?? '', steps[index - 1] ?? '')).toBeGreaterThan(1.1);
    }
  });
});

it('a picture has the colours of the page', () => {
  expect(HEAT).toEqual([1, 2, 3, 4, 5].map((step) => ({ fill: token(light, `heat-${step}`), ink: token(light, `heat-${step}-ink`) })));
  expect([FULL.fill, FULL.ink, INK, MUTED, LINE, PAPER, WRONG]).toEqual(
    ['full', 'full-ink', 'ink', 'muted', 'line', 'page', 'wrong'].map((name) => token(light, name)),
  );
});
