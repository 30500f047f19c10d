import { accept, type Decision, type Finding, finding, refuse, refuses } from '@/lib/decision';
import type { Holder, Platform, Status } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import type { Step } from '@/lib/taxonomy/timeline';
import type { AccountFacts } from './account-fields';
import { countsFrom, firstHeld, type Held } from './standing';

/** An account as it is to be written, with what is set for it over time. */
export type AccountDraft = {
  facts: AccountFacts & { platform: Platform; name: string; holder: Holder };
  knownBy: Day;
  held: Step<Held>[];
};

/**
 * Whether what was read makes an account of the unit: it needs a platform and a name.
 * @param unitId its 主办单位
 * @param knownBy first day on which it is known to have been open
 */
export function decideAccount(facts: AccountFacts, findings: readonly Finding[], unitId: number, knownBy: Day): Decision<AccountDraft> {
  const { platform, name } = facts;
  const missing = [
    ...(platform === null && !findings.some((each) => each.field === 'platform' && refuses(each)) ? [finding('platform', 'platform-needed')] : []),
    ...(name === null ? [finding('name', 'name-needed')] : []),
  ];
  const all = [...findings, ...missing];
  if (all.some(refuses) || platform === null || name === null) return refuse(...all);
  const holder = facts.holder ?? (facts.person ? 'official' : 'institution');
  return accept({ facts: { ...facts, platform, name, holder }, knownBy, held: heldFrom(facts, unitId, knownBy) });
}

function heldFrom(facts: AccountFacts, unitId: number, knownBy: Day): Step<Held>[] {
  const ended: Status | null = facts.status === 'closed' || facts.status === 'cancelled' ? facts.status : facts.closedOn ? 'closed' : null;
  const value: Held = { status: ended ? 'active' : (facts.status ?? 'active'), unitId, post: facts.post, postRank: facts.postRank };
  const closed = ended ? { on: facts.closedOn ?? knownBy, status: ended } : null;
  return firstHeld(value, countsFrom(facts.openedOn, knownBy), closed);
}
