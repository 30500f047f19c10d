// Finds a Chromium for the browser tests, or installs one: downloads may be out of reach (docs/decisions/0006).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

// The first has no window at all: less to start, less to draw.
const SYSTEM = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
];

/**
 * Path of a Chromium: PLAYWRIGHT_CHROMIUM, Playwright's own, the system's, one that Playwright
 * can download, one from Debian.
 * @throws Error with what to do when there is none
 */
export function browserPath(): string {
  const found = findBrowser();
  if (found) return found;
  run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  if (process.getuid?.() === 0) {
    run('apt-get', ['update', '-qq']);
    for (const name of ['chromium-headless-shell', 'chromium']) if (!findBrowser()) run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name]);
  }
  const installed = findBrowser();
  if (!installed)
    throw new Error('No Chromium was found and none could be installed. Install one (Debian: apt-get install chromium) or set PLAYWRIGHT_CHROMIUM.');
  return installed;
}

function findBrowser(): string | undefined {
  return [process.env.PLAYWRIGHT_CHROMIUM, chromium.executablePath(), ...SYSTEM].find((path) => path && existsSync(path));
}

function run(command: string, args: string[]) {
  console.log(`Getting a browser: ${command} ${args.join(' ')}`);
  spawnSync(command, args, { stdio: 'inherit', timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
