import { describe, expect, it } from 'vitest';
import { toPinyin } from './pinyin';
import { foundByFormer, isFound, readSearch } from './search';

const bearing = (...names: string[]) => ({ names: names.map((name) => ({ name, ...toPinyin(name) })), codes: ['Ping_An-bj', '1988800805'] });
const found = (typed: string, ...names: string[]) => isFound(readSearch(typed), bearing(...names));

describe('a search', () => {
  it.each([
    ['平安', '平安北京'],
    ['京', '平安北京'],
    ['北京 平安', '平安北京'],
    ['　平 安　', '平安北京'],
    ['pinganbeijing', '平安北京'],
    ['ping an', '平安北京'],
    ['ping an bei jing', '平安北京'],
    ['北京 ping an', '平安北京'],
    ['pabj ping_an', '平安北京'],
    ['anbei', '平安北京'],
    ['PABJ', '平安北京'],
    ['pa', '平安北京'],
    ['pi', '平安北京'],
    ['píng’ān', '平安北京'],
    ['lǜshi', '律师之家'],
    ['ＡＰＰ', '某某App'],
    ['app1.0', '某某App1.0'],
    ['南京巿', '南京市公安局'],
    ['（示例）', '法治邵阳(示例)'],
    ['ping_an', '平安北京'],
    ['PING_AN-BJ', '平安北京'],
    ['19888', '平安北京'],
    ['北京 19888', '平安北京'],
    ['', '平安北京'],
  ])('for %j finds %s', (typed, name) => expect(found(typed, name)).toBe(true));

  it.each([
    ['安平', '平安北京'],
    ['平安 上海', '平安北京'],
    ['an ping', '平安北京'],
    ['an', '平安北京'],
    ['bj', '平安北京'],
    ['8805', '平安北京'],
    ['%', '平安北京'],
    ['_', '平安北京'],
  ])('for %j does not find %s', (typed, name) => expect(found(typed, name)).toBe(false));

  it('says by which former name something is found, and nothing where the present one is enough', () => {
    const [words, both] = [readSearch('卫计'), bearing('健康南京', '南京卫计', '南京卫生')];
    expect(isFound(words, both)).toBe(true);
    expect(foundByFormer(words, both)).toEqual(['南京卫计']);
    expect(foundByFormer(readSearch('南京'), both)).toEqual([]);
    expect(foundByFormer(readSearch('健康 weisheng'), both)).toEqual(['南京卫生']);
    expect(foundByFormer(readSearch('198'), both)).toEqual([]);
    expect(foundByFormer(readSearch(' '), both)).toEqual([]);
  });

  it('reads no more than eight words of sixty characters', () => {
    expect(readSearch('一 二 三 四 五 六 七 八 九')[0]).toHaveLength(8);
    expect(readSearch('长'.repeat(90))[0]?.[0]?.name).toHaveLength(60);
  });
});
