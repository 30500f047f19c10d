import { describe, expect, it } from 'vitest';
import type { ExpectationRule } from '@/lib/registry/expectation';
import { LISTS, regionAt, TODAY } from '@/prisma/seed/fixtures';
import { type Absence, barredTiers, type Confirmation, expectedOn, type Roll } from './expected';
import { everything } from './filter';
import { grounds, regionFrame } from './frame';
import { holdsIn } from './slots';

let ids = 0;
function rule(more: Partial<ExpectationRule>): ExpectationRule {
  ids += 1;
  return {
    id: ids,
    regionCode: '000000',
    sectorCode: 'health',
    tier: 'county',
    platforms: ['weibo', 'wechat'],
    modality: 'should',
    bodyName: '卫生健康局',
    unitKind: 'department',
    namePatterns: ['卫生健康局'],
    alternatives: [],
    estimated: true,
    from: null,
    until: null,
    documentNo: null,
    issuer: null,
    documentDate: null,
    source: '模板',
    ...more,
  };
}

const TEMPLATE = [rule({}), rule({ sectorCode: 'publicity', bodyName: '宣传部', unitKind: 'party-department' })];
const GROUND = grounds(LISTS.regions, regionFrame(LISTS.regions, everything(TODAY)), everything(TODAY));

type More = { rules?: ExpectationRule[]; confirmations?: Confirmation[]; absences?: Absence[] };

function expected({ rules = [], confirmations = [], absences = [] }: More, day = TODAY) {
  const roll: Roll = { rules: [...TEMPLATE, ...rules], confirmations, absences, isVertical: (sector) => sector === 'publicity' };
  return expectedOn(roll, () => GROUND, day);
}

/** The platforms on which a region's body is expected, as `weibo wechat`, with ? where that is an estimate; - where it is not. */
function at(code: string, more: More, { sector = 'health', day = TODAY } = {}): string {
  const { id } = regionAt(code);
  const here = expected(more, day).filter((each) => each.sectorCode === sector && holdsIn(each, id));
  expect(here.length).toBeLessThan(2);
  return here.map(({ platforms, estimated }) => `${platforms.join(' ')}${estimated ? '?' : ''}`)[0] ?? '-';
}

const [COUNTY, SISTER, ELSEWHERE] = ['330106', '330102', '440106'];
const ZHEJIANG = { regionCode: '330000' };
const HANGZHOU = { regionCode: '330100' };
const ALL_DEPARTMENTS = { sectorCode: null, bodyName: '县级部门' };

describe('the rule of a body and a platform', () => {
  it.each<[string, Partial<ExpectationRule>[], string, string, string]>([
    ['is the nation’s where no place has its own', [], COUNTY, 'weibo wechat?', 'weibo wechat?'],
    ['is a place’s in its subtree', [{ ...ZHEJIANG, modality: 'may' }], COUNTY, '-', 'weibo wechat?'],
    ['is of those platforms alone of which it speaks', [{ ...ZHEJIANG, modality: 'should-not', platforms: ['weibo'] }], COUNTY, 'wechat?', 'weibo wechat?'],
    [
      'is the most specific',
      [
        { ...ZHEJIANG, modality: 'should-not' },
        { ...HANGZHOU, modality: 'must' },
      ],
      COUNTY,
      'weibo wechat?',
      'weibo wechat?',
    ],
    [
      'is the most specific, whichever is later',
      [
        { ...HANGZHOU, modality: 'may' },
        { ...ZHEJIANG, modality: 'must', from: '2026-01-01' },
      ],
      COUNTY,
      '-',
      'weibo wechat?',
    ],
    [
      'is the latest of one place',
      [
        { ...ZHEJIANG, modality: 'may', from: '2019-01-01' },
        { ...ZHEJIANG, modality: 'should', from: '2020-01-01' },
      ],
      COUNTY,
      'weibo wechat?',
      'weibo wechat?',
    ],
    ['is the latest of the nation too', [{ modality: 'may', from: '2019-01-01' }], COUNTY, '-', '-'],
    ['is not one that has ended', [{ ...ZHEJIANG, modality: 'should-not', until: '2020-01-01' }], COUNTY, 'weibo wechat?', 'weibo wechat?'],
    ['is not one that is to come', [{ ...ZHEJIANG, modality: 'should-not', from: '2030-01-01' }], COUNTY, 'weibo wechat?', 'weibo wechat?'],
    ['is not one of another level', [{ ...ZHEJIANG, modality: 'should-not', tier: 'prefecture' }], COUNTY, 'weibo wechat?', 'weibo wechat?'],
    ['is that of all bodies of its kind', [{ ...ZHEJIANG, ...ALL_DEPARTMENTS, modality: 'should-not' }], COUNTY, '-', 'weibo wechat?'],
    [
      'is not that of all bodies of another kind',
      [{ ...ZHEJIANG, ...ALL_DEPARTMENTS, unitKind: 'court', modality: 'should-not' }],
      COUNTY,
      'weibo wechat?',
      'weibo wechat?',
    ],
    [
      'that names the sector stands before that of all of the same day',
      [
        { ...ZHEJIANG, modality: 'must' },
        { ...ZHEJIANG, ...ALL_DEPARTMENTS, modality: 'should-not' },
      ],
      COUNTY,
      'weibo wechat?',
      'weibo wechat?',
    ],
  ])('%s', (_what, rules, place, here, elsewhere) => {
    const more = { rules: rules.map(rule) };
    expect(at(place, more)).toBe(here);
    expect(at(ELSEWHERE, more)).toBe(elsewhere);
  });

  it('adds a body that the nation does not name, and of the place’s own name', () => {
    const more = { rules: [rule({ ...HANGZHOU, sectorCode: 'tourism-bay', bodyName: '湾区办', modality: 'must' })] };
    expect(at(COUNTY, more, { sector: 'tourism-bay' })).toBe('weibo wechat?');
    expect(at('330205', more, { sector: 'tourism-bay' })).toBe('-');
  });

  it('of one kind says nothing of the rest: publicity departments stay expected where departments should not', () => {
    const more = { rules: [rule({ ...ZHEJIANG, ...ALL_DEPARTMENTS, modality: 'should-not' })] };
    expect(at(COUNTY, more, { sector: 'publicity' })).toBe('weibo wechat?');
  });

  it('is laid onto no regions where it holds everywhere, so that nothing is asked of each', () => {
    expect(expected({}).map(({ at: places }) => places)).toEqual([undefined, undefined]);
  });
});

describe('a roster', () => {
  const since = { from: '2020-01-01', until: null };
  it.each<[string, Confirmation, string[]]>([
    ['of a subtree, of all sectors', { ...since, ...HANGZHOU, scope: 'subtree', sectorCode: null }, ['weibo wechat', 'weibo wechat', 'weibo wechat?']],
    ['of a subtree, of a sector', { ...since, ...HANGZHOU, scope: 'subtree', sectorCode: 'health' }, ['weibo wechat', 'weibo wechat', 'weibo wechat?']],
    ['of a subtree, of another sector', { ...since, ...HANGZHOU, scope: 'subtree', sectorCode: 'tax' }, ['weibo wechat?', 'weibo wechat?', 'weibo wechat?']],
    ['of one region', { ...since, regionCode: COUNTY, scope: 'own', sectorCode: null }, ['weibo wechat', 'weibo wechat?', 'weibo wechat?']],
    ['of a region above it alone', { ...since, ...HANGZHOU, scope: 'own', sectorCode: null }, ['weibo wechat?', 'weibo wechat?', 'weibo wechat?']],
    [
      'that is no longer',
      { ...HANGZHOU, from: '2020-01-01', until: '2021-01-01', scope: 'subtree', sectorCode: null },
      ['weibo wechat?', 'weibo wechat?', 'weibo wechat?'],
    ],
  ])('is confirmed: %s', (_what, confirmation, places) => {
    expect([COUNTY, SISTER, ELSEWHERE].map((code) => at(code, { confirmations: [confirmation] }))).toEqual(places);
  });

  it('is an estimate on the eve of its confirmation', () => {
    const confirmations: Confirmation[] = [{ ...since, ...ZHEJIANG, scope: 'subtree', sectorCode: null }];
    expect(at(COUNTY, { confirmations }, { day: '2019-12-31' })).toBe('weibo wechat?');
    expect(at(COUNTY, { confirmations }, { day: '2020-01-01' })).toBe('weibo wechat');
  });

  it('of a vertical system is confirmed by its name, not with all sectors', () => {
    const of = (sectorCode: string | null): More => ({ confirmations: [{ ...since, ...ZHEJIANG, scope: 'subtree', sectorCode }] });
    expect(at(COUNTY, of(null), { sector: 'publicity' })).toBe('weibo wechat?');
    expect(at(COUNTY, of('publicity'), { sector: 'publicity' })).toBe('weibo wechat');
  });

  it('lacks a body that is not there, from … until …, in that region alone', () => {
    const absences: Absence[] = [{ regionCode: COUNTY, sectorCode: 'health', from: '2020-01-01', until: '2024-01-01' }];
    expect(['2019-12-31', '2020-01-01', '2023-12-31', '2024-01-01'].map((day) => at(COUNTY, { absences }, { day }))).toEqual([
      'weibo wechat?',
      '-',
      '-',
      'weibo wechat?',
    ]);
    expect(at(SISTER, { absences }, { day: '2022-01-01' })).toBe('weibo wechat?');
  });
});

describe('townships', () => {
  const should = (more: Partial<ExpectationRule>) => rule({ ...ZHEJIANG, ...ALL_DEPARTMENTS, tier: 'township', unitKind: 'government', ...more });
  it.each<[string, ExpectationRule[], string[]]>([
    ['nothing is said of them', [], []],
    ['they should not', [should({ modality: 'should-not' })], ['township']],
    ['a later rule lets them', [should({ modality: 'should-not' }), should({ modality: 'may', from: '2020-01-01' })], []],
    ['the city lets them', [should({ modality: 'should-not', from: '2020-01-01' }), should({ ...HANGZHOU, modality: 'may' })], []],
  ])('%s', (_what, rules, barred) => {
    expect(barredTiers({ rules }, regionAt(COUNTY), TODAY)).toEqual(barred);
    expect(barredTiers({ rules }, regionAt(ELSEWHERE), TODAY)).toEqual([]);
  });
});
