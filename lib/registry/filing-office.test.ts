import { describe, expect, it } from 'vitest';
import type { GrantedRole } from '@/lib/access/actor';
import type { Place } from '@/lib/access/acts';
import type { RegionLevel } from '@/lib/taxonomy/codes';
import { type FilingRule, levelAsked, officeLineage, officeOf } from './filing-office';

const PLACE: Place = { lineage: ['000000', '330000', '330100', '330102'], sectors: ['health'], vertical: false, units: [5, 4] };
const TAX: Place = { ...PLACE, sectors: ['tax'], vertical: true };
const LEVELS: Record<string, RegionLevel> = { '000000': 'nation', '330000': 'province', '330100': 'prefecture', '330102': 'county' };
const levelOf = (code: string) => LEVELS[code];

function grant(more: Partial<GrantedRole>): GrantedRole {
  return { role: 'registrar', regionCode: '000000', sectorCode: null, unitId: null, ...more };
}

describe('which office decides', () => {
  const [nation, province, city, district] = ['000000', '330000', '330100', '330102'].map((regionCode) => grant({ regionCode })) as [
    GrantedRole,
    GrantedRole,
    GrantedRole,
    GrantedRole,
  ];
  it.each<[string, Place, GrantedRole[], RegionLevel | null, string]>([
    ['the registrar of the unit’s own region', PLACE, [nation, province, district, city], null, '330102'],
    ['the next above where that region has none', PLACE, [nation, province], null, '330000'],
    ['the nation’s where there is nobody', PLACE, [], null, '000000'],
    ['no registrar of another region', PLACE, [grant({ regionCode: '440000' }), province], null, '330000'],
    ['no administrator where a registrar reaches', PLACE, [grant({ role: 'administrator', regionCode: '330102' }), province], null, '330000'],
    ['an administrator where no registrar does', PLACE, [grant({ role: 'administrator', regionCode: '330100' })], null, '330100'],
    ['as high as the rule asks', PLACE, [province, city, district], 'prefecture', '330100'],
    ['above that, where the level has no registrar', PLACE, [province, district], 'prefecture', '330000'],
    ['the 主管单位’s registrar before the region’s own', PLACE, [district, grant({ regionCode: '330102', unitId: 4 })], null, '330102'],
    ['of a vertical system its own, though wider', TAX, [district, grant({ regionCode: '330000', sectorCode: 'tax' })], null, '330000'],
  ])('%s', (_, place, deciders, level, office) => {
    expect(officeOf(place, deciders, level, levelOf)).toBe(office);
  });

  it('informs those above', () => {
    expect(officeLineage(PLACE, '330100')).toEqual(['000000', '330000', '330100']);
    expect(officeLineage(PLACE, '440000')).toEqual(['000000']);
  });
});

describe('the level that a rule asks for', () => {
  const rule = (more: Partial<FilingRule>): FilingRule => ({ regionCode: '330000', kind: null, level: 'province', from: null, until: null, ...more });
  it.each<[string, FilingRule[], RegionLevel | null]>([
    ['none without a rule', [], null],
    ['the rule of a region above', [rule({})], 'province'],
    ['the narrowest of several', [rule({}), rule({ regionCode: '330100', level: 'prefecture' })], 'prefecture'],
    ['the one for the kind before the one for all', [rule({}), rule({ kind: 'opening', level: 'nation' })], 'nation'],
    ['none of another kind', [rule({ kind: 'closure' })], null],
    ['none of another region', [rule({ regionCode: '440000' })], null],
    ['none that has ended', [rule({ until: '2026-01-01' })], null],
    ['none that is yet to begin', [rule({ from: '2027-01-01' })], null],
  ])('%s', (_, rules, level) => {
    expect(levelAsked(rules, PLACE, 'opening', '2026-11-20')).toBe(level);
  });
});
