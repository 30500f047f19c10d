// What the tests of reforms begin with, and how they look at what came of them.
import { type Actor, COMMAND_LINE } from '@/lib/access/actor';
import { everything } from '@/lib/coverage/filter';
import type { Decision } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { readAccount } from './account-read';
import { registerAccount } from './account-register';
import { readCoverage } from './coverage';
import { EXPLAINED } from './filing-given';
import { type ReformTexts, reformUnit } from './unit-reform';
import { registerUnit } from './units';

export const TODAY = '2026-11-20';

export function accepted<T>(decision: Decision<T>): T {
  if (!decision.accepted) throw new Error(JSON.stringify(decision.findings));
  return decision.change;
}

export const reasons = (decision: Decision<unknown>) => (decision.accepted ? [] : decision.findings.map(({ field, reason }) => `${field}:${reason}`));

/** A body with one WeChat account, both since before anything happened. */
export async function given(unit: string, region: string, sector: string, fills = false): Promise<{ unit: number; account: number }> {
  const id = accepted(await registerUnit(COMMAND_LINE, { unit, region, sector }, '2012-01-01', fills));
  const account = accepted(
    await registerAccount(COMMAND_LINE, { platform: '微信', name: `${unit}号`, unit: `#${id}`, openedOn: '2012-06-01', ...EXPLAINED }, TODAY),
  );
  return { unit: id, account };
}

const ASKED = { version: 1, stays: false, others: [], takers: [], fates: new Map(), rest: null } as const;
export const reform = (id: number, asked: Partial<ReformTexts> & Pick<ReformTexts, 'kind' | 'day'>, actor: Actor = COMMAND_LINE) =>
  reformUnit(actor, id, { ...ASKED, ...asked }, TODAY);
export const others = (...ids: number[]) => ids.map((id, index) => ({ field: `other${index + 1}`, text: `#${id}` }));

/** Which unit and sector an account counted under on a day, and how many accounts each sector of a region has. */
export async function ownerOn(account: number, day: Day): Promise<string> {
  const { standings } = (await readAccount(COMMAND_LINE, account)) ?? { standings: [] };
  const on = standings.find(({ from, until }) => (from ?? '') <= day && (until === null || until > day));
  return `${on?.unit} ${on?.sectorCode} ${on?.status}`;
}

export async function counted(region: string, asOf: Day): Promise<Record<string, { accounts: number; covered: number | null }>> {
  const { cells } = await readCoverage('region', 'sector', { ...everything(asOf), regions: [region], scope: 'own', platforms: ['wechat'] });
  return Object.fromEntries(cells.filter(({ accounts }) => accounts > 0).map(({ column, accounts, covered }) => [column, { accounts, covered }]));
}
