import type { Page } from '@playwright/test';

/** What a page refuses by its policy, as the browser tells. */
export async function watch(page: Page): Promise<string[]> {
  const violations: string[] = [];
  await page.exposeFunction('violated', (what: string) => violations.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
      (window as unknown as { violated(what: string): void }).violated(`${location.pathname}: ${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`),
    );
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  return violations;
}
