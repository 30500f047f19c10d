// The whole table: every server action × every role, where it governs and where not, a user without a role, and nobody.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Actor, NOBODY, ROLES, type Role } from '@/lib/access/actor';
import { ACT_NAMES, type Act, may, mayAt, type Place } from '@/lib/access/acts';
import type { Finding } from '@/lib/decision';
import { ENTRIES, type Entry, type Sent } from './actions-given';
import { verifyAudit } from './audit-verify';
import { db } from './client';
import { givenUser, INSIDE, OUTSIDE } from './walk-given';

// Who asks is what a cookie says: here the test does. Everything behind it is as it is in the server.
const asking: { actor: Actor } = vi.hoisted(() => ({ actor: { userId: null, name: '', via: 'web', grants: [] } }));
vi.mock('@/lib/web/session', () => ({
  currentActor: async () => asking.actor,
  currentHolder: async () => (asking.actor.userId === null ? null : { sessionId: '00000000-0000-4000-8000-000000000000', actor: asking.actor, owes: null }),
}));
vi.mock('@/lib/web/told', () => ({ tellAt: async () => undefined }));
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }));
vi.mock('next/navigation', () => ({
  redirect: (address: string) => {
    throw new Led(address);
  },
}));

class Led extends Error {}

const APP = path.resolve(import.meta.dirname, '../../app');
const ROOT = path.resolve(APP, '..');

/** Every file of the project whose functions a browser can call. */
function actionFiles(): string[] {
  return ['app', 'components', 'lib'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.includes('generated'))
      .filter((file) => /^\s*['"]use server['"]/m.test(readFileSync(path.join(ROOT, folder, file), 'utf8')))
      .map((file) => (folder === 'app' ? file : `../${folder}/${file}`)),
  );
}

type Action = (...sent: unknown[]) => Promise<unknown>;
const actions = new Map<string, Action>();

const FILES = actionFiles();

beforeAll(async () => {
  for (const file of FILES) for (const [name, action] of Object.entries(await import(path.join(APP, file)))) actions.set(`${file} ${name}`, action as Action);
});

type Asker = { who: string; actor: Actor };
const askers: Asker[] = [{ who: 'nobody', actor: NOBODY }];
const WHERE = { inside: INSIDE, outside: OUTSIDE } as const;

beforeAll(async () => {
  askers.push({ who: 'a user without a role', actor: await givenUser(null, INSIDE) });
  for (const [where, region] of Object.entries(WHERE)) for (const role of ROLES) askers.push({ who: `${role} ${where}`, actor: await givenUser(role, region) });
});

/** Where everything stands that the table's forms are about. */
const PLACE: Place = { lineage: ['000000', '330000', '330100'], sectors: ['commerce'], vertical: false, units: [] };

function meant({ act, anywhere, within }: Entry, actor: Actor): boolean {
  if (act === 'none') return false;
  if (act === 'own') return within ? actor.grants.some(({ regionCode }) => PLACE.lineage.includes(regionCode)) : actor.userId !== null;
  return anywhere ? may(actor, act) : mayAt(actor, act, PLACE);
}

/** What is said to whom something is not for. Whatever else is said would be about the form, which another may send. */
const FOR_WANT_OF_A_GRANT = [
  ...['not-allowed', 'not-found', 'filing-not-found', 'outside-scope', 'grant-beyond-own', 'signed-out', 'bulk-partly'],
  'import-outdated', // its rows would be refused to this person
];

type Answer = { done: boolean; said: string[] };

async function send({ file, name }: Entry, sent: Sent, actor: Actor): Promise<Answer> {
  asking.actor = actor;
  const action = actions.get(`${file} ${name}`);
  if (!action) throw new Error(`no action ${name}`);
  try {
    return read(await ('asked' in sent ? action(sent.asked) : action(null, formOf(sent))));
  } catch (error) {
    if (error instanceof Led) return { done: !error.message.includes('told='), said: [error.message] };
    throw error;
  }
}

function formOf(texts: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, text] of Object.entries(texts)) form.set(name, text);
  return form;
}

function read(answer: unknown): Answer {
  if (answer === 'refused') return { done: false, said: ['not-allowed'] };
  if (Array.isArray(answer)) return { done: answer.length > 0, said: ['not-allowed'] };
  const { findings = [], told } = answer as { findings?: Finding[]; told?: string[] };
  return { done: told !== undefined || findings.length === 0, said: findings.map(({ reason }) => reason) };
}

// The audit grows with each attempt, and so does the count of wrong passwords; everything else changes only by a write.
const GROWS = ['audit_event', 'audit_block', 'audit_personal', 'sign_in_failure', '_prisma_migrations'];
const LISTS = ['region', 'region_alias', 'region_population'];

async function fingerprint(): Promise<string> {
  const tables: { name: string }[] = await db().$queryRaw`
    SELECT quote_ident(table_name) AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> ALL (${[...GROWS, ...LISTS]}::text[]) ORDER BY table_name`;
  // How many rows there are, and which transactions wrote them: whatever is written, even as it was, tells.
  const sums = tables.map(({ name }) => `(SELECT count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) FROM ${name})`);
  const [row]: { sum: string }[] = await db().$queryRawUnsafe(`SELECT concat_ws(',', ${sums.join(', ')}) AS sum`);
  return row?.sum ?? '';
}

/** How often a user's attempts were recorded as refused. */
const refusals = ({ userId }: Actor) => db().auditEvent.count({ where: { act: 'access.refuse', actorId: userId } });

// What is refused changes nothing: the next one may send the same, unless it hangs on who asks.
const refusedWith = new Map<Entry, Sent>();

async function givenToRefuse(entry: Entry, actor: Actor): Promise<Sent> {
  const sent = (entry.given.length === 0 && refusedWith.get(entry)) || (await entry.given(actor));
  refusedWith.set(entry, sent);
  return sent;
}

async function expectRefused(entry: Entry, actor: Actor): Promise<void> {
  const sent = await givenToRefuse(entry, actor);
  const [before, recorded] = [await fingerprint(), await refusals(actor)];
  const { done, said } = await send(entry, sent, actor);
  expect(done).toBe(false);
  expect(said.length).toBeGreaterThan(0);
  expect(said.filter((reason) => !FOR_WANT_OF_A_GRANT.includes(reason))).toEqual([]);
  expect(await fingerprint()).toBe(before);
  if (isRecorded(entry, actor)) expect(await refusals(actor)).toBeGreaterThan(recorded);
}

function isRecorded({ act, unrecorded }: Entry, actor: Actor): boolean {
  if (actor.userId === null || unrecorded === 'everybody') return false;
  return unrecorded !== 'elsewhere' || act === 'own' || act === 'none' || !may(actor, act);
}

async function expectDone(entry: Entry, actor: Actor): Promise<void> {
  const sent = await entry.given(actor);
  const before = await fingerprint();
  const { done, said } = await send(entry, sent, actor);
  expect(done, said.join()).toBe(true);
  if (entry.reads) expect(await fingerprint()).toBe(before);
  else expect(await fingerprint()).not.toBe(before);
}

it('every server action of the project is in the table, and no other', () => {
  expect(FILES.length).toBeGreaterThan(8);
  expect([...new Set(ENTRIES.map(({ file, name }) => `${file} ${name}`))].sort()).toEqual([...actions.keys()].sort());
});

/** Acts of which no action asks: pages, downloads, uploads and command lines do, which e2e/walk.test.ts and their own tests walk. */
const ELSEWHERE: readonly Act[] = [
  'desk.open',
  'filing.read',
  'filing.configure',
  'gap.read',
  'import.run',
  'snapshot.record',
  'population.record',
  'expectation.record',
  'figure.record',
  'import.read',
  'import.read-all',
  'form.fill',
  'rule.read',
  'user.read',
  'audit.read',
  'audit.export',
];

it('every act is asked by some action, or elsewhere', () => {
  expect([...new Set([...ENTRIES.map(({ act }) => act), ...ELSEWHERE])].filter((act) => act !== 'own' && act !== 'none').sort()).toEqual([...ACT_NAMES].sort());
});

const WHO = ['nobody', 'a user without a role', ...Object.keys(WHERE).flatMap((where) => ROLES.map((role) => `${role} ${where}`))];

describe.each(ENTRIES.map((entry) => [entry.what ? `${entry.name} (${entry.what})` : entry.name, entry] as const))('%s', (_, entry) => {
  it.each(WHO)('is done or refused as the table says: %s', async (who) => {
    const actor = askers.find((each) => each.who === who)?.actor;
    if (!actor) throw new Error(`nobody is ${who}`);
    await (meant(entry, actor) ? expectDone : expectRefused)(entry, actor);
  });
});

describe('三员分立: while anybody is 安全管理员', () => {
  const users = ENTRIES.filter(({ act }) => act === 'user.manage');
  const of = (role: Role) => askers.find(({ who }) => who === `${role} inside`)?.actor ?? NOBODY;

  beforeAll(async () => {
    await db().user.update({ where: { id: of('security').userId ?? 0 }, data: { disabledAt: null } });
  });

  it.each(users.map((entry) => [entry.what ? `${entry.name} (${entry.what})` : entry.name, entry] as const))('%s is theirs alone', async (_, entry) => {
    await expectRefused(entry, of('administrator'));
    await expectDone(entry, of('security'));
  });
});

afterAll(async () => {
  expect((await verifyAudit()).fault).toBeNull();
});
