import { watch } from '../policy.ts';
import { expect, test } from '../test.ts';

for (const address of [
  '/',
  '/accounts',
  '/coverage',
  '/coverage?rows=sector&columns=tier&measure=rate',
  '/distribution',
  '/distribution?region=330000',
  '/regions',
])
  test(`${address} keeps to its policy, full as it is`, async ({ page }) => {
    const violations = await watch(page);
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    expect(violations).toEqual([]);
  });
