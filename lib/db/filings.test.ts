import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE } from '@/lib/access/actor';
import type { RowTexts } from '@/lib/exchange/columns';
import type { WaiverTexts } from '@/lib/registry/waiver';
import { editAccount } from './account-edit';
import { listAccounts } from './account-list';
import { readAccount } from './account-read';
import { registerAccount } from './account-register';
import { db } from './client';
import { accepted, EXPLAINED, givenActor, reasonsOf } from './filing-given';
import { decideMany, moveFiling } from './filing-move';
import { listFilings, publicFilings, readFiling } from './filing-read';
import { resubmitFiling } from './filing-resubmit';
import { submitChange, submitEnd, submitOpening } from './filing-submit';

const TODAY = '2026-11-20';
const ALL = { skip: 0, take: 100 };
let number = 0;

function texts(more: RowTexts = {}): RowTexts & WaiverTexts {
  number += 1;
  return {
    platform: '微信',
    name: `备案试验${number}`,
    unit: `备案试验局${number}`,
    region: '上城区',
    sector: 'statistics',
    openedOn: '2026-10-01',
    ...EXPLAINED,
    ...more,
  };
}
let clerk: Actor;
let district: Actor;
let city: Actor;
let elsewhere: Actor;
let auditor: Actor;

beforeAll(async () => {
  clerk = await givenActor('clerk', '330102');
  district = await givenActor('registrar', '330102');
  city = await givenActor('registrar', '330100');
  elsewhere = await givenActor('registrar', '440000');
  auditor = await givenActor('auditor', '000000');
});

async function read(actor: Actor, id: number) {
  const filing = await readFiling(actor, id, TODAY);
  if (!filing) throw new Error(`no filing ${id}`);
  return filing;
}

async function move(actor: Actor, id: number, what: Parameters<typeof moveFiling>[2], said: Record<string, string> = {}) {
  const { version } = await read(COMMAND_LINE, id);
  return moveFiling(actor, { id, version }, what, said, TODAY);
}

const submitted = async (more: RowTexts = {}) => accepted(await submitOpening(clerk, texts(more), TODAY));
const open = async (day: string, name: string) => (await listAccounts({ ...(await filter(day)), text: name }, { sort: 'id', skip: 0, take: 5 })).total;

async function filter(asOf: string) {
  const none = { regions: [], sectors: [], tiers: [], ranks: [], holders: [], provenances: [] };
  return { asOf, platforms: [], scope: 'subtree' as const, statuses: ['active' as const], unitId: null, text: null, ...none };
}

describe('an opening', () => {
  it('goes from the clerk to the office and back, and is in the register from its opening date', async () => {
    const id = await submitted({ name: '备案开设甲' });
    expect(await db().account.count({ where: { names: { some: { name: '备案开设甲' } } } })).toBe(0);
    expect(await db().unit.count({ where: { standings: { some: { name: { startsWith: '备案试验局' } } } } })).toBe(0);
    expect(await read(district, id)).toMatchObject({
      state: 'submitted',
      office: '上城区',
      dueOn: '2026-12-04',
      daysLeft: 10,
      informed: ['全国', '浙江省', '杭州市'],
    });

    expect(reasonsOf(await move(district, id, 'return'))).toEqual(['return-reason-needed']);
    accepted(await move(district, id, 'return', { 'reason-name-unfit': 'yes', text: '请用规范名称' }));
    const returned = await read(clerk, id);
    expect([returned.texts.sector, returned.asked.find(({ field }) => field === 'sector')?.is]).toEqual(['statistics', '统计']);
    expect(returned).toMatchObject({ state: 'returned', dueOn: null, moves: ['resubmit', 'withdraw'] });
    expect(returned.steps.at(-1)).toMatchObject({ step: 'return', reasons: ['name-unfit'], text: '请用规范名称', by: district.name });

    accepted(await resubmitFiling(clerk, { id, version: returned.version }, 0, { ...returned.texts, ...EXPLAINED, name: '备案开设乙' }, TODAY));
    expect((await read(district, id)).steps.at(-1)?.mended).toEqual([{ field: 'name', was: '备案开设甲', is: '备案开设乙' }]);

    accepted(await move(district, id, 'complete'));
    const done = await read(clerk, id);
    expect(done).toMatchObject({ state: 'done', effectiveOn: '2026-10-01', bySelf: false, decidedBy: district.name, moves: [] });
    expect(await open('2026-09-30', '备案开设乙')).toBe(0);
    expect(await open('2026-10-01', '备案开设乙')).toBe(1);
    expect(await publicFilings(done.accountId ?? 0)).toEqual([
      { kind: 'opening', filedOn: expect.any(String), effectiveOn: '2026-10-01', office: '上城区', officeCode: '330102', direct: false, batchId: null },
    ]);
  });

  it('is agreed first, opened then, and filed last', async () => {
    const id = await submitted({ openedOn: '' });
    accepted(await move(district, id, 'agree'));
    expect(await read(district, id)).toMatchObject({ state: 'agreed', dueOn: null, accountId: null });
    expect(reasonsOf(await move(clerk, id, 'report'))).toEqual(['move-day-needed']);
    accepted(await move(clerk, id, 'report', { day: '2026-11-18', platformId: 'gh_0123456789ab' }));
    expect(await read(district, id)).toMatchObject({ state: 'opened', dueOn: '2026-12-04', texts: { openedOn: '2026-11-18' } });
    accepted(await move(district, id, 'complete'));
    const { accountId, effectiveOn } = await read(district, id);
    expect(effectiveOn).toBe('2026-11-18');
    expect((await readAccount(district, accountId ?? 0))?.platformId).toBe('gh_0123456789ab');
  });

  it('is not asked for what an import would refuse, nor for a unit of others', async () => {
    expect(reasonsOf(await submitOpening(clerk, texts({ platform: '抖音' }), TODAY))).toEqual(['platform-not-counted']);
    expect(reasonsOf(await submitOpening(clerk, texts({ region: '广州市' }), TODAY))).toEqual(['outside-scope']);
    expect(reasonsOf(await submitOpening(auditor, texts(), TODAY))).toEqual(['not-allowed']);
    expect(reasonsOf(await submitOpening(clerk, { ...texts(), links: 'javascript:alert(1)' }, TODAY))).toEqual(['link-form']);
  });

  it('is refused when the register has the account by then, and stays as it was', async () => {
    const said = texts({ platformId: 'gh_00000000f111' });
    const id = accepted(await submitOpening(clerk, said, TODAY));
    accepted(await registerAccount(COMMAND_LINE, { ...said, openedOn: '' }, TODAY));
    expect(reasonsOf(await move(district, id, 'complete'))).toEqual(['account-exists']);
    expect(await read(district, id)).toMatchObject({ state: 'submitted', accountId: null, version: 1 });
  });
});

describe('a change', () => {
  it('is written when it is filed, only in what was asked', async () => {
    const account = accepted(await registerAccount(COMMAND_LINE, texts({ name: '备案变更甲', openedOn: '2020-01-01' }), TODAY));
    const before = await readAccount(clerk, account);
    if (!before) throw new Error('no account');
    const unit = `#${before.standings.at(-1)?.unitId}`;
    const same = { name: '备案变更甲' };
    expect(reasonsOf(await submitChange(clerk, account, before.version, same, TODAY))).toEqual(['filing-without-change']);
    const id = accepted(await submitChange(clerk, account, before.version, { name: '备案变更乙', changedOn: '2026-11-01' }, TODAY));
    expect((await read(district, id)).asked).toContainEqual({ field: 'name', was: '备案变更甲', is: '备案变更乙' });
    expect(reasonsOf(await submitEnd(clerk, account, { reason: '合并' }, TODAY))).toEqual(['filing-under-way']);

    const put = { platform: 'wechat', name: '备案变更甲', unit, status: 'active', openedOn: '2020-01-01', verification: '后来改的' };
    accepted(await editAccount(COMMAND_LINE, account, { ...put, ...EXPLAINED }, TODAY, { version: before.version, changedOn: TODAY, correctsName: false }));
    accepted(await move(district, id, 'complete'));
    expect(await readAccount(clerk, account)).toMatchObject({ name: '备案变更乙', verification: '后来改的' });
    expect((await readAccount(clerk, account))?.names.at(-1)?.from).toBe('2026-11-01');
  });

  it('does not end an account: that has a filing of its own', async () => {
    const account = accepted(await registerAccount(COMMAND_LINE, texts(), TODAY));
    expect(reasonsOf(await submitChange(clerk, account, 1, { status: 'closed' }, TODAY))).toEqual(['end-has-own-filing']);
    expect(reasonsOf(await submitChange(elsewhere, account, 1, { name: '别人的' }, TODAY))).toEqual(['not-found']);
  });
});

describe('a closure', () => {
  it('takes the account out from its day, in three steps', async () => {
    const account = accepted(await registerAccount(COMMAND_LINE, texts({ name: '备案关停甲', openedOn: '2020-01-01' }), TODAY));
    expect(reasonsOf(await submitEnd(clerk, account, {}, TODAY))).toEqual(['filing-reason-needed']);
    const id = accepted(await submitEnd(clerk, account, { reason: '无力维护' }, TODAY));
    expect(reasonsOf(await move(clerk, id, 'agree'))).toEqual(['not-allowed']);
    accepted(await move(district, id, 'agree'));
    expect(reasonsOf(await move(clerk, id, 'announce', { day: '2026-11-10' }))).toEqual(['notice-link-needed']);
    accepted(await move(clerk, id, 'announce', { day: '2026-11-10', link: 'https://example.gov.cn/1' }));
    accepted(await move(clerk, id, 'close', { day: '2026-11-15' }));
    expect(await open('2026-11-14', '备案关停甲')).toBe(0); // 停更
    expect(await open('2026-11-09', '备案关停甲')).toBe(1);
    accepted(await move(clerk, id, 'cancel', { day: '2026-11-19' }));
    expect(await read(clerk, id)).toMatchObject({ state: 'done', effectiveOn: '2026-11-15', decidedBy: district.name });
    expect((await readAccount(clerk, account))?.standings.map(({ status, from }) => [status, from])).toEqual([
      ['active', '2020-01-01'],
      ['paused', '2026-11-10'],
      ['closed', '2026-11-15'],
      ['cancelled', '2026-11-19'],
    ]);
    expect(reasonsOf(await submitEnd(clerk, account, { reason: '再来' }, TODAY))).toEqual(['already-cancelled']);
  });
});

describe('who sees and decides', () => {
  it('is said by grants: others find nothing', async () => {
    const id = await submitted();
    expect(await readFiling(elsewhere, id, TODAY)).toBeNull();
    expect(reasonsOf(await move(elsewhere, id, 'agree'))).toEqual(['filing-not-found']);
    expect(reasonsOf(await move(clerk, id, 'agree'))).toEqual(['not-allowed']);
    expect(reasonsOf(await move(auditor, id, 'agree'))).toEqual(['not-allowed']);
    expect((await read(auditor, id)).moves).toEqual([]);
    const views = async (actor: Actor, view: 'inbox' | 'below' | 'asked' | 'all') =>
      (await listFilings(actor, { view }, TODAY, ALL)).items.some((each) => each.id === id);
    expect(await Promise.all([views(district, 'inbox'), views(city, 'inbox'), views(elsewhere, 'all'), views(clerk, 'asked')])).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(await views(city, 'below')).toBe(true);
  });

  it('keeps contacts from those who may not see them', async () => {
    const id = await submitted({ contactName: '张三', contactPhone: '0571-12345678' });
    expect(JSON.stringify(await read(district, id))).toContain('张三');
    expect(JSON.stringify(await read(auditor, id))).not.toMatch(/张三|12345678/);
  });

  it('lets a rule climb to a higher office', async () => {
    await db().filingRule.create({ data: { regionCode: '330100', kind: 'opening', level: 'prefecture', from: new Date('2026-01-01') } });
    const id = await submitted();
    expect((await read(city, id)).office).toBe('杭州市');
    expect(reasonsOf(await move(district, id, 'agree'))).toEqual(['not-allowed']);
    accepted(await move(city, id, 'agree'));
    await db().filingRule.deleteMany();
  });

  it('tells the second of two who decide at the same moment what the first has done', async () => {
    const id = await submitted();
    const seen = { id, version: (await read(district, id)).version };
    const decisions = await Promise.all([
      moveFiling(district, seen, 'complete', {}, TODAY),
      moveFiling(city, seen, 'return', { 'reason-incomplete': 'yes' }, TODAY),
    ]);
    expect(decisions.map(({ accepted: done }) => done).sort()).toEqual([false, true]);
    const lost = decisions.find((each) => !each.accepted);
    expect(lost && !lost.accepted && lost.findings[0]).toMatchObject({
      reason: 'filing-moved',
      facts: { number: id, by: expect.stringContaining('registrar') },
    });
    const { steps, version } = await read(district, id);
    expect([steps.length, version]).toEqual([2, 2]);
  });
});

describe('many at once', () => {
  it('are decided one by one: what is refused stays, and says why', async () => {
    const [good, gone] = [await submitted(), await submitted()];
    accepted(await move(clerk, gone, 'withdraw'));
    const outcomes = await decideMany(
      district,
      [
        { id: good, version: 1 },
        { id: gone, version: 1 },
      ],
      'complete',
      TODAY,
    );
    expect(outcomes.map(({ id, refused }) => [id, refused?.map(({ reason }) => reason) ?? null])).toEqual([
      [good, null],
      [gone, ['filing-moved']],
    ]);
    expect((await read(district, good)).state).toBe('done');
  });
});

it('the steps of a filing are append-only', async () => {
  const id = await submitted();
  await expect(db().filingEvent.updateMany({ where: { filingId: id }, data: { text: '改过' } })).rejects.toThrow('append-only');
  await expect(db().filingEvent.deleteMany({ where: { filingId: id } })).rejects.toThrow('append-only');
});

it('filings are listed by when they are due, or by when they were entered', async () => {
  const ids = async (sort?: 'newest' | 'oldest') => (await listFilings(COMMAND_LINE, { view: 'all', sort }, TODAY, ALL)).items.map(({ id }) => id);
  const newest = await ids('newest');
  expect(newest.length).toBeGreaterThan(2);
  expect(newest).toEqual([...newest].sort((a, b) => b - a));
  expect(await ids('oldest')).toEqual([...newest].reverse());
  expect(await ids()).not.toEqual(newest);
});
