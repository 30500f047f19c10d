import type { Actor } from '@/lib/access/actor';
import { unitLabel } from '@/lib/exchange/owner';
import { readAccountFields } from '@/lib/registry/account-fields';
import { accountTexts } from '@/lib/registry/account-texts';
import { type Linted, type LintFinding, lintFiling, NATIONAL_RULES } from '@/lib/registry/filing-lint';
import type { FilingPage } from '@/lib/registry/filing-views';
import { OPEN_STATUSES, type Platform, type WechatType } from '@/lib/taxonomy/codes';
import { type Day, dayOf } from '@/lib/taxonomy/day';
import { readAccount } from './account-read';
import { db } from './client';

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
    openedOn: facts.openedOn,
    askedOn: dayOf(askedAt),
    agreedOn: agreed ? dayOf(agreed.at) : null,
    siblings: unitId === null ? [] : await siblingsOf(unitId, accountId),
  };
  return lintFiling(linted, NATIONAL_RULES, lineage, today);
}

async function siblingsOf(unitId: number, self: number | null): Promise<Linted['siblings']> {
  const rows = await db().account.findMany({
    where: { id: { not: self ?? -1 }, standings: { some: { unitId, until: null, holder: 'institution', status: { in: [...OPEN_STATUSES] } } } },
    select: { platform: true, wechatType: true, names: { where: { until: null }, select: { name: true } } },
    take: 20,
  });
  return rows.map(({ platform, wechatType, names }) => ({
    platform: platform as Platform,
    wechatType: wechatType as WechatType | null,
    name: names[0]?.name ?? '',
  }));
}
