import { describe, expect, it } from 'vitest';
import { SECTORS, TODAY } from '@/prisma/seed/fixtures';
import { covers } from './day';

const IN_2012 = '2012-12-31';
const IN_2014 = '2014-12-31';
const BEFORE_2013 = '2013-03-13';
const REFORM_2013 = '2013-03-14';
const BEFORE_2018 = '2018-03-16';
const REFORM_2018 = '2018-03-17';

describe('resolve', () => {
  it.each([
    ['health-bureau', IN_2012, 'health-bureau'],
    ['health-bureau', BEFORE_2013, 'health-bureau'],
    ['health-bureau', REFORM_2013, 'health-family-planning'],
    ['health-bureau', BEFORE_2018, 'health-family-planning'],
    ['health-bureau', REFORM_2018, 'health'],
    ['family-planning', TODAY, 'health'],
    ['tourism', IN_2014, 'tourism'],
    ['tourism', REFORM_2018, 'culture-tourism'],
    ['state-tax', BEFORE_2018, 'state-tax'],
    ['state-tax', REFORM_2018, 'tax'],
    ['food-drug', IN_2014, 'food-drug'],
    ['quality', TODAY, 'market-regulation'],
    ['fire', TODAY, 'fire-rescue'],
    ['public-security', IN_2012, 'public-security'],
  ])('takes %s on %s for %s', (code, day, expected) => {
    expect(SECTORS.resolve(code, day)?.code).toBe(expected);
  });

  it('takes a sector that is not yet there for its only predecessor', () => {
    expect(SECTORS.resolve('fire-rescue', IN_2014)?.code).toBe('fire');
  });

  it('leaves it as it is where there were several: none of them can be chosen', () => {
    expect(SECTORS.resolve('culture-tourism', IN_2014)?.code).toBe('culture-tourism');
    expect(SECTORS.resolve('health-family-planning', IN_2012)?.code).toBe('health-family-planning');
  });

  it('does not know what is not in the list', () => {
    expect(SECTORS.resolve('astrology', TODAY)).toBeUndefined();
  });
});

describe('top', () => {
  it.each([
    ['traffic-police', TODAY, 'public-security'],
    ['fire', IN_2014, 'public-security'],
    ['fire', REFORM_2018, 'emergency'],
    ['fire-rescue', IN_2014, 'public-security'],
    ['heritage', BEFORE_2018, 'culture'],
    ['heritage', REFORM_2018, 'culture-tourism'],
    ['health-bureau', IN_2012, 'health'],
    ['hospitals', IN_2014, 'health'],
    ['industry-commerce', IN_2014, 'market-regulation'],
    ['food-drug', IN_2014, 'food-drug'],
    ['food-drug', TODAY, 'market-regulation'],
    ['other', TODAY, 'other'],
  ])('counts %s on %s into %s', (code, day, expected) => {
    expect(SECTORS.top(code, day)?.code).toBe(expected);
  });

  it.each([IN_2012, IN_2014, TODAY])('never ends below the top: %s', (day) => {
    for (const { code } of SECTORS.all) expect(SECTORS.top(code, day)?.parentCode, code).toBeNull();
  });
});

describe('topLevel', () => {
  it.each([
    [IN_2014, ['culture', 'tourism', 'food-drug', 'quality'], ['culture-tourism', 'medical-insurance', 'veterans']],
    [BEFORE_2018, ['culture', 'tourism'], ['culture-tourism']],
    [REFORM_2018, ['culture-tourism', 'medical-insurance', 'veterans'], ['culture', 'tourism', 'food-drug', 'quality']],
  ])('has on %s %j and not %j', (day, there, notThere) => {
    const codes = SECTORS.topLevel(day).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(there));
    expect(codes.filter((code) => notThere.includes(code))).toEqual([]);
  });

  it('has only what stands on the day and has nothing above it', () => {
    for (const sector of SECTORS.topLevel(IN_2014)) expect(covers(sector, IN_2014) && sector.parentCode === null, sector.code).toBe(true);
  });
});

describe('isWithin', () => {
  it.each([
    ['traffic-police', 'public-security', TODAY, true],
    ['traffic-police', 'traffic-police', TODAY, true],
    ['public-security', 'traffic-police', TODAY, false],
    ['tourism', 'culture-tourism', TODAY, true],
    ['tourism', 'culture-tourism', IN_2014, false],
    ['fire', 'public-security', TODAY, false],
    ['fire', 'public-security', IN_2014, true],
    ['astrology', 'public-security', TODAY, false],
  ])('%s within %s on %s: %s', (code, other, day, expected) => {
    expect(SECTORS.isWithin(code, other, day)).toBe(expected);
  });
});

describe('the list as it is', () => {
  it('gives every name and alias to one sector only', () => {
    const words = SECTORS.all.flatMap(({ code, name, nameEn, aliases }) => [...new Set([code, name, nameEn, ...aliases])]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });

  it('has parents and successors that are in it', () => {
    for (const { code, parentCode, successorCode } of SECTORS.all) {
      for (const other of [parentCode, successorCode]) if (other !== null) expect(SECTORS.byCode(other), `${code} → ${other}`).toBeDefined();
    }
  });
});
