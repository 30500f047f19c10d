import { describe, expect, it } from 'vitest';
import { comparable } from '@/lib/taxonomy/text';
import { ACCOUNT_COLUMNS, fieldsOf, findHeader } from './columns';

const numbered = (...rows: string[][]) => rows.map((cells, index) => ({ number: index + 1, cells }));

const GOOD = ['平台', '账号名称', '主办单位'];

/** The field that a single header is read as, beside the two that are needed. */
const fieldOf = (header: string) => findHeader(numbered(['平台', '账号名称', header]))?.fields[2];

describe('the columns of the account file', () => {
  it('are those of the public contract, in its order', () => {
    expect(ACCOUNT_COLUMNS.map(({ header, code }) => `${header} ${code}`)).toEqual([
      '平台 platform',
      '账号名称 name',
      '平台ID platform_id',
      '微信号或个性域名 handle',
      '主办单位 unit',
      '统一社会信用代码 uscc',
      '行政区划代码 region',
      '职能系统 sector',
      '单位层级 tier',
      '行政级别 rank',
      '账号类别 holder',
      '姓名 person',
      '职务 post',
      '微信类型 wechat_type',
      '功能定位 positioning',
      '开设日期 opened_on',
      '关停日期 closed_on',
      '状态 status',
      '关注用户数 followers',
      '认证信息 verification',
      '联系人 contact_name',
      '联系电话 contact_phone',
      '备注 note',
      '登记标识 row_key',
    ]);
  });

  it('have no header in common', () => {
    const headers = ACCOUNT_COLUMNS.flatMap(({ header, code, synonyms }) => [...new Set([header, code, ...synonyms].map(comparable))]);
    expect(headers.filter((header, index) => headers.indexOf(header) !== index)).toEqual([]);
  });

  it.each(ACCOUNT_COLUMNS.slice(2))('are known by header, by code, by both, and by synonyms: $header', ({ field, code, header, synonyms }) => {
    for (const each of [
      header,
      code,
      code.toUpperCase(),
      ` ${header} `,
      `*${header}`,
      `${header}*`,
      `${header}（必填）`,
      `${header}(${code})`,
      `${header} (${code})`,
      ...synonyms,
    ])
      expect(fieldOf(each), each).toBe(field);
  });

  it.each(['主办 单位', '主办\n单位', '主办\u200b单位', '主办单位（选填）', '平臺', 'ｕｎｉｔ'])('are known or not, however they are written: %j', (header) => {
    expect(fieldOf(header)).toBe(header === '平臺' ? null : 'unit');
  });
});

describe('findHeader', () => {
  it('finds the header in the first row', () => {
    expect(findHeader(numbered(GOOD, ['微博', '平安北京', '北京市公安局']))).toEqual({
      row: 1,
      fields: ['platform', 'name', 'unit'],
      headers: GOOD,
      unknown: [],
      duplicate: [],
    });
  });

  it.each([
    ['a title', [['广东省政务新媒体一览表']]],
    ['a merged title, which fills its row', [['政务微博', '政务微博', '政务微博']]],
    ['a title, a line of who and when, an empty line', [['一览表'], ['填报单位：', '某市', '填报日期：', '2014-12-31'], ['', '']]],
    ['a title that names a column', [['单位', '某市公安局']]],
  ])('finds it below %s', (_what, titles) => {
    expect(findHeader(numbered(...titles, GOOD, ['微博', '平安北京', '北京市公安局']))?.row).toBe(titles.length + 1);
  });

  it('takes the first of two rows that name as many', () => {
    expect(findHeader(numbered(GOOD, GOOD))?.row).toBe(1);
  });

  it('tells its headers without the spaces around them', () => {
    expect(findHeader(numbered([' 平台', '账号名称\n', '　排名 ']))).toMatchObject({ headers: ['平台', '账号名称', '排名'], unknown: ['排名'] });
  });

  it('tells the number that the row has in the file', () => {
    expect(findHeader([{ number: 7, cells: GOOD }])?.row).toBe(7);
  });

  it('does not look beyond ten rows', () => {
    const titles = (count: number) => Array.from({ length: count }, (_, index) => [`第${index}行`]);
    expect(findHeader(numbered(...titles(9), GOOD))?.row).toBe(10);
    expect(findHeader(numbered(...titles(10), GOOD))).toBeNull();
  });

  it.each([
    ['there is nothing', []],
    [
      'no row names a column',
      [
        ['甲', '乙'],
        ['丙', '丁'],
      ],
    ],
    ['there are only numbers', [['1', '2', '3']]],
  ])('finds none where %s', (_what, rows) => {
    expect(findHeader(numbered(...rows))).toBeNull();
  });

  it('finds one that lacks a column that is needed, so that its lack can be said', () => {
    expect(findHeader(numbered(['账号名称', '主办单位']))?.fields).toEqual(['name', 'unit']);
  });

  it('names the columns that it does not know, but not the numbering', () => {
    expect(findHeader(numbered(['序号', '平台', '账号名称', '排名', '', 'No.', '得分']))).toMatchObject({
      fields: [null, 'platform', 'name', null, null, null, null],
      unknown: ['排名', '得分'],
    });
  });

  it.each([
    [['平台', '账号名称', '主办单位', '主办单位'], ['主办单位']],
    [['平台', '账号名称', '主办单位', '开办单位'], ['开办单位']],
    [
      ['平台', '平台类型', '账号名称', '账号', 'name'],
      ['平台类型', '账号', 'name'],
    ],
    [['平台', '账号名称', '备注', '排名', '排名'], []],
  ])('names of %j the columns that stand twice: %j', (headers, duplicate) => {
    expect(findHeader(numbered(headers))?.duplicate).toEqual(duplicate);
  });
});

describe('fieldsOf', () => {
  const fields = ['platform', null, 'name', 'note'] as const;

  it.each([
    ['all cells', ['微博', '1', '平安北京', '好'], { platform: '微博', name: '平安北京', note: '好' }],
    ['empty cells', ['微博', '', ' ', ''], { platform: '微博' }],
    ['a short row', ['微博'], { platform: '微博' }],
    ['a long row', ['微博', '1', '平安北京', '好', '多余'], { platform: '微博', name: '平安北京', note: '好' }],
    ['an empty row', [], {}],
  ])('takes from %s what fills something', (_what, cells, texts) => {
    expect(fieldsOf({ fields: [...fields] }, cells)).toEqual(texts);
  });

  it('keeps cells as they came', () => {
    expect(fieldsOf({ fields: ['name'] }, [' 平安\u200b北京 '])).toEqual({ name: ' 平安\u200b北京 ' });
  });
});
