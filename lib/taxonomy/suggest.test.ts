import { describe, expect, it } from 'vitest';
import { REGIONS, TODAY } from '@/prisma/seed/fixtures';
import { findRegion } from './find';
import { suggestRegions } from './suggest';

const suggested = (text: string, day = TODAY) => suggestRegions(REGIONS, text, day).map(({ label }) => label);

describe('suggestRegions', () => {
  it.each([
    ['a name begun', '天河', '广东省 广州市 天河区（440106）'],
    ['a name', '天河区', '广东省 广州市 天河区（440106）'],
    ['a code', '440106', '广东省 广州市 天河区（440106）'],
    ['a code in full-width digits', '４４０１０６', '广东省 广州市 天河区（440106）'],
    ['a code begun', '44', '广东省（440000）'],
    ['an alias', '八闽', '福建省（350000）'],
    ['a name as everybody calls it', '恩施州', '湖北省 恩施土家族苗族自治州（422800）'],
    ['pinyin begun', 'yang', '广东省 阳江市（441700）'],
    ['a name that begins so before names that hold it', '沙河', '河北省 邢台市 沙河市（130582）'],
    ['pinyin', 'guangdong', '广东省（440000）'],
    ['pinyin with capitals and a space', 'Feng du', '重庆市 丰都县（500230）'],
    ['initials', 'qhds', '河北省 秦皇岛市（130300）'],
    ['the middle of a name', '巴音', '新疆维吾尔自治区 巴音郭楞蒙古自治州（652800）'],
  ])('puts first for %s what it means', (_what, text, label) => {
    expect(suggested(text)[0]).toBe(label);
  });

  it.each([
    ['朝阳', '北京市 朝阳区（110105）', '辽宁省 朝阳市（211300）'],
    ['hz', '浙江省 杭州市（330100）', '广东省 惠州市（441300）'],
    ['河', '河北省（130000）', '河南省（410000）'],
  ])('offers for %s more than one', (text, ...labels) => {
    expect(suggested(text)).toEqual(expect.arrayContaining(labels));
  });

  it.each(['', ' ', '\u200b', '桃花源', '999999', 'zzzzzz', '10', '全国', '000000'])('has nothing for %j', (text) => {
    expect(suggested(text)).toEqual([]);
  });

  it('knows only what stands on the day', () => {
    expect(suggested('万盛')).toEqual([]);
    expect(suggested('万盛', '2010-12-31')).toEqual(['重庆市 万盛区（500110）']);
  });

  it('offers no more than asked for', () => {
    expect(suggestRegions(REGIONS, '4', TODAY)).toHaveLength(12);
    expect(suggestRegions(REGIONS, '4', TODAY, 3)).toHaveLength(3);
  });

  it.each(['天', 'h', '51', '阳', 'xian'])('writes labels that are read back as the region they stand for: %s', (text) => {
    for (const { value, label } of suggestRegions(REGIONS, text, TODAY)) {
      const found = findRegion(REGIONS, label, TODAY);
      expect(found.accepted && found.change.value.code).toBe(value);
    }
  });
});
