import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { alive, field, typeAndLeave } from './form.ts';
import { PAGES } from './pages.ts';
import { watch } from './policy.ts';
import { test } from './seen.ts';
import { expect } from './test.ts';

const APP = path.resolve(import.meta.dirname, '../app');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const NARROW = { width: 390, height: 844 };

/** Public pages that show more to whoever is signed in. */
const OFFERS_WORK = ['accounts/[id]', 'units/[id]', 'accounts', 'units', 'coverage/missing'].map((page) => `(public)/${page}/page.tsx`);

test('every page of the app is listed', () => {
  expect(PAGES.map(({ file }) => file).sort()).toEqual(
    readdirSync(APP, { recursive: true })
      .filter((file) => path.basename(String(file)) === 'page.tsx')
      .sort(),
  );
});

for (const as of [null, 'demo-admin'] as const) {
  test.describe(as === null ? 'seen signed out' : 'seen by an administrator', () => {
    test.use({ as });

    for (const { file, desk, addresses } of PAGES.filter(({ desk, file }) => (as === null ? !desk : desk || OFFERS_WORK.includes(file)))) {
      test(`${file} can be used by everyone, wide and light, narrow and dark, and keeps to its policy`, async ({ page, seen }) => {
        test.slow(); // each page twice, and some are long
        const violations = await watch(page);
        await withAxe(page);
        const all = addresses(seen);
        // What everybody sees is looked at signed out.
        for (const [index, address] of (as !== null && !desk ? all.slice(0, 1) : all).entries()) {
          expect((await page.goto(address))?.status(), address).toBe(200);
          await expectSound(page, `${address} wide and light`);
          await page.setViewportSize(NARROW);
          await page.emulateMedia({ colorScheme: 'dark' });
          // Of one page, colours are the same at every address.
          if (index === 0) await expectSound(page, `${address} narrow and dark`);
          else expect.soft(await sidewaysScroll(page), `${address}: pixels that the page scrolls sideways`).toBe(0);
          await page.setViewportSize({ width: 1280, height: 720 });
          await page.emulateMedia({ colorScheme: 'light' });
        }
        expect(violations).toEqual([]);
      });
    }
  });
}

test.describe('a form', () => {
  test.use({ as: 'demo-admin' });

  test('that refuses, asks to choose and suggests can be used by everyone', async ({ page }) => {
    await withAxe(page);
    await page.goto('/desk/accounts/new');
    await alive(page);
    await typeAndLeave(page, '行政区划', '鼓楼区');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await expect(page.getByRole('radio', { name: /徐州市/ })).toBeVisible();
    await expectSound(page, 'a refused form, wide and light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize(NARROW);
    await expectSound(page, 'a refused form, narrow and dark');

    await field(page, '主办单位').pressSequentially('北京');
    await expect(page.getByRole('option', { name: /北京市公安局/ })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await seriousViolations(page, '[role=listbox]')).toEqual([]); // all else is hidden while the list is open
  });
});

test.describe('in English', () => {
  test.use({ as: 'demo-admin', viewport: NARROW });

  test('no page scrolls sideways on a telephone, and none lacks its words', async ({ page, seen }) => {
    test.slow(); // every page there is
    await page.goto('/language/en');
    for (const { addresses } of PAGES) {
      for (const address of addresses(seen).slice(0, 1)) {
        await page.goto(address);
        await expect(page.locator('html')).toHaveAttribute('lang', 'en');
        expect.soft(await sidewaysScroll(page), `${address}: pixels that the page scrolls sideways`).toBe(0);
        expect.soft(await page.getByRole('main').textContent(), address).not.toMatch(/\b(field|reason|code|list)\.[a-z]/);
      }
    }
  });
});

// Through the browser's own door: as a script of the page the policy would refuse it.
async function withAxe(page: Page) {
  await page.addInitScript({ content: axe.source });
}

async function expectSound(page: Page, where: string) {
  expect.soft(await sidewaysScroll(page), `${where}: pixels that the page scrolls sideways`).toBe(0);
  expect.soft(await seriousViolations(page), `${where}: violations`).toEqual([]);
}

function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function seriousViolations(page: Page, within = 'html'): Promise<string[]> {
  const { violations } = await page.evaluate(
    ([selector, tags]) => (window as unknown as { axe: typeof axe }).axe.run(selector, { runOnly: tags, resultTypes: ['violations'] }),
    [within, TAGS] as const,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id} (${help}): ${nodes.slice(0, 5).map(({ target }) => target.join(' '))}`);
}
