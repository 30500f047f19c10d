import { describe, expect, it } from 'vitest';
import { LISTS, TODAY } from '@/prisma/seed/fixtures';
import { type CoverageFilter, everything, UNCLASSIFIED } from './filter';
import { grounds, regionFrame, sectorFrame } from './frame';
import { expectationsFor, expectedSlots, type Slots, slotKeys } from './slots';

const ALL = everything(TODAY);

function rules(filter: Partial<CoverageFilter>) {
  const whole = { ...ALL, ...filter };
  return expectationsFor(LISTS.expectations, whole, sectorFrame(LISTS.sectors, whole)).map(({ sectorCode, tier }) => `${sectorCode} ${tier}`);
}

describe('expectationsFor', () => {
  it.each([
    [{}, 'tax provincial', true],
    [{ sectors: ['tax'] }, 'tax county', true],
    [{ sectors: ['tax'] }, 'court county', false],
    [{ sectors: ['traffic-police'] }, 'public-security county', false],
    [{ tiers: ['county'] }, 'tax county', true],
    [{ tiers: ['county'] }, 'tax provincial', false],
    [{ platforms: ['wechat'] }, 'tax county', true],
    [{ platforms: ['tencent-weibo'] }, 'tax county', false],
    [{ holders: ['institution'] }, 'tax county', true],
    [{ holders: ['official', 'institution'] }, 'tax county', true],
    [{ holders: ['official'] }, 'tax county', false],
    [{}, 'tourism county', false],
    [{ asOf: '2014-12-31' }, 'tourism county', true],
    [{ asOf: '2014-12-31' }, 'veterans county', false],
    [{ asOf: '2018-03-17' }, 'veterans county', true],
  ] as [Partial<CoverageFilter>, string, boolean][])('with %j has %s: %s', (filter, rule, there) => {
    expect(rules(filter).includes(rule)).toBe(there);
  });
});

function slots(filter: Partial<CoverageFilter>): Slots[] {
  const whole = { ...ALL, ...filter };
  const sectors = sectorFrame(LISTS.sectors, whole);
  const ground = grounds(LISTS.regions, regionFrame(LISTS.regions, whole), whole);
  return expectedSlots(ground, expectationsFor(LISTS.expectations, whole, sectors), whole, sectors, LISTS.rankOf);
}

const bodies = (filter: Partial<CoverageFilter>) => slots(filter).reduce((sum, { count }) => sum + count, 0);

describe('expectedSlots', () => {
  it.each([
    ['one tax office of each province', { sectors: ['tax'], tiers: ['provincial'] }, 31],
    ['one of each city', { sectors: ['tax'], tiers: ['prefecture'] }, 333],
    ['one of each city of Guangdong', { regions: ['440000'], sectors: ['tax'], tiers: ['prefecture'] }, 21],
    ['one of a district', { regions: ['440106'], sectors: ['tax'] }, 1],
    ['one of a province itself', { regions: ['440000'], scope: 'own', sectors: ['tax'] }, 1],
    ['none in Taiwan', { regions: ['710000'], sectors: ['tax'] }, 0],
    ['none of the centre', { scope: 'own' }, 0],
    ['none of a sector without a template', { sectors: ['other'] }, 0],
    ['none of officials', { holders: ['official'] }, 0],
  ] as [string, Partial<CoverageFilter>, number][])('are %s', (_what, filter, expected) => {
    expect(bodies(filter)).toBe(expected);
  });

  it('are told apart by rank: the bureaus of sub-provincial cities stand above those of other cities', () => {
    const filter: Partial<CoverageFilter> = { regions: ['440000'], sectors: ['tax'], tiers: ['prefecture'] };
    expect(bodies({ ...filter, ranks: ['bureau'] })).toBe(2); // 广州, 深圳
    expect(bodies({ ...filter, ranks: ['county-division'] })).toBe(19);
    expect(bodies({ ...filter, ranks: ['province-ministry'] })).toBe(0);
  });

  it('have a rank in every region with a template', () => {
    expect(slots({}).filter(({ rank }) => rank === null)).toEqual([]);
  });
});

describe('slotKeys', () => {
  const each: Slots = {
    key: '440000',
    kind: 'county',
    tier: 'county',
    platforms: ['weibo', 'wechat'],
    sectorKey: 'tax',
    rank: 'below-county-division',
    count: 3,
    estimated: true,
  };

  it.each([
    ['region', each, {}, ['440000']],
    ['sector', each, {}, ['tax']],
    ['tier', each, {}, ['county']],
    ['rank', each, {}, ['below-county-division']],
    ['rank', { ...each, rank: null }, {}, [UNCLASSIFIED]],
    ['platform', each, {}, ['weibo', 'wechat']],
    ['platform', each, { platforms: ['wechat'] }, ['wechat']],
    ['platform', each, { platforms: ['tencent-weibo'] }, []],
  ] as [Parameters<typeof slotKeys>[0], Slots, Partial<CoverageFilter>, string[]][])('on the axis %s', (axis, slot, filter, keys) => {
    expect(slotKeys(axis, slot, { ...ALL, ...filter })).toEqual(keys);
  });
});
