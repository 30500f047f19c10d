import { describe, expect, it } from 'vitest';
import { REGIONS, SECTORS, TODAY } from '@/prisma/seed/fixtures';
import { type CoverageFilter, everything } from './filter';
import { axisEntries, grounds, regionFrame, sectorFrame } from './frame';

const ALL = everything(TODAY);

function regions(filter: Partial<CoverageFilter>) {
  const frame = regionFrame(REGIONS, { ...ALL, ...filter });
  /** The row under which accounts of a place, as it was on a day, are counted. */
  const keyOf = (code: string, day = TODAY) => frame.placed.find(({ id }) => id === REGIONS.at(code, day)?.id)?.key;
  return { ...frame, codes: frame.entries.map(({ code }) => code), keyOf };
}

describe('regionFrame', () => {
  it.each<[string, Partial<CoverageFilter>]>([
    ['the nation', {}],
    ['a province', { regions: ['500000'] }],
    ['a city that was none once', { regions: ['341400'] }],
    ['a county', { regions: ['500110'] }],
    ['a county itself', { regions: ['500110'], scope: 'own' }],
    ['places within each other', { regions: ['440106', '440000', '000000'] }],
    ['a code that nobody bears', { regions: ['999999'] }],
  ])('has of %s the rows that going through all regions finds, on any day', (_, filter) => {
    for (const asOf of ['2009-01-01', '2010-12-31', '2011-08-30', '2012-06-01', '2014-12-31', '2016-01-01', TODAY]) {
      const { placed } = regionFrame(REGIONS, { ...ALL, ...filter, asOf });
      const asked = filter.regions ?? ['000000'];
      const found = REGIONS.all.flatMap((row) => {
        const region = REGIONS.resolve(row, asOf);
        const within = region && (filter.scope === 'own' ? [region.code] : region.lineage).some((code) => asked.includes(code));
        return region && within ? [`${row.id} ${region.id}`] : [];
      });
      expect(placed.map(({ id, region }) => `${id} ${region.id}`)).toEqual(found);
    }
  });

  it('has for the nation itself, then the 34 provinces, the corps and the missions', () => {
    const { entries, codes } = regions({});
    expect(entries[0]).toEqual({ code: '000000', name: '全国', nameEn: 'China', own: true });
    expect(codes).toHaveLength(37);
    expect(codes).toEqual(expect.arrayContaining(['110000', '660000', '710000', '820000', '900000']));
    expect(entries.filter(({ own }) => own)).toHaveLength(1);
  });

  it.each([
    ['the nation', {}, '000000', '000000'],
    ['the nation', {}, '440000', '440000'],
    ['the nation', {}, '440106', '440000'],
    ['a province', { regions: ['440000'] }, '440000', '440000'],
    ['a province', { regions: ['440000'] }, '440100', '440100'],
    ['a province', { regions: ['440000'] }, '440106', '440100'],
    ['a province', { regions: ['440000'] }, '430100', undefined],
    ['a province', { regions: ['440000'] }, '000000', undefined],
    ['a province itself', { regions: ['440000'], scope: 'own' }, '440000', '440000'],
    ['a province itself', { regions: ['440000'], scope: 'own' }, '440100', undefined],
    ['the nation itself', { scope: 'own' }, '000000', '000000'],
    ['the nation itself', { scope: 'own' }, '110000', undefined],
    ['a district', { regions: ['440106'] }, '440106', '440106'],
    ['two provinces', { regions: ['440000', '430000'] }, '440106', '440000'],
    ['two provinces', { regions: ['440000', '430000'] }, '430100', '430000'],
    ['two provinces', { regions: ['440000', '430000'] }, '420000', undefined],
    ['a province and its city', { regions: ['440000', '440100'] }, '440106', '440100'],
    ['a city and its province', { regions: ['440100', '440000'] }, '440106', '440100'],
    ['a province and its city', { regions: ['440000', '440100'] }, '440300', '440000'],
    ['a province asked for twice', { regions: ['440000', '440000'] }, '440106', '440100'],
  ] as [string, Partial<CoverageFilter>, string, string | undefined][])('of %s %j counts %s under %s', (_what, filter, code, key) => {
    expect(regions(filter).keyOf(code)).toBe(key);
  });

  it.each([
    [['440000'], 22, '440000'],
    [['440000', '440000'], 22, '440000'],
    [['440000', '430000'], 2, '440000'],
    [['440106'], 1, '440106'],
  ])('has for %j %i rows, beginning with %s', (asked, length, first) => {
    const { codes } = regions({ regions: asked });
    expect(codes).toHaveLength(length);
    expect(new Set(codes).size).toBe(length);
    expect(codes[0]).toBe(first);
  });

  it.each([
    ['a place that another took over under the other', '110228', '2014-01-01', TODAY, { regions: ['110000'] }, '110118'],
    ['a place abolished without successor under what was above it', '500110', '2010-12-31', TODAY, { regions: ['500000'] }, '500000'],
    ['its code’s new bearer under the code', '500110', TODAY, TODAY, { regions: ['500000'] }, '500110'],
    ['a district of today under the county it was', '110118', TODAY, '2014-12-31', { regions: ['110000'] }, '110228'],
  ])('counts %s', (_what, code, valid, asOf, filter, key) => {
    expect(regions({ ...filter, asOf }).keyOf(code, valid)).toBe(key);
  });

  it('places every region of all times in the nation, once', () => {
    const { placed, codes } = regions({ asOf: '2014-12-31' });
    expect(new Set(placed.map(({ id }) => id)).size).toBe(REGIONS.all.length);
    for (const { key } of placed) expect(codes).toContain(key);
  });
});

function sectors(filter: Partial<CoverageFilter>) {
  const { keys, entries } = sectorFrame(SECTORS, { ...ALL, ...filter });
  return { keys, codes: entries.map(({ code }) => code) };
}

describe('sectorFrame', () => {
  it('has without a filter the top level of the day, without foreign missions', () => {
    const { codes, keys } = sectors({});
    expect(codes).toContain('public-security');
    expect(codes).not.toContain('traffic-police');
    expect(codes).not.toContain('foreign-missions');
    expect(keys.has('foreign-missions')).toBe(false);
  });

  it('counts foreign missions when asked for by name', () => {
    expect(sectors({ sectors: ['foreign-missions'] }).keys.get('foreign-missions')).toBe('foreign-missions');
  });

  it.each([
    [TODAY, [], 'traffic-police', 'public-security'],
    [TODAY, [], 'tourism', 'culture-tourism'],
    ['2014-12-31', [], 'tourism', 'tourism'],
    ['2012-12-31', [], 'health-bureau', 'health'],
    [TODAY, ['public-security'], 'traffic-police', 'public-security'],
    [TODAY, ['traffic-police'], 'traffic-police', 'traffic-police'],
    [TODAY, ['traffic-police'], 'public-security', undefined],
    [TODAY, ['public-security'], 'tax', undefined],
    [TODAY, ['state-tax'], 'tax', 'tax'],
    [TODAY, ['public-security', 'traffic-police'], 'traffic-police', 'traffic-police'],
    [TODAY, ['traffic-police', 'public-security'], 'traffic-police', 'traffic-police'],
    [TODAY, ['public-security', 'traffic-police'], 'exit-entry', 'public-security'],
  ])('on %s with %j counts %s under %s', (asOf, asked, code, key) => {
    expect(sectors({ asOf, sectors: asked }).keys.get(code)).toBe(key);
  });

  it.each([
    [
      ['tax', 'public-security'],
      ['tax', 'public-security'],
    ],
    [['tax', 'tax'], ['tax']],
    [['state-tax', 'local-tax'], ['tax']],
  ])('has for %j the columns %j', (asked, codes) => {
    expect(sectors({ sectors: asked }).codes).toEqual(codes);
  });
});

describe('axisEntries', () => {
  const entries = (axis: 'region' | 'sector' | 'tier' | 'rank' | 'platform', filter: Partial<CoverageFilter>) => {
    const whole = { ...ALL, ...filter };
    return axisEntries(axis, whole, regionFrame(REGIONS, whole), sectorFrame(SECTORS, whole)).map(({ code }) => code);
  };

  it.each([
    ['tier', {}, ['central', 'provincial', 'prefecture', 'county', 'township']],
    ['tier', { tiers: ['county', 'central'] }, ['central', 'county']],
    ['rank', {}, ['province-ministry', 'bureau', 'county-division', 'below-county-division']],
    ['rank', { ranks: ['bureau'] }, ['bureau']],
    ['platform', {}, ['weibo', 'tencent-weibo', 'wechat']],
    ['platform', { platforms: ['wechat', 'weibo'] }, ['weibo', 'wechat']],
    ['sector', { sectors: ['tax'] }, ['tax']],
    ['region', { regions: ['440106'] }, ['440106']],
  ] as [Parameters<typeof entries>[0], Partial<CoverageFilter>, string[]][])('%s with %j has %j', (axis, filter, codes) => {
    expect(entries(axis, filter)).toEqual(codes);
  });
});

describe('grounds', () => {
  const groundOf = (code: string, filter: Partial<CoverageFilter> = {}) => {
    const whole = { ...ALL, ...filter };
    return grounds(REGIONS, regionFrame(REGIONS, whole), whole).find(({ region }) => region.code === code);
  };

  it.each([
    ['440000', 'provincial'],
    ['440100', 'prefecture'],
    ['440106', 'county'],
    ['441900', 'prefecture'],
    ['419001', 'county'],
    ['110101', 'county'],
    ['000000', null],
    ['660000', null],
    ['900000', null],
    ['710000', null],
    ['810000', null],
  ])('%s has a template at the tier %s', (code, tier) => {
    expect(groundOf(code)?.slotTier).toBe(tier);
  });

  it('are the regions of the day in scope, once each', () => {
    const all = grounds(REGIONS, regionFrame(REGIONS, ALL), ALL).map(({ region }) => region.code);
    expect(new Set(all).size).toBe(all.length);
    expect(groundOf('110228')).toBeUndefined();
    expect(groundOf('110228', { asOf: '2014-12-31' })?.slotTier).toBe('county');
    expect(groundOf('430000', { regions: ['440000'] })).toBeUndefined();
  });
});
