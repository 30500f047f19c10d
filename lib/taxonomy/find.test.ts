import { describe, expect, it } from 'vitest';
import { REGIONS, regionAt, SECTORS, TODAY } from '@/prisma/seed/fixtures';
import { covers } from './day';
import { findRegion, findSector, findTier, regionLabel } from './find';

function region(text: string, day = TODAY) {
  const found = findRegion(REGIONS, text, day);
  return found.accepted ? `${found.change.value.code} ${found.change.value.name}` : found.findings[0];
}

describe('findRegion', () => {
  it.each([
    ['a code', '440106', '440106 天河区'],
    ['a code of nine digits', '440106001', '440106 天河区'],
    ['a code of twelve digits', '440106001002', '440106 天河区'],
    ['a code in full-width digits', '４４０１０６', '440106 天河区'],
    ['a code with something invisible', '\u200b440106\u200b', '440106 天河区'],
    ['a code with spaces around', ' 440106　', '440106 天河区'],
    ['a label as the forms write it', '广东省 广州市 天河区（440106）', '440106 天河区'],
    ['a label with narrow brackets', '天河区(440106)', '440106 天河区'],
    ['a full name', '天河区', '440106 天河区'],
    ['a name with 巿 for 市', '广州巿', '440100 广州市'],
    ['a short name', '天河', '440106 天河区'],
    ['a short name of a province', '广东', '440000 广东省'],
    ['a full name where the short one is ambiguous', '吉林省', '220000 吉林省'],
    ['an autonomous region', '内蒙古', '150000 内蒙古自治区'],
    ['an alias of one character', '粤', '440000 广东省'],
    ['an alias', '八闽', '350000 福建省'],
    ['the nation by its alias', '中央', '000000 全国'],
    ['the corps by its short name', '兵团', '660000 新疆生产建设兵团'],
    ['the corps by the code that others use', '660000XPCC', '660000 新疆生产建设兵团'],
    ['a prefecture as everybody calls it', '恩施州', '422800 恩施土家族苗族自治州'],
    ['a county as everybody calls it', '景宁县', '331127 景宁畲族自治县'],
    ['a path', '广东省广州市天河区', '440106 天河区'],
    ['a path of short names', '广东广州天河', '440106 天河区'],
    ['a path with a level left out', '广东省天河区', '440106 天河区'],
    ['a path with marks between', '广东省/广州市 > 天河区', '440106 天河区'],
    ['a path that tells two places of one name apart', '北京市朝阳区', '110105 朝阳区'],
    ['the other of the two', '长春朝阳区', '220104 朝阳区'],
    ['a path over a city that bears its province’s name', '吉林市昌邑区', '220202 昌邑区'],
    ['the same with the province before it', '吉林省吉林市昌邑区', '220202 昌邑区'],
    ['a path to a city that bears its province’s name', '吉林吉林市', '220200 吉林市'],
    ['a path over a prefecture as everybody calls it', '青海海南州共和县', '632521 共和县'],
    ['a county directly under its province', '河南省济源市', '419001 济源市'],
    ['pinyin', 'guangzhou', '440100 广州市'],
    ['pinyin with spaces and capitals', 'Guang Zhou Shi', '440100 广州市'],
    ['pinyin of an unusual reading', 'fengdu', '500230 丰都县'],
    ['initials', 'qhds', '130300 秦皇岛市'],
  ])('knows %s', (_what, text, expected) => {
    expect(region(text)).toBe(expected);
  });

  it.each([
    ['500110', '2010-12-31', '500110 万盛区'],
    ['500110', '2014-12-31', '500110 綦江区'],
    ['万盛', '2010-12-31', '500110 万盛区'],
    ['莱芜市', '2014-12-31', '371200 莱芜市'],
    ['密云县', '2014-12-31', '110228 密云县'],
    ['密云', TODAY, '110118 密云区'],
    ['东乡县', '2014-12-31', '361029 东乡县'], // 东乡族自治县 is called so too
    ['东乡县', TODAY, '622926 东乡族自治县'],
  ])('finds for %s on %s %s', (text, day, expected) => {
    expect(region(text, day)).toBe(expected);
  });

  it.each([
    ['that never was', '999999', TODAY, 'region-code-never', { code: '999999' }],
    ['on the day it goes out of use', '371200', '2020-12-31', 'region-code-abolished', { code: '371200', name: '莱芜市', until: '2020-12-31' }],
    ['that is out of use', '371200', TODAY, 'region-code-abolished', { code: '371200', name: '莱芜市', until: '2020-12-31' }],
    [
      'that another has taken over',
      '110228',
      TODAY,
      'region-code-replaced',
      { code: '110228', name: '密云县', until: '2016-07-31', successor: '密云区（110118）' },
    ],
    [
      'that was taken over twice, with the last',
      '341422',
      TODAY,
      'region-code-replaced',
      { code: '341422', name: '无为县', until: '2011-10-31', successor: '无为市（340281）' },
    ],
    [
      'that was taken over twice, with the one of the day',
      '341422',
      '2015-01-01',
      'region-code-replaced',
      { code: '341422', name: '无为县', until: '2011-10-31', successor: '无为县（340225）' },
    ],
    ['that came later', '460302', '2014-12-31', 'region-code-later', { code: '460302', name: '西沙区', from: '2024-12-31' }],
  ])('says of a code %s', (_what, code, day, reason, facts) => {
    expect(region(code, day)).toMatchObject({ field: 'region', reason, facts });
  });

  it.each([
    ['nothing', ''],
    ['spaces', '  '],
    ['a kind without a name', '市辖区'],
    ['no place', '桃花源县'],
    ['a place that is no more', '莱芜市'],
    ['a path upside down', '天河区广州市'],
    ['a path through another city', '深圳市天河区'],
    ['a path that repeats itself', '广东广东广州'],
    ['a name with something before it', '某某天河区'],
    ['a path with something before it', '某某某广州市天河区'],
    ['five digits', '44010'],
    ['no code', '4401O6'],
    ['a formula', '=HYPERLINK("http://evil.example")'],
    ['a property of every object', 'constructor'],
  ])('does not know %s', (_what, text) => {
    expect(region(text)).toMatchObject({ reason: 'region-unknown' });
  });

  it('quotes a long text by its beginning only', () => {
    expect(region('某'.repeat(10_000))).toMatchObject({ reason: 'region-unknown', facts: { value: '某'.repeat(30) } });
  });

  it.each([
    ['朝阳区', ['北京市 朝阳区（110105）', '吉林省 长春市 朝阳区（220104）']],
    ['吉林', ['吉林省（220000）', '吉林省 吉林市（220200）']],
    ['shanxi', ['山西省（140000）', '陕西省（610000）']],
    ['江苏鼓楼', ['江苏省 南京市 鼓楼区（320106）', '江苏省 徐州市 鼓楼区（320302）']],
  ])('lets the person choose where %s is ambiguous', (text, labels) => {
    const found = findRegion(REGIONS, text, TODAY);
    expect(found).toMatchObject({ accepted: false, findings: [{ reason: 'region-ambiguous', facts: { candidates: labels.join('、') } }] });
    const options = found.accepted ? [] : (found.findings[0]?.options ?? []);
    expect(options.map(({ label }) => label)).toEqual(labels);
    for (const { value, label } of options) expect(region(value)).toBe(region(label));
  });

  it('finds every region of today by its code, by its label and by its whole path', () => {
    for (const each of REGIONS.all.filter((one) => covers(one, TODAY))) {
      const path = each.lineage.slice(1).map((code) => regionAt(code).name);
      for (const text of [each.code, regionLabel(REGIONS, each, TODAY), path.join('') || each.name]) {
        const found = findRegion(REGIONS, text, TODAY);
        expect(found.accepted && found.change.value, text).toBe(each);
      }
    }
  });

  it('finds every alias, or offers the region that bears it', () => {
    for (const each of REGIONS.all) {
      for (const alias of each.aliases) {
        const found = findRegion(REGIONS, alias, TODAY);
        const meant = found.accepted ? [found.change.value.code] : (found.findings[0]?.options ?? []).map(({ value }) => value);
        expect(meant, alias).toContain(each.code);
      }
    }
  });
});

describe('regionLabel', () => {
  it.each([
    ['440106', '广东省 广州市 天河区（440106）'],
    ['440000', '广东省（440000）'],
    ['310101', '上海市 黄浦区（310101）'],
    ['000000', '全国（000000）'],
  ])('tells %s from others', (code, label) => {
    expect(regionLabel(REGIONS, regionAt(code), TODAY)).toBe(label);
  });

  it('names what was above it on the day', () => {
    expect(regionLabel(REGIONS, regionAt('420606'), '2010-12-31')).toBe('湖北省 襄樊市 樊城区（420606）');
    expect(regionLabel(REGIONS, regionAt('420606'), TODAY)).toBe('湖北省 襄阳市 樊城区（420606）');
  });
});

describe('findSector', () => {
  const sector = (text: string, day = TODAY) => {
    const found = findSector(SECTORS, text, day);
    return found.accepted ? found.change.value.code : found.findings[0]?.reason;
  };

  it.each([
    ['public-security', 'public-security'],
    ['Public Security', 'public-security'],
    ['公安', 'public-security'],
    ['公安局', 'public-security'],
    ['公安系统', 'public-security'],
    ['公安部门', 'public-security'],
    ['公安条线', 'public-security'],
    [' 公 安 ', 'public-security'],
    ['交巡警', 'traffic-police'],
    ['医疗卫生', 'health'],
    ['卫生健康', 'health'],
    ['计划生育', 'health'],
    ['卫计', 'health'],
    ['政府办', 'party-government'],
    ['外宣', 'publicity'],
    ['文物旅游', 'culture-tourism'],
    ['文化广电', 'culture-tourism'],
    ['食药监', 'market-regulation'],
    ['工商', 'market-regulation'],
    ['国税', 'tax'],
    ['人保', 'hr-social'],
    ['环保', 'environment'],
    ['地铁', 'metro'],
    ['社会团体', 'mass-organisations'],
    ['国际救援队', 'emergency'],
    ['外国驻华', 'foreign-missions'],
  ])('reads %s as %s', (text, code) => {
    expect(sector(text)).toBe(code);
  });

  it.each(['', ' ', '占星', '系统', '部门', 'constructor'])('does not know %j', (text) => {
    expect(sector(text)).toBe('sector-unknown');
  });

  it('tells which sector has taken over', () => {
    expect(findSector(SECTORS, '国税', TODAY)).toMatchObject({
      accepted: true,
      change: { notices: [{ field: 'sector', reason: 'sector-succeeded', facts: { was: '国税', now: '税务' }, severity: 'notice' }] },
    });
    expect(findSector(SECTORS, '国税', '2014-12-31')).toMatchObject({ accepted: true, change: { value: { code: 'state-tax' }, notices: [] } });
  });

  it('finds every name and alias, or what has taken over', () => {
    for (const { code, name, nameEn, aliases } of SECTORS.all) {
      for (const word of [code, name, nameEn, ...aliases]) expect(sector(word), word).toBe(SECTORS.resolve(code, TODAY)?.code);
    }
  });
});

describe('findTier', () => {
  it.each([
    ['市级', '310000', 'provincial'],
    ['市直', '500000', 'provincial'],
    ['市级', '440100', 'prefecture'],
    ['市级', null, 'prefecture'],
    ['区级', '310101', 'county'],
    ['省级', '310000', 'provincial'],
    ['县级', '110101', 'county'],
    ['某级', '440100', null],
    ['', null, null],
  ])('reads %j of %s as %s', (text, code, tier) => {
    expect(findTier(text, code === null ? null : regionAt(code))).toBe(tier);
  });
});
