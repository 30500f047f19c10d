import type { Actor, GrantedRole, Role } from '@/lib/access/actor';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import { clean } from '@/lib/taxonomy/text';
import { record } from './audit';
import { attempt, db } from './client';

/** Who the actor is to themselves. */
export type Profile = {
  username: string;
  displayName: string;
  passwordChangedAt: Date | null;
  totpConfirmedAt: Date | null;
  grants: (GrantedRole & { regionName: string })[];
};

export async function ownProfile(actor: Actor): Promise<Profile | null> {
  const user = await db().user.findUnique({
    where: { id: actor.userId ?? 0 },
    select: {
      username: true,
      displayName: true,
      passwordChangedAt: true,
      totpConfirmedAt: true,
      grants: { select: { role: true, regionCode: true, sectorCode: true, unitId: true } },
    },
  });
  if (!user) return null;
  const regions = await db().region.findMany({ where: { code: { in: user.grants.map(({ regionCode }) => regionCode) }, validUntil: null } });
  const nameOf = (code: string) => regions.find((region) => region.code === code)?.name ?? code;
  return { ...user, grants: user.grants.map((grant) => ({ ...grant, role: grant.role as Role, regionName: nameOf(grant.regionCode) })) };
}

const MAX_NAME = 40;

/** Changes what others read of the actor; the audit keeps who it was. */
export function renameSelf(actor: Actor, { displayName: typed = '' }: Record<string, string>): Promise<Decision<null>> {
  return attempt(async (tx) => {
    const displayName = clean(typed).text;
    if (!displayName) return refuse(finding('displayName', 'display-name-needed'));
    if ([...displayName].length > MAX_NAME) return refuse(finding('displayName', 'display-name-long', { max: MAX_NAME }));
    const user = await tx.user.findUnique({ where: { id: actor.userId ?? 0 }, select: { id: true, displayName: true } });
    if (!user) return refuse(finding(null, 'not-found'));
    if (user.displayName === displayName) return accept(null);
    await tx.user.update({ where: { id: user.id }, data: { displayName } });
    const [before, after] = [{ displayName: user.displayName }, { displayName }];
    await record(tx, actor, { act: 'user.rename', subjectType: 'user', subjectId: user.id, personal: { before, after } });
    return accept(null);
  });
}
