import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const ROOMS = ['taxonomy', 'access', 'audit', 'registry', 'metrics', 'coverage', 'ranking', 'exchange', 'reports'];

type Plant = [file: string, line: string];

const rightOf = (room: string) => ROOMS.slice(ROOMS.indexOf(room) + 1);
const leftOf = (room: string) => ROOMS.slice(0, ROOMS.indexOf(room));

const BANNED_FROM_ROOMS = [
  '@/lib/db/accounts',
  '@/lib/env',
  '@/lib/env.ts',
  '@/lib/web/session',
  '@/app/layout',
  '@/components/sentence',
  '../db/accounts',
  '../../app/layout',
  'next',
  'next/headers',
  'next-auth',
  'next-intl',
  'react',
  'pg',
  'argon2',
  '@prisma/client',
  'node:fs',
  'node:fs/promises',
  'node:net',
  'node:child_process',
];

const BANNED: Record<string, string[]> = {
  'lib/db/planted.ts': ['@/lib/web/session', '@/app/layout', '@/components/sentence', '../web/session', 'next/cache', 'next-auth', 'react'],
  'lib/web/planted.ts': [
    '@/app/layout',
    '@/components/sentence',
    '../db/accounts',
    '@prisma/client',
    '@/lib/db/client',
    '@/lib/db/client.ts',
    '@/lib/db/generated/client',
  ],
  'lib/planted.ts': ['@/lib/taxonomy/day', './decision', '../app/layout', 'next', 'react'],
  'components/account/planted.tsx': [
    '@/app/layout',
    '../../app/layout',
    '@/lib/db/accounts',
    '../../lib/db/accounts',
    '@/lib/web/session',
    '../../lib/web/session',
    '@/lib/env',
    'next/headers',
    'next/server',
    'next-auth',
    'next-auth/react',
    '@prisma/client',
    'pg',
    'argon2',
  ],
  'app/(public)/planted.tsx': [
    '@/lib/db/client',
    '@/lib/db/client.ts',
    '../../lib/db/client',
    '@/lib/db/generated/client',
    '../../lib/db/generated/client',
    '@prisma/client',
    'pg',
  ],
};

const ALLOWED: Record<string, string[]> = {
  'lib/db/planted.ts': ['@/lib/exchange/verdict', '@/lib/env', './client', './generated/client', '@prisma/adapter-pg', 'argon2'],
  'lib/web/planted.ts': ['@/lib/db/sessions', '@/lib/coverage/query', '@/lib/env', './session', 'next/headers', 'next-auth', 'next-intl'],
  'lib/planted.ts': ['zod'],
  'lib/planted.test.ts': ['./decision'],
  'components/account/planted.tsx': ['../form/field', './list', '@/components/ui/page', '@/lib/registry/views', 'next/link', 'next-intl', 'react'],
  'app/(public)/planted.tsx': ['@/lib/db/coverage', '@/lib/web/session', '@/components/ui/page', '../actions', 'next/navigation', 'next-auth'],
};

const refused: Plant[] = [
  ...ROOMS.flatMap((room) =>
    [...rightOf(room).map((other) => `@/lib/${other}/x`), ...BANNED_FROM_ROOMS].map((from): Plant => [`lib/${room}/planted.ts`, imported(from)]),
  ),
  ...Object.entries(BANNED).flatMap(([file, sources]) => sources.map((from): Plant => [file, imported(from)])),
  ['lib/taxonomy/planted.ts', "export const late = await import('@/lib/db/accounts');"],
  ['lib/taxonomy/planted.ts', "export * from '@/lib/db/accounts';"],
  ['lib/taxonomy/planted.ts', "import type { T } from '@/lib/db/accounts';"],
  ['lib/taxonomy/planted.ts', "import '@/lib/db/accounts';"],
];

const allowed: Plant[] = [
  ...ROOMS.flatMap((room) =>
    [...leftOf(room).map((other) => `@/lib/${other}/x`), './other', '@/lib/decision', 'zod'].map((from): Plant => [`lib/${room}/planted.ts`, imported(from)]),
  ),
  ...Object.entries(ALLOWED).flatMap(([file, sources]) => sources.map((from): Plant => [file, imported(from)])),
];

function imported(from: string): string {
  return `import x from '${from}';`;
}

/** A checkout of nothing but the law and what breaks or keeps it, each plant in a file of its own. */
const planted = mkdtempSync(path.join(os.tmpdir(), 'guta-law-'));
const fileOf = ([file, line]: Plant) => {
  const { dir, name, ext } = path.parse(file);
  const number = [...refused, ...allowed].findIndex((each) => each[0] === file && each[1] === line);
  return `${dir}/${name.replace('planted', `planted${number}`)}${ext}`;
};
const broken = new Set<string>();

beforeAll(() => {
  copyFileSync(path.join(ROOT, 'biome.json'), path.join(planted, 'biome.json'));
  for (const plant of [...refused, ...allowed]) {
    const file = path.join(planted, fileOf(plant));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${plant[1]}\n`);
  }
  for (const file of lint()) broken.add(file);
}, 60_000);

afterAll(() => rmSync(planted, { recursive: true }));

// Not over stdin: there the linter prints the text back and says nothing of what it found.
function lint(): string[] {
  const binary = path.join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const flags = ['lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=json', '.'];
  const { stdout } = spawnSync(process.execPath, [binary, ...flags], { cwd: planted, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const { diagnostics }: { diagnostics: { category: string; location: { path: string } }[] } = JSON.parse(stdout);
  return diagnostics.filter(({ category }) => category === 'lint/style/noRestrictedImports').map(({ location }) => location.path);
}

describe('the law of direction', () => {
  it.each(refused)('refuses in %s the line %s', (...plant) => {
    expect(broken).toContain(fileOf(plant));
  });

  it.each(allowed)('allows in %s the line %s', (...plant) => {
    expect(broken).not.toContain(fileOf(plant));
  });
});
