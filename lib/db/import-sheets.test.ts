import { describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/access/actor';
import { refusedSheet } from '@/lib/exchange/refused';
import { rowKey } from '@/lib/exchange/row-key';
import { db } from './client';
import { accepted, givenActor } from './filing-given';
import { readMapping, saveMapping } from './import-mapping';
import { countRows, readRowToMend, reasonCounts, refusedRows, saveRow } from './import-rows';
import { runBatch } from './import-run';
import { checkImport, readImport, readImportRows, runImport } from './imports';

const TODAY = '2026-11-20';
const REGISTRAR = await givenActor('registrar', '330100');

const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'));
async function check(lines: readonly string[], actor: Actor = REGISTRAR) {
  return accepted(await checkImport(actor, { name: '表.csv', bytes: bytesOf(lines) }, TODAY));
}
const rowsOf = (id: number, actor: Actor = REGISTRAR) => readImportRows(actor, id, { skip: 0 });

describe('what the columns of a sheet mean', () => {
  const LINES = ['渠道,叫什么,谁办的,行政区划,职能系统,负责', '政务号,对应一,对应局,上城区,统计,甲', '微博,对应二,对应局,上城区,统计,乙'];

  it('is said once for a file of which nothing was understood, and remembered for the next', async () => {
    const person = await givenActor('registrar', '330100');
    const failed = await check(LINES, person);
    expect(failed).toMatchObject({ status: 'failed', facts: null, findings: [{ reason: 'column-needed' }] });
    const mapping = await readMapping(person, failed.id);
    expect(mapping?.columns.map(({ header, chosen, first }) => [header, chosen, first[0]])).toEqual([
      ['渠道', null, '政务号'],
      ['叫什么', null, '对应一'],
      ['谁办的', null, '对应局'],
      ['行政区划', 'region', '上城区'],
      ['职能系统', 'sector', '统计'],
      ['负责', null, '甲'],
    ]);
    const twice = await saveMapping(person, failed.id, TODAY, { 'column-0': 'platform', 'column-1': 'name', 'column-2': 'name' });
    expect(twice).toMatchObject({ accepted: false, findings: [{ field: 'column-2', reason: 'column-taken' }] });
    const unheard = await saveMapping(person, failed.id, TODAY, { 'column-0': 'password' });
    expect(unheard).toMatchObject({ accepted: false, findings: [{ field: 'column-0', reason: 'column-fills-nothing' }] });
    accepted(await saveMapping(person, failed.id, TODAY, { 'column-0': 'platform', 'column-1': 'name', 'column-2': 'unit', 'column-5': 'ignore' }));
    await runBatch(failed.id, person);
    const read = await readImport(person, failed.id);
    expect(read).toMatchObject({ status: 'checked', counts: { rows: 2, new: 1, refused: 1 }, facts: { unknown: [] } });

    const values = (await readMapping(person, failed.id))?.values;
    expect(values).toEqual([{ field: 'platform', value: '政务号', rows: 1 }]);
    accepted(await saveMapping(person, failed.id, TODAY, { 'learn.platform.政务号': '订阅号' }));
    await runBatch(failed.id, person);
    expect(await readImport(person, failed.id)).toMatchObject({ counts: { rows: 2, new: 2, refused: 0 } });

    const again = await check(LINES, person);
    expect(again).toMatchObject({ status: 'checked', counts: { new: 2 }, facts: { remembered: ['渠道', '叫什么', '谁办的', '负责'] } });
    expect(await check(LINES)).toMatchObject({ status: 'failed' });
  });

  it('and by what alone its accounts are found is said of one file, and judged anew', async () => {
    const header = '平台,账号名称,微信号或个性域名,主办单位,行政区划,职能系统';
    const first = await check([header, '微信,认号甲,renhaojia,认号局,上城区,统计']);
    accepted(await runImport(REGISTRAR, first.id, TODAY, false));
    const batch = await check([header, '微信,认号甲,renhaoyi,认号局,上城区,统计']);
    expect(batch.counts).toMatchObject({ changed: 1 });
    expect((await readMapping(REGISTRAR, batch.id))?.by).toBe('');
    expect(await saveMapping(REGISTRAR, batch.id, TODAY, { by: 'name' })).toMatchObject({
      accepted: false,
      findings: [{ field: 'by', reason: 'match-unknown' }],
    });
    const said = async (by: string) => {
      accepted(await saveMapping(REGISTRAR, batch.id, TODAY, { by }));
      await runBatch(batch.id, REGISTRAR);
      const { counts, facts } = (await readImport(REGISTRAR, batch.id)) ?? {};
      return [counts?.new, counts?.changed, counts?.refused, facts?.by];
    };
    expect(await said('handle')).toEqual([1, 0, 0, 'handle']);
    expect(await said('platformId')).toEqual([0, 0, 1, 'platformId']);
    expect(await said('unitName')).toEqual([0, 1, 0, 'unitName']);
    expect(accepted(await runImport(REGISTRAR, batch.id, TODAY, false)).written).toBe(1);
    expect(await db().account.count({ where: { handle: 'renhaoyi' } })).toBe(1);
    expect((await check([header, '微信,认号甲,renhaoyi,认号局,上城区,统计'])).facts?.by).toBeUndefined();
  });

  it('changes with the row of the header', async () => {
    const batch = await check(['平台,账号名称,主办单位,行政区划,职能系统', '平台,账号名称,备注,行政区划,职能系统', '微信,表头下,表头局,上城区,统计']);
    expect(batch.facts?.row).toBe(1);
    expect(accepted(await saveMapping(REGISTRAR, batch.id, TODAY, { row: '2' }))).toEqual({ id: batch.id, elsewhere: true });
    await runBatch(batch.id, REGISTRAR);
    expect(await readImport(REGISTRAR, batch.id)).toMatchObject({
      counts: { rows: 1 },
      facts: { row: 2, headers: ['平台', '账号名称', '备注', '行政区划', '职能系统'] },
    });
    expect(await saveMapping(REGISTRAR, batch.id, TODAY, { row: '第二行' })).toMatchObject({
      accepted: false,
      findings: [{ field: 'row', reason: 'header-row-form' }],
    });
  });

  it('is nobody else’s to say', async () => {
    const batch = await check(LINES);
    const other = await givenActor('registrar', '440000');
    expect(await readMapping(other, batch.id)).toBeNull();
    expect(await saveMapping(other, batch.id, TODAY, {})).toMatchObject({ accepted: false, findings: [{ reason: 'not-found' }] });
    expect(await readMapping(await givenActor('auditor', '000000'), batch.id)).toBeNull();
  });
});

describe('refused rows', () => {
  const LINES = [
    '平台,账号名称,主办单位,行政区划,职能系统,联系电话',
    '抖音,退回甲,退回局,上城区,统计,13900001111',
    '微信,,退回局,无此县,统计,',
    '微信,好行,退回局,上城区,统计,',
  ];

  it('are counted by reason, mended with their contacts kept, and taken as the same sheet', async () => {
    const batch = await check(LINES);
    expect(batch.counts).toMatchObject({ rows: 3, new: 1, refused: 2 });
    const counts = await reasonCounts(REGISTRAR, batch.id);
    expect(counts).toContainEqual({ reason: 'platform-not-counted', rows: 1, refused: 1 });
    expect(counts).toContainEqual({ reason: 'name-needed', rows: 1, refused: 1 });
    expect(await countRows(REGISTRAR, batch.id, { verdict: 'refused', reason: 'region-unknown' })).toBe(1);
    expect((await readImportRows(REGISTRAR, batch.id, { reason: 'region-unknown', skip: 0 })).map(({ number }) => number)).toEqual([3]);

    const taken = await refusedRows(REGISTRAR, batch.id);
    const rows = (taken?.rows ?? []).map(({ findings, ...row }) => ({ ...row, reasons: findings.map(({ reason }) => reason) }));
    const sheet = refusedSheet(taken?.facts.headers ?? [], undefined, rows);
    expect(sheet).toContain('抖音,退回甲,退回局,上城区,统计,13900001111,platform-not-counted');
    const back = await check(sheet.replace('抖音', '微博').split('\r\n'));
    expect(back).toMatchObject({ counts: { rows: 2, new: 1, refused: 1 }, facts: { unknown: [] } });

    const mend = await readRowToMend(REGISTRAR, batch.id, 2);
    expect(mend?.columns[0]).toMatchObject({ header: '平台', cell: '抖音', findings: [{ reason: 'platform-not-counted' }] });
    const masked = mend?.columns[5]?.cell ?? '';
    expect(masked).not.toBe('13900001111');
    expect(accepted(await saveRow(REGISTRAR, batch.id, 2, { 'cell-0': '微博', 'cell-5': masked }, TODAY))).toMatchObject({ verdict: 'new' });
    expect((await refusedRows(REGISTRAR, batch.id))?.rows.map(({ number }) => number)).toEqual([3]);
    accepted(await runImport(REGISTRAR, batch.id, TODAY, true));
    expect(await readRowToMend(REGISTRAR, batch.id, 3)).toBeNull();
    expect(await refusedRows(await givenActor('registrar', '440000'), batch.id)).toBeNull();
  });
});

describe('a field whose column is missing from the sheet', () => {
  it('is filled in on the page of a row, in a column that the sheet gets', async () => {
    const batch = await check(['平台,账号名称,主办单位', '微信,缺栏号,缺栏局', '微信,缺栏号二,缺栏二局']);
    expect(batch.counts).toMatchObject({ refused: 2 });
    const mend = await readRowToMend(REGISTRAR, batch.id, 2);
    expect(mend?.missing.slice(0, 2)).toMatchObject([
      { field: 'region', header: '行政区划代码', findings: [{ reason: 'region-needed-for-unit' }] },
      { field: 'sector', header: '职能系统', findings: [{ reason: 'sector-needed-for-unit' }] },
    ]);
    expect(mend).toMatchObject({ elsewhere: [] });
    expect(accepted(await saveRow(REGISTRAR, batch.id, 2, { 'field-region': '上成区', 'field-sector': '统计' }, TODAY))).toMatchObject({ verdict: 'refused' });
    const again = await readRowToMend(REGISTRAR, batch.id, 2);
    expect(again?.columns[3]).toMatchObject({ header: '行政区划代码', cell: '上成区', findings: [{ reason: 'region-like' }] });
    expect(accepted(await saveRow(REGISTRAR, batch.id, 2, { 'cell-3': '330102' }, TODAY))).toMatchObject({ verdict: 'new' });
    expect(await readImport(REGISTRAR, batch.id)).toMatchObject({
      counts: { new: 1, refused: 1 },
      facts: { fields: ['platform', 'name', 'unit', 'region', 'sector'] },
    });
    const taken = await refusedRows(REGISTRAR, batch.id);
    expect(refusedSheet(taken?.facts.headers ?? [], undefined, taken?.rows.map((row) => ({ ...row, reasons: ['无'] })) ?? [])).toContain(
      '平台,账号名称,主办单位,行政区划代码,职能系统,拒收原因\r\n微信,缺栏号二,缺栏二局,,,无',
    );
    accepted(await runImport(REGISTRAR, batch.id, TODAY, true));
  });

  it('holds for all accounts of a row of a unit', async () => {
    const batch = await check(['单位,微博,微信', '缺栏并排局,缺栏微博,缺栏微信']);
    expect(batch.counts).toMatchObject({ refused: 2 });
    const mend = await readRowToMend(REGISTRAR, batch.id, 21);
    expect(mend?.missing.map(({ field }) => field)).not.toContain('platformId');
    accepted(await saveRow(REGISTRAR, batch.id, 21, { 'field-region': '330102', 'field-sector': '统计', 'field-platformId': '1' }, TODAY));
    expect(await readImport(REGISTRAR, batch.id)).toMatchObject({ counts: { new: 2, refused: 0 } });
  });
});

describe('a sheet of one row for each unit', () => {
  it('is turned into accounts, each with its own verdict, and goes back as one row', async () => {
    const batch = await check([
      '单位,区县,系统,微博,微博粉丝数,微信,微信号,微信粉丝数,,',
      '并排一局,上城区,统计,并排一微博,1.2万,并排一微信,bingpai-one,３００,,',
      '并排二局,上城区,统计,无,,并排二微信,,,,',
      '并排三局,上城区,统计,/,,,,0,,',
      '并排四局,无此县,统计,并排四微博,,并排四微信,,,,',
    ]);
    expect(batch.facts?.units).toEqual({ rows: 4, empty: 1 });
    expect(batch.counts).toMatchObject({ rows: 5, new: 3, refused: 2 });
    expect((await rowsOf(batch.id)).map(({ number }) => number)).toEqual([21, 22, 32, 51, 52]);
    const taken = await refusedRows(REGISTRAR, batch.id);
    const rows = (taken?.rows ?? []).map(({ findings, ...row }) => ({ ...row, reasons: findings.map(({ reason }) => reason) }));
    expect(
      refusedSheet(taken?.facts.headers ?? [], taken?.facts.parts, rows)
        .trim()
        .split('\r\n')[1],
    ).toBe('并排四局,无此县,统计,并排四微博,,并排四微信,,,,,微博：region-unknown；微信：region-unknown');
    accepted(await saveRow(REGISTRAR, batch.id, 52, { 'cell-1': '上城区' }, TODAY));
    expect(await readImport(REGISTRAR, batch.id)).toMatchObject({ counts: { new: 5, refused: 0 } });
    expect(accepted(await runImport(REGISTRAR, batch.id, TODAY, false))).toMatchObject({ written: 5 });
  });
});

it('a sheet without regions is of the one county of who sends it, and says so', async () => {
  const county = await givenActor('registrar', '330102');
  const batch = await check(['平台,账号名称,主办单位,职能系统', '微信,本县号,本县统计试验局,统计'], county);
  expect(batch).toMatchObject({ counts: { new: 1 }, facts: { ownRegion: { code: '330102', name: '上城区' } } });
  expect((await rowsOf(batch.id, county))[0]?.findings).toContainEqual({
    field: 'region',
    reason: 'region-own',
    facts: { name: '上城区' },
    severity: 'notice',
  });
  const city = await check(['平台,账号名称,主办单位,职能系统', '微信,全市号,全市统计试验局,统计']);
  expect(city).toMatchObject({ counts: { refused: 1 } });
});

describe('a name like one of the register', () => {
  const HEADER = '平台,账号名称,主办单位,行政区划,职能系统';

  it('stops the row with candidates, and what is chosen is written into its cell', async () => {
    const first = await check([HEADER, '微信,相近一,杭州市上城区相近融媒体中心,上城区,统计']);
    accepted(await runImport(REGISTRAR, first.id, TODAY, false));
    const unitId = (await rowsOf(first.id))[0]?.accountId;
    expect(unitId).not.toBeNull();
    const batch = await check([
      HEADER,
      '微信,相近二,上城相近融媒体中心,上城区,统计',
      '微信,相近三,上城相近融媒休中心,上城区,统计',
      '微信,相近四,西湖相近融媒体中心,330106,统计',
    ]);
    expect(batch.counts).toMatchObject({ new: 1, refused: 2 });
    const mend = await readRowToMend(REGISTRAR, batch.id, 2);
    const [like] = mend?.columns[2]?.findings ?? [];
    expect(like).toMatchObject({ reason: 'unit-like', options: [{ value: expect.stringMatching(/^#\d+$/) }, { value: '上城相近融媒体中心（#新）' }] });
    expect(like?.options?.[0]?.label).toMatch(/^杭州市上城区相近融媒体中心，浙江省 杭州市 上城区（330102），统计，政府部门，写法不同$/);
    expect(accepted(await saveRow(REGISTRAR, batch.id, 2, { 'cell-2': like?.options?.[0]?.value ?? '' }, TODAY))).toMatchObject({
      verdict: 'new',
      findings: [],
    });
    expect(accepted(await saveRow(REGISTRAR, batch.id, 3, { 'cell-2': '上城相近融媒休中心（#新）' }, TODAY))).toMatchObject({
      verdict: 'new',
      findings: [{ reason: 'unit-provisional', facts: { name: '上城相近融媒休中心' } }],
    });
  });

  it('is none where both stand in one file', async () => {
    const batch = await check([HEADER, '微信,同册一,上城同册服务中心,上城区,统计', '微信,同册二,上城区同册服务中心,上城区,统计']);
    expect(batch.counts).toMatchObject({ new: 2, refused: 0 });
  });
});

describe('a row that was exported', () => {
  const HEADER = '平台,账号名称,平台ID,主办单位,功能定位,备注,登记标识';

  it('changes what the sheet has changed, keeps what the register has, and asks where both have', async () => {
    const first = await check(['平台,账号名称,平台ID,主办单位,行政区划,职能系统,备注', '微博,三方原名,7700000001,三方局,上城区,统计,原注']);
    accepted(await runImport(REGISTRAR, first.id, TODAY, false));
    const id = (await rowsOf(first.id))[0]?.accountId ?? 0;
    const { unitId } = await db().standing.findFirstOrThrow({ where: { accountId: id } });
    const unit = `三方局（#${unitId}）`;
    const key = rowKey(id, { platform: '新浪微博', name: '三方原名', platformId: '7700000001', unit, positioning: '', note: '原注' });
    const since = await check(['平台,账号名称,平台ID,主办单位,行政区划,职能系统,备注', '微博,三方新名,7700000001,三方局,上城区,统计,新注']);
    accepted(await runImport(REGISTRAR, since.id, TODAY, false));

    const silent = await check([HEADER, `微博,三方原名,7700000001,${unit},,原注,${key}`]);
    expect(silent.counts).toMatchObject({ same: 1 });
    const plan = await check([HEADER, `微博,三方原名,7700000001,${unit},媒体型,原注,${key}`]);
    expect(plan.counts).toMatchObject({ changed: 1 });
    const both = await check([HEADER, `微博,三方原名,7700000001,${unit},媒体型,表中注,${key}`]);
    expect(both.counts).toMatchObject({ refused: 1 });
    const mend = await readRowToMend(REGISTRAR, both.id, 2);
    expect(mend?.columns[5]?.findings).toMatchObject([
      {
        reason: 'changed-meanwhile-field',
        facts: { exported: '原注', registered: '新注', sheet: '表中注' },
        options: [{ value: '新注' }, { value: '表中注' }],
      },
    ]);
    const named = await check([HEADER, `微博,三方表名,7700000001,${unit},,新注,${key}`]);
    expect((await rowsOf(named.id))[0]?.findings).toMatchObject([
      { field: 'name', facts: { exported: '三方原名', registered: '三方新名', sheet: '三方表名' } },
    ]);
    const never = rowKey(id, { platform: '新浪微博', name: '三方从未', note: '' });
    const unkept = await check([HEADER, `微博,三方表名,7700000001,${unit},,表中注,${never}`]);
    expect((await rowsOf(unkept.id))[0]?.findings).toMatchObject([
      { field: 'name', reason: 'changed-meanwhile-unkept', facts: { registered: '三方新名', sheet: '三方表名' } },
      { field: 'note', reason: 'changed-meanwhile-field', facts: { exported: '—', registered: '新注', sheet: '表中注' } },
    ]);
    const other = await givenActor('registrar', '440000');
    const foreign = await check([HEADER, `微博,三方表名,7700000001,${unit},,表中注,${key}`], other);
    expect((await rowsOf(foreign.id, other))[0]).toMatchObject({ verdict: 'refused', findings: [{ reason: 'account-outside-scope' }] });
    expect(accepted(await saveRow(REGISTRAR, both.id, 2, { 'cell-5': '表中注' }, TODAY))).toMatchObject({ verdict: 'changed' });
    accepted(await runImport(REGISTRAR, both.id, TODAY, false));
    const account = await db().account.findUniqueOrThrow({ where: { id }, include: { names: { where: { until: null } } } });
    expect(account).toMatchObject({ note: '表中注', positioning: 'media', names: [{ name: '三方新名' }] });
    const gone = await check([HEADER, `微博,三方没有,,${unit},,,${rowKey(999_999_999, {})}`]);
    expect((await rowsOf(gone.id))[0]).toMatchObject({ verdict: 'refused', findings: [{ reason: 'row-key-unknown' }] });
  });
});

it('a region is known by what it was called, and one that is only like is chosen from those shown', async () => {
  const HEADER = '平台,账号名称,主办单位,行政区划,职能系统';
  const batch = await check([
    HEADER,
    '微信,旧名号,旧名统计试验局,富阳市,统计',
    '微信,错字号,错字统计试验局,上成区,统计',
    '微信,他处号,他处统计试验局,嘉兴市上城区,统计',
  ]);
  expect(batch.counts).toMatchObject({ new: 1, refused: 2 });
  const [known, wrong, elsewhere] = await rowsOf(batch.id);
  expect(known?.findings).toContainEqual(expect.objectContaining({ reason: 'region-succeeded', facts: { was: '富阳市', now: '富阳区' }, severity: 'notice' }));
  expect(wrong?.findings[0]).toMatchObject({ field: 'region', reason: 'region-like', options: [{ value: '330102', label: '浙江省 杭州市 上城区（330102）' }] });
  expect(elsewhere?.findings[0]).toMatchObject({ reason: 'region-like', options: [{ value: '330102' }] });
  expect(accepted(await saveRow(REGISTRAR, batch.id, 3, { 'cell-3': '330102' }, TODAY))).toMatchObject({ verdict: 'new' });
});
