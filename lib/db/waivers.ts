import type { Actor } from '@/lib/access/actor';
import { accept, type Decision, refuse, refuses } from '@/lib/decision';
import type { FilingKind } from '@/lib/registry/filing';
import { type Linted, lintFiling } from '@/lib/registry/filing-lint';
import type { WaiverView } from '@/lib/registry/filing-views';
import type { Lint } from '@/lib/registry/lint-rules';
import { settle, type Waived } from '@/lib/registry/waiver';
import type { Day } from '@/lib/taxonomy/day';
import { record } from './audit';
import { db, type Tx } from './client';
import { lintedIn } from './filing-lint';
import { lintRules } from './lint-rules';
import type { Reference } from './reference';

/** What is entered: its kind, the account as it was where it is changed, and whether it ends without word of a public notice. */
export type Entered = { kind: FilingKind; before: Linted | null; unannounced?: boolean };

type Texts = Readonly<Record<string, string | undefined>>;

/**
 * Holds what a transaction has written of an account against the rules of its place, and against the
 * reasons that were given beside the form. Refused, it is taken back with everything that was found; accepted, it is told.
 */
export async function holdAgainstRules(
  tx: Tx,
  accountId: number,
  { kind, before, unannounced = false }: Entered,
  texts: Texts,
  lists: Reference,
  today: Day,
): Promise<Decision<Waived[]>> {
  const { linted, lineage } = await lintedIn(tx, accountId, lists, today);
  // One that was closed is as good as new.
  const was = before?.open ? { ...before, kind } : null;
  const found = lintFiling({ ...linted, kind, unannounced }, await lintRules(lineage, tx), lineage, today, was);
  const { waived, findings } = settle(found, texts);
  return findings.some(refuses) ? refuse(...findings) : accept(waived, findings);
}

/** Keeps the reasons with the filing, and in the audit, where they are exceptions. What stands there already is not told twice. */
export async function keepWaivers(tx: Tx, actor: Actor, filingId: number, waived: readonly Waived[]): Promise<void> {
  const told = await tx.filingWaiver.findMany({ where: { filingId }, select: { rule: true, reason: true } });
  const fresh = waived.filter(({ rule, reason }) => !told.some((each) => each.rule === rule.lint && each.reason === reason));
  if (fresh.length === 0) return;
  await tx.filingWaiver.createMany({
    data: fresh.map(({ rule: { lint, regionCode, version, issuer, documentNo }, facts, reason }) => ({
      ...{ filingId, rule: lint, ruleRegion: regionCode, ruleVersion: version, source: `${issuer} ${documentNo}`, found: facts, reason },
      actorId: actor.userId,
    })),
  });
  const waivers = Object.fromEntries(fresh.map(({ rule, reason }) => [rule.lint, reason]));
  await record(tx, actor, { act: 'filing.waive', subjectType: 'filing', subjectId: filingId, after: waivers });
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
