import { describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import type { Decision } from '@/lib/decision';
import type { RowTexts } from '@/lib/exchange/columns';
import { editAccount } from './account-edit';
import { listAccounts, listAccountsAfter } from './account-list';
import { readAccount } from './account-read';
import { registerAccount } from './account-register';
import { db } from './client';
import { EXPLAINED } from './filing-given';
import { registerUnit } from './units';

const TODAY = '2026-11-20';
const VIEWER: Actor = { ...NOBODY, userId: 1, grants: [{ role: 'viewer', regionCode: '000000', sectorCode: null, unitId: null }] };
const FILTER = {
  asOf: TODAY,
  platforms: [],
  regions: [],
  scope: 'subtree' as const,
  sectors: [],
  tiers: [],
  ranks: [],
  holders: [],
  statuses: [],
  provenances: [],
  unitId: null,
  text: null,
};

function accepted<T>(decision: Decision<T>): T {
  if (!decision.accepted) throw new Error(`refused: ${JSON.stringify(decision.findings)}`);
  return decision.change;
}

function reasons(decision: Decision<unknown>): string[] {
  return decision.accepted ? [] : decision.findings.filter(({ severity }) => !severity).map(({ reason }) => reason);
}

const register = async (texts: RowTexts, today = TODAY) => accepted(await registerAccount(COMMAND_LINE, { ...texts, ...EXPLAINED }, today));

async function view(id: number) {
  const account = await readAccount(COMMAND_LINE, id);
  if (!account) throw new Error(`no account ${id}`);
  return account;
}

async function edit(
  id: number,
  texts: RowTexts,
  { changedOn = TODAY, version, correctsName = false }: { changedOn?: string; version?: number; correctsName?: boolean } = {},
) {
  const before = await view(id);
  const now = before.standings.at(-1);
  const kept: RowTexts = {
    platform: before.platform,
    name: before.name,
    platformId: before.platformId ?? '',
    handle: before.handle ?? '',
    unit: `#${now?.unitId}`,
    status: now?.status,
    holder: before.holder,
    openedOn: before.openedOn ?? '',
  };
  return editAccount(COMMAND_LINE, id, { ...kept, ...texts, ...EXPLAINED }, TODAY, { version: version ?? before.version, changedOn, correctsName });
}

describe('accounts by their followers', () => {
  it('stand from most to fewest of the day, or the other way, and those of which nobody knows last', async () => {
    const ids: Record<string, number> = {};
    for (const name of ['试验粉丝甲', '试验粉丝乙', '试验粉丝丙', '试验粉丝丁'])
      ids[name] = await register({ platform: '微博', name, openedOn: '2012-01-01', unit: '试验粉丝局', region: '110101', sector: '教育' });
    const counted = (name: string, day: string, value: number | null) => ({
      accountId: ids[name] ?? 0,
      day: new Date(day),
      metric: 'followers',
      value,
      source: 'test',
    });
    await db().snapshot.createMany({
      data: [
        counted('试验粉丝甲', '2015-01-01', 900),
        counted('试验粉丝甲', '2016-01-01', 20),
        counted('试验粉丝甲', '2016-02-01', null),
        counted('试验粉丝乙', '2015-01-01', 300),
        counted('试验粉丝丙', '2017-01-01', 0),
      ],
    });
    const list = async (sort: 'followers' | '-followers', asOf: string, text: string | null, skip = 0) => {
      const asked = { ...FILTER, asOf, text, regions: ['110101'], ...(text ? {} : { unitId: (await view(ids.试验粉丝甲 ?? 0)).standings[0]?.unitId ?? 0 }) };
      return (await listAccounts(asked, { sort, skip, take: 10 })).items.map(({ name, followers }) => `${name.slice(-1)} ${followers ?? '—'}`);
    };
    for (const text of [null, '试验粉丝']) {
      expect(await list('-followers', TODAY, text)).toEqual(['乙 300', '甲 20', '丙 0', '丁 —']);
      expect(await list('followers', TODAY, text)).toEqual(['丙 0', '甲 20', '乙 300', '丁 —']);
      expect(await list('-followers', TODAY, text, 3)).toEqual(['丁 —']); // walked to from the end
      expect((await list('-followers', '2015-06-30', text)).slice(0, 2)).toEqual(['甲 900', '乙 300']);
    }
  });
});

describe('registering an account', () => {
  it('makes the unit that the register does not have, as the standard body its name says', async () => {
    const id = await register({ platform: 'wechat', name: '试验晋江公安', unit: '晋江市公安局', region: '晋江', sector: '公安' });
    expect((await view(id)).standings).toMatchObject([
      {
        unit: '晋江市公安局',
        regionCode: '350582',
        sectorCode: 'public-security',
        tier: 'county',
        rank: 'below-county-division',
        status: 'active',
        from: TODAY,
        until: null,
      },
    ]);
    expect(await db().unitStanding.findFirst({ where: { name: '晋江市公安局' } })).toMatchObject({ standardBody: true });
  });

  it.each([
    ['2014', '2014-12-31'],
    ['2014-02', '2014-02-28'],
    ['2014-02-03', '2014-02-03'],
    ['2026', TODAY],
    ['', TODAY],
  ])('opened %s counts from %s', async (openedOn, from) => {
    const id = await register({ platform: '微博', name: `试验日期${openedOn}`, openedOn, unit: '试验日期单位', region: '110101', sector: '教育' });
    expect((await view(id)).standings[0]?.from).toBe(from);
  });

  it('that is closed already counts until it was closed', async () => {
    const id = await register({ platform: '微博', name: '试验已关', openedOn: '2012-05-01', closedOn: '2015-06-30', unit: '试验日期单位' });
    expect((await view(id)).standings).toMatchObject([
      { status: 'active', from: '2012-05-01', until: '2015-06-30' },
      { status: 'closed', from: '2015-06-30', until: null },
    ]);
  });

  it('is told what was noticed and stopped nothing', async () => {
    const texts = { platform: '微博', unit: '试验提示局', region: '110101', sector: '教育', openedOn: '2012-05-01' };
    const said = (decision: Decision<number>) => (decision.accepted ? decision.told?.map(({ field, reason }) => `${field} ${reason}`) : null);
    expect(said(await registerAccount(COMMAND_LINE, { ...texts, name: '试验提示一' }, TODAY))).toEqual(['unit unit-provisional']);
    const second = { ...texts, name: '试验提示二', sector: '体育', contactName: '某', 'waive-second-account': '两类业务' };
    expect(said(await registerAccount(COMMAND_LINE, second, TODAY))).toEqual(['sector unit-differs', 'waive-second-account waiver-given']);
    expect(said(await registerUnit(COMMAND_LINE, { unit: '试验提示旅游局', region: '110101', sector: '旅游' }, TODAY))).toEqual(['sector sector-succeeded']);
    expect(said(await registerUnit(COMMAND_LINE, { unit: '试验提示体育局', region: '110101', sector: '体育' }, TODAY, false))).toBeUndefined();
  });

  it('of an official ranks as the post, not as the unit', async () => {
    const id = await register({
      platform: '微博',
      name: '试验官员',
      holder: '个人',
      person: '某某',
      post: '副局长',
      rank: '厅局级',
      unit: '试验北京局',
      region: '北京',
      sector: '教育',
    });
    expect(await view(id)).toMatchObject({ holder: 'official', person: '某某', standings: [{ rank: 'bureau', post: '副局长' }] });
    const other = await register({ platform: '微博', name: '试验官员二', holder: '个人', person: '某甲', post: '民警', unit: '试验北京局' });
    expect((await view(other)).standings[0]?.rank).toBeNull();
  });

  it('is refused when the register has it: by id, by handle, or by name and owner', async () => {
    const first = {
      platform: 'wechat',
      name: '试验重名',
      platformId: 'gh_0123456789ab',
      handle: 'shiyanchongming',
      unit: '试验重名单位',
      region: '110101',
      sector: '教育',
    };
    await register(first);
    for (const again of [
      { ...first, name: '别名', handle: '' },
      { ...first, name: '别名', platformId: '' },
      { ...first, platformId: '', handle: '' },
    ]) {
      expect(reasons(await registerAccount(COMMAND_LINE, again, TODAY))).toEqual(['account-exists']);
    }
  });

  it('refuses an owner of several candidates and names them', async () => {
    await register({ platform: 'wechat', name: '试验同名甲', unit: '试验同名局', region: '110101', sector: '教育' });
    await register({ platform: 'wechat', name: '试验同名乙', unit: '试验同名局', region: '110102', sector: '教育' });
    const decision = await registerAccount(COMMAND_LINE, { platform: 'wechat', name: '试验同名丙', unit: '试验同名局' }, TODAY);
    expect(decision.accepted ? [] : decision.findings.flatMap(({ options }) => options?.map(({ label }) => label) ?? [])).toEqual([
      '试验同名局，北京市 东城区（110101），教育，政府部门',
      '试验同名局，北京市 西城区（110102），教育，政府部门',
    ]);
  });

  it('writes nothing for a viewer or a visitor', async () => {
    for (const actor of [VIEWER, NOBODY])
      expect(
        reasons(await registerAccount(actor, { platform: 'wechat', name: '试验无权', unit: '试验同名局', region: '110101', sector: '教育' }, TODAY)),
      ).toEqual(['not-allowed']);
    expect(await db().accountName.count({ where: { name: '试验无权' } })).toBe(0);
  });
});

describe('changing an account', () => {
  it('closes the old name and opens the new one; the former name still finds it', async () => {
    const id = await register({ platform: '微博', name: '试验旧名', unit: '试验改名单位', region: '110101', sector: '教育', openedOn: '2012-01-01' });
    accepted(await edit(id, { name: '试验新名' }, { changedOn: '2015-03-01' }));
    expect((await view(id)).names).toEqual([
      { name: '试验旧名', from: null, until: '2015-03-01' },
      { name: '试验新名', from: '2015-03-01', until: null },
    ]);
    const found = async (text: string, asOf = TODAY) =>
      (await listAccounts({ ...FILTER, text, asOf }, { sort: 'name', skip: 0, take: 10 })).items.map(({ name }) => name);
    expect(await found('试验旧名')).toEqual(['试验新名']);
    expect(await found('试验旧名', '2014-01-01')).toEqual(['试验旧名']);
    expect(await found('shiyanjiuming')).toEqual(['试验新名']);
    expect(await found('syjm')).toEqual(['试验新名']);
  });

  it('puts a slip of the pen right without a history', async () => {
    const id = await register({ platform: '微博', name: '试验笔勿', unit: '试验改名单位' });
    accepted(await edit(id, { name: '试验笔误' }, { correctsName: true }));
    expect((await view(id)).names).toEqual([{ name: '试验笔误', from: null, until: null }]);
  });

  it('moves it to another owner from a day; days before stay as they were', async () => {
    const id = await register({ platform: '微博', name: '试验移交', unit: '试验原主办', region: '110101', sector: '教育', openedOn: '2012-01-01' });
    accepted(await edit(id, { unit: '试验新主办', region: '110102', sector: '公安' }, { changedOn: '2018-01-01' }));
    expect((await view(id)).standings).toMatchObject([
      { unit: '试验原主办', regionCode: '110101', sectorCode: 'education', from: '2012-01-01', until: '2018-01-01' },
      { unit: '试验新主办', regionCode: '110102', sectorCode: 'public-security', from: '2018-01-01', until: null },
    ]);
    const before = await listAccounts({ ...FILTER, asOf: '2017-12-31', regions: ['110101'], text: '试验移交' }, { sort: 'name', skip: 0, take: 10 });
    expect(before.total).toBe(1);
  });

  it('tells the later of two editors, and keeps what the earlier one wrote', async () => {
    const id = await register({ platform: '微博', name: '试验并行', unit: '试验改名单位' });
    const { version } = await view(id);
    accepted(await edit(id, { verification: '先到' }, { version }));
    expect(reasons(await edit(id, { verification: '后到' }, { version }))).toEqual(['changed-meanwhile']);
    expect((await view(id)).verification).toBe('先到');
  });

  it('lets only one of two simultaneous editors through', async () => {
    const id = await register({ platform: '微博', name: '试验同时', unit: '试验改名单位' });
    const { version } = await view(id);
    const outcomes = await Promise.all(['甲', '乙', '丙'].map((verification) => edit(id, { verification }, { version })));
    expect(outcomes.filter((outcome) => outcome.accepted)).toHaveLength(1);
    expect((await view(id)).version).toBe(version + 1);
  });

  it.each([
    [{ name: '' }, {}, 'name-needed'],
    [{ platformId: '1.23E+09' }, {}, 'scientific-notation'],
    [{}, { changedOn: '2027-01-01' }, 'date-future'],
    [{ unit: '#999999' }, {}, 'unit-number-unknown'],
  ] as const)('refuses %o %o with %s and changes nothing', async (texts, change, reason) => {
    const id = await register({ platform: '微博', name: `试验拒改${reason}`, unit: '试验改名单位' });
    const before = await view(id);
    expect(reasons(await edit(id, texts, change))).toContain(reason);
    expect(await view(id)).toEqual(before);
  });

  it('records what was and what is, in the same transaction', async () => {
    const id = await register({ platform: '微博', name: '试验留痕', unit: '试验改名单位' });
    accepted(await edit(id, { note: '改过' }));
    const events = await db().auditEvent.findMany({ where: { subjectType: 'account', subjectId: String(id) }, orderBy: { id: 'asc' } });
    expect(events.map(({ act }) => act)).toEqual(['account.register', 'account.edit']);
    expect(events[1]).toMatchObject({ via: 'command-line', before: { note: null }, after: { note: '改过' } });
  });
});

describe('reading accounts', () => {
  it('hides contacts and notes from those who may not see them', async () => {
    const id = await register({ platform: '微博', name: '试验联系人', unit: '试验改名单位', contactName: '张某', contactPhone: '010-0000', note: '内部' });
    expect(await readAccount(NOBODY, id)).toMatchObject({ contactName: null, contactPhone: null, note: null });
    expect(await readAccount(VIEWER, id)).toMatchObject({ contactName: null, contactPhone: null, note: null });
    expect(await readAccount(COMMAND_LINE, id)).toMatchObject({ contactName: '张*', contactPhone: '***-0000', note: '内部' });
  });

  it('pages through all of them by id without missing or repeating one', async () => {
    const ids: number[] = [];
    for (let after = 0, more = true; more; ) {
      const page = await listAccountsAfter(FILTER, after, 7);
      ids.push(...page.items.map(({ id }) => id));
      after = ids.at(-1) ?? 0;
      more = page.items.length > 0;
    }
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids).toHaveLength(await db().account.count());
  });

  it('takes a percent sign and an underscore as they are', async () => {
    for (const text of ['%', '_', '\\']) expect((await listAccounts({ ...FILTER, text }, { sort: 'name', skip: 0, take: 1 })).total).toBe(0);
  });
});

describe('the database itself', () => {
  it('refuses overlapping names, standings and slots', async () => {
    const id = await register({ platform: '微博', name: '试验约束', unit: '试验约束单位', region: '110105', sector: '教育' });
    await expect(db().accountName.create({ data: { accountId: id, name: '重叠', pinyin: '', initials: '' } })).rejects.toThrow(/account_name_periods/);
    const standing = await db().standing.findFirstOrThrow({ where: { accountId: id } });
    await expect(db().standing.create({ data: { ...standing, id: undefined } })).rejects.toThrow(/standing_periods/);
  });

  it('lets nobody change or delete an audit event', async () => {
    await expect(db().auditEvent.updateMany({ data: { act: 'x' } })).rejects.toThrow(/permission denied/);
    await expect(db().auditEvent.deleteMany()).rejects.toThrow(/permission denied/);
  });
});
