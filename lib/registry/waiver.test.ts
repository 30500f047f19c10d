import { describe, expect, it } from 'vitest';
import { refuses } from '@/lib/decision';
import { LINT_RULES } from '@/prisma/seed/fixtures';
import type { LintFinding } from './filing-lint';
import type { LintRule, Severity } from './lint-rules';
import { settle } from './waiver';

const [RULE] = LINT_RULES.filter(({ lint }) => lint === 'second-account') as [LintRule];
const found = (severity: Severity, stands = false): LintFinding => ({ rule: { ...RULE, severity }, facts: { names: '健康杭州' }, stands });

describe('reasons beside what rules find', () => {
  it.each<[string, LintFinding[], string | undefined, string[], string[], string[]]>([
    ['a waivable finding without a reason stops', [found('waivable')], undefined, ['waiver-needed'], [], []],
    ['one of blanks too', [found('waivable')], ' \n', ['waiver-needed'], [], []],
    ['with a reason it passes', [found('waivable')], ' 区划合并，过渡期内并存 ', [], ['waiver-given'], ['区划合并，过渡期内并存']],
    ['a reason of 500 signs is long enough', [found('waivable')], '因'.repeat(501), ['too-long'], [], ['因'.repeat(501)]],
    ['what stood before stops nothing', [found('waivable', true)], undefined, [], ['rule-tells'], []],
    ['what blocks cannot be waived', [found('block')], '请准予', ['waiver-of-block'], [], []],
    ['nor let be, though it stood before', [found('block', true)], undefined, ['rule-blocks'], [], []],
    ['what only tells stops nothing and is not waived', [found('notice')], '知道了', [], ['rule-tells'], []],
    ['a reason for what is no more is let be', [], '已改正', [], [], []],
  ])('%s', (_, findings, reason, refused, told, waived) => {
    const settled = settle(findings, { 'waive-second-account': reason });
    const reasons = (stops: boolean) => settled.findings.filter((each) => refuses(each) === stops).map((each) => each.reason);
    expect([reasons(true), reasons(false), settled.waived.map((each) => each.reason)]).toEqual([refused, told, waived]);
  });

  it('stands beside its field, with the source of the rule and what was found', () => {
    expect(settle([found('waivable')], {}).findings).toMatchObject([
      {
        field: 'waive-second-account',
        facts: { names: '健康杭州', severity: 'waivable', documentNo: '国办发〔2018〕123号', issuer: '国务院办公厅', issuedOn: '2018-12-07' },
      },
    ]);
  });

  it('for rules that nobody knows is refused', () => {
    expect(settle([], { 'waive-everything': '请准予', 'waive-nothing': '' }).findings).toMatchObject([
      { field: null, reason: 'waiver-unknown', facts: { rule: 'everything' } },
    ]);
  });
});
