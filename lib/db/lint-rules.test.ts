import { expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { db } from './client';
import { accepted, givenActor, reasonsOf } from './filing-given';
import { enactRule, endRule, localRules, rulesOf } from './lint-rules';
import { reference } from './reference';

const TODAY = '2026-11-21';
const TEXTS = {
  region: '330000',
  lint: 'service-update-duty',
  severity: 'waivable',
  days: '10',
  effectiveFrom: '2026-12-01',
  ruleVersion: '2026',
  documentNo: '浙政办发〔2026〕1号',
  issuer: '浙江省政府办公厅',
  issuedOn: '2026-11-20',
};
const held = async (code: string, day: string) => {
  const region = (await reference()).regions.at(code, day);
  if (!region) throw new Error(`no region ${code}`);
  return (await rulesOf(region, day)).find(({ lint }) => lint === 'service-update-duty');
};

it('the nation’s rules are loaded with their sources', async () => {
  expect(await held('330102', TODAY)).toMatchObject({ severity: 'notice', days: 14, region: '全国', documentNo: '国办秘函〔2019〕19号' });
});

it('a place’s stricter rule holds in its subtree from its day, ends the former on that day, and can be ended', async () => {
  const admin = await givenActor('administrator', '330000');
  accepted(await enactRule(admin, TEXTS, TODAY));
  accepted(await enactRule(admin, { ...TEXTS, days: '7', effectiveFrom: '2027-01-01' }, TODAY));
  accepted(await enactRule(admin, { ...TEXTS, days: '5', effectiveFrom: '2027-01-01' }, TODAY));
  expect((await localRules(TODAY)).map(({ region, days, from, until }) => [region, days, from, until])).toEqual([
    ['浙江省', 10, '2026-12-01', '2027-01-01'],
    ['浙江省', 5, '2027-01-01', null],
  ]);
  const days = async (code: string, day: string) => (await held(code, day))?.days;
  expect([
    await days('330102', '2026-11-30'),
    await days('330102', '2026-12-01'),
    await days('330102', '2027-01-01'),
    await days('440100', '2027-01-01'),
  ]).toEqual([14, 10, 5, 14]);

  const [first, second] = await localRules(TODAY);
  expect(reasonsOf(await endRule(admin, first?.id ?? 0, '2027-02-01', TODAY))).toEqual(['rule-ended']);
  expect(reasonsOf(await endRule(admin, second?.id ?? 0, '2026-11-20', TODAY))).toEqual(['rule-day-past']);
  accepted(await endRule(admin, second?.id ?? 0, '2027-03-01', TODAY));
  expect([await days('330102', '2027-02-28'), await days('330102', '2027-03-01')]).toEqual([5, 14]);
  // One that has not begun never holds.
  accepted(await endRule(admin, second?.id ?? 0, '2026-12-31', TODAY));
  expect(await db().lintRule.count({ where: { id: second?.id ?? 0 } })).toBe(0);
  const events = await db().auditEvent.findMany({ where: { subjectType: 'rule', actorId: admin.userId }, orderBy: { id: 'asc' } });
  expect(events.map(({ act }) => act)).toEqual(['rule.enact', 'rule.enact', 'rule.enact', 'rule.end', 'rule.end']);
  expect(events[1]).toMatchObject({ before: { days: 10, from: '2026-12-01' }, after: { days: 7, regionCode: '330000', documentNo: TEXTS.documentNo } });
});

it('is never laxer than what holds above, nor of the past, nor the nation’s', async () => {
  accepted(await enactRule(COMMAND_LINE, { ...TEXTS, region: '440000' }, TODAY));
  const tried = async (more: Partial<typeof TEXTS>) => reasonsOf(await enactRule(COMMAND_LINE, { ...TEXTS, region: '440100', ...more }, TODAY));
  expect(await tried({ days: '12' })).toEqual(['rule-laxer']);
  expect(await tried({ severity: 'notice', days: '7' })).toEqual(['rule-laxer']);
  expect(await tried({})).toEqual(['rule-same']);
  expect(await tried({ effectiveFrom: '2026-11-20' })).toEqual(['rule-day-past']);
  expect(await tried({ region: '' })).toEqual(['region-needed']);
  expect(await tried({ region: '000000' })).toEqual(['rule-of-nation']);
  const nation = await db().lintRule.findFirstOrThrow({ where: { code: 'names-differ' } });
  expect(reasonsOf(await endRule(COMMAND_LINE, nation.id, TODAY, TODAY))).toEqual(['rule-of-nation']);
});

it('is the administrator’s, within its region; who tries otherwise is recorded', async () => {
  const [registrar, elsewhere] = [await givenActor('registrar', '000000'), await givenActor('administrator', '440000')];
  for (const actor of [registrar, elsewhere, await givenActor('administrator', '330000', { sectorCode: 'health' })]) {
    expect(reasonsOf(await enactRule(actor, { ...TEXTS, region: '浙江省' }, TODAY))).toEqual(['not-allowed']);
    const [rule] = await db().lintRule.findMany({ where: { regionCode: '330000' } });
    expect(reasonsOf(await endRule(actor, rule?.id ?? 0, TODAY, TODAY))).toEqual(['not-allowed']);
    expect(await db().auditEvent.count({ where: { act: 'access.refuse', actorId: actor.userId } })).toBe(2);
  }
});

it('two rules of one place for one check never hold at once, in the database too', async () => {
  const row = { code: 'names-differ', severity: 'block', version: '1', documentNo: '1', issuer: '1', issuedOn: new Date(TODAY) };
  await db().lintRule.create({ data: { ...row, regionCode: '350000', from: new Date('2026-12-01') } });
  await expect(db().lintRule.create({ data: { ...row, regionCode: '350000', from: new Date('2027-01-01') } })).rejects.toThrow('lint_rule_periods');
});
