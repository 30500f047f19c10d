// Hands that never touch the mouse.
import { expect, type Locator, type Page } from '@playwright/test';
import { field } from './form.ts';

const FAR = 80;

/** Presses Tab until the control has the focus. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  for (let presses = 0; presses < FAR; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${control} was not reached by ${FAR} presses of Tab.`);
}

/** Goes to a text field and types. */
export async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, field(page, name));
  await page.keyboard.type(text);
}

/** Goes to a list and presses the arrow until it says what is wanted. */
export async function arrowTo(page: Page, name: string, choice: string): Promise<void> {
  const list = field(page, name);
  await tabTo(page, list);
  await page.keyboard.press('Home');
  for (let presses = 0; presses < FAR; presses++) {
    if ((await chosenIn(list)) === choice) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${name} has no ${choice}.`);
}

function chosenIn(list: Locator): Promise<string | undefined> {
  return list.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label.trim());
}

/** Types into a suggesting field and takes a suggestion with the arrow and Enter. */
export async function suggestInto(page: Page, name: string, text: string, suggestion: string): Promise<void> {
  await typeInto(page, name, text);
  const option = page.getByRole('option', { name: suggestion });
  await expect(option).toBeVisible();
  for (let presses = 0; presses < FAR && (await option.getAttribute('data-focused')) === null; presses++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(option).toBeHidden();
}
