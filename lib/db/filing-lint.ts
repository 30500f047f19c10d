import type { Actor } from '@/lib/access/actor';
import { unitLabel } from '@/lib/exchange/owner';
import { readAccountFields } from '@/lib/registry/account-fields';
import { accountTexts } from '@/lib/registry/account-texts';
import { type Linted, type LintFinding, lintFiling } from '@/lib/registry/filing-lint';
import type { FilingPage } from '@/lib/registry/filing-views';
import { OPEN_STATUSES } from '@/lib/taxonomy/codes';
import { type Day, dayOf } from '@/lib/taxonomy/day';
import type { Present } from './account-present';
import { readAccount } from './account-read';
import { db } from './client';
import { dayFrom } from './days';
import { lintRules } from './lint-rules';
import { type Ask, askIn } from './raw';

/** The order that begins with the last standing of a unit, which may have ended. */
export const LATEST = { from: { sort: 'desc', nulls: 'last' } } as const;

/** What the one who decides a filing should see of it: rules that it may break, none of which refuses. */
export async function lintOf(actor: Actor, filing: FilingPage, today: Day): Promise<LintFinding[]> {
  const { kind, platform, name, unitName, unitId, accountId, askedAt, steps, lineage } = filing;
  const account = accountId === null ? null : await readAccount(actor, accountId, today);
  const registered = account ? accountTexts(account, unitLabel) : {};
  const { facts } = readAccountFields({ ...registered, ...filing.texts }, today);
  const agreed = steps.find(({ step }) => step === 'agree');
  const linted = {
    ...{ kind, platform, name, unitName },
    wechatType: facts.wechatType,
    verification: facts.verification,
    contact: Boolean(facts.contactName || facts.contactPhone),
    holder: facts.holder ?? ('institution' as const),
    post: facts.post,
    open: isOpen(facts.status ?? 'active'),
    unitEndedOn: unitId === null ? null : await endOf(unitId),
    unannounced: false, // a closure's own step asks for the notice
    openedOn: facts.openedOn,
    askedOn: dayOf(askedAt),
    agreedOn: agreed ? dayOf(agreed.at) : null,
    siblings: unitId === null ? [] : await siblingsOf(askIn(db()), unitId, accountId),
  };
  return lintFiling(linted, await lintRules(lineage), lineage, today);
}

/** An account as the linter looks at it, as a transaction has it now. */
export async function lintedIn(ask: Ask, account: Present, today: Day, siblings?: Linted['siblings']): Promise<Linted> {
  const { id, platform, name, unitId, unitName, unitEndedOn, wechatType, verification, contact, holder, post, status, openedOn } = account;
  return {
    ...{ kind: 'change', platform, name, unitName, wechatType, verification, contact, holder, post },
    ...{ open: isOpen(status), unitEndedOn, unannounced: false, openedOn, askedOn: today, agreedOn: null },
    siblings: siblings ?? (await siblingsOf(ask, unitId, id)),
  };
}

function isOpen(status: string): boolean {
  return (OPEN_STATUSES as readonly string[]).includes(status);
}

async function endOf(unitId: number): Promise<Day | null> {
  const last = await db().unitStanding.findFirst({ where: { unitId }, orderBy: LATEST, select: { until: true } });
  return last && dayFrom(last.until);
}

const SIBLINGS = 20;

/** Open accounts of a unit, without the one that is spoken of. */
export async function siblingsOf(ask: Ask, unitId: number, self: number | null): Promise<Linted['siblings']> {
  return ask(
    `SELECT a.platform, a.wechat_type AS "wechatType", n.name
     FROM account a JOIN account_name n ON n.account_id = a.id AND n.until IS NULL
     WHERE a.id IS DISTINCT FROM $2::int AND a.id IN (
       SELECT s.account_id FROM standing s WHERE s.unit_id = $1::int AND s.until IS NULL AND s.holder = 'institution' AND s.status = ANY ($3::text[]))
     ORDER BY a.id LIMIT ${SIBLINGS}`,
    [unitId, self, OPEN_STATUSES],
  );
}

/** The same of several units, of each as many, by its number. */
export async function siblingsOfUnits(ask: Ask, unitIds: readonly number[]): Promise<Map<number, Linted['siblings']>> {
  const siblings = new Map<number, Linted['siblings']>();
  if (unitIds.length === 0) return siblings;
  const rows = await ask<Linted['siblings'][number] & { unit: number }>(
    `SELECT asked.unit, of_unit.* FROM unnest($1::int[]) AS asked(unit), LATERAL (
       SELECT a.platform, a.wechat_type AS "wechatType", n.name
       FROM standing s JOIN account a ON a.id = s.account_id JOIN account_name n ON n.account_id = s.account_id AND n.until IS NULL
       WHERE s.unit_id = asked.unit AND s.until IS NULL AND s.holder = 'institution' AND s.status = ANY ($2::text[])
       ORDER BY s.account_id LIMIT ${SIBLINGS}) AS of_unit`,
    [unitIds, OPEN_STATUSES],
  );
  for (const { unit, ...sibling } of rows) siblings.set(unit, [...(siblings.get(unit) ?? []), sibling]);
  return siblings;
}
