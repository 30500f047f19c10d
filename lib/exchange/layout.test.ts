import { describe, expect, it } from 'vitest';
import { finding } from '@/lib/decision';
import { ACCOUNT_COLUMNS } from './columns';
import { AS_RECOGNISED, arrange, chosenOf, faultsOf, findingsInFile, headerKeys, numbersOf, placeInFile, rowsIn, textsOf, WIDE_COLUMNS } from './layout';

const KIND = { columns: ACCOUNT_COLUMNS, wide: WIDE_COLUMNS };
const at = (headers: string[], layout = AS_RECOGNISED, remembered = {}) => arrange([{ number: 1, cells: headers }], KIND, layout, remembered);

describe('what the columns of a file fill', () => {
  it('is recognised, said, remembered, in that order of weight', () => {
    const headers = ['平台', '名称', '谁办的', '热度'];
    expect(at(headers)).toMatchObject({ fields: ['platform', 'name', null, null], unknown: ['谁办的', '热度'] });
    const remembered = { 谁办的: 'unit', 热度: 'ignore' };
    expect(at(headers, AS_RECOGNISED, remembered)).toMatchObject({ fields: ['platform', 'name', 'unit', null], unknown: [], remembered: ['谁办的', '热度'] });
    expect(at(headers, { ...AS_RECOGNISED, fills: { 谁办的: 'note' } }, remembered)).toMatchObject({
      fields: ['platform', 'name', 'note', null],
      remembered: ['热度'],
    });
  });

  it('tells columns apart that are called the same', () => {
    expect(headerKeys(['名称', '备 注', '名称', ''])).toEqual(['名称', '备注', '名称 2', '']);
    const twice = at(['平台', '名称', '名称']);
    expect(twice && faultsOf(twice, { needs: ['platform', 'name'], columns: ACCOUNT_COLUMNS })).toEqual([
      finding('file', 'columns-twice', { columns: '名称' }),
    ]);
    const told = at(['平台', '名称', '名称'], { ...AS_RECOGNISED, fills: { '名称 2': 'unit' } });
    expect(told && faultsOf(told, { needs: ['platform', 'name'], columns: ACCOUNT_COLUMNS })).toEqual([]);
  });

  it('knows no choice that is none', () => {
    expect(at(['平台', '名称', '甲'], { ...AS_RECOGNISED, fills: { 甲: 'password' } })).toMatchObject({ fields: ['platform', 'name', null] });
  });
});

describe('a row of a unit', () => {
  const wide = at(['单位', '微博', '微博粉丝数', '微信', '微信号']);
  const parts = wide?.parts;

  it('is known by columns of platforms without one that tells the platform', () => {
    expect(parts).toEqual([
      { platform: 'weibo', header: '微博', columns: [1, 2] },
      { platform: 'wechat', header: '微信', columns: [3, 4] },
    ]);
    expect(wide && chosenOf(wide)).toEqual(['unit', 'weibo.name', 'weibo.followers', 'wechat.name', 'wechat.handle']);
    expect(wide && faultsOf(wide, { needs: ['platform', 'name'], columns: ACCOUNT_COLUMNS })).toEqual([]);
    expect(at(['平台', '微信名称', '微信号'])?.parts).toBeUndefined();
    expect(at(['单位', '账号名称', '微信号'])?.parts).toBeUndefined();
  });

  it('becomes the accounts that it tells, and none for what says that there is none', () => {
    const read = (cells: string[]) => (wide ? rowsIn(wide, { number: 7, cells }).map((row) => [row.number, textsOf(wide, {}, row)]) : []);
    expect(read(['甲局', '甲微博', '12', '甲微信', ''])).toEqual([
      [71, { platform: 'weibo', unit: '甲局', name: '甲微博', followers: '12' }],
      [72, { platform: 'wechat', unit: '甲局', name: '甲微信' }],
    ]);
    expect(read(['甲局', '无', '0', '／', '甲号'])).toEqual([[72, { platform: 'wechat', unit: '甲局', handle: '甲号' }]]);
    expect(read(['甲局', '未开通', '0', '', ''])).toEqual([]);
  });

  it('is found again by the numbers of its accounts', () => {
    expect(placeInFile(parts, 72)).toEqual({ row: 7, column: '微信' });
    expect(placeInFile(undefined, 72)).toEqual({ row: 72, column: null });
    expect(numbersOf(parts, 72)).toEqual([71, 72]);
    expect(findingsInFile(parts, [finding('name', 'row-repeats', { row: 71 }), finding(null, 'import-outdated', { count: 1, rows: '71、82' })])).toEqual([
      finding('name', 'row-repeats', { row: '7（微博）' }),
      finding(null, 'import-outdated', { count: 1, rows: '7（微博）、8（微信）' }),
    ]);
  });
});

it('learnt values stand in the place of what the sheet says', () => {
  const plain = at(['平台', '名称']);
  expect(plain && textsOf(plain, { platform: { 政务号: '订阅号' } }, { number: 2, cells: ['政务 号', '甲'] })).toEqual({ platform: '订阅号', name: '甲' });
});

describe('a header of two rows', () => {
  const of = (...rows: string[][]) =>
    arrange(
      rows.map((cells, index) => ({ number: index + 1, cells })),
      KIND,
      AS_RECOGNISED,
    );
  const GROUPS = ['单位', '区县', '微博', '微博', '微博', '微信', '微信', '微信'];
  const BELOW = ['单位', '区县', '名称', 'ID', '粉丝数', '名称', '微信号', '开通时间'];
  const CHOSEN = ['unit', 'region', 'weibo.name', 'weibo.platformId', 'weibo.followers', 'wechat.name', 'wechat.handle', 'wechat.openedOn'];

  it.each([
    ['whose merged cells are filled', [GROUPS, BELOW]],
    ['below a title', [Array(8).fill('某市政务新媒体统计表'), GROUPS, BELOW]],
    [
      'of which only the first cells are filled, as in CSV',
      [
        ['单位', '区县', '微博', '', '', '微信', '', ''],
        ['', '', '名称', 'ID', '粉丝数', '名称', '微信号', '开通时间'],
      ],
    ],
    ['with the long words', [GROUPS.map((each) => each.replace('微信', '微信公众号').replace('微博', '新浪微博')), BELOW]],
  ])('is understood: %s', (_what, rows) => {
    const read = of(...rows, ['甲局', '上城区', '甲微博', '1', '2', '甲微信', 'jia', '2015']);
    expect(read && chosenOf(read)).toEqual(CHOSEN);
    expect(read).toMatchObject({ row: rows.length, unknown: [], duplicate: [] });
    // What it is kept as is understood again, as one row.
    expect(chosenOf(of(read?.headers ?? []) ?? { fields: [] })).toEqual(CHOSEN);
  });

  it('may group other things than platforms', () => {
    const read = of(['平台', '账号名称', '主办单位', '主办单位', '联系人', '联系人'], ['平台', '账号名称', '名称', '统一社会信用代码', '姓名', '电话']);
    expect(read).toMatchObject({ row: 2, fields: ['platform', 'name', 'unit', 'uscc', 'contactName', 'contactPhone'], duplicate: [] });
  });

  it('is none where the second row is data', () => {
    const plain = of(['平台', '账号名称', '主办单位'], ['微信', '', ''], ['微博', '名称', '']);
    expect(plain).toMatchObject({ row: 1, headers: ['平台', '账号名称', '主办单位'] });
    const wide = of(['单位', '微博', '微信'], ['甲局', '名称', '微信号'], ['', 'ID', '公众号']);
    expect(wide).toMatchObject({ row: 1 });
  });
});
