// What a test finds in the register: made through the data layer, as the command line does it.
import { randomUUID } from 'node:crypto';
import { COMMAND_LINE, type Role } from '../lib/access/actor.ts';
import { registerAccount } from '../lib/db/account-register.ts';
import { db } from '../lib/db/client.ts';
import { moveFiling } from '../lib/db/filing-move.ts';
import { submitOpening } from '../lib/db/filing-submit.ts';
import { joinGroup, makeGroup } from '../lib/db/group-write.ts';
import { enterRegionSet } from '../lib/db/region-sets.ts';
import { setTarget } from '../lib/db/target-set.ts';
import { reformUnit } from '../lib/db/unit-reform.ts';
import { registerUnit } from '../lib/db/units.ts';
import { createUser, disableUser } from '../lib/db/users.ts';
import type { Decision } from '../lib/decision.ts';
import type { RowTexts } from '../lib/exchange/columns.ts';
import { LINTS } from '../lib/registry/lint-rules.ts';
import { WAIVE } from '../lib/registry/waiver.ts';
import { dayOf } from '../lib/taxonomy/day.ts';

/** A reason for whatever rules find of what a test begins with. */
const EXPLAINED = Object.fromEntries(LINTS.map((lint) => [`${WAIVE}${lint}`, '试验所需']));

/** Registers an account, and its unit where the register has none. Answers with its number. */
export async function givenAccount(texts: RowTexts): Promise<number> {
  return accepted(await registerAccount(COMMAND_LINE, { ...texts, ...EXPLAINED }, dayOf(new Date())));
}

/** Asks for an opening. Answers with the filing's number. */
export async function givenFiling(texts: RowTexts): Promise<number> {
  return accepted(await submitOpening(COMMAND_LINE, { ...texts, ...EXPLAINED }, dayOf(new Date())));
}

/** Sends a filing back that has just been asked for. */
export async function givenReturn(id: number): Promise<void> {
  accepted(await moveFiling(COMMAND_LINE, { id, version: 1 }, 'return', { 'reason-incomplete': 'yes', text: '请补齐材料。' }, dayOf(new Date())));
}

/** Registers a unit and dissolves it. Answers with the reform's number. */
export async function givenReform(texts: { unit: string; region: string; sector: string }): Promise<number> {
  const today = dayOf(new Date());
  const unit = accepted(await registerUnit(COMMAND_LINE, texts, today, false));
  const asked = { kind: 'dissolve', version: 1, day: today, stays: false, others: [], takers: [], fates: new Map(), rest: null } as const;
  accepted(await reformUnit(COMMAND_LINE, unit, asked, today));
  return (await db().reform.findFirstOrThrow({ where: { units: { has: unit } } })).id;
}

/** A set of regions with a target for it, and a group that a unit leads. Answers with their numbers. */
export async function givenTargetAndGroup(unit: string): Promise<{ target: number; set: number; group: number }> {
  const today = dayOf(new Date());
  const name = `看一看${randomUUID().slice(0, 6)}`;
  const document = { documentNo: `${name}号`, issuer: '试验机关', documentDate: '2026-01-05' };
  const set = accepted(await enterRegionSet(COMMAND_LINE, { setName: name, region: '北京市', members: '东城区\n西城区', ...document }, today));
  const target = accepted(
    await setTarget(COMMAND_LINE, { regionSet: name, sector: '公安', measure: 'number', value: '20', dueOn: '2099-12-31', ...document }, today),
  );
  const group = accepted(await makeGroup(COMMAND_LINE, { groupName: name, groupKind: 'matrix', unit, from: '2015-01-01' }, today));
  accepted(await joinGroup(COMMAND_LINE, group, { accounts: await firstAccount(), joinedOn: '2016-01-01', version: '1' }, today));
  return { target, set, group };
}

async function firstAccount(): Promise<string> {
  return `#${(await db().account.findFirstOrThrow({ where: { names: { some: { name: '平安北京', until: null } } } })).id}`;
}

type Given = { username: string; password: string; disable(): Promise<void> };
type Wished = { mustChangePassword?: boolean; email?: string; role?: Role };

/** Makes an administrator, unless another role is wished; one whose password is of one sign-in where that is. */
export function givenAdministrator({ role = 'administrator', ...wished }: Wished = {}): Promise<Given> {
  return givenUser(role, '试验管理员', wished);
}

/** Makes a user of the test's own. */
export async function givenUser(role: Role, displayName = '试验管理员', { mustChangePassword = false, email }: Wished = {}): Promise<Given> {
  const username = `test-${randomUUID().slice(0, 8)}`;
  const password = randomUUID();
  accepted(await createUser(COMMAND_LINE, { username, displayName, email, password, role, mustChangePassword }));
  return { username, password, disable: async () => void accepted(await disableUser(COMMAND_LINE, username)) };
}

function accepted<T>(decision: Decision<T>): T {
  if (decision.accepted) return decision.change;
  throw new Error(`The register refused what a test begins with: ${JSON.stringify(decision.findings)}`);
}
