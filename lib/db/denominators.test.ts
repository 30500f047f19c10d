import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { type CoverageFilter, everything } from '@/lib/coverage/filter';
import type { CellState } from '@/lib/coverage/table';
import type { UnitKind } from '@/lib/taxonomy/codes';
import { registerAccount } from './account-register';
import { db } from './client';
import { listExpected, readCoverage } from './coverage';
import { enactExpectation, endExpectation, expectationRules } from './expectation-rules';
import { accepted, EXPLAINED, givenActor, reasonsOf } from './filing-given';
import { reference } from './reference';
import { relate, unrelate } from './relations';
import { revision } from './revision';
import { confirmRoster, endRoster, tellAbsence } from './rosters';
import { registerUnit } from './units';

const TODAY = '2026-11-20';
const HANGZHOU = ['330106', '330102', '330105'];

let number = 0;
async function account(unit: string, region: string, sector: string, more: Record<string, string> = {}): Promise<number> {
  number += 1;
  const texts = { platform: 'wechat', name: `分母${number}`, unit, region, sector, openedOn: '2015-01-01', ...EXPLAINED, ...more };
  return accepted(await registerAccount(COMMAND_LINE, texts, TODAY));
}

/** A cell of the counties of Hangzhou: what is counted, and its state. */
async function cell(region: string, sector: string, more: Partial<CoverageFilter> = {}) {
  const filter = { ...everything(TODAY), regions: ['330100'], ...more };
  const { cells } = await readCoverage('region', 'sector', filter, { followers: false });
  return cells.find(({ row, column }) => row === region && column === sector);
}
const state = async (...asked: Parameters<typeof cell>): Promise<CellState | undefined> => (await cell(...asked))?.state;

const RULE = {
  region: '杭州市',
  sector: 'health',
  tier: 'county',
  unitKind: 'department',
  bodyName: '卫生健康局',
  modality: '应当',
  platform: 'weibo;wechat',
  validFrom: '2020-01-01',
  documentNo: '杭政办〔2019〕9号',
  issuer: '杭州市人民政府办公厅',
  documentDate: '2019-12-20',
};
const ROSTER = { region: '杭州市', rosterScope: 'subtree', sector: '', rosterFrom: '2021-01-01', document: '杭政办函〔2020〕3号' };

async function ruled<T>(texts: Partial<typeof RULE>, within: () => Promise<T>): Promise<T> {
  accepted(await enactExpectation(COMMAND_LINE, { ...RULE, ...texts }, TODAY));
  const { id } = await db().expectation.findFirstOrThrow({ where: { imported: true }, orderBy: { id: 'desc' } });
  try {
    return await within();
  } finally {
    await db().expectation.delete({ where: { id } });
    await db().dataset.update({ where: { name: 'expectations' }, data: { revision: { increment: 1 } } });
  }
}

beforeAll(async () => {
  for (const region of HANGZHOU)
    accepted(await registerUnit(COMMAND_LINE, { unit: `${region}卫生健康局`, region, sector: 'health', tier: 'county' }, TODAY, true));
});

describe('the states of a cell', () => {
  it.each<[string, string, string, Partial<typeof RULE>, CellState]>([
    ['expected and there', '330106', 'education', { sector: 'education', modality: '必须' }, 'covered'],
    ['expected and not there', '330102', 'education', { sector: 'education', modality: '必须' }, 'gap'],
    ['let, and there', '330106', 'education', { sector: 'education', modality: '可以' }, 'extra'],
    ['let, and not there', '330102', 'education', { sector: 'education', modality: '可以' }, 'not-applicable'],
    ['not wanted, and there', '330106', 'education', { sector: 'education', modality: '不宜' }, 'extra'],
    ['not wanted, and not there', '330102', 'education', { sector: 'education', modality: '不宜' }, 'not-applicable'],
    ['not wanted of any department', '330106', 'education', { sector: '全部系统', bodyName: '县级部门', modality: '不宜' }, 'extra'],
    [
      'not wanted of any court: departments stay expected',
      '330106',
      'education',
      { sector: '全部系统', bodyName: '法院', unitKind: 'court', modality: '不宜' },
      'covered',
    ],
    ['not wanted on Weibo, and there on WeChat', '330106', 'education', { sector: 'education', modality: '不宜', platform: 'weibo' }, 'covered'],
    ['a rule of a place elsewhere', '330106', 'education', { region: '广州市', sector: 'education', modality: '不宜' }, 'covered'],
  ])('%s', async (_what, region, sector, texts, expected) => {
    if (number === 0) await account('西湖区教育局', '330106', 'education');
    expect(await ruled(texts, () => state(region, sector))).toBe(expected);
  });

  it('townships that should not: what is there is extra, and it is known that nothing is expected', async () => {
    await account('西湖区某镇人民政府', '330106', '党政综合', { tier: 'township' });
    const byTier = async () => {
      const { cells } = await readCoverage('region', 'tier', { ...everything(TODAY), regions: ['330100'] }, { followers: false });
      return Object.fromEntries(cells.filter(({ column }) => column === 'township').map((each) => [each.row, each.state]));
    };
    expect(await byTier()).toMatchObject({ '330106': 'unknown', '330102': 'unknown' });
    const barred = { sector: '全部系统', tier: 'township', unitKind: 'government', bodyName: '乡镇街道', modality: '不宜' };
    expect(await ruled(barred, byTier)).toMatchObject({ '330106': 'extra', '330102': 'not-applicable' });
  });
});

describe('whom an account covers', () => {
  it('any of several units, as the rule lets them', async () => {
    await account('西湖区委宣传部', '330106', '宣传发布', { fills: 'yes' });
    const own = await state('330106', 'health');
    const anyOf = (others: string) =>
      ruled({ anyOf: others } as Partial<typeof RULE>, async () => [await state('330106', 'health'), await state('330102', 'health')]);
    expect([own, await anyOf('宣传发布；政府'), await anyOf('党委部门'), await anyOf('法院')]).toEqual([
      'gap',
      ['covered', 'gap'],
      ['covered', 'gap'],
      ['gap', 'gap'],
    ]);
    // Also where the sector that stands for it is not asked for.
    expect(await ruled({ anyOf: '宣传发布' } as Partial<typeof RULE>, () => state('330106', 'health', { sectors: ['health'] }))).toBe('covered');
  });

  it.each(['joint', 'consolidated'] as const)('a unit by its %s account, from … until …', async (kind) => {
    const superior = await account('杭州市卫生健康委员会', '330100', 'health');
    const { unitId } = await db().unitStanding.findFirstOrThrow({ where: { name: '330102卫生健康局' } });
    const before = await cell('330102', 'health');
    const { version } = await db().account.findUniqueOrThrow({ where: { id: superior } });
    const known = await revision();
    accepted(await relate(COMMAND_LINE, superior, version, { kind, unit: `#${unitId}`, from: '2019-01-01', until: null }, TODAY));
    expect(await revision()).toBeGreaterThan(known);
    expect(before).toMatchObject({ accounts: 0, covered: 0, state: 'gap' });
    expect(await cell('330102', 'health')).toMatchObject({ accounts: 0, expected: 1, covered: 1, state: 'covered' });
    expect(await state('330102', 'health', { asOf: '2018-12-31' })).toBe('gap');
    expect((await listExpected({ ...everything(TODAY), regions: ['330102'], sectors: ['health'] }, { missingOnly: true, skip: 0, take: 9 })).items).toEqual([]);
    const { id: relationId } = await db().accountRelation.findFirstOrThrow({ where: { accountId: superior } });
    accepted(await unrelate(COMMAND_LINE, superior, version + 1, { relationId, until: null }, TODAY));
    expect(await state('330102', 'health')).toBe('gap');
  });

  it.each(['organiser', 'operator'] as const)('no unit as its %s', async (kind) => {
    const id = await account('杭州市疾控中心', '330100', 'disease-control');
    const { unitId } = await db().unitStanding.findFirstOrThrow({ where: { name: '330102卫生健康局' } });
    const { version } = await db().account.findUniqueOrThrow({ where: { id } });
    accepted(await relate(COMMAND_LINE, id, version, { kind, unit: `#${unitId}`, from: '2019-01-01', until: null }, TODAY));
    expect(await state('330102', 'health')).toBe('gap');
  });

  it('not the body whose subordinate alone has one, and it says so', async () => {
    const { unitId: bureau } = await db().unitStanding.findFirstOrThrow({ where: { name: '330105卫生健康局' } });
    expect(await cell('330105', 'health')).not.toHaveProperty('subordinateOnly');
    await account('拱墅区第一医院', '330105', 'hospitals');
    const hospital = await db().unitStanding.findFirstOrThrow({ where: { name: '拱墅区第一医院' } });
    await db().unitStanding.update({ where: { id: hospital.id }, data: { parentId: bureau } });
    expect(await cell('330105', 'health')).toMatchObject({ accounts: 1, expected: 1, covered: 0, state: 'gap', subordinateOnly: 1 });
    const { items } = await listExpected({ ...everything(TODAY), regions: ['330105'], sectors: ['health'] }, { missingOnly: true, skip: 0, take: 9 });
    expect(items).toMatchObject([{ covered: false, subordinateOnly: true, estimated: true }]);
    await account('330105卫生健康局', '330105', 'health');
    const own = await cell('330105', 'health');
    expect(own).toMatchObject({ covered: 1, state: 'covered' });
    expect(own).not.toHaveProperty('subordinateOnly');
  });
});

describe('a kind of unit', () => {
  it.each<[UnitKind[], string, CellState, number]>([
    [['department'], 'education', 'covered', 1],
    [['court'], 'education', 'not-applicable', 0],
    [['party-department'], 'publicity', 'covered', 1],
    [['department'], 'publicity', 'not-applicable', 0],
    [['party-department', 'department'], 'education', 'covered', 1],
  ])('%j asks of %s: %s', async (unitKinds, sector, expected, accounts) => {
    expect(await cell('330106', sector, { unitKinds })).toMatchObject({ state: expected, accounts });
  });
});

describe('a rule of a place', () => {
  it('is the registrar’s within its region, and the administrator’s; who tries otherwise is recorded', async () => {
    const inside = await givenActor('registrar', '330100');
    accepted(await enactExpectation(inside, { ...RULE, region: '西湖区（330106）', sector: 'commerce', bodyName: '商务局', modality: '可以' }, TODAY));
    const row = await db().expectation.findFirstOrThrow({ where: { bodyName: '商务局', imported: true } });
    expect(row).toMatchObject({ regionCode: '330106', modality: 'may', documentNo: RULE.documentNo, estimated: true });
    for (const actor of [
      await givenActor('registrar', '440000'),
      await givenActor('clerk', '330100'),
      await givenActor('registrar', '330100', { sectorCode: 'education' }),
    ]) {
      expect(reasonsOf(await enactExpectation(actor, RULE, TODAY))).toEqual(['not-allowed']);
      expect(reasonsOf(await endExpectation(actor, row.id, TODAY, TODAY))).toEqual(['not-allowed']);
      expect(await db().auditEvent.count({ where: { act: 'access.refuse', actorId: actor.userId } })).toBe(2);
    }
    expect(reasonsOf(await enactExpectation(inside, { ...RULE, region: '浙江省' }, TODAY))).toEqual(['not-allowed']);
    expect(reasonsOf(await enactExpectation(inside, { ...RULE, region: '' }, TODAY))).toEqual(['not-allowed']);
    expect(reasonsOf(await enactExpectation(inside, { ...RULE, sector: '税务' }, TODAY)), 'a vertical system').toEqual(['not-allowed']);
    accepted(await endExpectation(inside, row.id, '2026-12-31', TODAY));
    const events = await db().auditEvent.findMany({ where: { actorId: inside.userId, act: { startsWith: 'expectation' } }, orderBy: { id: 'asc' } });
    expect(events.map(({ act }) => act)).toEqual(['expectation.enact', 'expectation.end']);
    expect(events[0]).toMatchObject({ after: { regionCode: '330106', modality: 'may', documentNo: RULE.documentNo, documentDate: '2019-12-20' } });
  });

  it.each<[Record<string, string>, string[]]>([
    [{ documentNo: '' }, ['rule-basis-needed']],
    [{ issuer: '', documentDate: '', validFrom: '' }, ['rule-basis-needed', 'rule-basis-needed', 'rule-basis-needed']],
    [{ sector: '全部系统', unitKind: '' }, ['kind-needed-for-all']],
    [{ sector: '全部系统', anyOf: '政府' }, ['any-of-one-sector']],
    [{ anyOf: '玄学' }, ['any-of-unknown']],
    [{ documentNo: '国办发〔2018〕123号', unitKind: 'court' }, ['binds-government-only']],
    [{ validUntil: '2019-01-01' }, ['date-not-after']],
    [{ modality: '随便' }, ['choice-unknown']],
  ])('is refused for %j', async (more, reasons) => {
    expect(reasonsOf(await enactExpectation(COMMAND_LINE, { ...RULE, ...more }, TODAY))).toEqual(reasons);
  });

  it('is listed with its basis on its days; the template’s government rows have theirs, and end by their list', async () => {
    const { regions } = await reference();
    const region = regions.at('330106', TODAY);
    if (!region) throw new Error('no region');
    const government = async (day: string) =>
      (await expectationRules(region, day)).find(({ sectorCode, tier }) => sectorCode === 'party-government' && tier === 'county');
    expect(await government(TODAY)).toMatchObject({ documentNo: '国办发〔2018〕123号', issuer: '国务院办公厅', documentDate: '2018-12-07', template: true });
    expect(await government('2018-12-26')).toMatchObject({ documentNo: null, until: '2018-12-27' });
    const row = await government(TODAY);
    expect(reasonsOf(await endExpectation(COMMAND_LINE, row?.id ?? 0, TODAY, TODAY))).toEqual(['rule-of-template']);
    const names = (await ruled({}, () => expectationRules(region, TODAY)))
      .filter(({ template }) => !template)
      .map(({ region: where, bodyName }) => [where, bodyName]);
    expect(names).toContainEqual(['杭州市', '卫生健康局']);
  });
});

describe('a roster', () => {
  it('is an estimate until the registrar confirms it, from that day, for the subtree; vertical systems apart', async () => {
    const registrar = await givenActor('registrar', '330100');
    expect(await cell('330102', 'health')).toMatchObject({ state: 'gap', estimated: true });
    const known = await revision();
    accepted(await confirmRoster(registrar, ROSTER, TODAY));
    expect(await revision()).toBeGreaterThan(known);
    expect(await cell('330102', 'health')).toMatchObject({ state: 'gap', estimated: false });
    expect(await cell('330102', 'tax')).toMatchObject({ state: 'gap', estimated: true });
    expect(await cell('330102', 'health', { asOf: '2020-12-31' })).toMatchObject({ estimated: true });
    expect(await cell('330200', 'health', { regions: ['330000'] })).toMatchObject({ estimated: true });
    const confirmed = await listExpected({ ...everything(TODAY), regions: ['330102'] }, { missingOnly: true, roster: 'confirmed', skip: 0, take: 99 });
    expect(confirmed.items.every(({ estimated }) => !estimated)).toBe(true);
    expect(confirmed.total).toBeGreaterThan(20);
    expect(reasonsOf(await confirmRoster(registrar, ROSTER, TODAY))).toEqual(['roster-said-already']);
    const { id } = await db().rosterConfirmation.findFirstOrThrow();
    accepted(await endRoster(registrar, 'confirmation', id, TODAY, TODAY));
    expect(await cell('330102', 'health')).toMatchObject({ estimated: true });
    const events = await db().auditEvent.findMany({ where: { actorId: registrar.userId }, orderBy: { id: 'asc' } });
    expect(events.map(({ act }) => act)).toEqual(['roster.confirm', 'roster.end']);
  });

  it('has not what a region says it has not, from … until …, and names who does its work', async () => {
    const { unitId } = await db().unitStanding.findFirstOrThrow({ where: { name: '330102卫生健康局' } });
    const absent = { ...ROSTER, region: '上城区', sector: 'health', rosterFrom: '2022-01-01', rosterUntil: '2024-01-01', carrier: `#${unitId}` };
    accepted(await tellAbsence(await givenActor('registrar', '330100'), absent, TODAY));
    const on = (asOf: string) => cell('330102', 'health', { asOf });
    expect(await on('2021-12-31')).toMatchObject({ expected: 1, state: 'gap' });
    expect(await on('2022-01-01')).toMatchObject({ expected: 0, covered: 0, state: 'not-applicable' });
    expect(await on('2024-01-01')).toMatchObject({ expected: 1, state: 'gap' });
    expect(await db().bodyAbsence.findFirstOrThrow()).toMatchObject({ regionCode: '330102', carrierId: unitId, document: ROSTER.document });
  });

  it('is that of who governs the place; who tries otherwise is recorded', async () => {
    for (const actor of [await givenActor('registrar', '440000'), await givenActor('clerk', '330100'), await givenActor('auditor', '330000')]) {
      expect(reasonsOf(await confirmRoster(actor, ROSTER, TODAY))).toEqual(['not-allowed']);
      expect(reasonsOf(await tellAbsence(actor, { ...ROSTER, sector: 'health' }, TODAY))).toEqual(['not-allowed']);
      const { id } = await db().bodyAbsence.findFirstOrThrow();
      expect(reasonsOf(await endRoster(actor, 'absence', id, TODAY, TODAY))).toEqual(['not-allowed']);
      expect(await db().auditEvent.count({ where: { act: 'access.refuse', actorId: actor.userId } })).toBe(3);
    }
  });

  it.each<[Record<string, string>, string[]]>([
    [{ document: '' }, ['roster-document-needed']],
    [{ rosterFrom: '2027-01-01' }, ['date-future']],
    [{ rosterFrom: '' }, ['move-day-needed']],
    [{ rosterUntil: '2020-01-01' }, ['date-not-after']],
    [{ region: '' }, ['region-needed']],
    [{ rosterScope: 'some' }, ['roster-scope-needed']],
  ])('is refused for %j', async (more, reasons) => {
    expect(reasonsOf(await confirmRoster(COMMAND_LINE, { ...ROSTER, ...more }, TODAY))).toEqual(reasons);
  });
});
