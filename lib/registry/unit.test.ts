import { describe, expect, it } from 'vitest';
import { LISTS, regionAt, sectorCoded, TODAY } from '@/prisma/seed/fixtures';
import { decideUnit, provisionalName } from './unit';
import { readUnitFields, type UnitField } from './unit-fields';

type Texts = Partial<Record<UnitField, string>>;

function decide(texts: Texts, fills?: boolean) {
  const { facts, findings } = readUnitFields(texts, LISTS, TODAY);
  return decideUnit(facts, findings, LISTS, TODAY, fills);
}

function state(texts: Texts, fills?: boolean) {
  const decision = decide(texts, fills);
  if (!decision.accepted) throw new Error(JSON.stringify(decision.findings));
  return decision.change.state;
}

const BUREAU: Texts = { unit: '广州市公安局', region: '440100', sector: '公安' };

describe('decideUnit', () => {
  it('makes a unit of name, region and sector, the rest by the rules', () => {
    expect(decide({ ...BUREAU, uscc: '11331002002673575G' })).toEqual({
      accepted: true,
      change: {
        uscc: '11331002002673575G',
        state: {
          name: '广州市公安局',
          kind: 'department',
          regionId: regionAt('440100').id,
          sectorCode: 'public-security',
          tier: 'prefecture',
          rank: 'bureau',
          parentId: null,
          standardBody: true,
        },
      },
    });
  });

  it.each<[what: string, texts: Texts, reasons: string[]]>([
    ['a name', { region: '440100', sector: '公安' }, ['unit unit-name-needed']],
    ['a sector', { unit: '广州市公安局', region: '440100' }, ['sector sector-needed']],
    ['a region', { unit: '广州市公安局', sector: '公安' }, ['region region-needed']],
    ['a region, though there is a tier', { unit: '某局', sector: '公安', tier: '县级' }, ['region region-needed']],
    ['everything', {}, ['unit unit-name-needed', 'sector sector-needed', 'region region-needed']],
  ])('asks for %s', (_what, texts, reasons) => {
    const decision = decide(texts);
    expect(decision.accepted ? [] : decision.findings.map(({ field, reason }) => `${field} ${reason}`)).toEqual(reasons);
  });

  it('does not ask for what was said and refused', () => {
    const decision = decide({ unit: '某局', region: '桃花源', sector: '占星' });
    expect(decision.accepted ? [] : decision.findings.map(({ reason }) => reason)).toEqual(['region-unknown', 'sector-unknown']);
  });

  it('asks only for what was not said beside what was refused', () => {
    const reasons = (texts: Texts) => {
      const decision = decide(texts);
      return decision.accepted ? [] : decision.findings.map(({ reason }) => reason);
    };
    expect(reasons({ unit: '某局', region: '桃花源', sector: '公安' })).toEqual(['region-unknown']);
    expect(reasons({ unit: '某局', sector: '占星' })).toEqual(['sector-unknown', 'region-needed']);
    expect(reasons({ unit: '某局', region: '桃花源' })).toEqual(['region-unknown', 'sector-needed']);
  });

  it('is not stopped by a warning or a notice', () => {
    expect(decide({ ...BUREAU, sector: '国税', uscc: '11331002002673575H' }).accepted).toBe(true);
  });

  it.each<[name: string, texts: Texts, kind: string, tier: string, rank: string | null]>([
    ['广东省公安厅', { region: '440000', sector: '公安' }, 'department', 'provincial', 'bureau'],
    ['广东省人民政府', { region: '440000', sector: '党政' }, 'government', 'provincial', 'province-ministry'],
    ['中共湖南省委宣传部', { region: '430000', sector: '宣传' }, 'party-department', 'provincial', 'bureau'],
    ['共青团广东省委员会', { region: '440000', sector: '共青团' }, 'mass-organisation', 'provincial', 'bureau'],
    ['广州市公安局天河区分局', { region: '440106', sector: '公安' }, 'department', 'county', 'county-division'],
    ['丰都县公安局', { region: '500230', sector: '公安' }, 'department', 'county', 'county-division'],
    ['丹阳市公安局', { region: '321181', sector: '公安' }, 'department', 'county', 'below-county-division'],
    ['公安部', { tier: '中央', sector: '公安' }, 'department', 'central', 'province-ministry'],
    ['石牌街道办事处', { region: '440106', tier: '街道', sector: '街道' }, 'department', 'township', 'below-county-division'],
  ])('makes of %s a unit of its kind and rank', (unit, texts, kind, tier, rank) => {
    expect(state({ unit, ...texts })).toMatchObject({ kind, tier, rank });
  });

  it('lets what was said go before the rules', () => {
    expect(state({ ...BUREAU, kind: 'institution', rank: '科级' })).toMatchObject({ kind: 'institution', rank: 'below-county-division' });
  });

  it.each<[what: string, texts: Texts, fills: boolean | undefined, expected: boolean]>([
    ['the standard body by its name', BUREAU, undefined, true],
    ['not the standard body by its name', { ...BUREAU, unit: '广州市公安局交警支队' }, undefined, false],
    ['the standard body where the person says so', { ...BUREAU, unit: '广州警务' }, true, true],
    ['not the standard body where the person says so', BUREAU, false, false],
    ['no standard body where none is expected', { unit: '公安部', tier: '中央', sector: '公安' }, undefined, false],
  ])('is %s', (_what, texts, fills, expected) => {
    expect(state(texts, fills).standardBody).toBe(expected);
  });
});

describe('provisionalName', () => {
  it.each([
    ['440000', 'provincial', 'public-security', '广东省公安厅（局）'],
    ['440100', 'prefecture', 'public-security', '广州市公安局'],
    ['440106', 'county', 'court', '天河区人民法院'],
    ['440106', 'township', 'grassroots', '天河区基层综合系统单位'],
    ['000000', 'central', 'public-security', '中央公安系统单位'],
    ['440100', 'prefecture', 'other', '广州市其他系统单位'],
    ['440100', 'prefecture', 'traffic-police', '广州市交警系统单位'],
    ['440100', 'prefecture', 'hospitals', '广州市医院系统单位'],
    ['440100', 'prefecture', 'audit', '广州市审计系统单位'],
    ['440100', 'prefecture', 'congress', '广州市人大常委会'],
    ['440100', 'prefecture', 'trade-union', '广州市总工会'],
    ['440100', 'prefecture', 'women', '广州市妇联系统单位'],
  ] as const)('names in %s at the %s tier of %s', (code, tier, sector, name) => {
    expect(provisionalName(sectorCoded(sector), { region: regionAt(code), tier }, LISTS, TODAY)).toBe(name);
  });
});
