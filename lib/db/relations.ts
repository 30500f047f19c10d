import type { Day } from '@/lib/taxonomy/day';
import type { Tx } from './client';
import { dateOf, dayFrom } from './days';

/** What a unit was to accounts beside their 主办单位 ends with it; who takes it over takes that over too, unless it already is that or the owner. */
export async function relationsFollow(tx: Tx, unitId: number, takerId: number | null, day: Day): Promise<void> {
  const held = await tx.accountRelation.findMany({ where: { unitId, OR: [{ until: null }, { until: { gt: dateOf(day) } }] } });
  for (const { id, from, until, accountId, kind } of held) {
    const begun = dayFrom(from);
    if (begun < day) await tx.accountRelation.update({ where: { id }, data: { until: dateOf(day) } });
    else await tx.accountRelation.delete({ where: { id } });
    const since = begun < day ? dateOf(day) : from;
    if (takerId === null || (await isMore(tx, accountId, takerId, kind))) continue;
    await tx.accountRelation.create({ data: { accountId, unitId: takerId, kind, from: since, until } });
  }
}

async function isMore(tx: Tx, accountId: number, unitId: number, kind: string): Promise<boolean> {
  const related = await tx.accountRelation.findFirst({ where: { accountId, unitId, kind } });
  const owner = await tx.standing.findFirst({ where: { accountId, unitId, until: null } });
  return related !== null || owner !== null;
}
