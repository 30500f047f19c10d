import { describe, expect, it } from 'vitest';
import { LISTS, regionAt, sectorCoded, TODAY } from '@/prisma/seed/fixtures';
import { placeOf, readUnitFields, type UnitField } from './unit-fields';

type Texts = Partial<Record<UnitField, string>>;

function findings(texts: Texts): string[] {
  return readUnitFields(texts, LISTS, TODAY).findings.map(({ field, reason, severity }) => [field, reason, severity ?? 'refused'].join(' '));
}

describe('readUnitFields', () => {
  it('reads a unit whole', () => {
    const texts = {
      unit: ' 广州巿公安局 ',
      uscc: '1133 1002 0026 7357 5g',
      region: '广东省广州市',
      sector: '公安局',
      tier: '市级',
      rank: '正处级',
      kind: 'department',
      fills: 'yes',
    };
    expect(readUnitFields(texts, LISTS, TODAY)).toEqual({
      facts: {
        name: '广州市公安局',
        uscc: '11331002002673575G',
        region: regionAt('440100'),
        sector: sectorCoded('public-security'),
        tier: 'prefecture',
        rank: 'county-division',
        kind: 'department',
        fills: true,
      },
      findings: [],
    });
  });

  it('may leave everything out', () => {
    const nothing = { name: null, uscc: null, region: null, sector: null, tier: null, rank: null, kind: null, fills: false };
    expect(readUnitFields({}, LISTS, TODAY)).toEqual({ facts: nothing, findings: [] });
    expect(readUnitFields({ unit: ' ', region: '', sector: '\u200b', tier: '　' }, LISTS, TODAY)).toEqual({ facts: nothing, findings: [] });
  });

  it.each([
    ['a number of the register', '#12'],
    ['a label of the register', '广州市公安局（#12）'],
    ['a name with a full-width bracket', '公安部“打四黑除四害”专项行动办公室'],
    ['a name of 100 characters', '某'.repeat(100)],
  ])('takes for a name %s', (_what, unit) => {
    expect(readUnitFields({ unit }, LISTS, TODAY)).toMatchObject({ facts: { name: unit }, findings: [] });
  });

  it.each<[what: string, texts: Texts, expected: string[]]>([
    ['a name of 101 characters', { unit: '某'.repeat(101) }, ['unit too-long refused']],
    ['a name of 10,000 characters', { unit: '某'.repeat(10_000) }, ['unit too-long refused']],
    ['a script', { unit: '<script>alert(1)</script>' }, ['unit angle-brackets refused']],
    ['a formula', { unit: '=HYPERLINK("http://evil.example")' }, ['unit formula refused']],
    ['a name of digits', { unit: '12345' }, ['unit name-without-letters refused']],
    ['a name of marks', { unit: '——' }, ['unit name-without-letters refused']],
    ['a code that cannot be one', { uscc: '123' }, ['uscc uscc-form refused']],
    ['a code whose check fails', { uscc: '11331002002673575H' }, ['uscc uscc-check warning']],
    ['an unknown region', { region: '桃花源' }, ['region region-unknown refused']],
    ['an ambiguous region', { region: '朝阳区' }, ['region region-ambiguous refused']],
    ['a region out of use', { region: '371200' }, ['region region-code-abolished refused']],
    ['an unknown sector', { sector: '占星' }, ['sector sector-unknown refused']],
    ['a sector that another has taken over', { sector: '国税' }, ['sector sector-succeeded notice']],
    ['an unknown tier', { tier: '某级' }, ['tier tier-unknown refused']],
    ['an unknown rank', { rank: '大官' }, ['rank rank-unknown refused']],
    ['an unknown kind', { kind: '神秘部门' }, ['kind kind-unknown refused']],
    ['a county tier in a province', { region: '440000', tier: '县级' }, ['tier tier-contradicts-region refused']],
    ['a provincial tier in a city', { region: '440100', tier: '省级' }, ['tier tier-contradicts-region refused']],
    ['a central tier in a district', { region: '440106', tier: '中央' }, ['tier tier-contradicts-region refused']],
    ['a township in a divided city', { region: '440100', tier: '街道' }, ['tier tier-contradicts-region refused']],
    ['a provincial tier abroad', { region: '900000', tier: '省级' }, ['tier tier-contradicts-region refused']],
    [
      'several things at once',
      { region: '桃花源', sector: '占星', tier: '某级' },
      ['region region-unknown refused', 'sector sector-unknown refused', 'tier tier-unknown refused'],
    ],
  ])('says of %s what is wrong', (_what, texts, expected) => {
    expect(findings(texts)).toEqual(expected);
  });

  it.each<[what: string, texts: Texts, tier: string]>([
    ['the city tier of a municipality is the provincial', { region: '上海', tier: '市级' }, 'provincial'],
    ['a street of a district', { region: '440106', tier: '街道' }, 'township'],
    ['a town of a city without districts', { region: '东莞市', tier: '镇' }, 'township'],
    ['a county of the corps', { region: '兵团', tier: '县级' }, 'county'],
    ['a missions tier', { region: '驻外', tier: '中央' }, 'central'],
    ['a tier without a region', { tier: '县级' }, 'county'],
  ])('knows that %s', (_what, texts, tier) => {
    expect(readUnitFields(texts, LISTS, TODAY)).toMatchObject({ facts: { tier }, findings: [] });
  });

  it('says what the region’s own tier is when the given one contradicts it', () => {
    expect(readUnitFields({ region: '440100', tier: '省级' }, LISTS, TODAY).findings[0]?.facts).toEqual({
      region: '广州市',
      own: 'prefecture',
      tier: 'provincial',
    });
  });

  it('quotes a long text by its beginning only', () => {
    expect(readUnitFields({ rank: '级'.repeat(10_000) }, LISTS, TODAY).findings[0]?.facts).toEqual({ value: '级'.repeat(30) });
  });
});

describe('placeOf', () => {
  it.each<[what: string, texts: Texts, place: string | null]>([
    ['the region with its own tier', { region: '440100' }, '440100 prefecture'],
    ['the region with the tier that was said', { region: '440106', tier: '街道' }, '440106 township'],
    ['the nation for a central unit', { tier: '中央' }, '000000 central'],
    ['the nation by its name', { region: '中央' }, '000000 central'],
    ['missions abroad, which are central', { region: '驻外机构' }, '900000 central'],
    ['the corps, which is provincial', { region: '兵团' }, '660000 provincial'],
    ['nowhere without a region', { tier: '县级' }, null],
    ['nowhere without anything', {}, null],
  ])('is %s', (_what, texts, expected) => {
    const place = placeOf(readUnitFields(texts, LISTS, TODAY).facts, LISTS, TODAY);
    expect(place && `${place.region.code} ${place.tier}`).toBe(expected);
  });
});
