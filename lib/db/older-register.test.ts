// A register that was filled when only accounts, units, filings, files and the audit were there, brought to the present.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import { everything } from '@/lib/coverage/filter';
import { grantServer, prepareDatabase } from '@/scripts/database';
import { MIGRATIONS, migrationNames } from '@/scripts/migrate';
import { withClient } from '@/scripts/postgres';
import { here } from '@/scripts/test/here';
import { listAccounts } from './account-list';
import { readAccount } from './account-read';
import { registerAccount } from './account-register';
import { readAccountAsOf } from './as-of';
import { ANY_EVENT, listEvents } from './audit-read';
import { sealAudit } from './audit-seal';
import { verifyAudit } from './audit-verify';
import { closeDb, db } from './client';
import { readCoverage } from './coverage';
import { accepted, EXPLAINED } from './filing-given';
import { moveFiling } from './filing-move';
import { listFilings, publicFilings, readFiling } from './filing-read';
import { checkImport, listImports, readImportRows, runImport } from './imports';
import { appliedThen, FILLED_THEN, THEN } from './older-register-given';
import { readUnit } from './unit-read';

const TODAY = '2026-11-20';
const AUDITOR: Actor = { ...NOBODY, userId: 1, grants: [{ role: 'auditor', regionCode: '330000', sectorCode: null, unitId: null }] };
const { admin, owner, app } = here();
const name = `${new URL(process.env.DATABASE_URL ?? '').pathname.slice(1)}_older`;
const at = (address: string) => Object.assign(new URL(address), { pathname: `/${name}` }).href;
const own = process.env.DATABASE_URL;

beforeAll(async () => {
  await withClient(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  await withClient(admin, (client) => client.query(`CREATE DATABASE ${name} OWNER guta_owner`));
  const older = migrationNames().filter((each) => each <= THEN);
  expect(older.at(-1)).toBe(THEN);
  await withClient(at(owner), async (client) => {
    for (const each of older) await client.query(readFileSync(path.join(MIGRATIONS, each, 'migration.sql'), 'utf8'));
    await client.query(appliedThen(older));
    await client.query(FILLED_THEN);
    await grantServer(client, { databaseUrl: app, ownerUrl: owner });
  });
  process.env.DATABASE_URL = at(app);
  await closeDb();
  expect(await sealAudit()).toBe(1); // sealed as it was, before anything came to it
  const said: string[] = [];
  await prepareDatabase({ databaseUrl: at(app), ownerUrl: at(owner) }, (line) => void said.push(line));
  expect(said[0]).toBe(`Migrated the database (${migrationNames().length - older.length} new)`);
});

afterAll(async () => {
  await closeDb();
  process.env.DATABASE_URL = own;
  await withClient(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
});

const ALL = {
  ...{ asOf: TODAY, platforms: [], regions: [], scope: 'subtree' as const, sectors: [], tiers: [], ranks: [], holders: [], statuses: [], provenances: [] },
  unitId: null,
  text: null,
};
const list = async (narrowed: Partial<Parameters<typeof listAccounts>[0]>, sort: 'name' | '-followers' = 'name') => {
  const { items, total } = await listAccounts({ ...ALL, ...narrowed }, { sort, skip: 0, take: 3 });
  return { total, names: items.map((each) => each.name) };
};

describe('an older register that is brought forward', () => {
  it('lists and finds what it held, by any name and on any day', async () => {
    expect((await list({})).total).toBe(33);
    expect(await list({ text: '卫计' })).toMatchObject({ total: 30 }); // what they were called until 2019
    expect(await list({ text: '卫计30', asOf: '2018-06-01' })).toEqual({ total: 1, names: ['杭州卫计30'] });
    expect(await list({ text: 'xiachengjiaoyu' })).toEqual({ total: 1, names: ['下城教育'] });
    expect(await list({ statuses: ['closed'] })).toEqual({ total: 1, names: ['健康杭州30'] });
    expect(await list({}, '-followers')).toEqual({ total: 33, names: ['健康杭州20', '健康杭州19', '健康杭州18'] });
    expect((await list({ regions: ['330103'], asOf: '2015-06-01' })).total).toBe(2);
  });

  it('counts it where it stands, by the lists of today', async () => {
    const count = async (asOf: string, narrowed = {}) => (await readCoverage('region', 'sector', { ...everything(asOf), ...narrowed })).totals;
    expect(await count(TODAY)).toMatchObject({ accounts: 32 });
    expect(await count('2017-01-01', { platforms: ['weibo'] })).toMatchObject({ accounts: 31 });
    // 下城区 is no more by the list of today; what stood there stands in 杭州市 still.
    expect(await count(TODAY, { regions: ['330100'] })).toMatchObject({ accounts: 32 });
    const { cells } = await readCoverage('region', 'sector', { ...everything(TODAY), regions: ['330100'], platforms: ['wechat'] });
    expect(cells.find(({ row, column }) => row === '330100' && column === 'education')).toMatchObject({ accounts: 2, covered: 1 });
  });

  it('tells the history of each account and unit', async () => {
    const moved = await readAccount(COMMAND_LINE, 32, TODAY);
    expect(moved?.standings.map(({ unit, from, until }) => [unit, from, until])).toEqual([
      ['下城区教育局', '2013-01-01', '2016-01-01'],
      ['杭州市教育局', '2016-01-01', null],
    ]);
    expect((await readAccountAsOf(COMMAND_LINE, 1, '2018-12-01'))?.name).toBe('杭州卫计1');
    expect((await readUnit(COMMAND_LINE, 1, TODAY))?.history.map((each) => each.name)).toContain('杭州市卫计委');
    expect(await publicFilings(31)).toMatchObject([{ kind: 'opening' }]);
  });

  it('keeps its audit sound, its files and its people', async () => {
    expect(await verifyAudit()).toMatchObject({ fault: null, events: 3 });
    await sealAudit();
    expect((await verifyAudit()).fault).toBeNull();
    expect((await listEvents(AUDITOR, { ...ANY_EVENT, subjectType: 'account', subject: '1' }, { skip: 0, take: 9 })).items).toMatchObject([
      { act: 'account.edit' },
    ]);
    expect(await listImports(COMMAND_LINE)).toMatchObject([
      { id: 1, fileName: '下城.csv', status: 'done', counts: { rows: 2, written: 1 }, uploadedBy: '老管理员' },
    ]);
    expect((await readImportRows(COMMAND_LINE, 1, { skip: 0 })).map(({ verdict }) => verdict)).toEqual(['new', 'refused']);
    expect(await db().user.findMany({ select: { username: true, grants: { select: { regionCode: true } } }, orderBy: { id: 'asc' } })).toMatchObject([
      { username: 'old-admin', grants: [{ regionCode: '330000' }] },
      { username: 'old-clerk', grants: [{ regionCode: '330100' }] },
    ]);
    expect(await db().setting.findUnique({ where: { name: 'filing-days' } })).toMatchObject({ value: '15' });
  });

  it('goes on: a filing that waited is decided, an account entered, a file imported and counted', async () => {
    const [waiting] = (await listFilings(COMMAND_LINE, { view: 'all', state: 'submitted' }, TODAY, { skip: 0, take: 9 })).items;
    expect(waiting).toMatchObject({ id: 2, name: '健康杭州1' });
    const filing = await readFiling(COMMAND_LINE, 2, TODAY);
    accepted(await moveFiling(COMMAND_LINE, { id: 2, version: filing?.version ?? 0 }, 'complete', {}, TODAY));
    expect((await readAccount(COMMAND_LINE, 1, TODAY))?.name).toBe('健康杭州一号');
    const body = { unit: '杭州市教育局', region: '330100', sector: '教育', ...EXPLAINED };
    accepted(await registerAccount(COMMAND_LINE, { ...body, platform: '微博', name: '新来的' }, TODAY));
    const bytes = new TextEncoder().encode('平台,账号名称,主办单位\n微信,文件来的,杭州市卫健委\n微博,新来的,杭州市教育局\n');
    const batch = accepted(await checkImport(COMMAND_LINE, { name: 'x.csv', bytes }, TODAY));
    expect(batch.counts).toMatchObject({ new: 1, same: 1 });
    accepted(await runImport(COMMAND_LINE, batch.id, TODAY, false));
    expect((await list({})).total).toBe(35);
    expect((await readCoverage('region', 'sector', everything(TODAY))).totals.accounts).toBe(34);
    expect(await list({ text: '一号' })).toEqual({ total: 1, names: ['健康杭州一号'] });
  });
});
