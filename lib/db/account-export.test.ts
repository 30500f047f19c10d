import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import { accountWriter } from '@/lib/exchange/account-row';
import { BOM, csvLine, type FileCell } from '@/lib/exchange/csv';
import { spellingOf } from '@/lib/exchange/spelling';
import { workbook } from '@/lib/exchange/xlsx-write';
import { MESSAGES } from '@/lib/web/locale';
import { exportAccounts } from './account-export';
import { type AccountFilter, listAccounts } from './account-list';
import { db } from './client';
import { checkImport, readImportRows, runImport } from './imports';
import { reference } from './reference';
import { createUser } from './users';

const TODAY = '2026-11-20';
const ALL: AccountFilter = {
  asOf: TODAY,
  platforms: [],
  regions: [],
  scope: 'subtree',
  sectors: [],
  tiers: [],
  ranks: [],
  holders: [],
  statuses: [],
  provenances: [],
  unitId: null,
  text: null,
};
const TAKEN = { path: '/accounts', query: '' };
const HEADER =
  '平台,账号名称,平台ID,微信号或个性域名,主办单位,统一社会信用代码,行政区划代码,职能系统,单位层级,账号类别,姓名,职务,行政级别,微信类型,功能定位,开设日期,关停日期,状态,认证信息,联系人,联系电话,备注'.split(
    ',',
  );

async function bring(rows: string[][]): Promise<void> {
  const bytes = new TextEncoder().encode(BOM + [HEADER, ...rows].map(csvLine).join(''));
  const batch = await checkImport(COMMAND_LINE, { name: 'x.csv', bytes }, TODAY);
  if (!batch.accepted) throw new Error('not checked');
  const run = await runImport(COMMAND_LINE, batch.change.id, TODAY, true);
  if (!run.accepted) throw new Error(JSON.stringify(run.findings));
}

async function exported(actor: Actor, filter: AccountFilter, contacts = false, sort: 'name' | 'id' | '-opened' | '-followers' = 'name') {
  const stream = await exportAccounts(actor, filter, sort, { contacts, today: TODAY, taken: TAKEN });
  if (!stream.accepted) return stream;
  const { header, cells } = accountWriter(spellingOf(MESSAGES['zh-CN'].code, await reference(), TODAY), contacts);
  const rows: FileCell[][] = [header];
  for await (const batch of stream.change.rows) rows.push(...batch.map(cells));
  return { accepted: true as const, total: stream.change.total, rows };
}

async function rowsOf(actor: Actor, filter: AccountFilter, contacts = false, sort?: 'name' | 'id' | '-opened' | '-followers'): Promise<FileCell[][]> {
  const given = await exported(actor, filter, contacts, sort);
  if (!given.accepted) throw new Error('not exported');
  expect(given.rows.length - 1).toBe(given.total);
  return given.rows;
}

/** What an import of the file would do: its counts, and what it says of rows that are not the same. */
async function judged(bytes: Uint8Array, name: string) {
  const batch = await checkImport(COMMAND_LINE, { name, bytes }, TODAY);
  if (!batch.accepted) throw new Error('not checked');
  const rows = await readImportRows(COMMAND_LINE, batch.change.id, { skip: 0 });
  const { rows: count, same } = batch.change.counts;
  return {
    ...{ count, same, unknown: batch.change.facts?.unknown, findings: batch.change.findings },
    others: rows.filter(({ verdict }) => verdict !== 'same').map(({ cells, verdict, findings }) => ({ verdict, cells, findings })),
  };
}

const csvOf = (rows: FileCell[][]) => new TextEncoder().encode(BOM + rows.map(csvLine).join(''));

async function xlsxOf(rows: FileCell[][]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const told = {
    name: '说明',
    columns: [{ width: 12 }, { width: 60 }],
    rows: [
      [
        ['内容', '账号'],
        ['数量', rows.length - 1],
      ],
    ],
    header: false,
  };
  for await (const part of workbook([told, { name: '数据', columns: rows[0]?.map(() => ({ width: 12 })) ?? [], rows: [rows], header: true }])) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

const REGIONS = ['110111', '330000', '440106', '130100', '000000', '500110', '810000'];
const SECTORS = ['公安', '卫生健康', '教育', '网信', '基层综合', '交通运输'];
const letters = fc.string({ unit: fc.constantFrom('平', '安', '发', '布', '🎈', 'a', 'Z', '9', '·', '（', '-', "'", '"', ','), minLength: 1, maxLength: 10 });
const line = fc.oneof(
  fc.constant(''),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', '甲', ' ', 'x', '\t', '_x0041_', '&', ';'), maxLength: 14 }),
);
const dates = fc.constantFrom('', '2011', '2013-04', '2014-07-01');

const accounts = fc.record({
  platform: fc.constantFrom('新浪微博', '微信', '腾讯微博'),
  name: letters.map((text) => `验${text}`),
  id: fc.option(fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }), { nil: null }),
  unit: fc.integer({ min: 1, max: 6 }),
  region: fc.constantFrom(...REGIONS),
  sector: fc.constantFrom(...SECTORS),
  official: fc.boolean(),
  post: line,
  rank: fc.constantFrom('', '厅局级', '县处级'),
  positioning: fc.constantFrom('', '媒体型', '服务型'),
  opened: dates,
  closed: fc.constantFrom('', '2015-03-04'),
  texts: fc.tuple(line, line, line, line),
});

type Drawn = typeof accounts extends fc.Arbitrary<infer T> ? T : never;

function rowOf({ platform, id, region, official, ...drawn }: Drawn, index: number): string[] {
  const person = official ? ['党政人员', '张三', drawn.post] : ['', '', ''];
  const wechat = platform === '微信';
  return [
    ...[platform, `${drawn.name}${index}`, wechat || id === null ? '' : String(id), '', `试验单位${drawn.unit}`, '', region, drawn.sector],
    ...[region === '000000' ? '中央' : '', ...person, drawn.rank, wechat ? '订阅号' : '', drawn.positioning, drawn.opened, drawn.closed, ''],
    ...drawn.texts,
  ];
}

describe('an export that is imported again', () => {
  beforeAll(async () => {
    const drawn = fc.sample(accounts, { numRuns: 300, seed: 20261120 });
    await bring(drawn.map(rowOf));
    const some = (await db().account.findMany({ select: { id: true } })).filter(({ id }) => id % 3 === 0);
    await db().snapshot.createMany({
      data: some.flatMap(({ id }) => [
        { accountId: id, day: new Date('2015-01-01'), metric: 'followers', value: id % 50, source: 'test' },
        { accountId: id, day: new Date('2018-01-01'), metric: 'followers', value: (7 * id) % 50, source: 'test' },
      ]),
    });
  });

  it('is of a register that holds what was generated', async () => {
    const { total } = await listAccounts(ALL, { sort: 'id', skip: 0, take: 1 });
    expect(total).toBeGreaterThan(150);
    expect(await db().account.count({ where: { note: { startsWith: '=' } } })).toBeGreaterThan(0);
    expect(await db().standing.count({ where: { until: null, status: 'closed' } })).toBeGreaterThan(20);
  });

  it.each([false, true])('changes nothing, as CSV and as a workbook (contacts: %s)', async (contacts) => {
    const rows = await rowsOf(COMMAND_LINE, ALL, contacts);
    for (const [name, bytes] of [
      ['x.csv', csvOf(rows)],
      ['x.xlsx', await xlsxOf(rows)],
    ] as const)
      expect(await judged(bytes, name)).toEqual({ count: rows.length - 1, same: rows.length - 1, unknown: [], findings: [], others: [] });
  });

  it('brings no count of followers with it', async () => {
    const before = await db().snapshot.count();
    const batch = await checkImport(COMMAND_LINE, { name: 'x.csv', bytes: csvOf(await rowsOf(COMMAND_LINE, ALL)) }, TODAY);
    if (batch.accepted) expect(await runImport(COMMAND_LINE, batch.change.id, TODAY, false)).toMatchObject({ accepted: true, change: { written: 0 } });
    expect(await db().snapshot.count()).toBe(before);
  });
});

describe('an export', () => {
  it.each<[string, Partial<AccountFilter>]>([
    ['everything', {}],
    ['a platform', { platforms: ['wechat'] }],
    ['a region and a sector', { regions: ['110000'], sectors: ['education'] }],
    ['a text with marks of SQL', { text: "'; DROP TABLE account; --\\" }],
    ['a text with a wildcard', { text: '验%' }],
    ['a text', { text: '验平' }],
    ['closed ones on an earlier day', { asOf: '2016-01-01', statuses: ['closed'] }],
    ['officials of a rank', { holders: ['official'], ranks: ['bureau', 'county-division'] }],
  ])('of %s has the rows of the list, in its order', async (_what, narrowed) => {
    const filter = { ...ALL, ...narrowed };
    for (const sort of ['name', 'id', '-opened', '-followers'] as const) {
      const { items, total } = await listAccounts(filter, { sort, skip: 0, take: 10_000 });
      const [, ...rows] = await rowsOf(COMMAND_LINE, filter, false, sort);
      expect(rows).toHaveLength(total);
      expect(rows.map((cells) => /^guta1:a(\d+):/.exec(String(cells.at(-1)))?.[1])).toEqual(items.map(({ id }) => String(id)));
    }
  });

  it('is recorded of whom it can be told, and of nobody else', async () => {
    const { id } = await user('taker', 'viewer', '000000');
    await rowsOf({ ...NOBODY, userId: id, grants: [grant('viewer', '000000')] }, { ...ALL, platforms: ['weibo'] });
    await rowsOf(NOBODY, ALL);
    const events = await db().auditEvent.findMany({ where: { act: 'page.export', actorId: id } });
    expect(events).toMatchObject([{ subjectId: '/accounts', after: { rows: expect.any(Number) } }]);
    expect(await db().auditEvent.count({ where: { act: 'page.export', actorName: '' } })).toBe(0);
  });
});

const grant = (role: 'viewer' | 'clerk' | 'registrar', regionCode: string) => ({ role, regionCode, sectorCode: null, unitId: null }) as const;

async function user(username: string, role: 'viewer' | 'clerk', regionCode: string): Promise<{ id: number }> {
  const made = await createUser(COMMAND_LINE, {
    username,
    displayName: username,
    password: 'x-2026-long-password',
    role,
    regionCode,
    mustChangePassword: false,
  });
  if (!made.accepted) throw new Error(JSON.stringify(made.findings));
  return db().user.findUniqueOrThrow({ where: { username }, select: { id: true } });
}

describe('contacts in an export', () => {
  const contactsIn = (rows: FileCell[][]) => rows.slice(1).filter((cells) => cells[19] !== null || cells[20] !== null || cells[21] !== null);

  it('are only there when they are asked for', async () => {
    expect((await rowsOf(COMMAND_LINE, ALL))[0]).not.toContain('联系电话');
    expect(contactsIn(await rowsOf(COMMAND_LINE, ALL, true)).length).toBeGreaterThan(50);
  });

  it('are those that the actor may see, and the look is recorded', async () => {
    const { id } = await user('looker', 'clerk', '440000');
    const clerk: Actor = { ...NOBODY, userId: id, grants: [grant('clerk', '440000')] };
    const rows = await rowsOf(clerk, ALL, true);
    const seen = contactsIn(rows);
    expect(seen.length).toBeGreaterThan(3);
    expect(new Set(seen.map((cells) => String(cells[6]).slice(0, 2)))).toEqual(new Set(['44']));
    expect(await db().auditEvent.count({ where: { act: 'account.look-contacts', actorId: id } })).toBe(1);
  });

  it('are refused to who may see none, and the attempt is recorded', async () => {
    const { id } = await user('peeper', 'viewer', '000000');
    for (const actor of [NOBODY, { ...NOBODY, userId: id, grants: [grant('viewer', '000000')] }])
      expect(await exported(actor, ALL, true)).toMatchObject({ accepted: false, findings: [{ reason: 'not-found' }] });
    expect(await db().auditEvent.count({ where: { act: 'access.refuse', actorId: id } })).toBe(1);
  });
});
