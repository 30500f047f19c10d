import { expect, it } from 'vitest';
import { figureText } from './reach-figures';

it.each([
  [null, 'coefficient', '—'],
  [null, 'followers', '—'],
  [0, 'followers', '0'],
  [1234567, 'wechat', '1,234,567'],
  [36349.25, 'mean', '36,349.3'],
  [2.5, 'median', '2.5'],
  [2, 'coefficient', '2.00'],
  [0.8, 'coefficient', '0.800'],
  [0.005104, 'coefficient', '0.0051'],
  [0, 'coefficient', '0'],
] as const)('%s as %s is written %s', (value, measure, text) => {
  expect(figureText(value, measure)).toBe(text);
});
