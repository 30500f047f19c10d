import type { GrantedRole } from '@/lib/access/actor';
import { isWithinGrant } from '@/lib/access/acts';
import { type Finding, finding, refuses, warning } from '@/lib/decision';
import { readUserRow, type SaidUser } from '@/lib/exchange/user-file';
import { db } from './client';
import type { FileRow, JudgedRow, RowsJudge, Work } from './import-kind';
import { governs, lineageOf, managerGrants } from './user-list';
import { USERNAME } from './users';

/** What the write does with a row: the user that it makes or knows, and the grant. */
type UserPlan = {
  id: number;
  makes: boolean;
  username: string;
  displayName: string | null;
  email: string | null;
  setsEmail: boolean;
  grant: { role: string; region_code: string; sector_code: string | null; unit_id: number | null } | null;
  label: string;
  changes: string[];
};
type Known = { id: number; username: string; displayName: string; email: string | null; grants: (GrantedRole & { id: number })[] };
type Held = { users: Map<string, Known>; emails: Map<string, string>; units: Map<string, number[]>; own: GrantedRole[] };
/** What earlier rows of the file make: users by name, addresses, and the rows of grants. */
type Seen = { made: Map<string, number>; emails: Map<string, string>; rows: Map<string, number> };

export function usersJudge(): RowsJudge {
  const seen: Seen = { made: new Map(), emails: new Map(), rows: new Map() };
  return {
    async judge(work, rows) {
      const said = rows.map(({ texts }) => readUserRow(texts, work.lists, work.today, USERNAME));
      const held = await heldBy(work, said);
      const ids = await work.ask<{ id: number }>(`SELECT nextval('user_id_seq')::int AS id FROM generate_series(1, $1::int)`, [rows.length]);
      return rows.map((row, index) => judged(row, said[index] as SaidUser, held, seen, ids[index]?.id ?? 0, work));
    },
    end: async () => undefined,
  };
}

async function heldBy({ ask, actor }: Work, said: readonly SaidUser[]): Promise<Held> {
  const emails = said.flatMap(({ email }) => email ?? []);
  const users = await db().user.findMany({
    where: { OR: [{ username: { in: said.map(({ username }) => username) } }, { email: { in: emails } }] },
    include: { grants: true },
  });
  const known = users.map(({ id, username, displayName, email, grants }) => ({ id, username, displayName, email, grants: grants as Known['grants'] }));
  const names = said.flatMap(({ unit }) => unit ?? []);
  const units = await ask<{ name: string; ids: number[] }>(
    `SELECT name, array_agg(DISTINCT unit_id) AS ids FROM (
       SELECT name, unit_id FROM unit_standing WHERE until IS NULL AND name = ANY ($1::text[])
       UNION ALL SELECT asked, u.id FROM unnest($1::text[]) AS asked JOIN unit u ON u.id = (regexp_match(asked, '#(\\d{1,9})[）)]?$'))[1]::int) AS found GROUP BY name`,
    [names],
  );
  return {
    users: new Map(known.map((user) => [user.username, user])),
    emails: new Map(known.flatMap((user) => (user.email ? [[user.email, user.username]] : []))),
    units: new Map(units.map(({ name, ids }) => [name, ids])),
    own: await managerGrants(db(), actor),
  };
}

function judged({ number, cells }: FileRow, said: SaidUser, held: Held, seen: Seen, id: number, work: Work): JudgedRow {
  const findings = [...said.findings];
  const known = held.users.get(said.username);
  const unitId = said.unit === null ? null : unitOf(said.unit, held, findings);
  const grant = grantOf(said, unitId, known, held, findings, work);
  findings.push(...aboutUser(said, known, held, seen, work));
  const bare = { number, cells, findings, accountId: null, unitId: null };
  const key = JSON.stringify([said.username, grant]);
  const first = seen.rows.get(key);
  if (first !== undefined) findings.push(finding('username', 'row-repeats', { row: first }));
  if (findings.some(refuses) || !grant) return { ...bare, verdict: 'refused', plan: null };
  seen.rows.set(key, number);
  const plan = planOf(said, known, grant, seen, id);
  if (plan.makes) return { ...bare, verdict: 'new', plan };
  if (!known) return { ...bare, verdict: 'new', plan }; // another grant of one that an earlier row makes
  return plan.changes.length ? { ...bare, verdict: 'changed', plan } : { ...bare, verdict: 'same', plan: null };
}

function planOf(said: SaidUser, known: Known | undefined, grant: NonNullable<UserPlan['grant']>, seen: Seen, id: number): UserPlan {
  const made = seen.made.get(said.username);
  const makes = !known && made === undefined;
  if (makes) seen.made.set(said.username, id);
  if (said.email) seen.emails.set(said.email, said.username);
  const holds = known?.grants.some(
    (each) => each.role === grant.role && each.regionCode === grant.region_code && each.sectorCode === grant.sector_code && each.unitId === grant.unit_id,
  );
  const setsEmail = known !== undefined && known.email === null && said.email !== null;
  return {
    id: known?.id ?? made ?? id,
    makes,
    username: said.username,
    displayName: said.displayName,
    email: said.email,
    setsEmail,
    grant: holds ? null : grant,
    label: said.username,
    changes: [...(holds ? [] : ['role']), ...(setsEmail ? ['email'] : [])],
  };
}

function unitOf(name: string, { units }: Held, findings: Finding[]): number | null {
  const ids = units.get(name) ?? [];
  if (ids.length === 0) findings.push(finding('grantUnit', 'unit-not-registered', { name }));
  if (ids.length > 1) findings.push(finding('grantUnit', 'unit-ambiguous', { name, candidates: ids.map((id) => `#${id}`).join('；') }));
  return ids[0] ?? null;
}

// Nobody gives what they do not reach, as in the form.
function grantOf(
  { role, region, sector }: SaidUser,
  unitId: number | null,
  known: Known | undefined,
  { own }: Held,
  findings: Finding[],
  { actor, lists, today }: Work,
) {
  if (!role || !region || findings.some(refuses)) return null;
  const given = { regionCode: region.code, sectorCode: sector?.code ?? null, unitId, lineage: lineageOf(lists, region.code, today) };
  if (own.length === 0) findings.push(finding('username', 'users-separated'));
  else if (!own.some((each) => isWithinGrant(given, each))) findings.push(finding('region', 'grant-beyond-own'));
  if (known && known.id === actor.userId) findings.push(finding('username', 'grant-own'));
  return { role, region_code: region.code, sector_code: sector?.code ?? null, unit_id: unitId };
}

function aboutUser(
  { username, displayName, email }: SaidUser,
  known: Known | undefined,
  held: Held,
  { made, emails }: Seen,
  { lists, today }: Work,
): Finding[] {
  const found: Finding[] = [];
  if (!known && !made.has(username) && displayName === null) found.push(finding('displayName', 'display-name-needed'));
  if (known && !governs(held.own, known.grants, lists, today)) found.push(finding('username', 'user-outside-scope', { username }));
  if (known && displayName !== null && displayName !== known.displayName)
    found.push(warning('displayName', 'user-named-otherwise', { name: known.displayName }));
  const holder = email === null ? undefined : (held.emails.get(email) ?? emails.get(email));
  if (holder !== undefined && holder !== username) found.push(finding('email', 'email-taken'));
  if (known?.email && email !== null && email !== known.email) found.push(warning('email', 'user-email-otherwise'));
  return found;
}
