import { describe, expect, it } from 'vitest';
import type { Distribution } from './distribution';
import { together } from './measure';
import type { Shape } from './shape';
import { type Cell, type CoverageTable, stateOf } from './table';
import { type CoverageFact, coverageFacts, levelFact, MOST_NAMED, mostMissing } from './words';

/** `2/3`: 2 of 3 bodies covered; `?4`: 4 accounts where there is no roster; `!` after it: the roster is confirmed. */
function cellOf(row: string, column: string, said: string): Cell {
  const estimated = !said.endsWith('!');
  const plain = said.replace('!', '');
  const at = { row, column, followers: null };
  if (plain.startsWith('?')) return { ...at, accounts: Number(plain.slice(1)), expected: null, covered: null, state: 'unknown', estimated: false };
  const [covered = 0, expected = 0] = plain.split('/').map(Number);
  return { ...at, accounts: covered, expected, covered, state: stateOf(covered, expected, covered), estimated: estimated && expected > 0 };
}

function tableOf(figures: Record<string, Record<string, string>>): CoverageTable {
  const entry = (code: string) => ({ code, name: code, nameEn: null });
  const columns = Object.keys(Object.values(figures)[0] ?? {});
  const cells = Object.entries(figures).flatMap(([row, of]) => columns.map((column) => cellOf(row, column, of[column] ?? '0/0')));
  const { accounts, expected, covered } = together(cells);
  return { rows: Object.keys(figures).map(entry), columns: columns.map(entry), cells, totals: { accounts, expected, covered } };
}

const AXES = { rowAxis: 'region', columnAxis: 'sector' } as const;
const factsOf = (figures: Record<string, Record<string, string>>) => coverageFacts(tableOf(figures), AXES);
const namesOf = (missing: readonly { at: readonly { entry: { code: string } }[] }[]) => missing.map(({ at }) => at.map(({ entry }) => entry.code).join(' '));

/** One column of bodies, one in each place. */
const places = (covered: number, of: number, sign = '') =>
  Object.fromEntries(Array.from({ length: of }, (_, index) => [`p${index}`, { police: `${index < covered ? 1 : 0}/1${sign}` }]));

describe('who has an account', () => {
  it('names the one that has none, of thirty-one', () => {
    const [fact] = factsOf(places(30, 31));
    expect(fact).toMatchObject({ kind: 'all-but', expected: 31, covered: 30, confirmed: [], estimated: [{ count: 1, whole: true }] });
    expect(fact?.kind === 'all-but' && namesOf(fact.estimated)).toEqual(['p30']);
  });

  it('says 缺 of confirmed rosters alone, beside what is only not registered', () => {
    const [fact] = factsOf({ a: { police: '1/1', tax: '0/1!' }, b: { police: '0/1', tax: '1/1!' } });
    expect(fact?.kind === 'all-but' && [namesOf(fact.confirmed), namesOf(fact.estimated)]).toEqual([['a tax'], ['b police']]);
  });

  it.each<[string, Record<string, Record<string, string>>, CoverageFact['kind'] | undefined, boolean | undefined]>([
    ['all', places(4, 4, '!'), 'all', false],
    ['all of an estimate', places(4, 4), 'all', true],
    ['none', places(0, 4), 'none', true],
    ['as many missing as are named', places(4, 4 + MOST_NAMED), 'all-but', undefined],
    ['more missing than are named', places(4, 5 + MOST_NAMED), 'some', true],
    ['more missing of a confirmed roster', places(4, 5 + MOST_NAMED, '!'), 'some', false],
    ['nothing expected', { a: { police: '0/0' } }, undefined, undefined],
    ['no roster at all', { a: { police: '?7' } }, undefined, undefined],
  ])('%s', (_, figures, kind, estimated) => {
    const [fact] = factsOf(figures);
    expect(fact?.kind).toBe(kind);
    if (estimated !== undefined) expect(fact).toMatchObject({ estimated });
  });

  it('of a place that lacks some of several says how many, and not that it lacks all', () => {
    const [fact] = factsOf({ a: { police: '2/3' }, b: { police: '1/1' } });
    expect(fact).toMatchObject({ kind: 'all-but', estimated: [{ count: 1, whole: false }] });
  });

  it('names nobody where a body stands in several cells', () => {
    const table = tableOf({ a: { weibo: '1/1', wechat: '0/1' } });
    const facts = coverageFacts({ ...table, totals: { accounts: 1, expected: 2, covered: 0 } }, { rowAxis: 'region', columnAxis: 'platform' });
    expect(facts[0]?.kind).toBe('none');
    expect(coverageFacts({ ...table, totals: { accounts: 1, expected: 3, covered: 1 } }, { rowAxis: 'region', columnAxis: 'platform' })[0]?.kind).toBe('some');
  });
});

describe('what is said beside', () => {
  const wide = (columns: Record<string, string>) => factsOf(Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((row) => [row, columns])));

  it('is where the rate is highest and lowest, by sector before region', () => {
    const facts = wide({ police: '1/1', tax: '0/1', court: '1/2' });
    expect(facts).toContainEqual({
      kind: 'extremes',
      axis: 'sector',
      highest: { entries: [expect.objectContaining({ axis: 'sector' })], count: 1, rate: 1 },
      lowest: expect.objectContaining({ count: 1, rate: 0 }),
    });
  });

  it('is nothing of extremes between two, or where all are alike', () => {
    expect(wide({ police: '1/1', tax: '0/1' }).map(({ kind }) => kind)).toEqual(['some', 'without-accounts']);
    expect(wide({ police: '1/2', tax: '1/2', court: '1/2' }).map(({ kind }) => kind)).toEqual(['some']);
  });

  it('is what has no roster, which is in no rate and of which nothing else is claimed', () => {
    const facts = factsOf({ ...places(3, 3), hk: { police: '?2' }, mo: { police: '?0' } });
    expect(facts.map(({ kind }) => kind)).toEqual(['all', 'no-roster']);
    expect(facts[1]).toMatchObject({ count: 2, entries: [{ entry: { code: 'hk' } }, { entry: { code: 'mo' } }] });
  });
});

describe('where the most are missing', () => {
  const lacking = (counts: number[]) =>
    mostMissing(tableOf(Object.fromEntries(counts.map((count, index) => [`p${index}`, { police: `0/${count}` }]))), 'region');
  it.each<[number[], [string, number][] | null]>([
    [
      [5, 4, 3, 2],
      [
        ['p0', 5],
        ['p1', 4],
        ['p2', 3],
      ],
    ],
    [[2, 9, 2, 2], [['p1', 9]]],
    [[2, 2, 2, 2], null],
    [[7, 3], null],
    [[0, 0, 4], null],
  ])('of %j is %j: never one of many that are alike', (counts, top) => {
    expect(lacking(counts)?.top.map(({ entry, missing }) => [entry.code, missing]) ?? null).toEqual(top);
  });
});

describe('what levels say', () => {
  const levels = (accounts: number[], shape: Shape, basis: 'accounts' | 'rate' = 'accounts'): Distribution => {
    const total = accounts.reduce((sum, each) => sum + each, 0);
    const band = (code: string, each: number) => ({ code, accounts: each, share: total ? each / total : null, expected: 10, covered: each, rate: each / 10 });
    return { scheme: 'tier3', basis, bands: accounts.map((each, index) => band(`b${index}`, each)), omitted: [], unclassified: 0, outside: 0, total, shape };
  };
  const of = { platform: 'wechat', asOf: '2014-12-31' } as const;
  it.each([
    [levels([10, 60, 30], 'drum'), { kind: 'most', bands: ['b1'], value: 0.6, shape: 'drum' }],
    [levels([1, 6, 3], 'drum', 'rate'), { kind: 'most', basis: 'rate', bands: ['b1'], value: 0.6 }],
    [levels([40, 20, 40], 'hourglass'), { kind: 'most', bands: ['b0', 'b2'] }],
    [levels([33, 33, 33], 'even'), { kind: 'alike' }],
    [levels([3, 2, 1], 'insufficient'), { kind: 'no-verdict' }],
    [levels([0, 0, 0], 'insufficient'), { kind: 'no-accounts' }],
  ])('is %#', (distribution, fact) => {
    expect(levelFact(distribution, of)).toMatchObject({ ...of, scheme: 'tier3', ...fact });
  });
});
