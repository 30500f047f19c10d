import type { Actor } from '@/lib/access/actor';
import { accept, type Decision, refuse, refuses } from '@/lib/decision';
import type { FilingKind } from '@/lib/registry/filing';
import { type Linted, lintFiling } from '@/lib/registry/filing-lint';
import type { WaiverView } from '@/lib/registry/filing-views';
import type { Lint } from '@/lib/registry/lint-rules';
import { settle, type Waived } from '@/lib/registry/waiver';
import type { Day } from '@/lib/taxonomy/day';
import type { Present } from './account-present';
import { type Recorded, recordWith } from './audit';
import { db } from './client';
import { lintedIn } from './filing-lint';
import type { Ask } from './raw';
import type { Reference } from './reference';
import { placeOfUnit } from './scope';

/** What is entered: its kind, the account as it was where it is changed, whether it ends without word of a public notice, and its siblings where they are known. */
export type Entered = { kind: FilingKind; before: Linted | null; unannounced?: boolean; siblings?: Linted['siblings'] };

type Texts = Readonly<Record<string, string | undefined>>;

/** An account that stands against the rules: as it is now, and what was found of it and given a reason for. */
export type Held = { account: Present; waived: Waived[] };

/**
 * Holds what a transaction writes of an account against the rules of its place, and against the
 * reasons that were given beside the form. Refused, it is taken back with everything that was found; accepted, it is told.
 */
export async function holdAgainstRules(
  ask: Ask,
  account: Present,
  { kind, before, unannounced = false, siblings }: Entered,
  texts: Texts,
  lists: Reference,
  today: Day,
): Promise<Decision<Held>> {
  const linted = await lintedIn(ask, account, today, siblings);
  const { lineage } = placeOfUnit(account, account.unitId, lists, today);
  // One that was closed is as good as new.
  const was = before?.open ? { ...before, kind } : null;
  const rules = lists.lintRules.filter(({ regionCode }) => lineage.includes(regionCode));
  const found = lintFiling({ ...linted, kind, unannounced }, rules, lineage, today, was);
  const { waived, findings } = settle(found, texts);
  return findings.some(refuses) ? refuse(...findings) : accept({ account, waived }, findings);
}

/** Reasons as they are kept with a filing. */
export function waiverRows(waived: readonly Waived[]) {
  return waived.map(({ rule: { lint, regionCode, version, issuer, documentNo }, facts, reason }) => ({
    ...{ rule: lint, region: regionCode, version, source: `${issuer} ${documentNo}`, found: facts, reason },
  }));
}

/** A row of them, as the database is to read it, and the columns that it fills. */
export const W = 'rule text, region text, version text, source text, found jsonb, reason text';
export const W_COLUMNS = 'rule, rule_region, rule_version, source, found, reason';

/** In the audit they stand where they are exceptions. */
export function waiverEvent(filingId: number, waived: readonly { rule: string; reason: string }[]): Recorded {
  return { act: 'filing.waive', subjectType: 'filing', subjectId: filingId, after: Object.fromEntries(waived.map(({ rule, reason }) => [rule, reason])) };
}

/** Keeps the reasons with a filing, and in the audit. What stands there already is not told twice. */
export async function keepWaivers(ask: Ask, actor: Actor, filingId: number, waived: readonly Waived[]): Promise<void> {
  if (waived.length === 0) return;
  const fresh = await ask<{ rule: string; reason: string }>(
    `INSERT INTO filing_waiver (filing_id, actor_id, ${W_COLUMNS})
     SELECT $1::int, $2::int, given.* FROM jsonb_to_recordset($3::jsonb) AS given(${W})
     WHERE NOT EXISTS (SELECT FROM filing_waiver told WHERE told.filing_id = $1::int AND told.rule = given.rule AND told.reason = given.reason)
     RETURNING rule, reason`,
    [filingId, actor.userId, JSON.stringify(waiverRows(waived))],
  );
  if (fresh.length) await recordWith(ask, actor, [waiverEvent(filingId, fresh)]);
}

/** What was waived of a filing, in its order. */
export async function waiversOf(filingId: number): Promise<WaiverView[]> {
  const rows = await db().filingWaiver.findMany({ where: { filingId }, orderBy: { id: 'asc' } });
  const ids = [...new Set(rows.flatMap(({ actorId }) => actorId ?? []))];
  const users = await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, displayName: true } });
  return rows.map(({ id, rule, source, found, reason, actorId, at }) => ({
    ...{ id: String(id), rule: rule as Lint, source, reason, at },
    found: found as Record<string, string | number>,
    by: users.find((user) => user.id === actorId)?.displayName ?? null,
  }));
}
