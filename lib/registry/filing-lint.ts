import type { Platform, WechatType } from '@/lib/taxonomy/codes';
import { covers, type Day, type Period } from '@/lib/taxonomy/day';
import { comparable } from '@/lib/taxonomy/text';
import type { FilingKind } from './filing';

/** What the one who decides should see of a filing: nothing here refuses, and a finding may be waived. */
export const LINTS = [
  'second-account',
  'service-beside-subscription',
  'verification-without-owner',
  'contact-missing',
  'opened-without-filing',
  'names-differ',
] as const;
export type Lint = (typeof LINTS)[number];

/** A rule of the linter: where and from when it holds, and the document that sets it. */
export type LintRule = Period & { lint: Lint; jurisdiction: string; version: string; source: string };

const OPINION = '国办发〔2018〕123号';
// The opinion is of 2018-12-07.
const NATIONAL = { jurisdiction: '000000', version: '2018', from: '2018-12-07', until: null, source: OPINION } as const;

/** National rules. A place that is stricter has rules of its own beside them. */
export const NATIONAL_RULES: readonly LintRule[] = LINTS.map((lint) => ({ lint, ...NATIONAL }));

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
  openedOn: string | null;
  askedOn: Day;
  /** When the office agreed, where it has. */
  agreedOn: Day | null;
  /** Open accounts of the same unit, without the one that is spoken of. */
  siblings: readonly { platform: Platform; name: string; wechatType: WechatType | null }[];
};

export type LintFinding = { lint: Lint; source: string; jurisdiction: string; facts: Record<string, string> };

/** What is to be said of a filing on a day, under the rules in force where its unit stands. */
export function lintFiling(linted: Linted, rules: readonly LintRule[], lineage: readonly string[], day: Day): LintFinding[] {
  const inForce = rules.filter((rule) => lineage.includes(rule.jurisdiction) && covers(rule, day));
  return inForce.flatMap(({ lint, source, jurisdiction }) => {
    const facts = CHECKS[lint](linted);
    return facts === null ? [] : [{ lint, source, jurisdiction, facts }];
  });
}

type Check = (linted: Linted) => Record<string, string> | null;

const CHECKS: Record<Lint, Check> = {
  'second-account': (linted) => (linted.kind === 'opening' ? named(second(linted).filter((each) => !beside(linted, each))) : null),
  'service-beside-subscription': (linted) => (linted.kind === 'opening' ? named(second(linted).filter((each) => beside(linted, each))) : null),
  'verification-without-owner': ({ kind, verification, unitName }) =>
    ends(kind) || verification === null || comparable(verification).includes(comparable(unitName)) ? null : { unit: unitName },
  'contact-missing': ({ kind, contact }) => (ends(kind) || contact ? null : {}),
  'opened-without-filing': ({ kind, openedOn, askedOn, agreedOn }) =>
    kind === 'opening' && openedOn !== null && openedOn < (agreedOn ?? askedOn).slice(0, openedOn.length) ? { opened: openedOn } : null,
  'names-differ': ({ kind, name, platform, siblings }) =>
    ends(kind) ? null : named(siblings.filter((each) => each.platform !== platform && comparable(each.name) !== comparable(name))),
};

function ends(kind: FilingKind): boolean {
  return kind === 'closure' || kind === 'cancellation';
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
