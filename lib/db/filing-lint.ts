import type { Actor } from '@/lib/access/actor';
import { unitLabel } from '@/lib/exchange/owner';
import { readAccountFields } from '@/lib/registry/account-fields';
import { accountTexts } from '@/lib/registry/account-texts';
import { type Linted, type LintFinding, lintFiling } from '@/lib/registry/filing-lint';
import type { FilingPage } from '@/lib/registry/filing-views';
import { type Holder, OPEN_STATUSES, type Platform, type WechatType } from '@/lib/taxonomy/codes';
import { type Day, dayOf } from '@/lib/taxonomy/day';
import { readAccount } from './account-read';
import { db, type Tx } from './client';
import { dayFrom } from './days';
import { lintRules } from './lint-rules';
import type { Reference } from './reference';
import { placeOfUnit } from './scope';

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
    unitEndedOn: unitId === null ? null : await endOf(unitId, db()),
    unannounced: false, // a closure's own step asks for the notice
    openedOn: facts.openedOn,
    askedOn: dayOf(askedAt),
    agreedOn: agreed ? dayOf(agreed.at) : null,
    siblings: unitId === null ? [] : await siblingsOf(unitId, accountId, db()),
  };
  return lintFiling(linted, await lintRules(lineage), lineage, today);
}

/** An account as the linter looks at it, as a transaction has it now. */
export async function lintedIn(tx: Tx, id: number, lists: Reference, today: Day): Promise<{ linted: Linted; lineage: readonly string[] }> {
  const account = await tx.account.findUniqueOrThrow({
    where: { id },
    include: { names: { where: { until: null } }, standings: { where: { until: null } } },
  });
  const [name, now] = [account.names[0]?.name ?? '', account.standings[0]];
  if (!now) throw new Error(`Account ${id} stands nowhere.`);
  const unit = await tx.unitStanding.findFirstOrThrow({ where: { unitId: now.unitId }, orderBy: LATEST });
  const { verification, openedOn, contactName, contactPhone } = account;
  const linted: Linted = {
    kind: 'change',
    platform: account.platform as Platform,
    name,
    unitName: unit.name,
    wechatType: account.wechatType as WechatType | null,
    verification,
    contact: Boolean(contactName || contactPhone),
    holder: account.holder as Holder,
    post: now.post,
    open: isOpen(now.status),
    unitEndedOn: dayFrom(unit.until),
    unannounced: false,
    openedOn,
    askedOn: today,
    agreedOn: null,
    siblings: await siblingsOf(now.unitId, id, tx),
  };
  return { linted, lineage: placeOfUnit(unit, now.unitId, lists, today).lineage };
}

function isOpen(status: string): boolean {
  return (OPEN_STATUSES as readonly string[]).includes(status);
}

async function endOf(unitId: number, tx: Tx): Promise<Day | null> {
  const last = await tx.unitStanding.findFirst({ where: { unitId }, orderBy: LATEST, select: { until: true } });
  return last && dayFrom(last.until);
}

async function siblingsOf(unitId: number, self: number | null, tx: Tx): Promise<Linted['siblings']> {
  const rows = await tx.account.findMany({
    where: { id: { not: self ?? -1 }, standings: { some: { unitId, until: null, holder: 'institution', status: { in: [...OPEN_STATUSES] } } } },
    select: { platform: true, wechatType: true, names: { where: { until: null }, select: { name: true } } },
    orderBy: { id: 'asc' },
    take: 20,
  });
  return rows.map(({ platform, wechatType, names }) => ({
    platform: platform as Platform,
    wechatType: wechatType as WechatType | null,
    name: names[0]?.name ?? '',
  }));
}
