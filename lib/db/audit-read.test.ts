import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, NOBODY, type Role } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import { EXCEPTIONS } from '@/lib/audit/exceptions';
import type { Decision } from '@/lib/decision';
import { dayOf } from '@/lib/taxonomy/day';
import { lookAtContact } from './account-contact';
import { editAccount } from './account-edit';
import { readAccount } from './account-read';
import { registerAccount } from './account-register';
import { record, recordAlone, refuseAct } from './audit';
import { ANY_EVENT, countExceptions, type EventFilter, latestBlocks, listEvents } from './audit-read';
import { sealAudit } from './audit-seal';
import { db, transaction } from './client';
import { makeGroup } from './group-write';
import { checkImport, readImportRows, runImport } from './imports';
import { enterRegionSet } from './region-sets';
import { endSession } from './sessions';
import { beginSession } from './sign-in';
import { setTarget } from './target-set';
import { createUser } from './users';

const TODAY = dayOf(new Date());
const FROM = { address: '10.0.0.7', requestId: 'request-7' };
const PLACE = { region: '三沙市', sector: '商务' };
const AUDITOR = holding(null, 'auditor');

function holding(userId: number | null, role: Role, regionCode = '000000'): Actor {
  return { userId, name: '试验者', via: 'web', grants: [{ role, regionCode, sectorCode: null, unitId: null }], from: FROM };
}

function accepted<T>(decision: Decision<T>): T {
  if (!decision.accepted) throw new Error(JSON.stringify(decision.findings));
  return decision.change;
}

const found = async (filter: Partial<EventFilter>, actor = AUDITOR) => (await listEvents(actor, { ...ANY_EVENT, ...filter }, { skip: 0, take: 100 })).items;
const acts = async (filter: Partial<EventFilter>, actor = AUDITOR) => (await found(filter, actor)).map(({ act, subjectId }) => `${act} ${subjectId}`);

let user = 0;
let account = 0;
let admin: Actor = NOBODY;

beforeAll(async () => {
  user = accepted(await createUser(COMMAND_LINE, { username: 'shencha', displayName: '审查试验', password: 'long-enough-one', role: 'administrator' }));
  admin = holding(user, 'administrator');
  const texts = { platform: '微信', name: '审计试验号', unit: '审计试验局', contactName: '张小三', contactPhone: '13812341234', ...PLACE };
  account = accepted(await registerAccount(admin, texts, TODAY));
});

it('events are listed either way round', async () => {
  const ids = async (oldestFirst: boolean) => (await found({ oldestFirst })).map(({ id }) => String(id));
  expect((await ids(false)).length).toBeGreaterThan(1);
  expect(await ids(true)).toEqual((await ids(false)).reverse());
});

describe('a change', () => {
  it('is recorded with who, from where, and of the contact only that there was one', async () => {
    const [event] = await db().auditEvent.findMany({ where: { act: 'account.register', subjectId: String(account) } });
    expect(event).toMatchObject({ actorId: user, actorName: `user-${user}`, requestId: 'request-7', address: null });
    expect(event?.after).toMatchObject({ contactName: '***', contactPhone: '***' });
    expect((await found({ acts: ['account.register'], subject: String(account) }))[0]).toMatchObject({ address: '10.0.0.7' });
  });

  it('leaves a contact that came back as it was shown, and takes one that was typed', async () => {
    const texts = { platform: 'wechat', name: '审计试验号', unit: '审计试验局', ...PLACE };
    const edit = async (contact: Record<string, string>) => {
      const { version = 0 } = (await readAccount(admin, account)) ?? {};
      accepted(await editAccount(admin, account, { ...texts, ...contact }, TODAY, { version, changedOn: TODAY, correctsName: false }));
      return accepted(await lookAtContact(admin, account));
    };
    expect(await readAccount(admin, account)).toMatchObject({ contactName: '张**', contactPhone: '138****1234' });
    expect(await edit({ contactName: '张**', contactPhone: '138****1234' })).toEqual({ contactName: '张小三', contactPhone: '13812341234' });
    expect(await edit({ contactName: '李四', contactPhone: '138****1234' })).toEqual({ contactName: '李四', contactPhone: '13812341234' });
    expect(await edit({})).toEqual({ contactName: null, contactPhone: null });
  });

  it('is told by the name of what it was done to, and of who did it as he is called now', async () => {
    expect((await found({ acts: ['account.register'], subject: String(account) }))[0]).toMatchObject({ who: '审查试验', subjectName: '审计试验号' });
    await db().user.update({ where: { id: user }, data: { displayName: '改名试验' } });
    expect((await found({ acts: ['account.register'], subject: '审计试验' }))[0]).toMatchObject({ who: '改名试验' });
  });

  it('and its event stand or fall together', async () => {
    const before = await db().auditEvent.count();
    await transaction(async (tx) => {
      await record(tx, admin, { act: 'account.edit', subjectType: 'account', subjectId: account });
      throw new Error('no');
    }).catch(() => undefined);
    expect(await db().auditEvent.count()).toBe(before);
  });
});

describe('an import', () => {
  it('is one event, found by each account that it made or changed; what it did stands in its rows', async () => {
    const run = async (name: string) => {
      const bytes = new TextEncoder().encode(`平台,平台ID,账号名称,主办单位,行政区划,职能系统\n微博,7300000099,${name},逐行试验局,三沙市,商务\n`);
      const { id } = accepted(await checkImport(admin, { name: '逐行.csv', bytes }, TODAY));
      accepted(await runImport(admin, id, TODAY, false));
      return id;
    };
    const [made, changed] = [await run('逐行试验'), await run('逐行更名试验')];
    const { accountId } = await db().accountName.findFirstOrThrow({ where: { name: '逐行更名试验' } });
    for (const subject of ['逐行试验', String(accountId)])
      expect(await found({ subjectType: 'account', subject })).toMatchObject([
        { act: 'import.run', subjectId: String(changed), address: '10.0.0.7' },
        { act: 'import.run', subjectId: String(made), address: '10.0.0.7' },
      ]);
    expect(await db().importBefore.findFirst({ where: { batchId: changed } })).toMatchObject({ names: [{ name: '逐行试验', until: null }] });
  });
});

describe('a look at a contact', () => {
  it('is recorded; where it is refused the attempt is, and nothing is shown', async () => {
    const before = (await found({ exceptions: ['looks'], userId: user })).length;
    accepted(await lookAtContact(admin, account));
    expect((await found({ exceptions: ['looks'], userId: user })).length).toBe(before + 1);
    const viewer = holding(user, 'viewer');
    expect(await lookAtContact(viewer, account)).toMatchObject({ accepted: false });
    const [refused] = await found({ acts: ['access.refuse'] });
    expect(refused).toMatchObject({ actorId: user, subjectId: String(account), after: { tried: 'account.read-contact' }, address: '10.0.0.7' });
    expect(await lookAtContact(admin, 999_999)).toMatchObject({ accepted: false, findings: [{ reason: 'not-found' }] });
  });
});

describe('a file that was handed in', () => {
  it('is shown with its contacts masked', async () => {
    const bytes = new TextEncoder().encode('平台,账号名称,联系人,备用,联系电话\n微信,导入遮蔽试验,张小三,13812341234,13812341234\n');
    const { id } = accepted(await checkImport(admin, { name: '遮蔽.csv', bytes }, TODAY));
    const [row] = await readImportRows(admin, id, { skip: 0 });
    expect(row?.cells).toEqual(['微信', '导入遮蔽试验', '张**', '13812341234', '138****1234']); // what an unknown column holds nobody knows
  });
});

describe('a refused attempt', () => {
  const viewer = () => holding(user, 'viewer');
  const change = { version: 1, changedOn: TODAY, correctsName: false };
  it.each<[string, () => Promise<unknown>]>([
    ['account.register', () => registerAccount(viewer(), {}, TODAY)],
    ['account.edit', () => editAccount(viewer(), account, {}, TODAY, change)],
    ['import.run', () => checkImport(viewer(), { name: 'x', bytes: new Uint8Array() }, TODAY)],
    ['user.manage', () => createUser(viewer(), { username: 'x', displayName: 'x', password: 'x', role: 'viewer' })],
  ])('is recorded: %s', async (tried, attempt) => {
    const before = await db().auditEvent.count();
    expect(await attempt()).toMatchObject({ accepted: false, findings: [{ reason: 'not-allowed' }] });
    expect(await db().auditEvent.count()).toBe(before + 1);
    expect((await found({ exceptions: ['refused'] }))[0]).toMatchObject({ act: 'access.refuse', after: { tried } });
  });

  it('is recorded whatever the address held', async () => {
    await refuseAct(holding(user, 'viewer'), 'desk.open', { subjectType: 'page', subjectId: `/desk/\0${'x'.repeat(9000)}` });
    expect((await found({ acts: ['access.refuse'] }))[0]?.subjectId).toMatch(/^\/desk\/\uFFFDx{400,500}$/);
  });

  it('of nobody in particular is not: anybody could fill the audit', async () => {
    const before = await db().auditEvent.count();
    await registerAccount(NOBODY, {}, TODAY);
    expect(await db().auditEvent.count()).toBe(before);
  });
});

describe('a sign-in', () => {
  it('is recorded with where it came from, refused or not, and so is its end', async () => {
    await beginSession('shencha', 'wrong', { ...FROM, userAgent: null });
    const session = accepted(await beginSession('shencha', 'long-enough-one', { ...FROM, userAgent: null }));
    await endSession(session, FROM);
    const events = (await found({ subjectType: 'session', userId: user })).reverse();
    expect(events.map(({ act, address }) => `${act} ${address}`)).toEqual(['session.refuse 10.0.0.7', 'session.begin 10.0.0.7', 'session.end 10.0.0.7']);
  });
});

describe('the search', () => {
  it('finds by who, by name, user name or number', async () => {
    const all = await acts({ userId: user });
    expect(all.length).toBeGreaterThan(5);
    expect(await acts({ who: '改名' })).toEqual(all);
    expect(await acts({ who: 'shencha' })).toEqual(all);
    expect(await acts({ who: '没有这个人' })).toEqual([]);
    expect(await acts({ who: 'command', acts: ['user.create'] })).toEqual([`user.create ${user}`]);
    expect(await acts({ who: '%' })).toEqual([]);
  });

  it('finds by act, by subject and by day of Shanghai', async () => {
    expect(await acts({ acts: ['account.register'], subject: '审计试验号' })).toEqual([`account.register ${account}`]);
    expect(await acts({ subjectType: 'user', subject: String(user) })).toEqual([`user.create ${user}`]);
    expect((await acts({ from: TODAY, until: TODAY })).length).toBeGreaterThan(5);
    expect(await acts({ until: '2020-01-01' })).toEqual([]);
    expect(await acts({ from: '2099-01-01' })).toEqual([]);
  });
});

describe('the exceptions', () => {
  it('are counted by kind, and a change of long ago is one', async () => {
    const before = await countExceptions(AUDITOR, { from: TODAY, until: TODAY });
    for (const changedOn of [TODAY, '2014-06-30'])
      await recordAlone(admin, { act: 'account.edit', subjectType: 'account', subjectId: account, after: { changedOn } });
    await recordAlone(admin, { act: 'import.run', subjectType: 'import', subjectId: 1, after: {} });
    expect(await countExceptions(AUDITOR, { from: TODAY, until: TODAY })).toEqual({ ...before, backdated: before.backdated + 1, bulk: before.bulk + 1 });
    expect(Object.keys(before)).toEqual([...EXCEPTIONS]);
  });
});

describe('the audit', () => {
  it.each([
    ['administrator', true],
    ['auditor', true],
    ['registrar', false],
    ['clerk', false],
    ['viewer', false],
  ] as const)('is read and exported by a %s: %s', async (role, allowed) => {
    expect([may(holding(user, role), 'audit.read'), may(holding(user, role), 'audit.export')]).toEqual([allowed, allowed]);
    expect((await found({}, holding(user, role))).length > 0).toBe(allowed);
  });

  it('is narrowed to what an auditor’s regions hold', async () => {
    const here = await acts({ subjectType: 'account' }, holding(null, 'auditor', '460000'));
    expect(here).toContain(`account.register ${account}`);
    expect(await acts({ subjectType: 'account' }, holding(null, 'auditor', '110000'))).toEqual([]);
    expect(await acts({ userId: user }, holding(null, 'auditor', '110000'))).toEqual([]);
  });

  it('is narrowed so for what is kept of a place: targets, sets, groups, rules, gaps, filings', async () => {
    const document = { documentNo: '琼政〔2026〕1号', issuer: '海南省人民政府', documentDate: '2026-01-05' };
    const target = { sector: '商务', measure: 'number', value: '3', dueOn: '2099-06-30', ...document };
    const [here, there] = [
      accepted(await setTarget(admin, { ...target, region: '三沙市' }, TODAY)),
      accepted(await setTarget(admin, { ...target, region: '北京' }, TODAY)),
    ];
    const set = accepted(await enterRegionSet(admin, { setName: '审计试验区', region: '海南省', members: '三沙市', ...document }, TODAY));
    const unit = (await readAccount(admin, account))?.standings[0]?.unitId;
    const group = accepted(await makeGroup(admin, { groupName: '审计矩阵', groupKind: 'matrix', unit: `#${unit}`, from: '2021-01-01' }, TODAY));
    for (const [subjectType, subjectId] of [
      ['gap', '460300.commerce.prefecture.weibo'],
      ['gap', '110000.commerce.provincial.weibo'],
    ] as const)
      await recordAlone(COMMAND_LINE, { act: 'gap.note', subjectType, subjectId });
    const [filing] = await db().filing.findMany({ where: { accountId: account }, select: { id: true } });
    await recordAlone(COMMAND_LINE, { act: 'filing.waive', subjectType: 'filing', subjectId: filing?.id ?? 0 });
    const ofPlaces = ['target.set', 'region-set.enter', 'group.make', 'gap.note', 'filing.waive'] as const;
    const seen = async (actor: Actor) => (await acts({ acts: [...ofPlaces] }, actor)).sort();
    expect(await seen(holding(null, 'auditor', '460000'))).toEqual(
      ['filing.waive', 'gap.note 460300.commerce.prefecture.weibo', `group.make ${group}`, `region-set.enter ${set}`, `target.set ${here}`].map((each) =>
        each === 'filing.waive' ? `${each} ${filing?.id}` : each,
      ),
    );
    expect(await seen(holding(null, 'auditor', '110000'))).toEqual(['gap.note 110000.commerce.provincial.weibo', `target.set ${there}`]);
    const bySector = (sectorCode: string): Actor => ({
      ...NOBODY,
      userId: null,
      grants: [{ role: 'auditor', regionCode: '460000', sectorCode, unitId: null }],
    });
    expect(await seen(bySector('commerce'))).toContain(`target.set ${here}`);
    expect(await seen(bySector('commerce'))).not.toContain(`region-set.enter ${set}`);
    expect(await seen(bySector('education'))).toEqual([]);
  });

  it('publishes of a block what says nothing of anybody', async () => {
    await sealAudit();
    const [block] = await latestBlocks(1);
    expect(Object.keys(block ?? {}).sort()).toEqual(['count', 'hash', 'number', 'previousHash', 'sealedAt']);
  });
});
