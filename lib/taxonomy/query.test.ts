import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { finding } from '@/lib/decision';
import { REGIONS, SECTORS, TODAY } from '@/prisma/seed/fixtures';
import { checkPlaces, dayParameter, FILTERS, many, readParameters, readQuestion } from './query';

const schema = z.object({
  ...FILTERS,
  rows: z.enum(['region', 'sector']),
  scope: z.enum(['subtree', 'own']).default('subtree'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  word: many(z.string().max(5)).meta({ description: 'repeated' }),
});

const NOTHING = { platform: [], region: [], sector: [], tier: [], rank: [], holder: [], status: [], provenance: [], word: [], scope: 'subtree', limit: 50 };

function findings(given: Record<string, string[]>) {
  const read = readParameters(schema, given);
  return read.accepted ? [] : read.findings;
}

describe('readParameters', () => {
  it.each([
    ['what must be there', { rows: ['region'] }, {}],
    ['a repeated filter', { rows: ['region'], platform: ['weibo', 'wechat'] }, { platform: ['weibo', 'wechat'] }],
    [
      'regions, sectors and a day',
      { rows: ['sector'], region: ['440000'], sector: ['tax'], asOf: ['2014-12-31'] },
      { region: ['440000'], sector: ['tax'], asOf: '2014-12-31' },
    ],
    ['a number', { rows: ['region'], limit: ['7'] }, { limit: 7 }],
    ['empty values as if they were not there', { rows: ['region'], platform: [''], asOf: [''], scope: ['', 'own'], nonsense: [''] }, { scope: 'own' }],
    ['a list with something said about it', { rows: ['region'], word: ['甲', '乙'] }, { word: ['甲', '乙'] }],
  ])('takes %s', (_what, given: Record<string, string[]>, expected) => {
    expect(readParameters(schema, given)).toEqual({ accepted: true, change: { ...NOTHING, rows: given.rows?.[0], ...expected } });
  });

  it.each([
    ['an unknown parameter', { colour: ['red'] }, { field: 'colour', reason: 'parameter-unknown' }],
    ['a parameter in other letters', { Platform: ['weibo'] }, { field: 'Platform', reason: 'parameter-unknown' }],
    ['a name that every object has', { toString: ['x'] }, { field: 'toString', reason: 'parameter-unknown' }],
    ['another', { constructor: ['x'] }, { field: 'constructor', reason: 'parameter-unknown' }],
    ['a parameter given twice', { scope: ['own', 'subtree'] }, { field: 'scope', reason: 'parameter-repeated' }],
    ['a parameter given twice with one value', { scope: ['own', 'own'] }, { field: 'scope', reason: 'parameter-repeated' }],
    ['two days', { asOf: ['2014-01-01', '2015-01-01'] }, { field: 'asOf', reason: 'parameter-repeated' }],
    ['a platform that is not in the list', { platform: ['douyin'] }, { field: 'platform', reason: 'parameter-value', facts: { value: 'douyin' } }],
    ['the second of two values', { platform: ['weibo', '微博'] }, { field: 'platform', reason: 'parameter-value', facts: { value: '微博' } }],
    ['a scope that is not in the list', { scope: ['all'] }, { field: 'scope', reason: 'parameter-value', facts: { value: 'all' } }],
    ['a region that is no code', { region: ['广东'] }, { field: 'region', reason: 'region-code-form', facts: { value: '广东' } }],
    ['a region code in full-width digits', { region: ['４４００００'] }, { field: 'region', reason: 'region-code-form' }],
    ['a day that does not exist', { asOf: ['2015-02-29'] }, { field: 'asOf', reason: 'date-form', facts: { value: '2015-02-29' } }],
    ['a month for a day', { asOf: ['2015-02'] }, { field: 'asOf', reason: 'date-form' }],
    ['no number', { limit: ['many'] }, { field: 'limit', reason: 'parameter-form', facts: { value: 'many' } }],
    ['a number too large', { limit: ['201'] }, { field: 'limit', reason: 'parameter-form' }],
    ['a number too small', { limit: ['0'] }, { field: 'limit', reason: 'parameter-form' }],
    ['half a number', { limit: ['1.5'] }, { field: 'limit', reason: 'parameter-form' }],
    ['a sector too long to be one', { sector: ['x'.repeat(61)] }, { field: 'sector', reason: 'parameter-form', facts: { value: 'x'.repeat(60) } }],
  ])('names %s', (_what, given, finding) => {
    expect(findings({ rows: ['region'], ...given })).toEqual([expect.objectContaining(finding)]);
  });

  it('names what is missing', () => {
    expect(findings({})).toEqual([expect.objectContaining({ field: 'rows', reason: 'parameter-missing' })]);
    expect(findings({ rows: [''] })).toEqual([expect.objectContaining({ field: 'rows', reason: 'parameter-missing' })]);
  });

  it('names everything that is wrong at once', () => {
    const wrong = findings({ rows: ['cube'], colour: ['red'], scope: ['own', 'own'], tier: ['county', 'village'] });
    expect(wrong.map(({ field, reason }) => [field, reason])).toEqual([
      ['colour', 'parameter-unknown'],
      ['scope', 'parameter-repeated'],
      ['tier', 'parameter-value'],
      ['rows', 'parameter-value'],
    ]);
  });
});

describe('dayParameter', () => {
  it.each(['2014-12-31', '2016-02-29'])('takes %s', (day) => {
    expect(dayParameter.safeParse(day).success).toBe(true);
  });

  it.each(['', '2014', '20141231', '2014-12-32'])('refuses %j', (day) => {
    expect(dayParameter.safeParse(day).success).toBe(false);
  });
});

describe('readQuestion', () => {
  const ask = (given: Record<string, string[]>) => readQuestion(schema, given, { regions: REGIONS, sectors: SECTORS }, TODAY, sameScope);
  const sameScope = ({ rows, scope }: { rows: string; scope: string }) => (rows === 'sector' && scope === 'own' ? [finding('scope', 'same-axes')] : []);
  const told = (given: Record<string, string[]>) => {
    const read = ask(given);
    return read.accepted ? [] : read.findings.map(({ field, reason }) => `${field} ${reason}`);
  };

  it('reads what is good', () => {
    expect(ask({ rows: ['sector'], region: ['440000'] })).toEqual({ accepted: true, change: { ...NOTHING, rows: 'sector', region: ['440000'] } });
  });

  it.each([
    ['a bad value and places that do not exist', { rows: ['evil'], region: ['999999'], sector: ['astrology'] }],
    ['an unknown parameter and a place', { rows: ['region'], evil: ['1'], region: ['999999'] }],
  ])('says at once: %s', (_, given) => {
    expect(told(given)).toContain('region region-code-never');
    expect(told(given)).toHaveLength(Object.keys(given).length - (given.rows[0] === 'region' ? 1 : 0));
  });

  it('says at once what does not go together and a place', () => {
    expect(told({ rows: ['sector'], scope: ['own'], sector: ['astrology'] })).toEqual(['scope same-axes', 'sector sector-unknown']);
  });

  it('looks places of a refused address up on the day that it names, and today where that is the bad one', () => {
    expect(told({ rows: ['evil'], region: ['500110'], asOf: ['2010-12-31'] })).toEqual(['rows parameter-value']);
    expect(told({ rows: ['region'], region: ['440000'], asOf: ['2010-02-31'] })).toEqual(['asOf date-form']);
  });

  it('looks nothing up of what is no code', () => {
    expect(told({ rows: ['region'], region: ['44'], sector: ['astrology'] })).toEqual(['region region-code-form', 'sector sector-unknown']);
  });
});

describe('checkPlaces', () => {
  const check = (region: string[], sector: string[], day = TODAY) => checkPlaces({ region, sector }, { regions: REGIONS, sectors: SECTORS }, day);

  it('has nothing to say of places and sectors that there are', () => {
    expect(check(['440000', '000000', '660000'], ['tax', 'tourism'])).toEqual([]);
    expect(check(['500110'], [], '2010-12-31')).toEqual([]);
    expect(check([], [])).toEqual([]);
  });

  it.each([
    ['999999', TODAY, 'region-code-never'],
    ['371200', TODAY, 'region-code-abolished'],
    ['110228', TODAY, 'region-code-replaced'],
    ['460302', '2014-12-31', 'region-code-later'],
  ])('says of the region %s on %s: %s', (code, day, reason) => {
    expect(check(['440000', code], [], day)).toEqual([expect.objectContaining({ field: 'region', reason })]);
  });

  it.each(['公安', 'astrology'])('knows sectors by code only: %s', (sector) => {
    expect(check([], ['tax', sector])).toEqual([expect.objectContaining({ field: 'sector', reason: 'sector-unknown', facts: { value: sector } })]);
  });
});
