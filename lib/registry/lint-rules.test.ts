import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINT_RULES } from '@/prisma/seed/fixtures';
import { asStrictAs, LINTS, type LintRule, mayEnact, mayEnd, readLintRule, ruleInForce, rulesInForce, SEVERITIES } from './lint-rules';

const LINEAGE = ['000000', '330000', '330100'];
const TODAY = '2026-11-21';
const RULE: LintRule = {
  lint: 'names-differ',
  severity: 'waivable',
  regionCode: '000000',
  version: '2018',
  from: '2018-12-07',
  until: null,
  days: null,
  documentNo: '国办发〔2018〕123号',
  issuer: '国务院办公厅',
  issuedOn: '2018-12-07',
  url: null,
};
const DUTY: LintRule = { ...RULE, lint: 'service-update-duty', severity: 'notice', days: 14 };
const own = (more: Partial<LintRule>) => ({ ...RULE, regionCode: '330000', from: '2026-12-01', severity: 'block' as const, ...more });

describe('the rule that holds', () => {
  it.each<[string, LintRule[], string, string | null]>([
    ['the nation’s', [RULE], '2026-11-21', '000000'],
    ['none before it begins', [RULE], '2018-12-06', null],
    ['the province’s from its day', [RULE, own({})], '2026-12-01', '330000'],
    ['the nation’s until the day before', [RULE, own({})], '2026-11-30', '000000'],
    ['the nation’s again once the province’s ends', [RULE, own({ until: '2027-01-01' })], '2027-01-01', '000000'],
    ['the nearest of several', [RULE, own({}), own({ regionCode: '330100' })], '2026-12-01', '330100'],
    ['none of another province', [RULE, own({ regionCode: '440000' })], '2026-12-01', '000000'],
    ['never one that is laxer than the nation’s', [{ ...RULE, severity: 'block' }, own({ severity: 'waivable' })], '2026-12-01', '000000'],
    ['never a county’s that is laxer than its province’s', [RULE, own({}), own({ regionCode: '330100', severity: 'waivable' })], '2026-12-01', '330000'],
    ['a shorter duty', [DUTY, own({ ...DUTY, regionCode: '330000', days: 10, from: '2026-12-01' })], '2026-12-01', '330000'],
    ['never a longer one', [DUTY, own({ ...DUTY, regionCode: '330000', days: 30, from: '2026-12-01' })], '2026-12-01', '000000'],
  ])('is %s', (_, rules, day, holds) => {
    expect(ruleInForce(rules, rules[0]?.lint ?? 'names-differ', LINEAGE, day)?.regionCode ?? null).toBe(holds);
  });

  it('is one for each check, in the order of the linter', () => {
    expect(rulesInForce(LINT_RULES, LINEAGE, TODAY).map(({ lint }) => lint)).toEqual([...LINTS]);
    expect(rulesInForce(LINT_RULES, LINEAGE, '2018-12-06')).toEqual([]);
  });

  const day = fc.integer({ min: 0, max: 40 }).map((count) => new Date(Date.UTC(2026, 0, 1 + count)).toISOString().slice(0, 10));
  const anyRule = fc.record({
    region: fc.constantFrom(...LINEAGE, '440000'),
    severity: fc.constantFrom(...SEVERITIES),
    days: fc.integer({ min: 1, max: 30 }),
    from: day,
    until: fc.option(day),
  });

  it('is in force, of the lineage, no laxer than any above it, and the nearest where that is strictest', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 8 }), day, (given, on) => {
        const rules = given.map(({ region, ...rule }) => ({ ...DUTY, ...rule, regionCode: region }));
        // As the database has it: one at a time for a place.
        const single = rules.filter(
          (rule, index) =>
            !rules
              .slice(0, index)
              .some((other) => other.regionCode === rule.regionCode && (other.until ?? '9') > rule.from && (rule.until ?? '9') > other.from),
        );
        const held = single.filter((rule) => LINEAGE.includes(rule.regionCode) && rule.from <= on && (rule.until === null || on < rule.until));
        const holds = ruleInForce(single, 'service-update-duty', LINEAGE, on);
        expect(holds === null).toBe(held.length === 0);
        if (holds === null) return;
        const at = LINEAGE.indexOf(holds.regionCode);
        expect(held).toContain(holds);
        const inForceAbove = ruleInForce(single, 'service-update-duty', LINEAGE.slice(0, at), on);
        expect(inForceAbove === null || asStrictAs(holds, inForceAbove)).toBe(true);
        const nearest = held.toSorted((a, b) => LINEAGE.indexOf(b.regionCode) - LINEAGE.indexOf(a.regionCode))[0];
        if (nearest && held.every((each) => asStrictAs(nearest, each))) expect(holds).toBe(nearest);
      }),
    );
  });
});

describe('a place’s own rule', () => {
  it.each<[string, Partial<LintRule>, string | null]>([
    ['stricter', {}, null],
    ['from today', { from: TODAY }, null],
    ['from a day gone by', { from: '2026-11-20' }, 'rule-day-past'],
    ['the same as above', { severity: 'waivable' }, 'rule-same'],
    ['laxer', { severity: 'notice' }, 'rule-laxer'],
    ['the nation’s', { regionCode: '000000' }, 'rule-of-nation'],
    ['of what no rule above speaks of', { lint: 'contact-missing' }, 'rule-not-above'],
    ['a shorter duty', { ...DUTY, regionCode: '330000', days: 10, from: TODAY }, null],
    ['a longer duty', { ...DUTY, regionCode: '330000', days: 15, from: TODAY }, 'rule-laxer'],
    ['stricter, but a longer duty', { ...DUTY, regionCode: '330000', severity: 'block', days: 15, from: TODAY }, 'rule-laxer'],
    ['a county’s laxer than the province’s to come', { regionCode: '330100', lint: 'second-account' }, 'rule-laxer'],
  ])('%s', (_, more, refused) => {
    const rule = own(more);
    const coming = own({ lint: 'second-account', from: '2027-01-01', severity: 'block' });
    const lineage = LINEAGE.slice(0, LINEAGE.indexOf(rule.regionCode) + 1);
    const asked = more.lint === 'second-account' ? { ...rule, severity: 'waivable' as const } : rule;
    const decision = mayEnact([RULE, DUTY, { ...RULE, lint: 'second-account' }, coming], { ...asked, from: asked.from ?? TODAY }, lineage, TODAY);
    expect(decision.accepted ? null : decision.findings.map(({ reason }) => reason)).toEqual(refused === null ? null : [refused]);
  });

  it.each<[string, string | null, string, string | null]>([
    ['today', null, TODAY, null],
    ['later', null, '2027-01-01', null],
    ['not in the past', null, '2026-11-20', 'rule-day-past'],
    ['not on no day', null, 'soon', 'date-form'],
    ['not later than it has been ended', '2026-12-01', '2026-12-01', 'rule-ended'],
    ['sooner than it was to end', '2026-12-01', '2026-11-30', null],
  ])('ends %s', (_, until, day, refused) => {
    const decision = mayEnd({ from: '2026-01-01', until }, day, TODAY);
    expect(decision.accepted ? null : decision.findings[0]?.reason).toBe(refused);
  });
});

describe('what is typed of a rule', () => {
  const texts = {
    lint: 'service-update-duty',
    severity: 'notice',
    days: '10',
    effectiveFrom: TODAY,
    ruleVersion: '2026',
    documentNo: '浙政办发〔2026〕1号',
    issuer: '浙江省政府办公厅',
    issuedOn: TODAY,
  };

  it.each<[Record<string, string>, [string | null, string][]]>([
    [{}, []],
    [{ url: 'https://www.zj.gov.cn/1' }, []],
    [{ url: 'javascript:alert(1)' }, [['url', 'link-form']]],
    [{ days: '' }, [['days', 'rule-days-form']]],
    [{ days: '0' }, [['days', 'rule-days-form']]],
    [{ days: '1e2' }, [['days', 'rule-days-form']]],
    [{ lint: 'names-differ' }, [['days', 'rule-without-days']]],
    [{ lint: 'names-differ', days: '' }, []],
    [
      { lint: 'never', severity: '' },
      [
        ['lint', 'rule-lint-needed'],
        ['severity', 'rule-severity-needed'],
      ],
    ],
    [{ effectiveFrom: '2026-02-30' }, [['effectiveFrom', 'date-form']]],
    [
      { issuedOn: '', documentNo: ' ' },
      [
        ['documentNo', 'rule-source-needed'],
        ['issuedOn', 'move-day-needed'],
      ],
    ],
    [{ issuer: '厅'.repeat(201) }, [['issuer', 'too-long']]],
  ])('%o', (more, refused) => {
    const read = readLintRule({ ...texts, ...more });
    expect(read.accepted ? [] : read.findings.map(({ field, reason }) => [field, reason])).toEqual(refused);
  });
});
