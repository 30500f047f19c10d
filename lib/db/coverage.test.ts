import { beforeAll, describe, expect, it } from 'vitest';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { db } from './client';
import { readCoverage } from './coverage';
import { dateOf } from './days';
import { reference } from './reference';

const SIX = ['communications', 'cyberspace', 'public-security', 'market-regulation', 'health', 'natural-resources'];
const GAPS = ['communications|430000', 'public-security|150000', 'natural-resources|540000'];
const TODAY = '2026-11-20';

const ALL: CoverageFilter = {
  asOf: TODAY,
  regions: [],
  scope: 'subtree',
  sectors: [],
  platforms: [],
  tiers: [],
  ranks: [],
  holders: [],
  statuses: [],
  provenances: [],
};

async function provinces() {
  const { regions } = await reference();
  return regions.children('000000', TODAY).filter(({ economicRegion }) => economicRegion !== null && economicRegion !== 'hmt');
}

beforeAll(async () => {
  for (const { id, code } of await provinces()) {
    for (const sectorCode of SIX) {
      if (GAPS.includes(`${sectorCode}|${code}`)) continue;
      const unit = await db().unit.create({ data: { provenance: 'registered', provisional: true } });
      const account = await db().account.create({ data: { platform: 'wechat', holder: 'institution', knownBy: dateOf(TODAY), provenance: 'registered' } });
      await db().standing.create({
        data: {
          accountId: account.id,
          unitId: unit.id,
          from: dateOf(TODAY),
          status: 'active',
          platform: 'wechat',
          holder: 'institution',
          provenance: 'registered',
          regionId: id,
          sectorCode,
          tier: 'provincial',
          standardBody: true,
        },
      });
    }
  }
});

describe('coverage of regions × sectors', () => {
  it('shows 183 covered cells and exactly three gaps among six sectors of 31 provinces', async () => {
    const table = await readCoverage('region', 'sector', { ...ALL, platforms: ['wechat'], tiers: ['provincial'], sectors: SIX });
    const mainland = new Set((await provinces()).map(({ code }) => code));
    const cells = table.cells.filter(({ row }) => mainland.has(row));
    expect(cells).toHaveLength(186);
    expect(cells.filter(({ state }) => state === 'covered')).toHaveLength(183);
    expect(
      cells
        .filter(({ state }) => state === 'gap')
        .map(({ row, column }) => `${column}|${row}`)
        .sort(),
    ).toEqual([...GAPS].sort());
    expect(table.totals).toEqual({ accounts: 183, expected: 186, covered: 183 });
  });

  it('sums to the total on every pair of axes', async () => {
    for (const rows of ['region', 'sector', 'tier', 'rank', 'platform'] as const) {
      for (const columns of ['region', 'sector', 'tier', 'rank', 'platform'] as const) {
        if (rows === columns) continue;
        const table = await readCoverage(rows, columns, ALL);
        expect(table.cells).toHaveLength(table.rows.length * table.columns.length);
        expect(
          table.cells.reduce((sum, { accounts }) => sum + accounts, 0),
          `${rows} × ${columns}`,
        ).toBe(183);
        expect(table.totals.accounts).toBe(183);
      }
    }
  });

  it('knows nothing of regions without a template, and that a province has no central bodies', async () => {
    const table = await readCoverage('region', 'tier', ALL);
    const state = (row: string, column: string) => table.cells.find((cell) => cell.row === row && cell.column === column)?.state;
    expect(state('710000', 'provincial')).toBe('unknown');
    expect(state('660000', 'provincial')).toBe('unknown');
    expect(state('000000', 'central')).toBe('unknown');
    expect(state('440000', 'central')).toBe('not-applicable');
    expect(state('440000', 'provincial')).toBe('partial');
    expect(state('440000', 'county')).toBe('gap');
    expect(state('440000', 'township')).toBe('unknown');
  });
});
