import type { Actor } from '@/lib/access/actor';
import { may, mayAt } from '@/lib/access/acts';
import { accept, type Decision, finding, refuse, refuses } from '@/lib/decision';
import { resolveOwner } from '@/lib/exchange/owner';
import { type Related, type Relation, relationFindings } from '@/lib/registry/relation';
import type { Day } from '@/lib/taxonomy/day';
import { lockAccount } from './account-edit';
import { record, refuseAct, refuseOutside } from './audit';
import { attempt, type Tx } from './client';
import { dateOf, dayFrom } from './days';
import { directoryFor } from './directory';
import type { AccountRelation } from './generated/client';
import { type Reference, reference } from './reference';
import { placeOfUnit } from './scope';
import { heldTimeline, unitTimelines } from './standings';

export type RelationTexts = { kind: Relation; unit: string; from: Day; until: Day | null };

/** Records that a unit beside the 主办单位 has to do with an account, from a day. */
export async function relate(actor: Actor, accountId: number, version: number, asked: RelationTexts, today: Day): Promise<Decision<number>> {
  return changing(actor, accountId, version, today, async (tx, lists) => {
    const { kind, from, until } = asked;
    const texts = { unit: asked.unit };
    const { owner, findings } = resolveOwner(texts, await directoryFor(tx, [texts], lists, today), lists, today);
    const named = findings.filter((each) => refuses(each) && each.reason.startsWith('unit-'));
    if (owner?.kind !== 'known') return refuse(...(named.length ? named : [finding('unit', 'unit-to-choose')]));
    const { id: unitId, name, endedOn } = owner.unit;
    if (endedOn !== null && (until ?? today) > endedOn) return refuse(finding('unit', 'unit-ended', { name, day: endedOn }));
    const existing = (await tx.accountRelation.findMany({ where: { accountId } })).map(related);
    const wrong = relationFindings({ unitId, kind, from, until }, existing, await heldTimeline(tx, accountId), today);
    if (wrong.length) return refuse(...wrong);
    await tx.accountRelation.create({ data: { accountId, unitId, kind, from: dateOf(from), until: dateOf(until) } });
    await record(tx, actor, { act: 'account.relate', subjectType: 'account', subjectId: accountId, after: { unitId, kind, from, until } });
    return accept(accountId);
  });
}

function related({ unitId, kind, from, until }: AccountRelation): Related {
  return { unitId, kind: kind as Relation, from: dayFrom(from), until: dayFrom(until) };
}

/** Records that a relation has ended on a day; without a day, that it never was. */
export async function unrelate(
  actor: Actor,
  accountId: number,
  version: number,
  { relationId, until }: { relationId: number; until: Day | null },
  today: Day,
): Promise<Decision<number>> {
  return changing(actor, accountId, version, today, async (tx) => {
    const row = await tx.accountRelation.findFirst({ where: { id: relationId, accountId } });
    if (!row) return refuse(finding(null, 'not-found'));
    const before = related(row);
    if (until !== null && until > today) return refuse(finding(`until${relationId}`, 'date-future', { date: until }));
    if (until !== null && until <= (before.from ?? '')) return refuse(finding(`until${relationId}`, 'relation-until-before-from', { from: before.from ?? '' }));
    if (until === null) await tx.accountRelation.delete({ where: { id: relationId } });
    else await tx.accountRelation.update({ where: { id: relationId }, data: { until: dateOf(until) } });
    await record(tx, actor, { act: 'account.unrelate', subjectType: 'account', subjectId: accountId, before, after: { until } });
    return accept(accountId);
  });
}

// Like any change of the account: within the grants for its owner, and told to the later of two editors.
async function changing(
  actor: Actor,
  accountId: number,
  version: number,
  today: Day,
  change: (tx: Tx, lists: Reference) => Promise<Decision<number>>,
): Promise<Decision<number>> {
  const subject = { subjectType: 'account', subjectId: accountId } as const;
  if (!may(actor, 'account.edit')) return refuseAct(actor, 'account.edit', subject);
  const lists = await reference();
  return attempt(async (tx) => {
    const current = await lockAccount(tx, accountId);
    if (current === null || !(await mayChange(tx, actor, accountId, lists, today)))
      return refuseOutside(actor, 'account.edit', subject, finding(null, 'not-found'));
    if (current !== version) return refuse(finding(null, 'changed-meanwhile'));
    await tx.account.update({ where: { id: accountId }, data: { version: { increment: 1 } } });
    return change(tx, lists);
  });
}

async function mayChange(tx: Tx, actor: Actor, accountId: number, lists: Reference, today: Day): Promise<boolean> {
  const { unitId } = await tx.standing.findFirstOrThrow({ where: { accountId, until: null }, select: { unitId: true } });
  const owner = (await unitTimelines(tx, [unitId])).get(unitId)?.at(-1)?.value;
  return owner !== undefined && mayAt(actor, 'account.edit', placeOfUnit(owner, unitId, lists, today));
}

/** What a unit was to accounts beside their 主办单位 ends with it; who takes it over takes that over too, unless it already is that or the owner. */
export async function relationsFollow(tx: Tx, unitId: number, takerId: number | null, day: Day): Promise<void> {
  const held = await tx.accountRelation.findMany({ where: { unitId, OR: [{ until: null }, { until: { gt: dateOf(day) } }] } });
  for (const { id, from, until, accountId, kind } of held) {
    const begun = dayFrom(from);
    if (begun < day) await tx.accountRelation.update({ where: { id }, data: { until: dateOf(day) } });
    else await tx.accountRelation.delete({ where: { id } });
    if (takerId === null || (await isMore(tx, accountId, takerId, kind))) continue;
    await tx.accountRelation.create({ data: { accountId, unitId: takerId, kind, from: begun < day ? dateOf(day) : from, until } });
  }
}

async function isMore(tx: Tx, accountId: number, unitId: number, kind: string): Promise<boolean> {
  const same = await tx.accountRelation.findFirst({ where: { accountId, unitId, kind } });
  return same !== null || (await tx.standing.findFirst({ where: { accountId, unitId, until: null } })) !== null;
}
