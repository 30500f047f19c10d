import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import type { Decision } from '@/lib/decision';
import type { BatchView } from '@/lib/exchange/views';
import { SIX_SECTOR_CODES, sixSectorRows, toCsv } from '@/prisma/seed/six-sectors';
import { db } from './client';
import { readCoverage } from './coverage';
import { batchScope, checkImport, listImports, readImport, readImportRows, runImport } from './imports';
import { reference } from './reference';

const TODAY = '2026-11-20';
const ALL = {
  asOf: TODAY,
  regions: [],
  scope: 'subtree' as const,
  sectors: [],
  platforms: [],
  tiers: [],
  ranks: [],
  holders: [],
  statuses: [],
  provenances: [],
};

async function check(rows: readonly (readonly string[])[], actor: Actor = COMMAND_LINE): Promise<BatchView> {
  return accepted(await checkImport(actor, { name: '试验.csv', bytes: toCsv(rows) }, TODAY));
}

function accepted<T>(decision: Decision<T>): T {
  if (!decision.accepted) throw new Error(`refused: ${JSON.stringify(decision.findings)}`);
  return decision.change;
}

async function verdicts(batch: BatchView) {
  return (await readImportRows(COMMAND_LINE, batch.id, { skip: 0 })).map(({ verdict, findings }) => ({
    verdict,
    reasons: findings.filter(({ severity }) => !severity).map(({ reason }) => reason),
  }));
}

describe('a file shaped like the six-sector one', () => {
  let rows: string[][];
  beforeAll(async () => {
    rows = sixSectorRows((await reference()).regions, TODAY);
  });

  it('has 196 new accounts, and checking writes none of them', async () => {
    const batch = await check(rows);
    expect(batch).toMatchObject({ status: 'checked', counts: { rows: 196, new: 196, refused: 0, written: 0 } });
    expect(await db().account.count()).toBe(0);
  });

  it('goes in whole and shows 183 cells with an account and exactly three gaps', async () => {
    const batch = await check(rows);
    expect(accepted(await runImport(COMMAND_LINE, batch.id, TODAY, false))).toMatchObject({ written: 196 });
    expect(await db().account.count()).toBe(196);
    const table = await readCoverage('region', 'sector', { ...ALL, platforms: ['wechat'], tiers: ['provincial'] });
    expect(await batchScope(COMMAND_LINE, batch.id)).toEqual({
      platform: ['wechat'],
      sector: ['cyberspace', 'public-security', 'health', 'market-regulation', 'natural-resources', 'communications'],
      tier: ['central', 'provincial'],
    });
    const { regions } = await reference();
    const mainland = new Set(
      regions
        .children('000000', TODAY)
        .filter(({ economicRegion }) => economicRegion !== null && economicRegion !== 'hmt')
        .map(({ code }) => code),
    );
    const six = table.cells.filter(({ row, column }) => mainland.has(row) && (SIX_SECTOR_CODES as readonly string[]).includes(column));
    expect(six.filter(({ accounts }) => accounts > 0)).toHaveLength(183);
    expect(
      six
        .filter(({ state }) => state === 'gap')
        .map(({ row, column }) => `${column} ${row}`)
        .sort(),
    ).toEqual(['communications 430000', 'natural-resources 540000', 'public-security 150000']);
    expect(table.cells.find(({ row, column }) => row === '660000' && column === 'cyberspace')).toMatchObject({ accounts: 1, state: 'unknown', expected: null });
    expect(table.totals).toMatchObject({ accounts: 188, covered: 183 });
    const whole = await readCoverage('sector', 'tier', ALL);
    expect(whole.totals.accounts).toBe(196);
  });

  it('changes nothing the second time', async () => {
    const batch = await check(rows);
    expect(batch.counts).toMatchObject({ rows: 196, same: 196, new: 0, changed: 0, refused: 0 });
    expect(accepted(await runImport(COMMAND_LINE, batch.id, TODAY, false))).toMatchObject({ written: 0 });
    expect(await db().account.count()).toBe(196);
  });

  it('says which units it made of rows that named none', async () => {
    const provisional = await db().unit.count({ where: { provisional: true } });
    expect(provisional).toBe(183 + 6 + 2);
    const body = await db().unitStanding.findFirst({ where: { region: { code: '440000' }, sectorCode: 'health', tier: 'provincial' } });
    expect(body).toMatchObject({ standardBody: true, rank: 'bureau' });
  });
});

describe('writing a batch', () => {
  const header = ['平台', '账号名称', '主办单位', '行政区划代码', '职能系统', '平台ID', '关注用户数'];
  const good = ['新浪微博', '试验良乡', '试验良乡办事处', '房山区', '基层综合', '9876543210', '1.2万'];
  const bad = ['新浪微博', '', '试验良乡办事处', '房山区', '基层综合', '', ''];

  it('is all or nothing, unless only the good rows are asked for', async () => {
    const batch = await check([header, good, bad]);
    expect(await verdicts(batch)).toEqual([
      { verdict: 'new', reasons: [] },
      { verdict: 'refused', reasons: ['name-needed'] },
    ]);
    const whole = await runImport(COMMAND_LINE, batch.id, TODAY, false);
    expect(whole).toMatchObject({ accepted: false, findings: [{ reason: 'import-has-refused' }] });
    expect(await db().accountName.count({ where: { name: '试验良乡' } })).toBe(0);
    expect(accepted(await runImport(COMMAND_LINE, batch.id, TODAY, true))).toMatchObject({ written: 1, refused: 1 });
    expect(await db().snapshot.findFirst({ where: { account: { platformId: '9876543210' } } })).toMatchObject({ metric: 'followers', value: 12000n });
  });

  it('is refused a second time', async () => {
    const batch = await check([header, ['新浪微博', '试验二次', '试验二次单位', '110111', '教育', '', '']]);
    accepted(await runImport(COMMAND_LINE, batch.id, TODAY, false));
    expect(await runImport(COMMAND_LINE, batch.id, TODAY, false)).toMatchObject({ accepted: false, findings: [{ reason: 'import-already-run' }] });
  });

  it('is refused when the register has changed so that a row would do something else', async () => {
    const row = ['新浪微博', '试验先后', '试验先后单位', '110111', '教育', '', ''];
    const first = await check([header, row]);
    const second = await check([header, row]);
    accepted(await runImport(COMMAND_LINE, second.id, TODAY, false));
    expect(await runImport(COMMAND_LINE, first.id, TODAY, false)).toMatchObject({ accepted: false, findings: [{ reason: 'import-outdated' }] });
    expect(await readImport(COMMAND_LINE, first.id)).toMatchObject({ status: 'checked' });
  });

  it('renames an account that its permanent id names, and an empty cell erases nothing', async () => {
    const batch = await check([header, ['新浪微博', '试验良乡新名', '试验良乡办事处', '房山区', '基层综合', '9876543210', '']]);
    expect(batch.counts).toMatchObject({ changed: 1 });
    accepted(await runImport(COMMAND_LINE, batch.id, TODAY, false));
    const account = await db().account.findFirstOrThrow({
      where: { platformId: '9876543210' },
      include: { names: { orderBy: { id: 'asc' } }, snapshots: true },
    });
    expect(account.names.map(({ name }) => name)).toEqual(['试验良乡', '试验良乡新名']);
    expect(account.snapshots).toHaveLength(1);
  });

  it('records one audit event for the batch, done by the command line', async () => {
    const events = await db().auditEvent.findMany({ where: { act: 'import.run' } });
    expect(events.length).toBeGreaterThan(0);
    expect(new Set(events.map(({ via }) => via))).toEqual(new Set(['command-line']));
  });
});

describe('a file that cannot be used', () => {
  it.each([
    ['empty', new Uint8Array(), 'file-empty'],
    ['binary', new Uint8Array([0, 1, 2, 3, 0, 255]), 'file-not-text'],
    ['an old .xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'file-old-excel'],
    ['a damaged workbook', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), 'not-a-workbook'],
    [
      'without a header',
      toCsv([
        ['a', 'b'],
        ['1', '2'],
      ]),
      'header-not-found',
    ],
    [
      'without the platform',
      toCsv([
        ['账号名称', '主办单位'],
        ['试', '验'],
      ]),
      'column-needed',
    ],
    [
      'with a column twice',
      toCsv([
        ['平台', '账号名称', '名称'],
        ['微信', '试', '验'],
      ]),
      'columns-twice',
    ],
    ['of a header only', toCsv([['平台', '账号名称']]), 'file-without-rows'],
  ])('%s is kept as a failed batch with its reason', async (_what, bytes, reason) => {
    const batch = accepted(await checkImport(COMMAND_LINE, { name: 'x', bytes }, TODAY));
    expect(batch).toMatchObject({ status: 'failed', facts: null });
    expect(batch.findings.map((each) => each.reason)).toContain(reason);
  });
});

describe('somebody who may not import', () => {
  it('checks, runs and reads nothing', async () => {
    const viewer: Actor = { ...NOBODY, userId: 1, grants: [{ role: 'viewer', regionCode: '000000', sectorCode: null, unitId: null }] };
    const batch = await check([
      ['平台', '账号名称', '职能系统', '行政区划代码'],
      ['微信', '试验无权', '教育', '110101'],
    ]);
    for (const actor of [NOBODY, viewer]) {
      expect(await checkImport(actor, { name: 'x.csv', bytes: toCsv([['平台']]) }, TODAY)).toMatchObject({
        accepted: false,
        findings: [{ reason: 'not-allowed' }],
      });
      expect(await runImport(actor, batch.id, TODAY, false)).toMatchObject({ accepted: false, findings: [{ reason: 'not-allowed' }] });
      expect(await listImports(actor)).toEqual([]);
      expect(await readImport(actor, batch.id)).toBeNull();
      expect(await batchScope(actor, batch.id)).toEqual({ platform: [], sector: [], tier: [] });
      expect(await readImportRows(actor, batch.id, { skip: 0 })).toEqual([]);
    }
    expect(await db().accountName.count({ where: { name: '试验无权' } })).toBe(0);
  });
});
