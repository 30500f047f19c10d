// The production build, made only when what goes into it has changed.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '..');
const STAMP = path.join(ROOT, '.next', 'guta-build');
const SOURCES = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'prisma/schema.prisma',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.js',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** Builds the app for production unless the last build was of exactly these sources. */
export async function build(say: (line: string) => void) {
  const wanted = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  say('Building …');
  await run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: ROOT,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  }).catch(({ stdout, stderr }) => {
    throw new Error(`The build failed:\n${stdout}\n${stderr}`);
  });
  writeFileSync(STAMP, wanted);
}

function fingerprint(): string {
  const hash = createHash('sha256').update(ROOT); // a build knows where it was made
  for (const source of SOURCES) for (const file of filesUnder(path.join(ROOT, source))) hash.update(path.relative(ROOT, file)).update(readFileSync(file));
  return hash.digest('hex');
}

function filesUnder(place: string): string[] {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesUnder(path.join(place, name)));
}
