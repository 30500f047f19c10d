import { describe, expect, it } from 'vitest';
import { LINT_RULES } from '@/prisma/seed/fixtures';
import { type Linted, lintFiling } from './filing-lint';
import type { LintRule } from './lint-rules';

const LINEAGE = ['000000', '330000', '330100'];
const GOOD: Linted = {
  kind: 'opening',
  platform: 'wechat',
  name: '健康杭州',
  unitName: '杭州市卫生健康委员会',
  wechatType: 'subscription',
  verification: '杭州市卫生健康委员会官方公众号',
  contact: true,
  holder: 'institution',
  post: null,
  open: true,
  unitEndedOn: null,
  unannounced: false,
  openedOn: null,
  askedOn: '2026-11-20',
  agreedOn: null,
  siblings: [],
};
const sibling = (more: Partial<Linted['siblings'][number]>) => ({ platform: 'wechat' as const, name: '健康杭州', wechatType: null, ...more });

function lints(more: Partial<Linted>, rules: readonly LintRule[] = LINT_RULES, day = '2026-11-21'): string[] {
  return lintFiling({ ...GOOD, ...more }, rules, LINEAGE, day).map(({ rule }) => rule.lint);
}

describe('what the one who decides should see', () => {
  it.each<[string, Partial<Linted>, string[]]>([
    ['nothing of one that is in order', {}, []],
    ['a second account on the platform', { siblings: [sibling({})] }, ['second-account']],
    ['a 服务号 beside a 订阅号, which is less', { siblings: [sibling({ wechatType: 'service' })] }, ['service-beside-subscription']],
    ['two 订阅号', { siblings: [sibling({ wechatType: 'subscription' })] }, ['second-account']],
    ['no second account on another platform', { siblings: [sibling({ platform: 'weibo' })] }, []],
    ['another name on another platform', { siblings: [sibling({ platform: 'weibo', name: '杭州卫生' })] }, ['names-differ']],
    ['a verification without the owner', { verification: '官方公众号' }, ['verification-without-owner']],
    ['no verification yet, which is no finding', { verification: null }, []],
    ['no contact', { contact: false }, ['contact-missing']],
    ['opened before it was asked for', { openedOn: '2026-10-01' }, ['opened-without-filing']],
    ['opened in a month before', { openedOn: '2026-10' }, ['opened-without-filing']],
    ['opened in the month of asking, which may be after', { openedOn: '2026-11' }, []],
    ['opened before it was agreed', { openedOn: '2026-11-21', agreedOn: '2026-11-24' }, ['opened-without-filing']],
    ['opened after it was agreed', { openedOn: '2026-11-25', agreedOn: '2026-11-24' }, []],
    ['opened before openings were filed', { openedOn: '2018-12-06' }, []],
    ['opened in the year in which that began', { openedOn: '2018' }, ['opened-without-filing']],
    ['an owner that is no more', { unitEndedOn: '2026-11-20' }, ['owner-dissolved']],
    ['an owner that will be no more', { unitEndedOn: '2027-01-01' }, []],
    ['an official without a post', { holder: 'official' }, ['official-without-post']],
    ['an official in a post', { holder: 'official', post: '局长' }, []],
    ['a closure without a notice', { kind: 'closure', unannounced: true }, ['closure-without-notice']],
    ['a closure with one', { kind: 'closure' }, []],
    ['a 服务号, which is to be kept up', { wechatType: 'service' }, ['service-update-duty']],
    ['nothing of one that is entered as closed', { open: false, contact: false, siblings: [sibling({})] }, []],
    ['nothing of an end', { kind: 'closure', contact: false, verification: '官方' }, []],
  ])('%s', (_, more, found) => {
    expect(lints(more)).toEqual(found);
  });

  it('follows rules where and when they hold', () => {
    const rule = national('contact-missing');
    expect(lints({ contact: false }, [{ ...rule, regionCode: '330000' }])).toEqual(['contact-missing']);
    expect(lints({ contact: false }, [{ ...rule, regionCode: '440000' }])).toEqual([]);
    expect(lints({ contact: false }, [rule], '2026-11-20')).toEqual([]);
  });

  it('tells the days of the rule that is in force', () => {
    const stricter = { ...national('service-update-duty'), regionCode: '330000', days: 10 };
    const told = lintFiling({ ...GOOD, wechatType: 'service' }, [...LINT_RULES, stricter], LINEAGE, '2026-11-21');
    expect(told.map(({ facts, rule }) => [facts, rule.regionCode])).toEqual([[{ days: 10 }, '330000']]);
  });

  it('knows what was so before a change from what the change brings', () => {
    const before = { ...GOOD, kind: 'change' as const, siblings: [sibling({})] };
    const of = (now: Partial<Linted>) => lintFiling({ ...before, ...now }, LINT_RULES, LINEAGE, '2026-11-21', before).map(({ stands }) => stands);
    expect(of({ contact: true })).toEqual([true]);
    expect(of({ siblings: [sibling({}), sibling({ name: '又一个' })] })).toEqual([false]);
  });
});

function national(lint: LintRule['lint']): LintRule {
  const rule = LINT_RULES.find((each) => each.lint === lint);
  if (!rule) throw new Error(`no rule ${lint}`);
  return rule;
}
