import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import { everything } from '@/lib/coverage/filter';
import { regionsAsked } from '@/lib/coverage/region-set';
import { registerAccount } from './account-register';
import { db } from './client';
import { readCoverage } from './coverage';
import { accepted, EXPLAINED, givenActor, reasonsOf } from './filing-given';
import { countChases, listGaps } from './gap-list';
import { check, imported, TODAY, told } from './import-told';
import { readImportRows } from './imports';
import { readReach } from './reach-read';
import { reference } from './reference';
import { addToSet, endRegionSet, enterRegionSet, readRegionSets, takeFromSet } from './region-sets';
import { revision as kept } from './revision';
import { changeTarget, setTarget, withdrawTarget } from './target-set';
import { listTargets, measure, pastOf, readTarget } from './targets';

const DOCUMENT = { documentNo: '浙政〔2026〕1号', issuer: '浙江省人民政府', documentDate: '2026-01-05' };
const COUNTED = { region: '杭州市', sector: '体育', platform: 'wechat', measure: 'number', value: '4', dueOn: '2027-06-30', ...DOCUMENT };

async function opened(name: string, openedOn: string, region = '杭州市'): Promise<void> {
  accepted(
    await registerAccount(COMMAND_LINE, { platform: 'wechat', name, unit: `${region}${name}中心`, region, sector: '体育', openedOn, ...EXPLAINED }, TODAY),
  );
}

async function measured(id: number) {
  const target = await readTarget(id, TODAY);
  if (!target) throw new Error('no target');
  return measure(target, TODAY);
}

describe('a target', () => {
  let id = 0;
  beforeAll(async () => {
    id = accepted(await setTarget(COMMAND_LINE, COUNTED, TODAY));
  });

  it('is set once, audited, and public', async () => {
    expect(await readTarget(id, TODAY)).toMatchObject({ region: '杭州市', sector: '体育', platform: 'wechat', value: 4, revision: 0, withdrawnOn: null });
    expect(await db().auditEvent.findFirst({ where: { act: 'target.set', subjectId: String(id) } })).toMatchObject({
      after: { value: 4, dueOn: '2027-06-30' },
    });
    expect(reasonsOf(await setTarget(COMMAND_LINE, COUNTED, TODAY))).toEqual(['target-exists']);
  });

  it('moves with every account, and is forecast once there are three months', async () => {
    expect((await measured(id)).progress).toMatchObject({ amount: 0, needed: 4, standing: 'too-few-months', months: 0, forecast: null });
    await opened('甲健身', '2026-10-05');
    expect((await measured(id)).progress).toMatchObject({ amount: 1, needed: 3, standing: 'too-few-months', months: 1 });
    await opened('乙健身', '2026-08-05');
    const { progress, monthly } = await measured(id);
    expect(monthly.map(({ accounts }) => accounts)).toEqual([0, 0, 0, 1, 1, 2]);
    expect(progress).toMatchObject({ amount: 2, needed: 2, months: 3, standing: 'on-track' });
  });

  it('brought by an import, it moves as well', async () => {
    await imported('accounts', ['平台,账号名称,主办单位,行政区划代码,职能系统,开设日期', '微信,丙健身,杭州市丙健身中心,330100,体育,2026-11-01']);
    expect((await measured(id)).progress).toMatchObject({ amount: 3, needed: 1 });
  });

  it('keeps what it said before when it is changed, by a form and by a file', async () => {
    const revision = String((await readTarget(id, TODAY))?.revision);
    const change = { value: '3', dueOn: '2027-06-30', documentNo: '浙政〔2026〕2号', issuer: '', documentDate: '', revision };
    accepted(await changeTarget(COMMAND_LINE, id, change, TODAY));
    expect(await readTarget(id, TODAY)).toMatchObject({ value: 3, documentNo: '浙政〔2026〕2号', issuer: null });
    expect((await measured(id)).progress).toMatchObject({ standing: 'reached', needed: 0, perMonth: null });
    expect(reasonsOf(await changeTarget(COMMAND_LINE, id, change, TODAY))).toEqual(['changed-meanwhile']);
    await imported('targets', ['地区,职能系统,平台,指标,目标值,期限,文号', '330100,体育,微信,账号数,5,2027-06-30,浙政〔2026〕2号']);
    expect(await pastOf(id)).toMatchObject([
      { value: 4, documentNo: '浙政〔2026〕1号', issuer: '浙江省人民政府', documentDate: '2026-01-05' },
      { value: 3, documentNo: '浙政〔2026〕2号', issuer: null },
    ]);
    expect(await db().auditEvent.findFirst({ where: { act: 'target.change', subjectId: String(id) } })).toMatchObject({
      before: { value: 4 },
      after: { value: 3 },
    });
  });

  it.each([
    [{ value: '' }, 'cell-needed'],
    [{ value: '1.5' }, 'number-form'],
    [{ dueOn: 'bald' }, 'date-form'],
    [{ documentNo: ' ' }, 'rule-source-needed'],
    [{ documentDate: '2030-01-01' }, 'date-future'],
  ])('is not changed to %j: %s', async (wrong, reason) => {
    const revision = String((await readTarget(id, TODAY))?.revision);
    const before = await db().target.findMany();
    expect(reasonsOf(await changeTarget(COMMAND_LINE, id, { value: '9', dueOn: '2027-06-30', documentNo: '丙', revision, ...wrong }, TODAY))).toEqual([reason]);
    expect(await db().target.findMany()).toEqual(before);
  });

  it('is withdrawn by a document, stays to be read, and is changed no more', async () => {
    const revision = String((await readTarget(id, TODAY))?.revision);
    expect(reasonsOf(await withdrawTarget(COMMAND_LINE, id, { revision, withdrawnOn: '2026-11-21', withdrawnBy: '' }, TODAY))).toEqual(
      ['rule-source-needed', 'date-future'].reverse(),
    );
    accepted(await withdrawTarget(COMMAND_LINE, id, { revision, withdrawnOn: '2026-11-19', withdrawnBy: '浙政〔2026〕3号' }, TODAY));
    const now = await measured(id);
    expect(now).toMatchObject({ withdrawnOn: '2026-11-19', withdrawnBy: '浙政〔2026〕3号', progress: { standing: 'withdrawn' } });
    expect(
      reasonsOf(await changeTarget(COMMAND_LINE, id, { value: '9', dueOn: '2027-06-30', documentNo: '丁', revision: String(now.revision) }, TODAY)),
    ).toEqual(['target-withdrawn']);
    // Nor by a file: the document that set it is withdrawn; another may set it anew.
    const header = '地区,职能系统,平台,指标,目标值,期限,文号';
    const row = (value: number, document: string) => `330100,体育,微信,账号数,${value},2027-06-30,${document}`;
    expect(await told(await check('targets', [header, row(9, '浙政〔2026〕2号')]))).toEqual(['refused target-withdrawn-row@documentNo']);
    const same = await check('targets', [header, row(5, '浙政〔2026〕2号')]);
    expect(await readImportRows(COMMAND_LINE, same.id, { skip: 0 })).toMatchObject([
      { verdict: 'same', findings: [{ reason: 'target-withdrawn-row', severity: 'warning', facts: { day: '2026-11-19', document: '浙政〔2026〕3号' } }] },
    ]);
    const again = await check('targets', [header, row(5, '浙政〔2026〕4号')]);
    expect(again.counts).toMatchObject({ new: 1 });
    expect(await readTarget(id, TODAY)).toMatchObject({ withdrawnOn: '2026-11-19', withdrawnBy: '浙政〔2026〕3号' });
  });

  it('of a rate counts bodies; due, it is met or missed on its day', async () => {
    const rate = accepted(
      await setTarget(
        COMMAND_LINE,
        { region: '浙江省', sector: '公安', tier: '县级', measure: '开通率', value: '80%', dueOn: '2026-06-30', ...DOCUMENT },
        TODAY,
      ),
    );
    const { progress } = await measured(rate);
    expect(progress.now.day).toBe('2026-06-30');
    expect(progress.now.expected).toBeGreaterThan(80);
    expect(progress).toMatchObject({ amount: 0, standing: 'missed', needed: Math.ceil(0.8 * (progress.now.expected ?? 0)) });
  });
});

describe('a set of regions', () => {
  const typed = { setName: '省内试点城市', region: '浙江省', members: '杭州市\n宁波市、330300', ...DOCUMENT };
  let id = 0;
  const version = async () => String((await readRegionSets()).find((set) => set.id === id)?.version);
  const codes = async () => (await readRegionSets()).find((set) => set.id === id)?.members.map(({ regionCode, from, until }) => [regionCode, from, until]);

  it('is entered with its members, each within the region that keeps it', async () => {
    expect(reasonsOf(await enterRegionSet(COMMAND_LINE, { ...typed, members: '杭州市\n南京市\n无此市' }, TODAY))).toEqual([
      'set-member-outside',
      'region-unknown',
    ]);
    id = accepted(await enterRegionSet(COMMAND_LINE, typed, TODAY));
    expect(await codes()).toEqual([
      ['330100', null, null],
      ['330200', null, null],
      ['330300', null, null],
    ]);
    expect(reasonsOf(await enterRegionSet(COMMAND_LINE, typed, TODAY))).toEqual(['set-exists']);
  });

  it('is what a target is set for, by a form or a file: its members alone are counted', async () => {
    await opened('丁健身', '2026-10-05', '绍兴市');
    await opened('戊健身', '2026-10-05', '宁波市');
    const target = accepted(
      await setTarget(COMMAND_LINE, { regionSet: '省内试点城市', sector: '体育', measure: 'number', value: '80', dueOn: '2027-06-30', ...DOCUMENT }, TODAY),
    );
    expect(await measured(target)).toMatchObject({ set: '省内试点城市', regions: ['330100', '330200', '330300'], progress: { amount: 4, needed: 76 } });
    const batch = await imported('targets', ['地区组,指标,目标值,期限,文号', '省内试点城市,账号数,90,2027-12-31,丙']);
    expect(await told(batch)).toEqual(['new']);
    expect((await listTargets(TODAY)).at(-1)).toMatchObject({ set: '省内试点城市', value: 90 });
    const wrong = await check('targets', [
      '地区组,地区,指标,目标值,期限,文号',
      '无此组,,账号数,1,2027-12-31,丁',
      '省内试点城市,浙江省,账号数,1,2027-12-31,丁',
      ',,账号数,1,2027-12-31,丁',
    ]);
    expect(await told(wrong)).toEqual(['refused set-unknown@regionSet', 'refused set-beside-region@regionSet', 'refused cell-needed@region']);
  });

  it('is what coverage, reach and gaps are asked of: the members’ cells, and no other', async () => {
    const { sets, revision } = await reference();
    const asked = regionsAsked({ set: id, region: [] }, sets, (await reference()).regions, TODAY);
    const regions = accepted(asked);
    expect(regions).toEqual(['330100', '330200', '330300']);
    const filter = { ...everything(TODAY), regions, sectors: ['sports'] };
    const table = await readCoverage('region', 'tier', filter);
    expect(table.rows.map(({ code, own }) => [code, own])).toEqual(regions.map((code) => [code, undefined]));
    expect(table.totals.accounts).toBe(4);
    for (const code of regions) {
      const { totals } = await readCoverage('tier', 'platform', { ...filter, regions: [code] });
      const cells = table.cells.filter(({ row }) => row === code);
      expect(cells.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(totals.accounts);
      expect(cells.reduce((sum, { expected }) => sum + (expected ?? 0), 0)).toBe(totals.expected);
    }
    expect((await readReach('region', filter, TODAY)).total.all.accounts).toBe(4);
    const chased = await countChases(COMMAND_LINE, { regions }, TODAY);
    expect(chased.map(({ code }) => code)).toEqual(regions);
    expect(chased.reduce((sum, { gaps }) => sum + gaps, 0)).toBe((await listGaps(COMMAND_LINE, { regions }, TODAY, { skip: 0, take: 1 })).total);
    // Whoever writes a set makes the lists another edition, and the pages that are kept old ones.
    const before = await kept();
    accepted(await enterRegionSet(COMMAND_LINE, { ...typed, setName: '另一组' }, TODAY));
    expect((await reference()).revision).not.toBe(revision);
    expect((await reference()).sets.map(({ name }) => name)).toContain('另一组');
    expect(await kept()).toBeGreaterThan(before);
  });

  it('changes by days', async () => {
    accepted(await addToSet(COMMAND_LINE, id, { members: '金华市', from: '2026-06-01', version: await version() }, TODAY));
    expect(reasonsOf(await addToSet(COMMAND_LINE, id, { members: '杭州市', from: '2026-06-01', version: await version() }, TODAY))).toEqual([
      'set-member-twice',
    ]);
    const hangzhou = (await readRegionSets()).find((set) => set.id === id)?.members.find(({ regionCode }) => regionCode === '330100');
    accepted(await takeFromSet(COMMAND_LINE, id, hangzhou?.id ?? 0, { until: '2026-06-01', version: await version() }));
    expect(await codes()).toEqual([
      ['330100', null, '2026-06-01'],
      ['330200', null, null],
      ['330300', null, null],
      ['330700', '2026-06-01', null],
    ]);
    expect(reasonsOf(await addToSet(COMMAND_LINE, id, { members: '嘉兴市', from: '2026-06-01', version: '1' }, TODAY))).toEqual(['changed-meanwhile']);
  });

  it('ends on a day: then no target can be set for it, and the rate of none is no rate', async () => {
    accepted(await endRegionSet(COMMAND_LINE, id, { until: '2026-11-01', version: await version() }));
    expect(reasonsOf(await setTarget(COMMAND_LINE, { ...COUNTED, region: '', regionSet: '省内试点城市' }, TODAY))).toEqual(['set-ended']);
    const rate = await db().target.create({
      data: { regionCode: '330000', setId: id, measure: 'rate', value: 0.5, dueOn: new Date('2027-06-30'), documentNo: '戊' },
    });
    expect((await measured(rate.id)).progress).toMatchObject({ amount: null, standing: 'unmeasurable' });
  });
});

describe('who may', () => {
  it.each([
    ['registrar', '330100', true],
    ['registrar', '330000', true],
    ['administrator', '000000', true],
    ['registrar', '330102', false],
    ['registrar', '440000', false],
    ['clerk', '330100', false],
    ['auditor', '000000', false],
    ['viewer', '000000', false],
  ] as const)('%s of %s, for a target of 330100: %s', async (role, region, allowed) => {
    const actor = await givenActor(role, region);
    const texts = { ...COUNTED, documentNo: `${role}${region}` };
    const before = await db().target.count();
    const decision = await setTarget(actor, texts, TODAY);
    expect(decision.accepted).toBe(allowed);
    expect(await db().target.count()).toBe(before + Number(allowed));
    const set = await enterRegionSet(actor, { setName: `${role}${region}`, region: '330100', members: '330102', ...DOCUMENT }, TODAY);
    expect(set.accepted).toBe(allowed);
    const refusals = { where: { act: 'access.refuse', actorId: actor.userId } };
    expect(await db().auditEvent.count(refusals)).toBe(allowed ? 0 : 2);
    if (allowed) return;
    const [target, entered] = [await db().target.findFirstOrThrow({ where: { regionCode: '330100' } }), await db().regionSet.findFirstOrThrow()];
    const change = { value: '1', dueOn: '2027-06-30', documentNo: '己', revision: String(target.revision) };
    const tries = [
      await changeTarget(actor, target.id, change, TODAY),
      await withdrawTarget(actor, target.id, { ...change, withdrawnOn: '2026-11-01', withdrawnBy: '庚' }, TODAY),
      await addToSet(actor, entered.id, { members: '嘉兴市', from: '2026-01-01', version: String(entered.version) }, TODAY),
      await endRegionSet(actor, entered.id, { until: '2026-11-01', version: String(entered.version) }),
    ];
    expect(tries.map(reasonsOf)).toEqual(tries.map(() => ['not-allowed']));
    expect(await db().auditEvent.count(refusals)).toBe(2 + tries.length);
  });

  it('not for a vertical system without a grant for it, and nobody', async () => {
    const registrar = await givenActor('registrar', '330000');
    expect(reasonsOf(await setTarget(registrar, { ...COUNTED, sector: '税务' }, TODAY))).toEqual(['not-allowed']);
    expect(reasonsOf(await setTarget(NOBODY, COUNTED, TODAY))).toEqual(['not-allowed']);
  });
});
