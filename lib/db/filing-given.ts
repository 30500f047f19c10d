// For the tests of filings: users with grants, and what they say.
import type { Actor, GrantedRole, Role } from '@/lib/access/actor';
import type { Decision } from '@/lib/decision';
import { LINTS } from '@/lib/registry/lint-rules';
import { WAIVE, type WaiverTexts } from '@/lib/registry/waiver';
import { db } from './client';

/** A reason for whatever the rules find, for tests that are about something else. */
export const EXPLAINED: WaiverTexts = Object.fromEntries(LINTS.map((lint) => [`${WAIVE}${lint}`, '试验所需']));

let users = 0;

/** A user with one grant, as whom a test acts. */
export async function givenActor(role: Role, regionCode: string, more: Partial<GrantedRole> = {}): Promise<Actor> {
  users += 1;
  const grant = { role, regionCode, sectorCode: null, unitId: null, ...more };
  const displayName = `${role}-${regionCode}-${users}`;
  const { id } = await db().user.create({ data: { username: `filing-${users}`, displayName, passwordHash: '', grants: { create: grant } } });
  return { userId: id, name: displayName, via: 'web', grants: [grant] };
}

export function accepted<T>(decision: Decision<T>): T {
  if (!decision.accepted) throw new Error(`refused: ${JSON.stringify(decision.findings)}`);
  return decision.change;
}

export function reasonsOf(decision: Decision<unknown>): string[] {
  return decision.accepted ? [] : decision.findings.filter(({ severity }) => !severity).map(({ reason }) => reason);
}
