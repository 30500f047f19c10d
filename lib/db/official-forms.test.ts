import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE } from '@/lib/access/actor';
import { readWorkbook } from '@/lib/exchange/read-whole';
import { spellingOf } from '@/lib/exchange/spelling';
import { covers } from '@/lib/taxonomy/day';
import { findRegionInFile } from '@/lib/taxonomy/region-in-file';
import { MESSAGES } from '@/lib/web/locale';
import { registerAccount } from './account-register';
import { db } from './client';
import { accepted, EXPLAINED, givenActor } from './filing-given';
import { checkImport, readImportRows } from './imports';
import { FORM_ROWS, officialForm } from './official-form-given';
import { fillForm, keepForm, listForms, mapForm, readForm, removeForm } from './official-forms';
import { reference } from './reference';

const TODAY = '2026-11-20';
const UID = '9876543210';
const TAKEN = { path: '/desk/forms', query: '' };
const EVERYTHING = {
  asOf: TODAY,
  platforms: [],
  regions: ['330102'],
  scope: 'subtree',
  sectors: [],
  tiers: [],
  ranks: [],
  holders: [],
  statuses: [],
  provenances: [],
  unitId: null,
  text: null,
} as const;
let nation: Actor;
let province: Actor;
let registrar: Actor;

beforeAll(async () => {
  nation = await givenActor('administrator', '000000');
  province = await givenActor('administrator', '330000');
  registrar = await givenActor('registrar', '330100');
  const at = { region: '330102', sector: '统计', contactPhone: '0571-1', openedOn: '2015-01-01', ...EXPLAINED };
  accepted(await registerAccount(COMMAND_LINE, { ...at, platform: '微博', name: '表样甲', platformId: UID, unit: '表样甲局' }, TODAY));
  accepted(await registerAccount(COMMAND_LINE, { ...at, platform: '微信', name: '表样乙', unit: '表样乙局', note: "'=1+1" }, TODAY));
});

const keep = (actor: Actor, name: string, bytes = officialForm()) => keepForm(actor, { name, fileName: '登记表.xlsx', bytes });

async function filled(actor: Actor, id: number, regions: readonly string[] = EVERYTHING.regions): Promise<Uint8Array> {
  const spelling = spellingOf(MESSAGES['zh-CN'].code, await reference(), TODAY);
  const form = accepted(await fillForm(actor, id, { ...EVERYTHING, regions }, 'id', { spelling, today: TODAY, taken: TAKEN }));
  const parts: Uint8Array[] = [];
  for await (const part of form.bytes) parts.push(part);
  await form.stop();
  return Buffer.concat(parts);
}

describe('an empty official form', () => {
  it('is kept under its name, mapped once, filled with a filtered list, and read again by the same mapping', async () => {
    const id = accepted(await keep(province, '国家备案系统'));
    expect(await readForm(province, id)).toMatchObject({
      sheet: '登记表',
      row: 3,
      headers: ['序号', '平台', '账号名称', 'UID', '主办单位名称', '地区', '联系人电话', '备注栏'],
      fills: ['serial', 'platform', 'name', 'platformId', 'unitName', 'regionName', 'contactPhone', ''],
    });
    expect(await mapForm(province, id, { 'column-7': 'name' })).toMatchObject({ accepted: false, findings: [{ field: 'column-7', reason: 'column-taken' }] });
    expect(await mapForm(province, id, { 'column-2': '' })).toMatchObject({ accepted: false, findings: [{ reason: 'form-column-needed' }] });
    accepted(await mapForm(province, id, { 'column-7': 'note' }));

    const bytes = await filled(registrar, id);
    const [told, sheet] = await readWorkbook(bytes);
    expect(told).toMatchObject({ name: '填表说明', rows: [{ cells: ['请用黑色'] }] });
    expect(sheet?.name).toBe('登记表');
    expect(sheet?.rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(sheet?.rows[2]?.cells.slice(1, 4)).toEqual(FORM_ROWS[2]?.slice(1, 4));
    expect(sheet?.rows.slice(3).map(({ cells }) => cells)).toEqual([
      ['1', '新浪微博', '表样甲', UID, '表样甲局', '上城区', '0571-1', ''],
      ['2', '微信', '表样乙', '', '表样乙局', '上城区', '0571-1', "''=1+1"],
    ]);
    const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet2.xml'] ?? new Uint8Array());
    expect(xml).toContain(`<c r="D4" s="1" t="inlineStr"><is><t>${UID}</t></is></c>`);
    expect(xml).toContain('<row r="4" ht="21.5" customHeight="1">');
    expect(xml).toContain('<mergeCells count="5">');
    expect(Object.keys(unzipSync(bytes))).not.toContain('xl/calcChain.xml');
    expect(await db().auditEvent.count({ where: { act: 'account.look-contacts', actorId: registrar.userId } })).toBe(1);

    const batch = accepted(await checkImport(registrar, { name: '填好.xlsx', bytes }, TODAY));
    expect(batch).toMatchObject({ counts: { rows: 2, same: 2 }, facts: { form: '国家备案系统', row: 3, unknown: [] } });
    expect((await readImportRows(registrar, batch.id, { skip: 0 })).flatMap(({ findings }) => findings)).toEqual([]);

    accepted(await keep(province, '国家备案系统'));
    expect((await readForm(province, id))?.fills[7]).toBe('note');
  });

  it('names a place so that it is read as that place, and is read again without a change', async () => {
    const id = accepted(await keep(nation, '同名的区'));
    const places = ['110105', '220104', '350582', '460400', '000000', '660000'];
    for (const region of places) {
      const body = { unit: `表样同名局${region}`, sector: '统计', tier: region === '000000' ? '中央' : '', openedOn: '2015-01-01', ...EXPLAINED };
      accepted(await registerAccount(COMMAND_LINE, { ...body, platform: '微信', name: `表样同名${region}`, region }, TODAY));
    }
    const bytes = await filled(nation, id, places);
    const [, sheet] = await readWorkbook(bytes);
    const named = new Map(sheet?.rows.slice(3).map(({ cells }) => [cells[2], cells[5]]));
    expect(named.get('表样同名110105')).toBe('北京市朝阳区');
    expect(named.get('表样同名220104')).toBe('长春市朝阳区');
    expect(named.get('表样同名350582')).toBe('晋江市');
    const { counts } = accepted(await checkImport(nation, { name: '填好.xlsx', bytes }, TODAY));
    expect(counts.rows).toBeGreaterThanOrEqual(places.length);
    expect(counts).toMatchObject({ same: counts.rows });
  });

  it('could name every place there is', async () => {
    const lists = await reference();
    const { regionPath } = spellingOf(MESSAGES['zh-CN'].code, lists, TODAY);
    const places = lists.regions.all.filter((region) => covers(region, TODAY));
    expect(places.length).toBeGreaterThan(3000);
    const misread = places.filter((region) => {
      const read = findRegionInFile(lists.regions, regionPath(region.id), TODAY);
      return !read.accepted || read.change.value.id !== region.id;
    });
    expect(misread.map(({ code, id }) => `${code} ${regionPath(id)}`)).toEqual([]);
  });

  it.each([
    ['is not empty', officialForm([['1', '微信', '已有的号']]), 'form-not-empty'],
    ['is no workbook', new TextEncoder().encode('平台,账号名称'), 'form-not-workbook'],
    ['is no file', new Uint8Array(), 'file-empty'],
  ])('is refused where it %s', async (_what, bytes, reason) => {
    expect(await keep(province, '坏表样', bytes)).toMatchObject({ accepted: false, findings: [{ field: 'file', reason }] });
  });

  it('needs a name', async () => {
    expect(await keep(province, ' ')).toMatchObject({ accepted: false, findings: [{ field: 'formName', reason: 'form-name-needed' }] });
  });

  it('is changed by who has sent it and by the nation, and taken by nobody who may not', async () => {
    const id = accepted(await keep(province, '省里的表样'));
    const other = await givenActor('administrator', '440000');
    const viewer = await givenActor('viewer', '000000');
    expect(await keep(other, '省里的表样')).toMatchObject({ accepted: false, findings: [{ reason: 'form-name-taken' }] });
    expect(await mapForm(other, id, {})).toMatchObject({ accepted: false, findings: [{ reason: 'not-found' }] });
    expect(await removeForm(registrar, id)).toMatchObject({ accepted: false, findings: [{ reason: 'not-allowed' }] });
    expect(await keep(registrar, '别的')).toMatchObject({ accepted: false, findings: [{ reason: 'not-allowed' }] });
    const spelling = spellingOf(MESSAGES['zh-CN'].code, await reference(), TODAY);
    expect(await fillForm(viewer, id, EVERYTHING, 'id', { spelling, today: TODAY, taken: TAKEN })).toMatchObject({ findings: [{ reason: 'not-allowed' }] });
    expect([(await listForms(viewer)).length, (await listForms(other)).find((form) => form.id === id)?.mine]).toEqual([0, false]);
    accepted(await removeForm(nation, id));
    expect(await readForm(nation, id)).toBeNull();
    const acts = await db().auditEvent.findMany({ where: { subjectType: 'form', subjectId: String(id) }, orderBy: { id: 'asc' }, select: { act: true } });
    expect(acts.map(({ act }) => act)).toEqual(['form.keep', 'access.refuse', 'access.refuse', 'access.refuse', 'access.refuse', 'form.remove']);
  });
});
