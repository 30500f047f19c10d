import { expect, it } from 'vitest';
import { dutyDaysLeft } from './update-duty';

it.each([
  [null, null],
  ['2026-11-20', 14],
  ['2026-11-06', 0],
  ['2026-11-05', -1],
  ['2025-11-20', -351],
])('an account last updated on %s has %s days left on 2026-11-20', (lastUpdate, left) => {
  expect(dutyDaysLeft(lastUpdate, '2026-11-20')).toBe(left);
});
