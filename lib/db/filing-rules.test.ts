import { expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { db } from './client';
import { accepted, givenActor, reasonsOf } from './filing-given';
import { setFilingDays, setFilingRule } from './filing-rules';
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

it('rules and the clock are the administrator’s, within its region', async () => {
  const [registrar, province] = [await givenActor('registrar', '000000'), await givenActor('administrator', '330000')];
  expect(reasonsOf(await setFilingDays(registrar, 5))).toEqual(['not-allowed']);
  expect(reasonsOf(await setFilingDays(province, 5))).toEqual(['not-allowed']);
  expect(reasonsOf(await setFilingRule(province, { ...rule, regionCode: '440100' }, TODAY))).toEqual(['not-allowed']);
  expect(reasonsOf(await setFilingRule(COMMAND_LINE, { ...rule, regionCode: '999999' }, TODAY))).toEqual(['region-code-never']);
  accepted(await setFilingRule(province, { ...rule, kind: 'opening' }, TODAY));
});

it('the holidays are loaded', async () => {
  const { calendar } = await reference();
  expect(['2026-10-07', '2026-10-08', '2026-10-10'].map((day) => calendar.works(day))).toEqual([false, true, true]);
});
