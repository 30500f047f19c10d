import { randomBytes } from 'node:crypto';
import { hash } from 'argon2';
import type { Actor, GrantedRole, Role } from '@/lib/access/actor';
import { ROLES } from '@/lib/access/actor';
import { isWithinGrant, may } from '@/lib/access/acts';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { isCode } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { findRegion } from '@/lib/taxonomy/find';
import { NATION } from '@/lib/taxonomy/regions';
import { record, refuseAct, refuseOutside } from './audit';
import { attempt, db, type Tx } from './client';
import { type Reference, reference } from './reference';
import { endAllBut } from './sessions';
import { governs, lineageOf, managerGrants } from './user-list';
import { createUser } from './users';

/** What a form says of a grant: the role, and where it holds. */
export type GrantTexts = { role?: string; region?: string; sector?: string; grantUnit?: string };
export type InviteTexts = GrantTexts & { username?: string; displayName?: string };

/** A password to be handed over, and shown once. */
export type OneTimePassword = { userId: number; username: string; password: string };

/** Makes a user with one grant and a password that is shown once. */
export async function inviteUser(actor: Actor, texts: InviteTexts, today: Day): Promise<Decision<OneTimePassword>> {
  if (!may(actor, 'user.manage')) return refuseAct(actor, 'user.manage', { subjectType: 'user', subjectId: 'new' });
  const lists = await reference();
  const username = (texts.username ?? '').trim();
  const displayName = (texts.displayName ?? '').trim();
  const read = await readGrant(actor, texts, lists, today);
  const missing = [...(username ? [] : [finding('username', 'username-form')]), ...(displayName ? [] : [finding('displayName', 'name-needed')])];
  if (!read.accepted || missing.length) return refuse(...missing, ...(read.accepted ? [] : read.findings));
  const password = randomBytes(12).toString('base64url');
  const made = await createUser(actor, { username, displayName, password, ...read.change });
  return made.accepted ? accept({ userId: made.change, username, password }) : made;
}

/** Gives a user another role somewhere. */
export async function grantRole(actor: Actor, userId: number, texts: GrantTexts, today: Day): Promise<Decision<number>> {
  if (!may(actor, 'user.manage')) return refuseAct(actor, 'user.manage', { subjectType: 'user', subjectId: userId });
  const lists = await reference();
  const read = await readGrant(actor, texts, lists, today);
  if (!read.accepted) return read;
  return attempt(async (tx) => {
    const user = await managed(tx, actor, userId, lists, today);
    if (!user) return absent(actor, userId);
    if (userId === actor.userId) return refuse(finding(null, 'grant-own'));
    if (await tx.grant.findFirst({ where: { userId, ...read.change } })) return refuse(finding('role', 'grant-exists'));
    await tx.grant.create({ data: { userId, ...read.change } });
    await record(tx, actor, { act: 'user.grant', subjectType: 'user', subjectId: userId, after: { ...read.change } });
    return accept(userId);
  });
}

/** Takes a role away again; at the next request it holds no more. */
export async function revokeGrant(actor: Actor, grantId: number, today: Day): Promise<Decision<number>> {
  const lists = await reference();
  return attempt(async (tx) => {
    const grant = await tx.grant.findUnique({ where: { id: grantId } });
    const user = grant && (await managed(tx, actor, grant.userId, lists, today));
    if (!grant || !user) return absent(actor, grant?.userId ?? `grant ${grantId}`);
    if (grant.userId === actor.userId) return refuse(finding(null, 'grant-own'));
    await tx.grant.delete({ where: { id: grantId } });
    const { role, regionCode, sectorCode, unitId } = grant;
    await record(tx, actor, {
      act: 'user.revoke',
      subjectType: 'user',
      subjectId: grant.userId,
      before: { role, regionCode, sectorCode, unitId },
    });
    return accept(grant.userId);
  });
}

/** Lets a user in no more, at once, or in again. */
export async function setDisabled(actor: Actor, userId: number, disabled: boolean, today: Day): Promise<Decision<number>> {
  const lists = await reference();
  return attempt(async (tx) => {
    const user = await managed(tx, actor, userId, lists, today);
    if (!user) return absent(actor, userId);
    if (userId === actor.userId) return refuse(finding(null, 'disable-own'));
    if ((user.disabledAt !== null) === disabled) return accept(userId);
    await tx.user.update({ where: { id: userId }, data: { disabledAt: disabled ? new Date() : null } });
    await record(tx, actor, { act: disabled ? 'user.disable' : 'user.enable', subjectType: 'user', subjectId: userId });
    return accept(userId);
  });
}

/** Gives a user another password, shown once; every session of theirs ends. */
export async function resetPassword(actor: Actor, userId: number, today: Day): Promise<Decision<OneTimePassword>> {
  const lists = await reference();
  const password = randomBytes(12).toString('base64url');
  const passwordHash = await hash(password);
  return attempt(async (tx) => {
    const user = await managed(tx, actor, userId, lists, today);
    if (!user) return absent(actor, userId);
    await tx.user.update({ where: { id: userId }, data: { passwordHash, mustChangePassword: true } });
    await endAllBut(tx, actor, userId);
    await record(tx, actor, { act: 'user.reset-password', subjectType: 'user', subjectId: userId });
    return accept({ userId, username: user.username, password });
  });
}

/** A user to whom something can still be done; one of whom the actor does not manage every grant looks absent. */
export async function managed(tx: Tx, actor: Actor, userId: number, lists: Reference, today: Day) {
  const user = await tx.user.findUnique({ where: { id: userId, erasedAt: null }, include: { grants: true } });
  return user && governs(await managerGrants(tx, actor), user.grants, lists, today) ? user : null;
}

/** Refuses what was tried on a user who is none, or not the actor's to manage. */
export function absent(actor: Actor, userId: number | string): Promise<Decision<never>> {
  const told = may(actor, 'user.manage') ? finding(null, 'not-found') : finding(null, 'not-allowed');
  return refuseOutside(actor, 'user.manage', { subjectType: 'user', subjectId: userId }, told);
}

/** Reads a grant from a form, and checks that the actor may give it. */
async function readGrant(actor: Actor, texts: GrantTexts, lists: Reference, today: Day): Promise<Decision<GrantedRole>> {
  const role = isCode<Role>(ROLES, texts.role ?? '') ? (texts.role as Role) : null;
  const place = regionOf(texts.region ?? '', lists, today);
  const unit = unitOf(texts.grantUnit ?? '');
  const sectorCode = texts.sector || null;
  const findings = [
    ...(role ? [] : [finding('role', 'role-needed')]),
    ...(place.accepted ? [] : place.findings),
    ...(sectorCode === null || lists.sectors.byCode(sectorCode) ? [] : [finding('sector', 'sector-unknown', { value: sectorCode })]),
    ...(unit.accepted ? [] : unit.findings),
  ];
  if (!role || !place.accepted || !unit.accepted || findings.length) return refuse(...findings);
  const grant = { role, regionCode: place.change, sectorCode, unitId: unit.change };
  const given = { ...grant, lineage: lineageOf(lists, grant.regionCode, today) };
  const own = await managerGrants(db(), actor);
  if (own.some((each) => isWithinGrant(given, each))) return accept(grant);
  return refuseOutside(actor, 'user.manage', { subjectType: 'user', subjectId: 'new' }, finding('region', 'grant-beyond-own'));
}

/** Nothing said is the whole nation. */
function regionOf(text: string, { regions }: Reference, today: Day): Decision<string> {
  if (text.trim() === '') return accept(NATION);
  const found = findRegion(regions, text, today);
  return found.accepted ? accept(found.change.value.code) : found;
}

/** A unit as the suggestions write it, with its number. */
function unitOf(text: string): Decision<number | null> {
  if (text.trim() === '') return accept(null);
  const id = Number(/#(\d{1,9})[）)]?$/.exec(text.trim())?.[1] ?? 0);
  return id ? accept(id) : refuse(finding('grantUnit', 'unit-to-choose'));
}
