import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { registerAccount } from './account-register';
import { db } from './client';
import { removeShown } from './demonstration';
import { accepted, EXPLAINED, givenActor, reasonsOf } from './filing-given';
import { changeGroup, endGroup, joinGroup, leaveGroup, makeGroup } from './group-write';
import { listGroups, membersOf, readGroup, summaryOf, unitsInNoGroup } from './groups';
import { imported, undo } from './import-told';
import { registerUnit } from './units';

const TODAY = '2026-11-20';
const ids = new Map<string, number>();
const number = (name: string) => ids.get(name) ?? 0;

async function opened(name: string, unit: string, region: string, platform = 'weibo'): Promise<void> {
  const texts = { platform, name, unit, region, sector: '体育', openedOn: '2020-01-01', ...EXPLAINED };
  ids.set(`${name} ${platform}`, accepted(await registerAccount(COMMAND_LINE, texts, TODAY)));
}

async function measured(name: string, metric: string, value: number | null, day: string): Promise<void> {
  await db().snapshot.create({ data: { accountId: number(name), day: new Date(day), metric, value, source: '试验' } });
}

let lead = 0;
let id = 0;
const texts = () => ({ groupName: '杭州体育矩阵', groupKind: 'matrix', unit: `#${lead}`, 'on-weibo': 'yes', from: '2021-01-01' });
const version = async (group = id) => String((await readGroup(group, TODAY))?.version);

beforeAll(async () => {
  lead = accepted(await registerUnit(COMMAND_LINE, { unit: '杭州市体育宣传中心', region: '杭州市', sector: '体育' }, TODAY));
  await opened('杭州体育', `#${lead}`, '杭州市');
  await opened('上城体育', '上城区体育中心', '上城区');
  await opened('西湖体育', '西湖区体育中心', '330106');
  await opened('西湖体育', '西湖区体育中心', '330106', 'wechat');
  await opened('宁波体育', '宁波市体育中心', '宁波市');
  id = accepted(await makeGroup(COMMAND_LINE, texts(), TODAY));
});

describe('a group', () => {
  it('is led by one unit or one account, and stands where that does', async () => {
    expect(await readGroup(id, TODAY)).toMatchObject({
      name: '杭州体育矩阵',
      kind: 'matrix',
      lead: '杭州市体育宣传中心',
      region: '杭州市',
      platforms: ['weibo'],
      members: 0,
    });
    expect(reasonsOf(await makeGroup(COMMAND_LINE, { ...texts(), leadAccount: '杭州体育' }, TODAY))).toEqual(['group-lead-needed']);
    const wrong = { groupName: '', groupKind: 'club', unit: '无此单位', from: '2027-01-01' };
    expect(reasonsOf(await makeGroup(COMMAND_LINE, wrong, TODAY))).toEqual(['group-name-needed', 'group-kind-needed', 'unit-to-choose', 'date-future']);
    const hall = accepted(await makeGroup(COMMAND_LINE, { groupName: '宁波发布厅', groupKind: 'hall', leadAccount: '宁波体育', from: '2022-01-01' }, TODAY));
    expect(await readGroup(hall, TODAY)).toMatchObject({ lead: '宁波体育', leadUnitId: null, region: '宁波市', platforms: [] });
    expect((await listGroups(TODAY, '330100')).map(({ name }) => name)).toEqual(['杭州体育矩阵']);
    expect((await listGroups(TODAY)).length).toBe(2);
  });

  it('takes a pasted list exactly, or not at all', async () => {
    const accounts = `杭州体育\n#${number('上城体育 weibo')}\n西湖体育\n无此号`;
    const decision = await joinGroup(COMMAND_LINE, id, { accounts, joinedOn: '2021-03-01', version: await version() }, TODAY);
    expect(decision).toMatchObject({
      accepted: false,
      findings: [
        { reason: 'group-line-ambiguous', facts: { candidates: expect.stringContaining(`#${number('西湖体育 wechat')}`) } },
        { reason: 'group-line-unknown' },
      ],
    });
    expect(await db().groupMember.count()).toBe(0);
    const exact = `杭州体育\n#${number('上城体育 weibo')}\n西湖体育（#${number('西湖体育 weibo')}）\n宁波体育`;
    accepted(await joinGroup(COMMAND_LINE, id, { accounts: exact, joinedOn: '2021-03-01', version: await version() }, TODAY));
    expect(await db().groupMember.count()).toBe(4);
    expect(await db().auditEvent.count({ where: { act: 'group.join', subjectId: String(id) } })).toBe(1);
  });

  it('has an account once at a time, in the form and in the database', async () => {
    const again = { accounts: '杭州体育', joinedOn: '2024-01-01', version: await version() };
    expect(reasonsOf(await joinGroup(COMMAND_LINE, id, again, TODAY))).toEqual(['group-member-twice']);
    expect(reasonsOf(await joinGroup(COMMAND_LINE, id, { ...again, joinedOn: '2020-01-01' }, TODAY))).toEqual(['group-not-begun']);
    const twice = { groupId: id, accountId: number('杭州体育 weibo'), from: new Date('2022-01-01') };
    await expect(db().groupMember.create({ data: twice })).rejects.toThrow();
  });

  it('tells where its members are, what they post, and the lead beside the others: of what is known', async () => {
    await measured('杭州体育 weibo', 'followers', 900, '2026-10-01');
    await measured('杭州体育 weibo', 'followers', null, '2026-11-01');
    await measured('上城体育 weibo', 'followers', 100, '2026-11-01');
    await measured('上城体育 weibo', 'posts', 7, '2026-11-02');
    await measured('上城体育 weibo', 'posts', 5, '2026-11-03');
    await measured('上城体育 weibo', 'posts', 50, '2026-09-03');
    await measured('西湖体育 weibo', 'posts', null, '2026-11-03');
    const group = await readGroup(id, TODAY);
    if (!group) throw new Error('no group');
    const members = await membersOf(id, TODAY, { from: '2026-11-01', to: TODAY });
    const summary = await summaryOf(group, members, TODAY);
    expect(summary.posts).toEqual({ of: 4, known: 1, sum: 12, mean: 12, median: 12 });
    expect(summary.lead).toMatchObject({ of: 1, known: 1, sum: 900 });
    expect(summary.others).toMatchObject({ of: 3, known: 1, sum: 100 });
    const held = summary.table.rows.filter(({ total }) => total > 0).map(({ name, code, cells }) => [name || code, cells]);
    expect(held).toEqual([
      ['杭州市', [1]],
      ['上城区', [1]],
      ['西湖区', [1]],
      ['elsewhere', [1]],
    ]);
    expect(summary.table.sectors.map(({ name }) => name)).toEqual(['体育']);
    expect(summary.table.rows.filter(({ total }) => total === 0).map(({ name }) => name)).toContain('滨江区');
    expect(await membersOf(id, '2021-02-28', { from: '2021-01-01', to: '2021-02-28' })).toEqual([]);
  });

  it('knows which units of the region are in none', async () => {
    await opened('余杭体育', '余杭区体育中心', '余杭区');
    const { items, total } = await unitsInNoGroup('330100', TODAY, 0, 5000);
    const names = items.map(({ name }) => name);
    expect(total).toBe(items.length);
    expect(names).toContain('余杭区体育中心');
    expect(names).not.toContain('上城区体育中心');
    expect((await unitsInNoGroup('330100', '2021-02-01', 0, 5000)).items.map(({ name }) => name)).toContain('上城区体育中心');
  });

  it('loses a member on a day, or who never was one', async () => {
    const member = async (name: string) =>
      (await membersOf(id, TODAY, { from: TODAY, to: TODAY })).find(({ accountId }) => accountId === number(name))?.id ?? 0;
    const leaving = await member('西湖体育 weibo');
    expect(reasonsOf(await leaveGroup(COMMAND_LINE, id, leaving, { until: '2021-02-01', version: await version() }, TODAY))).toEqual([
      'relation-until-before-from',
    ]);
    accepted(await leaveGroup(COMMAND_LINE, id, leaving, { until: '2023-01-01', version: await version() }, TODAY));
    accepted(await leaveGroup(COMMAND_LINE, id, await member('宁波体育 weibo'), { until: '2021-03-01', version: await version() }, TODAY));
    expect((await membersOf(id, '2022-01-01', { from: TODAY, to: TODAY })).map(({ name }) => name)).toEqual(['杭州体育', '上城体育', '西湖体育']);
    expect((await membersOf(id, TODAY, { from: TODAY, to: TODAY })).length).toBe(2);
    accepted(await joinGroup(COMMAND_LINE, id, { accounts: `#${number('西湖体育 weibo')}`, joinedOn: '2023-01-01', version: await version() }, TODAY));
  });

  it('is renamed from a day on, and ends with all memberships', async () => {
    const change = { ...texts(), groupName: '杭州体育微博群', groupKind: 'cluster', version: await version() };
    expect(reasonsOf(await changeGroup(COMMAND_LINE, id, change, TODAY))).toEqual(['move-day-needed']);
    accepted(await changeGroup(COMMAND_LINE, id, { ...change, renamedOn: '2024-01-01' }, TODAY));
    expect(await readGroup(id, '2023-12-31')).toMatchObject({ name: '杭州体育矩阵' });
    expect(await readGroup(id, TODAY)).toMatchObject({ name: '杭州体育微博群', kind: 'cluster' });
    expect(reasonsOf(await changeGroup(COMMAND_LINE, id, { ...change, renamedOn: '2024-01-01' }, TODAY))).toEqual(['changed-meanwhile']);
    expect(reasonsOf(await endGroup(COMMAND_LINE, id, { endedOn: '2021-01-01', version: await version() }, TODAY))).toEqual(['date-not-after']);
    accepted(await endGroup(COMMAND_LINE, id, { endedOn: '2026-11-01', version: await version() }, TODAY));
    expect(await readGroup(id, TODAY)).toMatchObject({ until: '2026-11-01', members: 0, name: '杭州体育微博群' });
    expect(reasonsOf(await endGroup(COMMAND_LINE, id, { endedOn: '2026-11-10', version: await version() }, TODAY))).toEqual(['group-ended']);
  });
});

describe('what groups hold on to', () => {
  it('an import is not taken back once its accounts are in a group', async () => {
    const batch = await imported('accounts', ['平台,账号名称,主办单位,行政区划代码,职能系统', '微博,临安体育,临安区体育中心,临安区,体育']);
    const group = accepted(await makeGroup(COMMAND_LINE, { ...texts(), groupName: '临安矩阵' }, TODAY));
    accepted(await joinGroup(COMMAND_LINE, group, { accounts: '临安体育', joinedOn: TODAY, version: '1' }, TODAY));
    const refused = await undo(batch);
    expect(reasonsOf(refused)).toContain('undo-grouped');
  });

  it('members leave with the demonstration', async () => {
    const account = await db().account.findFirstOrThrow({ where: { names: { some: { name: '临安体育' } } } });
    await db().account.update({ where: { id: account.id }, data: { provenance: 'synthetic' } });
    await db().filing.updateMany({ where: { accountId: account.id }, data: { accountId: null } });
    await db().$transaction((tx) => removeShown(tx as never, ['synthetic']));
    expect(await db().groupMember.count({ where: { accountId: account.id } })).toBe(0);
  });
});

describe('who may', () => {
  it.each([
    ['registrar', '330100', true],
    ['administrator', '330000', true],
    ['registrar', '330102', false],
    ['registrar', '440000', false],
    ['clerk', '330100', false],
    ['viewer', '000000', false],
    ['auditor', '000000', false],
  ] as const)('%s of %s, for a group that a unit of 330100 leads: %s', async (role, region, allowed) => {
    const actor = await givenActor(role, region);
    const given = accepted(await makeGroup(COMMAND_LINE, { ...texts(), groupName: `${role}${region}` }, TODAY));
    const held = await db().groupMember.count();
    const tries = [
      await makeGroup(actor, { ...texts(), groupName: `${role}${region}二` }, TODAY),
      await joinGroup(actor, given, { accounts: '杭州体育', joinedOn: '2022-01-01', version: '1' }, TODAY),
      await changeGroup(actor, given, { ...texts(), groupName: `${role}${region}`, note: '改', version: allowed ? '2' : '1' }, TODAY),
      await endGroup(actor, given, { endedOn: '2026-11-01', version: allowed ? '3' : '1' }, TODAY),
    ];
    expect(tries.map(({ accepted: done }) => done)).toEqual(tries.map(() => allowed));
    if (!allowed) expect(tries.map(reasonsOf)).toEqual(tries.map(() => ['not-allowed']));
    expect(await db().auditEvent.count({ where: { act: 'access.refuse', actorId: actor.userId } })).toBe(allowed ? 0 : tries.length);
    expect(await db().groupMember.count()).toBe(held + Number(allowed));
  });

  it('nobody leads a group over to another office', async () => {
    const registrar = await givenActor('registrar', '330100');
    const ningbo = await db().unitStanding.findFirstOrThrow({ where: { name: '宁波市体育中心' } });
    const given = accepted(await makeGroup(registrar, { ...texts(), groupName: '不移交' }, TODAY));
    expect(reasonsOf(await changeGroup(registrar, given, { ...texts(), groupName: '不移交', unit: `#${ningbo.unitId}`, version: '1' }, TODAY))).toEqual([
      'not-allowed',
    ]);
    expect(await readGroup(given, TODAY)).toMatchObject({ leadUnitId: lead, version: 1 });
  });
});
