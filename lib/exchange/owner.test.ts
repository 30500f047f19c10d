import { describe, expect, it } from 'vitest';
import { knownUnit, LISTS, regionAt, registerOf, TODAY } from '@/prisma/seed/fixtures';
import type { RowTexts } from './columns';
import { type KnownUnit, resolveOwner, unitLabel } from './owner';

const USCC = '11331002002673575G';

const GUANGZHOU = knownUnit(1, '广州市公安局', '440100', 'public-security', { formerNames: ['广州市公安处'], uscc: USCC });
const TIANHE_CITY = knownUnit(2, '城管局', '440106', 'urban');
const YUEXIU_CITY = knownUnit(3, '城管局', '440104', 'urban');
const TIANHE_PARK = knownUnit(4, '城管局', '440106', 'urban', { tier: 'township' });

function resolve(texts: RowTexts, ...units: KnownUnit[]) {
  const { owner, findings } = resolveOwner(texts, registerOf(units), LISTS, TODAY);
  return {
    owner,
    known: owner?.kind === 'known' ? owner.unit.id : null,
    made: owner?.kind === 'provisional' ? owner.state : null,
    said: findings.map(({ field, reason, severity }) => [field, reason, severity ?? 'refused'].join(' ')),
    findings,
  };
}

describe('an owner that the register knows', () => {
  it.each<[what: string, texts: RowTexts]>([
    ['its name', { unit: '广州市公安局' }],
    ['its name with 巿', { unit: '广州巿公安局' }],
    ['its name with a space', { unit: '广州市 公安局' }],
    ['a former name', { unit: '广州市公安处' }],
    ['its number', { unit: '#1' }],
    ['its label', { unit: unitLabel(GUANGZHOU) }],
    ['its code', { uscc: USCC }],
    ['its code in small letters with spaces', { uscc: '1133 1002 0026 7357 5g' }],
    ['its code, whatever name stands beside it', { unit: '广州公安', uscc: USCC }],
    ['its name and region', { unit: '广州市公安局', region: '广州市' }],
    ['its region, sector and tier alone, as the standard body there', { region: '440100', sector: '公安', tier: '市级' }],
    ['its region and sector alone', { region: '440100', sector: '公安' }],
  ])('is found by %s', (_what, texts) => {
    expect(resolve(texts, GUANGZHOU, TIANHE_CITY)).toMatchObject({ known: 1, said: [] });
  });

  it.each<[what: string, texts: RowTexts, said: string[]]>([
    ['another sector', { unit: '广州市公安局', sector: '教育' }, ['sector unit-differs warning']],
    ['another tier', { unit: '广州市公安局', tier: '县级' }, ['tier unit-differs warning']],
    ['both', { unit: '广州市公安局', sector: '教育', tier: '县级' }, ['sector unit-differs warning']],
  ])('holds against a row that says %s', (_what, texts, said) => {
    expect(resolve(texts, GUANGZHOU)).toMatchObject({ known: 1, said });
  });

  it('is not found by a number that nobody bears', () => {
    expect(resolve({ unit: '#99' }, GUANGZHOU)).toMatchObject({ owner: null, said: ['unit unit-number-unknown refused'] });
    expect(resolve({ unit: '广州市公安局（#99）' }, GUANGZHOU)).toMatchObject({ owner: null, said: ['unit unit-number-unknown refused'] });
  });
});

describe('an owner that may be several', () => {
  it('stops the row and names them, to be chosen by number', () => {
    const { owner, findings } = resolve({ unit: '城管局' }, TIANHE_CITY, YUEXIU_CITY);
    expect(owner).toBeNull();
    expect(findings).toEqual([
      {
        field: 'unit',
        reason: 'unit-ambiguous',
        facts: {
          name: '城管局',
          candidates: '城管局，广东省 广州市 天河区（440106），住房和城乡建设，政府部门；城管局，广东省 广州市 越秀区（440104），住房和城乡建设，政府部门',
        },
        options: [
          { value: '#2', label: '城管局，广东省 广州市 天河区（440106），住房和城乡建设，政府部门' },
          { value: '#3', label: '城管局，广东省 广州市 越秀区（440104），住房和城乡建设，政府部门' },
        ],
      },
    ]);
  });

  it.each<[what: string, texts: RowTexts, known: number]>([
    ['region', { unit: '城管局', region: '越秀区' }, 3],
    ['region and tier', { unit: '城管局', region: '天河区', tier: '街道' }, 4],
    ['region and tier', { unit: '城管局', region: '天河区', tier: '区级' }, 2],
    ['number', { unit: '#2' }, 2],
  ])('is told from the others by %s', (_what, texts, known) => {
    expect(resolve(texts, TIANHE_CITY, YUEXIU_CITY, TIANHE_PARK)).toMatchObject({ known, said: [] });
  });

  it('stays ambiguous within one region', () => {
    expect(resolve({ unit: '城管局', region: '天河区' }, TIANHE_CITY, YUEXIU_CITY, TIANHE_PARK)).toMatchObject({
      owner: null,
      said: ['unit unit-ambiguous refused'],
    });
  });
});

describe('an owner that the register does not know', () => {
  it('is made of name, region and sector, to be completed', () => {
    const { made, owner, findings } = resolve({ unit: '深圳巿公安局', region: '深圳', sector: '公安', uscc: USCC });
    expect(made).toEqual({
      name: '深圳市公安局',
      kind: 'department',
      regionId: regionAt('440300').id,
      sectorCode: 'public-security',
      tier: 'prefecture',
      rank: 'bureau',
      parentId: null,
      standardBody: true,
    });
    expect(owner).toMatchObject({ kind: 'provisional', uscc: USCC });
    expect(findings).toEqual([{ field: 'unit', reason: 'unit-provisional', facts: { name: '深圳市公安局' }, severity: 'notice' }]);
  });

  it.each<[what: string, texts: RowTexts, name: string, tier: string]>([
    ['a province', { region: '440000', sector: '公安', tier: '省级' }, '广东省公安厅（局）', 'provincial'],
    ['a county without a tier', { region: '天河区', sector: '法院' }, '天河区人民法院', 'county'],
    ['the centre', { tier: '中央', sector: '海关' }, '中央海关系统单位', 'central'],
    ['a street', { region: '天河区', sector: '基层综合', tier: '街道' }, '天河区基层综合系统单位', 'township'],
    ['a sub-sector, which is not its parent’s body', { region: '广州', sector: '交警' }, '广州市交警系统单位', 'prefecture'],
    ['a sub-sector whose body stands for its parent', { region: '广东', sector: '人大' }, '广东省人大常委会', 'provincial'],
    ['a mission', { region: '驻外机构', sector: '外交' }, '驻外机构外事系统单位', 'central'],
  ])('is named by what is known of it in %s', (_what, texts, name, tier) => {
    expect(resolve(texts).made).toMatchObject({ name, tier });
  });

  it.each<[what: string, texts: RowTexts]>([
    ['the sub-sector', { region: '广州', sector: '交警' }],
    ['a sector of which no body is expected', { region: '广州', sector: '其他' }],
    ['the centre', { tier: '中央', sector: '海关' }],
    ['a street', { region: '天河区', tier: '街道', sector: '基层综合' }],
  ])('is found again by what is known of it, of %s', (_what, texts) => {
    const { owner } = resolve(texts, GUANGZHOU);
    if (owner?.kind !== 'provisional') throw new Error('It was known before.');
    const kept: KnownUnit = { id: 9, name: owner.state.name, formerNames: [], uscc: null, endedOn: null, state: owner.state };
    expect(resolve(texts, GUANGZHOU, kept)).toMatchObject({ known: 9, said: [] });
  });

  it('is central without a region', () => {
    expect(resolve({ unit: '公安部', tier: '中央', sector: '公安' }).made).toMatchObject({ regionId: 1, tier: 'central', rank: 'province-ministry' });
  });

  it('is another than one of its name elsewhere', () => {
    expect(resolve({ unit: '城管局', region: '海珠区', sector: '城管' }, TIANHE_CITY).made).toMatchObject({ regionId: regionAt('440105').id });
  });

  it.each<[what: string, texts: RowTexts, expected: boolean]>([
    ['by its name', { unit: '深圳市公安局', region: '深圳', sector: '公安' }, true],
    ['not by another name', { unit: '深圳市公安局交警支队', region: '深圳', sector: '公安' }, false],
    ['where the person says so', { unit: '深圳警方', region: '深圳', sector: '公安', fills: 'yes' }, true],
    ['where nothing else is known of it', { region: '深圳', sector: '公安' }, true],
    ['not where only a sub-sector is known of it', { region: '深圳', sector: '交警' }, false],
    ['not where none is expected of its sector', { region: '深圳', sector: '其他' }, false],
    ['not where the register has one already', { unit: '广东省广州市公安局', region: '广州', sector: '公安' }, false],
  ])('is the standard body of its place %s', (_what, texts, expected) => {
    expect(resolve(texts, GUANGZHOU).made?.standardBody).toBe(expected);
  });

  it.each<[what: string, texts: RowTexts, said: string[]]>([
    ['everything', {}, ['sector sector-needed refused', 'region region-needed refused']],
    ['region and sector of a named one', { unit: '某局' }, ['sector sector-needed-for-unit refused', 'region region-needed-for-unit refused']],
    ['the sector', { unit: '某局', region: '440100' }, ['sector sector-needed-for-unit refused']],
    ['the region', { unit: '某局', sector: '公安' }, ['region region-needed-for-unit refused']],
    ['the region, though there is a tier', { sector: '公安', tier: '县级' }, ['region region-needed refused']],
    [
      'nothing twice: what was refused is not asked for',
      { unit: '某局', region: '桃花源', sector: '占星' },
      ['region region-unknown refused', 'sector sector-unknown refused'],
    ],
    ['no region where the tier was refused', { unit: '某局', sector: '公安', tier: '某级' }, ['tier tier-unknown refused']],
  ])('needs %s', (_what, texts, said) => {
    expect(resolve(texts)).toMatchObject({ owner: null, said });
  });
});
