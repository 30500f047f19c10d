import type { Actor } from '@/lib/access/actor';
import { accountAsOf } from '@/lib/registry/as-of';
import type { AccountView } from '@/lib/registry/views';
import type { Day } from '@/lib/taxonomy/day';
import { readAccount } from './account-read';
import { db } from './client';
import { dateOf, dayFrom } from './days';
import { unitsOn } from './unit-on';

/** An account as it was on a day, its owner by the name of the day; null before it is known to have been open. */
export async function readAccountAsOf(actor: Actor, id: number, day: Day): Promise<AccountView | null> {
  const account = await readAccount(actor, id);
  const then = account && accountAsOf(account, day);
  const now = then?.standings.at(-1);
  if (!then || !now) return null;
  const [unit]: { name: string }[] = await db().$queryRaw`SELECT u.name FROM ${unitsOn(day)} u WHERE u.unit_id = ${now.unitId}`;
  return { ...then, standings: then.standings.with(-1, { ...now, unit: unit?.name ?? now.unit }), followers: await followersOn(id, day) };
}

// The last that was known by the day.
async function followersOn(accountId: number, asOf: Day): Promise<AccountView['followers']> {
  const latest = await db().snapshot.findFirst({
    where: { accountId, metric: 'followers', value: { not: null }, day: { lte: dateOf(asOf) } },
    orderBy: { day: 'desc' },
  });
  return latest && latest.value !== null ? { value: Number(latest.value), day: dayFrom(latest.day), source: latest.source } : null;
}

/** The day from which the unit is no more, if that has come by a day. */
export async function ownerEnd(unitId: number, day: Day): Promise<Day | null> {
  const [row]: { until: Day }[] = await db().$queryRaw`
    SELECT to_char(u.until, 'YYYY-MM-DD') AS until FROM ${unitsOn(day)} u WHERE u.unit_id = ${unitId} AND u.until <= ${day}::date`;
  return row?.until ?? null;
}
