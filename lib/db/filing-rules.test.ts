import { expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { db } from './client';
import { accepted, givenActor, reasonsOf } from './filing-given';
import { endFilingRule, filingRules, holidayYears, setFilingDays, setFilingRule, setTypedRule } from './filing-rules';
import { reference } from './reference';
import { filingDays } from './settings';

const TODAY = '2026-11-20';
const rule = { regionCode: '330100', kind: null, level: 'province' as const, from: '2026-12-01', source: '试行' };

it('the clock is 10 working days until the operator sets another', async () => {
  expect(await filingDays()).toBe(10);
  expect(accepted(await setFilingDays(COMMAND_LINE, 15))).toBe(15);
  expect(await filingDays()).toBe(15);
  for (const wrong of [0, 1.5, 251, Number.NaN]) expect(reasonsOf(await setFilingDays(COMMAND_LINE, wrong))).toEqual(['filing-days-form']);
});

it('a new rule of a place ends the one before on its day', async () => {
  accepted(await setFilingRule(COMMAND_LINE, rule, TODAY));
  accepted(await setFilingRule(COMMAND_LINE, { ...rule, level: 'prefecture', from: '2027-01-01' }, TODAY));
  accepted(await setFilingRule(COMMAND_LINE, { ...rule, level: 'nation', from: '2027-01-01' }, TODAY));
  const rules = await db().filingRule.findMany({ orderBy: { from: 'asc' } });
  expect(rules.map(({ level, from, until }) => [level, from?.toISOString().slice(0, 10), until?.toISOString().slice(0, 10)])).toEqual([
    ['province', '2026-12-01', '2027-01-01'],
    ['nation', '2027-01-01', undefined],
  ]);
  const overlapping = { regionCode: '330100', kind: null, level: 'county', from: new Date('2026-12-15') };
  await expect(db().filingRule.create({ data: overlapping })).rejects.toThrow('filing_rule_periods');
});

it('a rule is never set or ended in the past, and ends from a day on', async () => {
  expect(reasonsOf(await setFilingRule(COMMAND_LINE, { ...rule, from: '2026-11-19' }, TODAY))).toEqual(['rule-day-past']);
  const typed = { region: '广东省', level: 'province', filingKind: 'opening', effectiveFrom: '2026-12-01', source: '粤府办〔2026〕1号' };
  const id = accepted(await setTypedRule(COMMAND_LINE, typed, TODAY));
  const own = async () => (await filingRules(TODAY)).filter((each) => each.regionCode === '440000');
  expect(await own()).toMatchObject([
    { id, region: '广东省', kind: 'opening', level: 'province', from: '2026-12-01', until: null, source: '粤府办〔2026〕1号' },
  ]);
  expect(reasonsOf(await endFilingRule(COMMAND_LINE, id, '2026-11-19', TODAY))).toEqual(['rule-day-past']);
  accepted(await endFilingRule(COMMAND_LINE, id, '2027-01-01', TODAY));
  expect((await own()).map(({ until }) => until)).toEqual(['2027-01-01']);
  accepted(await endFilingRule(COMMAND_LINE, id, '2026-11-30', TODAY));
  expect(await own()).toEqual([]);
  const acts = await db().auditEvent.findMany({ where: { subjectId: `filing-rule ${id}` }, orderBy: { id: 'asc' } });
  expect(acts.map(({ act }) => act)).toEqual(['filing.set-rule', 'filing.end-rule', 'filing.end-rule']);
});

it('names every field of a typed rule that is wrong', async () => {
  const typed = await setTypedRule(COMMAND_LINE, { region: '', level: '', filingKind: 'never', effectiveFrom: '2026-02-30', source: '文'.repeat(201) }, TODAY);
  expect(typed.accepted ? [] : typed.findings.map(({ field, reason }) => [field, reason])).toEqual([
    ['region', 'region-needed'],
    ['level', 'filing-level-needed'],
    ['filingKind', 'filing-kind-unknown'],
    ['effectiveFrom', 'date-form'],
    ['source', 'too-long'],
  ]);
});

it('rules and the clock are the administrator’s, within its region', async () => {
  const [registrar, province] = [await givenActor('registrar', '000000'), await givenActor('administrator', '330000')];
  expect(reasonsOf(await setFilingDays(registrar, 5))).toEqual(['not-allowed']);
  expect(reasonsOf(await setFilingDays(province, 5))).toEqual(['not-allowed']);
  expect(reasonsOf(await setFilingRule(province, { ...rule, regionCode: '440100' }, TODAY))).toEqual(['not-allowed']);
  expect(reasonsOf(await setFilingRule(COMMAND_LINE, { ...rule, regionCode: '999999' }, TODAY))).toEqual(['region-code-never']);
  const id = accepted(await setFilingRule(province, { ...rule, kind: 'opening' }, TODAY));
  for (const actor of [registrar, await givenActor('administrator', '440000')]) {
    expect(reasonsOf(await endFilingRule(actor, id, '2027-01-01', TODAY))).toEqual(['not-allowed']);
    expect(reasonsOf(await setTypedRule(actor, { region: '330100', level: 'nation', effectiveFrom: TODAY }, TODAY))).toEqual(['not-allowed']);
  }
});

it('the holidays are loaded', async () => {
  const { calendar } = await reference();
  expect(['2026-10-07', '2026-10-08', '2026-10-10'].map((day) => calendar.works(day))).toEqual([false, true, true]);
});

it('the years whose holidays are known are told with their notices', async () => {
  const years = await holidayYears();
  expect(years.map(({ year }) => year)).toEqual(['2024', '2025', '2026']);
  for (const { off, sources } of years) expect([off > 20, sources.length]).toEqual([true, 1]);
});
