import type { Actor, GrantedRole, Role } from '@/lib/access/actor';
import { grantsFor, isWithinGrant } from '@/lib/access/acts';
import type { Day } from '@/lib/taxonomy/day';
import { db, type Tx } from './client';
import { type Reference, reference } from './reference';

export type GrantView = {
  id: number;
  role: Role;
  regionCode: string;
  region: string;
  sectorCode: string | null;
  sector: string | null;
  unitId: number | null;
  unit: string | null;
};
export type UserView = {
  id: number;
  username: string;
  displayName: string;
  persona: boolean;
  disabled: boolean;
  /** A pseudonym: the person's data are gone, and nothing more is done to it. */
  erased: boolean;
  grants: GrantView[];
  mayManage: boolean;
};

/** Users whose every grant the actor reaches; others look absent. */
export async function listUsers(actor: Actor, today: Day): Promise<UserView[]> {
  return readUsers(actor, {}, today);
}

export const USER_SORTS = ['username', '-username', 'name', '-name', 'state', '-state'] as const;
export type UserSort = (typeof USER_SORTS)[number];

const BY_PINYIN = new Intl.Collator('zh-Hans-CN-u-co-pinyin', { numeric: true });
const state = ({ disabled, erased }: UserView) => Number(disabled) + Number(erased);

/** Users by login name, by name as it is read, or those who may sign in first; the login name makes every order complete. */
export function usersInOrder(users: readonly UserView[], sort: UserSort): UserView[] {
  const by = (a: UserView, b: UserView) => {
    if (sort.endsWith('username')) return 0;
    return sort.endsWith('state') ? state(a) - state(b) : BY_PINYIN.compare(a.displayName, b.displayName);
  };
  const ordered = [...users].sort((a, b) => by(a, b) || BY_PINYIN.compare(a.username, b.username));
  return sort.startsWith('-') ? ordered.reverse() : ordered;
}

export async function readUser(actor: Actor, id: number, today: Day): Promise<UserView | null> {
  return (await readUsers(actor, { id }, today))[0] ?? null;
}

async function readUsers(actor: Actor, where: { id?: number }, today: Day): Promise<UserView[]> {
  const readers = grantsFor(actor, 'user.read');
  if (!readers.length) return [];
  const lists = await reference();
  const managers = await managerGrants(db(), actor);
  const users = await db().user.findMany({
    where,
    orderBy: { username: 'asc' },
    include: {
      grants: {
        orderBy: { id: 'asc' },
        include: { sector: true, unit: { include: { standings: { orderBy: { from: { sort: 'desc', nulls: 'last' } }, take: 1, select: { name: true } } } } },
      },
    },
  });
  return users
    .filter(({ grants }) => governs(readers, grants, lists, today))
    .map(({ id, username, displayName, persona, disabledAt, erasedAt, grants }) => ({
      id,
      username,
      displayName,
      persona,
      disabled: disabledAt !== null,
      erased: erasedAt !== null,
      grants: grants.map(({ sector, unit, role, id: grantId, regionCode, sectorCode, unitId }) => ({
        id: grantId,
        role: role as Role,
        regionCode,
        region: lists.regions.at(regionCode, today)?.name ?? regionCode,
        sectorCode,
        sector: sector?.name ?? null,
        unitId,
        unit: unit?.standings[0]?.name ?? null,
      })),
      mayManage: erasedAt === null && governs(managers, grants, lists, today),
    }));
}

/**
 * The grants by which an actor manages users. 三员分立: while anybody is 安全管理员, that is theirs
 * alone, and the system's administrators do not manage users.
 */
export async function managerGrants(tx: Pick<Tx, 'grant'>, actor: Actor): Promise<GrantedRole[]> {
  const own = grantsFor(actor, 'user.manage');
  if (actor.via !== 'web' || own.every(({ role }) => role === 'security')) return own;
  const separated = await tx.grant.findFirst({ where: { role: 'security', user: { disabledAt: null } }, select: { id: true } });
  return separated ? own.filter(({ role }) => role === 'security') : own;
}

type Held = { regionCode: string; sectorCode: string | null; unitId: number | null };

/** Whether grants reach everything that a user holds; one who holds nothing is reached by whoever reaches the nation. */
export function governs(own: readonly GrantedRole[], held: readonly Held[], lists: Reference, today: Day): boolean {
  const all = held.length ? held : [{ regionCode: '000000', sectorCode: null, unitId: null }];
  return own.length > 0 && all.every((each) => own.some((grant) => isWithinGrant({ ...each, lineage: lineageOf(lists, each.regionCode, today) }, grant)));
}

/** Codes from the nation down to a region of today; a code that is out of use is within none. */
export function lineageOf({ regions }: Reference, code: string, today: Day): readonly string[] {
  return regions.at(code, today)?.lineage ?? [];
}

/** Whether one user holds system, security and audit administration at once (三员分立). */
export function holdsAllThree({ grants }: Pick<UserView, 'grants'>, separated: boolean): boolean {
  const roles = new Set(grants.map(({ role }) => role));
  return roles.has('administrator') && roles.has('auditor') && (roles.has('security') || !separated);
}
