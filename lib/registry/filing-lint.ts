import type { Holder, Platform, WechatType } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { comparable } from '@/lib/taxonomy/text';
import type { FilingKind } from './filing';
import { LINTS, type Lint, type LintRule, ruleInForce } from './lint-rules';

/**
 * What a registered account can stand in breach of, and be mended: 订阅号 beside 服务号 is usual, and an opening
 * before its filing is past mending.
 */
export const STANDING_LINTS = ['second-account', 'verification-without-owner', 'contact-missing', 'names-differ'] as const satisfies readonly Lint[];
export type StandingLint = (typeof STANDING_LINTS)[number];

/** What the linter looks at. */
export type Linted = {
  kind: FilingKind;
  platform: Platform;
  name: string;
  unitName: string;
  wechatType: WechatType | null;
  verification: string | null;
  contact: boolean;
  holder: Holder | null;
  post: string | null;
  /** Active or paused, as it is asked to be. */
  open: boolean;
  /** Since when the unit is no more. */
  unitEndedOn: Day | null;
  /** Ended here and now, and nothing is said of where the public was told. */
  unannounced: boolean;
  openedOn: string | null;
  askedOn: Day;
  /** When the office agreed, where it has. */
  agreedOn: Day | null;
  /** Open accounts of the same unit, without the one that is spoken of. */
  siblings: readonly { platform: Platform; name: string; wechatType: WechatType | null }[];
};

/** What a rule found. `stands`: it was so before what is asked, which does not make it worse. */
export type LintFinding = { rule: LintRule; facts: Record<string, string | number>; stands: boolean };

/**
 * What is to be said of a filing on a day, under the rules in force where its unit stands.
 * @param before the account as it is registered, where it is changed
 */
export function lintFiling(linted: Linted, rules: readonly LintRule[], lineage: readonly string[], day: Day, before: Linted | null = null): LintFinding[] {
  return LINTS.flatMap((lint) => {
    const rule = ruleInForce(rules, lint, lineage, day);
    const facts = rule && CHECKS[lint](linted, rule);
    if (!rule || !facts) return [];
    const was = before && CHECKS[lint](before, rule);
    return [{ rule, facts, stands: was !== null && JSON.stringify(was) === JSON.stringify(facts) }];
  });
}

type Check = (linted: Linted, rule: LintRule) => Record<string, string | number> | null;

// Since 国办发〔2018〕123号 of that day an opening has been filed first.
const FILED_SINCE: Day = '2018-12-07';

const CHECKS: Record<Lint, Check> = {
  'second-account': (linted) => (runs(linted) ? named(second(linted).filter((each) => !beside(linted, each))) : null),
  'service-beside-subscription': (linted) => (runs(linted) ? named(second(linted).filter((each) => beside(linted, each))) : null),
  'verification-without-owner': ({ verification, unitName, ...linted }) =>
    !runs(linted) || verification === null || comparable(verification).includes(comparable(unitName)) ? null : { unit: unitName },
  'names-differ': ({ name, platform, siblings, ...linted }) =>
    runs(linted) ? named(siblings.filter((each) => each.platform !== platform && comparable(each.name) !== comparable(name))) : null,
  'owner-dissolved': ({ unitEndedOn, unitName, askedOn, ...linted }) =>
    runs(linted) && unitEndedOn !== null && unitEndedOn <= askedOn ? { unit: unitName, day: unitEndedOn } : null,
  'official-without-post': ({ holder, post, ...linted }) => (runs(linted) && holder === 'official' && !post ? {} : null),
  'opened-without-filing': ({ kind, openedOn, askedOn, agreedOn }) =>
    kind === 'opening' && openedOn !== null && isBefore(openedOn, agreedOn ?? askedOn) && !isBefore(openedOn, FILED_SINCE) ? { opened: openedOn } : null,
  'closure-without-notice': ({ kind, unannounced }) => (ends(kind) && unannounced ? {} : null),
  'contact-missing': ({ contact, ...linted }) => (runs(linted) && !contact ? {} : null),
  'service-update-duty': ({ wechatType, ...linted }, { days }) => (runs(linted) && wechatType === 'service' && days !== null ? { days } : null),
};

// What ends, or has ended, need not be in order any more.
function runs({ kind, open }: Pick<Linted, 'kind' | 'open'>): boolean {
  return open && !ends(kind);
}

function ends(kind: FilingKind): boolean {
  return kind === 'closure' || kind === 'cancellation';
}

// A month that a day lies in is not before it.
function isBefore(partial: string, day: Day): boolean {
  return partial < day.slice(0, partial.length);
}

function second({ platform, siblings }: Linted) {
  return siblings.filter((each) => each.platform === platform);
}

// A 订阅号 beside a 服务号 is usual, and the lesser finding.
function beside({ wechatType }: Linted, sibling: { wechatType: WechatType | null }): boolean {
  return wechatType !== null && sibling.wechatType !== null && wechatType !== sibling.wechatType;
}

function named(accounts: readonly { name: string }[]): Record<string, string> | null {
  return accounts.length ? { names: accounts.map(({ name }) => name).join('、') } : null;
}
