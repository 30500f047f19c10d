// `npm test`: installs what is missing and runs everything. `--check` without building and browsing, `--e2e` only that.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, ensurePrismaClient, ROOT, requireNode } from './install.mjs';

requireNode();
ensureInstalled();
ensurePrismaClient();

const check = [
  ['format and lint', 'node_modules/@biomejs/biome/bin/biome', 'ci', '.'],
  ['types', 'node_modules/typescript/bin/tsc', '--noEmit'],
  ['dead code', 'node_modules/knip/bin/knip.js'],
  ['regions agree with their packages', '--import', 'tsx', 'scripts/derive-regions.ts', '--check'],
  ['rules and data layer', 'node_modules/vitest/vitest.mjs', 'run', '--project', 'rules', '--project', 'database'],
];
const browse = [['journeys in the browser', 'node_modules/@playwright/test/cli.js', 'test']];
const start = [['npm run up from nothing', 'node_modules/vitest/vitest.mjs', 'run', '--project', 'up']];

const steps = process.argv.includes('--check') ? check : process.argv.includes('--e2e') ? browse : [...check, ...browse, ...start];

for (const [name, ...args] of steps) {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const { status, signal } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', FORCE_COLOR: process.env.FORCE_COLOR ?? '0' },
  });
  if (status !== 0) {
    console.error(`\n${name}: failed (${status ?? signal}).`);
    process.exit(1);
  }
  console.log(`   ${name}: passed in ${Math.round((Date.now() - started) / 1000)} s`);
}
