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
