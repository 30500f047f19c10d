// The whole table: every page and every route of the app × every role, where it governs and where not, and nobody.
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { COMMAND_LINE, ROLES, type Role } from '../lib/access/actor.ts';
import { createUser } from '../lib/db/users.ts';
import { PAGES, type Seen } from './pages.ts';
import { test } from './seen.ts';
import { expect, signIn } from './test.ts';

const APP = path.resolve(import.meta.dirname, '../app');

// Whoever is 安全管理员 takes the users from the administrators of the register that other tests use: lib/db has the tests of that role.
const WALKERS = ROLES.filter((role) => role !== 'security');
const WHERE = { inside: '000000', outside: '540000' } as const;

/** Every route beside the pages: how it is asked, and what it answers to nobody and to roles. */
type Route = {
  file: string;
  method: 'GET' | 'POST';
  address(seen: Seen): string;
  nobody: number;
  allowed: number;
  finders?: readonly Role[];
  itsOffice?: boolean;
};

const open = (file: string, address: Route['address']): Route => ({ file, method: 'GET', address, nobody: 200, allowed: 200 });
/** A file of the desk, whose route stands where its address says. */
const desk = (address: string, finders: readonly Role[]): Route => ({
  file: `(desk)${address.split('?')[0]}/route.ts`,
  method: 'GET',
  address: () => address,
  nobody: 307,
  allowed: 200,
  finders,
});
const READERS: readonly Role[] = ['administrator', 'registrar', 'clerk', 'auditor'];
const ROUTES: readonly Route[] = [
  open('(public)/accounts/export/route.ts', () => '/accounts/export?region=110000&format=xlsx'),
  open('(public)/changes/export/route.ts', () => '/changes/export'),
  open('(public)/coverage/compare/export/route.ts', () => '/coverage/compare/export?from=2011-12-31&to=2014-12-31'),
  open('(public)/coverage/export/route.ts', () => '/coverage/export?format=zip'),
  open('(public)/coverage/picture/route.ts', () => '/coverage/picture?measure=rate'),
  open('(public)/coverage/channels/export/route.ts', () => '/coverage/channels/export?of=units&region=330000'),
  open('(public)/coverage/rules/export/route.ts', () => '/coverage/rules/export?region=330100'),
  open('(public)/coverage/missing/export/route.ts', () => '/coverage/missing/export?platform=wechat&tier=provincial'),
  open('(public)/distribution/export/route.ts', () => '/distribution/export'),
  open('(public)/coverage/growth/export/route.ts', () => '/coverage/growth/export?from=2010-12-31&to=2014-12-31&step=year'),
  open('(public)/firsts/export/route.ts', () => '/firsts/export?by=tier'),
  open('(public)/distribution/years/export/route.ts', () => '/distribution/years/export?platform=wechat'),
  open('(public)/published/export/route.ts', () => '/published/export'),
  open('(public)/targets/export/route.ts', () => '/targets/export'),
  open('(public)/groups/export/route.ts', () => '/groups/export'),
  open('(public)/reach/export/route.ts', () => '/reach/export?by=area'),
  open('(public)/units/export/route.ts', () => '/units/export?region=110000'),
  open('api/v1/accounts/route.ts', () => '/api/v1/accounts?limit=1'),
  open('api/v1/accounts/[id]/route.ts', ({ account }) => `/api/v1/accounts/${account}`),
  open('api/v1/coverage/route.ts', () => '/api/v1/coverage?rows=tier&columns=platform'),
  open('api/v1/distribution/route.ts', () => '/api/v1/distribution?scheme=tier3'),
  open('api/v1/openapi.json/route.ts', () => '/api/v1/openapi.json'),
  open('api/v1/regions/route.ts', () => '/api/v1/regions'),
  open('api/v1/sectors/route.ts', () => '/api/v1/sectors'),
  open('api/v1/verify/route.ts', () => '/api/v1/verify?q=1'),
  open('api/health/live/route.ts', () => '/api/health/live'),
  open('api/health/ready/route.ts', () => '/api/health/ready'),
  open('api/auth/[...nextauth]/route.ts', () => '/api/auth/csrf'),
  open('audit/heads.atom/route.ts', () => '/audit/heads.atom'),
  desk('/desk/audit/events/export', ['administrator', 'auditor']),
  desk('/desk/filings/export?view=all', READERS),
  desk('/desk/gaps/export?region=330106', READERS),
  desk('/desk/gaps/counts/export?region=330106', READERS),
  desk('/desk/surplus/export?kind=idle', ['administrator', 'registrar']),
  desk('/desk/imports/template?kind=accounts&format=csv', ['administrator', 'registrar', 'clerk']),
  {
    file: '(desk)/desk/sheets/route.ts',
    method: 'GET',
    address: ({ unit }) => `/desk/sheets?unit=${unit}`,
    nobody: 307,
    allowed: 200,
    finders: ['administrator', 'registrar', 'clerk'],
    itsOffice: true,
  },
  {
    file: '(desk)/desk/imports/[id]/refused/route.ts',
    method: 'GET',
    address: ({ batch }) => `/desk/imports/${batch}/refused`,
    nobody: 303,
    allowed: 200,
    finders: ['administrator'],
    itsOffice: true,
  },
  { file: 'language/[locale]/route.ts', method: 'GET', address: () => '/language/zh-CN', nobody: 303, allowed: 303 },
  // Without a session that awaits a code: led to sign in.
  { file: '(public)/sign-in/code/answer/route.ts', method: 'POST', address: () => '/sign-in/code/answer', nobody: 303, allowed: 303 },
  {
    file: '(desk)/desk/forms/[id]/filled/route.ts',
    method: 'GET',
    address: ({ form }) => `/desk/forms/${form}/filled?region=540000`,
    nobody: 307,
    allowed: 200,
    finders: ['administrator', 'registrar'],
  },
  { file: '(desk)/desk/forms/upload/route.ts', method: 'POST', address: () => '/desk/forms/upload', nobody: 303, allowed: 422, finders: ['administrator'] },
  // Of a batch of accounts nobody finds any.
  {
    file: '(desk)/desk/imports/[id]/passwords/route.ts',
    method: 'POST',
    address: ({ batch }) => `/desk/imports/${batch}/passwords`,
    nobody: 303,
    allowed: 404,
  },
  // Without a file: who may send one is led on to be told so.
  {
    file: '(desk)/desk/imports/upload/route.ts',
    method: 'POST',
    address: () => '/desk/imports/upload',
    nobody: 303,
    allowed: 303,
    finders: ['administrator', 'registrar'],
  },
];

test('every route of the app is in the table', () => {
  const files = readdirSync(APP, { recursive: true }).filter((file) => path.basename(String(file)) === 'route.ts');
  expect(ROUTES.map(({ file }) => file).sort()).toEqual(files.sort());
});

const ask = async (request: APIRequestContext, { method, address }: Pick<Route, 'method' | 'address'>, seen: Seen) =>
  (await request.fetch(address(seen), { method, maxRedirects: 0, ...(method === 'POST' ? { multipart: { nothing: '' } } : {}) })).status();

// The sign-in goes by way of next-auth, which sets a cookie first: its own tests walk it.
const beside = (addresses: string[]) => addresses.filter((each) => !each.startsWith('/sign-in'));

test('nobody reads what is public, and is sent to sign in from the rest', async ({ asWhom, seen }) => {
  const nobody = await asWhom(null);
  for (const { addresses, desk } of PAGES)
    for (const address of beside(addresses(seen))) expect((await nobody.get(address, { maxRedirects: 0 })).status(), address).toBe(desk ? 307 : 200);
  for (const route of ROUTES) expect(await ask(nobody, route, seen), route.file).toBe(route.nobody);
});

for (const [where, regionCode] of Object.entries(WHERE) as ['inside' | 'outside', string][])
  for (const role of WALKERS)
    test(`${role} ${where} its region finds what the table says, and nothing else`, async ({ playwright, baseURL, seen }) => {
      const request = await playwright.request.newContext({ baseURL });
      const user = { username: `walk-${role}-${where}`, displayName: role, password: randomUUID(), role, regionCode, mustChangePassword: false };
      expect((await createUser(COMMAND_LINE, user)).accepted).toBe(true);
      await signIn(request, user.username, user.password);
      // What is open to everybody asks nobody's role: a clerk looks at it for all.
      const looks = (isOpen: boolean) => !isOpen || role === 'clerk';
      for (const { addresses, desk, finders } of PAGES.filter(({ desk }) => looks(!desk))) {
        const expected = finders.led?.includes(role) ? 307 : !desk || finders[where].includes(role) ? 200 : 404;
        // Whether a page is found hangs on whose it is, not on what else is asked of it.
        for (const address of beside(addresses(seen)).slice(0, 1)) expect((await request.get(address, { maxRedirects: 0 })).status(), address).toBe(expected);
      }
      for (const route of ROUTES.filter(({ finders, nobody, allowed }) => looks(finders === undefined && nobody === allowed))) {
        const found = (route.finders?.includes(role) ?? true) && !(route.itsOffice && where === 'outside');
        expect(await ask(request, route, seen), route.file).toBe(found ? route.allowed : 404);
      }
      await request.dispose();
    });
