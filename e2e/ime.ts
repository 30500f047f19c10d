import type { Page } from '@playwright/test';

/** Composes text as a Chinese input method does: letters, candidates, and an Enter that ends the composition. */
export async function compose(page: Page, letters: string, text: string): Promise<void> {
  const client = await page.context().newCDPSession(page);
  for (let typed = 1; typed <= letters.length; typed++)
    await client.send('Input.imeSetComposition', { text: letters.slice(0, typed), selectionStart: typed, selectionEnd: typed });
  await client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  // 229 is what a key is to the page while an input method handles it.
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
  await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await client.send('Input.insertText', { text });
  await client.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter, windowsVirtualKeyCode: 13, nativeVirtualKeyCode: 13 });
  await client.detach();
}
