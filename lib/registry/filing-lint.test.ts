import { describe, expect, it } from 'vitest';
import { type Linted, type LintRule, lintFiling, NATIONAL_RULES } from './filing-lint';

const LINEAGE = ['000000', '330000', '330100'];
const GOOD: Linted = {
  kind: 'opening',
  platform: 'wechat',
  name: '健康杭州',
  unitName: '杭州市卫生健康委员会',
  wechatType: 'subscription',
  verification: '杭州市卫生健康委员会官方公众号',
  contact: true,
  openedOn: null,
  askedOn: '2026-11-20',
  agreedOn: null,
  siblings: [],
};
const sibling = (more: Partial<Linted['siblings'][number]>) => ({ platform: 'wechat' as const, name: '健康杭州', wechatType: null, ...more });

function lints(more: Partial<Linted>, rules: readonly LintRule[] = NATIONAL_RULES, day = '2026-11-20'): string[] {
  return lintFiling({ ...GOOD, ...more }, rules, LINEAGE, day).map(({ lint }) => lint);
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
    ['nothing of an end', { kind: 'closure', contact: false, verification: '官方' }, []],
  ])('%s', (_, more, found) => {
    expect(lints(more)).toEqual(found);
  });

  it('follows rules where and when they hold', () => {
    const [rule] = NATIONAL_RULES.filter(({ lint }) => lint === 'contact-missing') as [LintRule];
    expect(lints({ contact: false }, [{ ...rule, jurisdiction: '330000' }])).toEqual(['contact-missing']);
    expect(lints({ contact: false }, [{ ...rule, jurisdiction: '440000' }])).toEqual([]);
    expect(lints({ contact: false }, [rule], '2018-12-06')).toEqual([]);
  });
});
