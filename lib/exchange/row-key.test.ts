import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean } from '@/lib/taxonomy/text';
import { ACCOUNT_COLUMNS, type RowTexts } from './columns';
import { compareWithKey, type Difference, KEY_FIELDS, readRowKey, rowKey } from './row-key';

const keyOf = (texts: RowTexts) => {
  const key = readRowKey(rowKey(7, texts));
  if (!key) throw new Error('A key of our own is not read.');
  return key;
};
const cells = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('', '微信', '2014-07', '  平安 北京 '));
const rows = fc.record(Object.fromEntries(KEY_FIELDS.map((field) => [field, cells])), { requiredKeys: [] });

const said = (texts: Record<string, string | undefined>, field: string) => clean(texts[field] ?? '').text;

function expected(was: string, typed: string, now: string): Difference {
  const bySheet = typed !== '' && typed !== was;
  if (now === was) return bySheet ? 'sheet' : 'unchanged';
  if (!bySheet) return 'register';
  return typed === now ? 'both-same' : 'conflict';
}

describe('the key of an exported row', () => {
  it('knows every column of the account file that can be changed', () => {
    expect([...KEY_FIELDS].sort()).toEqual(
      ACCOUNT_COLUMNS.map(({ field }) => field)
        .filter((field) => field !== 'followers' && field !== 'rowKey')
        .sort(),
    );
  });

  it('names the account and has four letters for each field, dots for those that were not exported', () => {
    expect(rowKey(12, { platform: '微信', name: '平安北京' })).toMatch(/^guta1:a12:[\w-]{8}\.{80}$/);
  });

  it.each(['', 'guta1', 'guta2:a1:', 'guta1:a0:', 'guta1:a1:abc', 'guta1:a1:abcd efgh', 'guta1:u1:abcd', 'guta1:a12345678901:', '平安北京'])(
    'is not read from %j',
    (text) => {
      expect(readRowKey(text)).toBeNull();
    },
  );

  it('is read as it was written, whatever the row said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_147_483_647 }), rows, (id, texts) => {
        const key = readRowKey(` ${rowKey(id, texts)} `);
        expect(key?.accountId).toBe(id);
        expect(Object.keys(key?.hashes ?? {})).toEqual(KEY_FIELDS.filter((field) => texts[field] !== undefined));
      }),
    );
  });

  it('of an earlier edition with fewer fields says nothing of the others', () => {
    const short = rowKey(7, { platform: '微信', name: '平安北京' }).slice(0, 'guta1:a7:'.length + 8);
    expect(Object.keys(readRowKey(short)?.hashes ?? {})).toEqual(['platform', 'name']);
  });
});

describe('a row that comes back', () => {
  it.each<[exported: string, sheet: string | undefined, register: string | undefined, Difference]>([
    ['甲', '甲', '甲', 'unchanged'],
    ['甲', ' 甲\u3000', '甲', 'unchanged'],
    ['甲', '乙', '甲', 'sheet'],
    ['甲', '甲', '乙', 'register'],
    ['甲', '乙', '乙', 'both-same'],
    ['甲', '乙', '丙', 'conflict'],
    ['甲', '', '甲', 'unchanged'],
    ['甲', undefined, '乙', 'register'],
    ['甲', '甲', undefined, 'register'],
    ['', '乙', '', 'sheet'],
    ['', '乙', undefined, 'sheet'],
    ['', '', '', 'unchanged'],
    ['', '', '丙', 'register'],
    ['', '乙', '丙', 'conflict'],
    ['', '丙', '丙', 'both-same'],
    ['2803301701', '２８０３３０１７０１', '2803301701', 'unchanged'],
  ])('exported %j, sheet %j, register %j: %s', (exported, sheet, register, difference) => {
    expect(compareWithKey(keyOf({ handle: exported }), { handle: sheet }, { handle: register })).toEqual({ handle: difference });
  });

  it('says nothing of fields that were not exported', () => {
    expect(compareWithKey(keyOf({ name: '甲' }), { name: '甲', note: '新' }, { name: '甲', note: '旧' })).toEqual({ name: 'unchanged' });
  });

  it('tells who changed what, whatever the rows say', () => {
    fc.assert(
      fc.property(rows, rows, rows, (exported, sheet, register) => {
        const differences = compareWithKey(keyOf(exported), sheet, register);
        for (const [field, difference] of Object.entries(differences))
          expect(difference).toBe(expected(said(exported, field), said(sheet, field), said(register, field)));
      }),
    );
  });
});
