import type { GrantedRole } from '@/lib/access/actor';
import { grantsFor, type Place, reaches } from '@/lib/access/acts';
import type { Chased } from '@/lib/coverage/chase';
import type { Assignee } from '@/lib/coverage/gap';
import type { Day } from '@/lib/taxonomy/day';
import { db } from './client';
import { reference } from './reference';

type Assigned = Pick<Chased, 'assigneeId' | 'assigneeOffice'>;

/** Who gaps are assigned to, in words. */
export async function assigneeNames(all: readonly Assigned[], today: Day): Promise<(one: Assigned) => string | null> {
  const { regions } = await reference();
  const users = await userNames(all.flatMap(({ assigneeId }) => assigneeId ?? []));
  return ({ assigneeId, assigneeOffice }) => {
    if (assigneeOffice !== null) return `${regions.at(assigneeOffice, today)?.name ?? assigneeOffice}（${assigneeOffice}）`;
    return assigneeId === null ? null : (users.get(assigneeId) ?? `#${assigneeId}`);
  };
}

export async function userNames(ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const users = await db().user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, displayName: true } });
  return new Map(users.map(({ id, displayName }) => [id, displayName]));
}

/** Whom a body can be assigned to: its region's own office, then registrars and clerks whose grants reach it. */
export async function assigneesOf(place: Place, regionCode: string, regionName: string): Promise<Assignee[]> {
  const users = await db().user.findMany({
    where: { disabledAt: null, erasedAt: null, grants: { some: { role: { in: ['registrar', 'clerk'] }, regionCode: { in: [...place.lineage] } } } },
    select: { id: true, displayName: true, grants: true },
    orderBy: { id: 'asc' },
  });
  const reached = users.filter(({ grants }) =>
    grantsFor({ userId: null, name: '', via: 'system', grants: grants as GrantedRole[] }, 'gap.answer').some((grant) => reaches(grant, place)),
  );
  return [{ value: `office-${regionCode}`, name: regionName }, ...reached.map(({ id, displayName }) => ({ value: `user-${id}`, name: displayName }))];
}
