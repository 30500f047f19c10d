import { describe, expect, it } from 'vitest';
import { REGIONS, regionAt, TODAY } from '@/prisma/seed/fixtures';
import { covers } from './day';
import { isWithin, NATION, namesOf, ownTier, possibleTiers } from './regions';

const DAYS = ['2009-01-01', '2011-10-30', '2011-10-31', '2014-12-31', '2016-07-31', '2020-12-30', '2023-12-31', TODAY];

describe('a code without a date is ambiguous', () => {
  it.each([
    ['500110', '2009-01-01', '万盛区'],
    ['500110', '2011-10-30', '万盛区'],
    ['500110', '2011-10-31', '綦江区'],
    ['500110', TODAY, '綦江区'],
    ['500111', '2011-10-30', '双桥区'],
    ['500111', '2011-10-31', '大足区'],
  ])('%s is on %s %s', (code, day, name) => {
    expect(REGIONS.at(code, day)?.name).toBe(name);
  });

  it('tells everyone who ever bore a code, oldest first', () => {
    expect(REGIONS.everAt('500110').map(({ name }) => name)).toEqual(['万盛区', '綦江区']);
    expect(REGIONS.everAt('999999')).toEqual([]);
  });

  it.each([
    ['999999', TODAY],
    ['371200', TODAY],
    ['460302', '2014-12-31'],
  ])('%s is nobody on %s', (code, day) => {
    expect(REGIONS.at(code, day)).toBeUndefined();
  });
});

describe('the list as it is', () => {
  it('has no two places under one code on one day', () => {
    for (const day of DAYS) {
      const valid = REGIONS.all.filter((region) => covers(region, day)).map(({ code }) => code);
      expect(new Set(valid).size, day).toBe(valid.length);
    }
  });

  it('has 34 regions of the province level, 31 of them in one of the four economic regions', () => {
    const provinces = REGIONS.children(NATION, TODAY).filter(({ kind }) => kind !== 'xpcc' && kind !== 'missions');
    expect(provinces).toHaveLength(34);
    const economic = Object.fromEntries(
      ['east', 'central', 'west', 'northeast', 'hmt'].map((each) => [each, provinces.filter(({ economicRegion }) => economicRegion === each).length]),
    );
    expect(economic).toEqual({ east: 10, central: 6, west: 12, northeast: 3, hmt: 3 });
  });

  it('gives every region a lineage from the nation down to itself', () => {
    for (const { code, parentCode, lineage } of REGIONS.all) {
      expect(lineage[0]).toBe(NATION);
      expect(lineage.at(-1)).toBe(code);
      expect(lineage.at(-2) ?? null).toBe(parentCode);
    }
  });
});

describe('children', () => {
  it('are those of the day', () => {
    const names = (day: string) => REGIONS.children('500000', day).map(({ name }) => name);
    expect(names('2011-01-01')).toContain('万盛区');
    expect(names('2011-01-01')).not.toContain('綦江区');
    expect(names(TODAY)).not.toContain('万盛区');
    expect(names(TODAY)).toContain('綦江区');
  });

  it.each(['441900', '440106', '710000', '999999'])('are none of %s', (code) => {
    expect(REGIONS.children(code, TODAY)).toEqual([]);
  });
});

describe('resolve', () => {
  const resolved = (code: string, valid: string, day: string) => {
    const region = REGIONS.resolve(regionAt(code, valid), day);
    return region && `${region.name} ${region.code}`;
  };

  it.each([
    ['a place that stands, itself', '440106', TODAY, '2014-12-31', '天河区 440106'],
    ['a county that became a district, its successor', '110228', '2014-01-01', TODAY, '密云区 110118'],
    ['its district before that, its only predecessor', '110118', TODAY, '2014-01-01', '密云县 110228'],
    ['a county moved twice, the last', '341422', '2010-12-31', TODAY, '无为市 340281'],
    ['a county moved twice, the one of the day', '341422', '2010-12-31', '2015-01-01', '无为县 340225'],
    ['the last of them, on a day of the first', '340281', TODAY, '2010-12-31', '无为县 341422'],
    ['an abolished place without successor, the region above', '500110', '2010-12-31', TODAY, '重庆市 500000'],
    ['a city abolished without successor, its province', '371200', '2014-12-31', TODAY, '山东省 370000'],
    ['a place not yet there and without predecessor, the region above', '460300', TODAY, '2010-12-31', '海南省 460000'],
    ['a district under a city that was renamed, itself', '420606', TODAY, '2010-12-31', '樊城区 420606'],
  ])('gives for %s', (_what, code, valid, day, expected) => {
    expect(resolved(code, valid, day)).toBe(expected);
  });

  it.each(DAYS)('ends for every place of all times at one that stands on the day: %s', (day) => {
    for (const region of REGIONS.all) {
      const now = REGIONS.resolve(region, day);
      expect(now && covers(now, day), `${region.code} ${region.name}`).toBe(true);
    }
  });

  it.each(DAYS)('changes nothing the second time: %s', (day) => {
    for (const region of REGIONS.all) {
      const now = REGIONS.resolve(region, day);
      expect(now && REGIONS.resolve(now, day)).toBe(now);
    }
  });
});

describe('isWithin', () => {
  it.each([
    ['440106', '440106', true],
    ['440106', '440100', true],
    ['440106', '440000', true],
    ['440106', NATION, true],
    ['440100', '440106', false],
    ['440106', '440300', false],
    ['419001', '410000', true],
    ['660000', '650000', false],
  ])('%s within %s: %s', (code, other, expected) => {
    expect(isWithin(regionAt(code), other)).toBe(expected);
  });
});

describe('namesOf', () => {
  it.each([
    ['440100', ['广州市', '广州']],
    ['422800', ['恩施土家族苗族自治州', '恩施州', '恩施']],
    ['331127', ['景宁畲族自治县', '景宁县', '景宁']],
    ['150724', ['鄂温克族自治旗', '鄂温克旗', '鄂温克']],
    ['150000', ['内蒙古自治区', '内蒙古']],
  ])('names %s', (code, names) => {
    expect(namesOf(regionAt(code))).toEqual(names);
  });
});

describe('the tiers of a region', () => {
  it.each([
    [NATION, 'central', ['central']],
    ['440000', 'provincial', ['provincial']],
    ['310000', 'provincial', ['provincial']],
    ['440100', 'prefecture', ['prefecture']],
    ['441900', 'prefecture', ['prefecture', 'township']],
    ['440106', 'county', ['county', 'township']],
    ['310101', 'county', ['county', 'township']],
    ['419001', 'county', ['county', 'township']],
    ['710000', 'provincial', ['provincial', 'prefecture', 'county', 'township']],
    ['810000', 'provincial', ['provincial', 'prefecture', 'county', 'township']],
    ['660000', 'provincial', ['provincial', 'prefecture', 'county', 'township']],
    ['900000', 'central', ['central']],
  ])('%s has its own bodies at the %s tier and units at %j', (code, own, possible) => {
    const region = regionAt(code);
    expect(ownTier(region)).toBe(own);
    expect(possibleTiers(region, REGIONS.children(code, TODAY).length > 0)).toEqual(possible);
  });

  it('always have their own among those that are possible', () => {
    for (const region of REGIONS.all.filter((each) => covers(each, TODAY)))
      expect(possibleTiers(region, REGIONS.children(region.code, TODAY).length > 0), region.code).toContain(ownTier(region));
  });
});
