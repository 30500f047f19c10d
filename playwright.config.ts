import { defineConfig } from '@playwright/test';
import { browserPath } from './scripts/browser.ts';

const root = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/server.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list']],
  projects: [
    { name: 'register', testIgnore: 'demonstration/**', use: { baseURL: process.env.GUTA_E2E_URL } },
    { name: 'demonstration', testMatch: 'demonstration/**/*.test.ts', use: { baseURL: process.env.GUTA_E2E_DEMONSTRATION_URL } },
  ],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Taking one costs a sixth of the run. What a page said when a test failed is in its error-context.md.
    trace: 'off',
    launchOptions: {
      executablePath: browserPath(),
      // Chromium's sandbox cannot run as root; without the rest it asks hosts that may be out of reach.
      args: [
        ...(root ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
      ],
    },
  },
});
