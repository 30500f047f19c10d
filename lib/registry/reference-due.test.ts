import { describe, expect, it } from 'vitest';
import type { Expectation } from './expectation';
import { referenceDue } from './reference-due';

const rule = (until: string | null): Expectation => ({
  ...{ from: null, until, sectorCode: 'tourism', tier: 'provincial', platforms: ['wechat'], bodyName: '旅游局' },
  ...{ unitKind: 'department', namePatterns: [], estimated: true },
});
const LISTS = { holidayYears: (_year: string): boolean => true, populationYear: 2025, regionEdition: '2025 年', expectations: [rule(null)] };
const due = (change: Partial<typeof LISTS>) => referenceDue({ ...LISTS, ...change }, '2026-11-20');

describe('what of the reference data is due', () => {
  it('is nothing where everything is at most a year behind', () => {
    expect(due({})).toEqual([]);
  });

  it('is the holidays of this year and the next', () => {
    expect(due({ holidayYears: (year) => year === '2026' })).toEqual([{ what: 'holidays', year: '2027' }]);
  });

  it('is a list more than a year behind, or absent', () => {
    expect(due({ populationYear: 2024, regionEdition: '2024 年（2010—2024 年各版并列）' })).toEqual([
      { what: 'populations', latest: '2024' },
      { what: 'regions', edition: '2024 年（2010—2024 年各版并列）' },
    ]);
  });

  it('is a rule that ends within ninety days, and not one that has ended or ends later', () => {
    const expectations = ['2026-11-20', '2026-11-21', '2027-02-18', '2027-02-19', null].map(rule);
    expect(due({ expectations }).map((each) => 'until' in each && each.until)).toEqual(['2026-11-21', '2027-02-18']);
  });
});
