import { expect, type Locator, type Page } from '@playwright/test';

/** The text field, list or suggesting field of a form that bears a name. */
export function field(page: Page, name: string): Locator {
  return page.getByRole('textbox', { name, exact: true }).or(page.getByRole('combobox', { name, exact: true }));
}

/** Types into a suggesting field and leaves it, taking no suggestion: while its list is open, all else is hidden. */
export async function typeAndLeave(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).fill(text);
  await field(page, name).blur();
}

/** What a refused form says at its top. */
export function summary(page: Page): Locator {
  return page.getByRole('alert').filter({ hasText: '没有提交成功' });
}

export function heading(page: Page): Locator {
  return page.getByRole('heading', { level: 1 });
}

/** Waits until the scripts of the form's page have come, as somebody does who looks before typing. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.keys(document.querySelector('main form') ?? {}).some((key) => key.startsWith('__reactProps')));
}

/** Fills in the sign-in form and sends it. */
export async function fillAndSubmit(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** The field of a password, which is no textbox to a browser. */
export function secret(page: Page, name: string): Locator {
  return page.getByLabel(new RegExp(`^${name}`));
}

/** Chooses a password of one's own: one that somebody else has seen serves for one sign-in. */
export async function choosePassword(page: Page, now: string): Promise<void> {
  await expect(page).toHaveURL(/profile\/password/);
  await secret(page, '现在的密码').fill(now);
  for (const name of ['新密码', '再输一次新密码']) await secret(page, name).fill('moss-harbour-5573');
  await page.getByRole('button', { name: /密码/ }).click();
  await expect(page).not.toHaveURL(/profile\/password/);
}
