// Periods of one account are kept apart by boxes: as strictly as ranges of days did, also between two who write at once.

import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { registerAccount } from './account-register';
import { db } from './client';
import { accepted, EXPLAINED } from './filing-given';

const TODAY = '2026-07-01';
const NAMES = `INSERT INTO account_name (account_id, "from", until, name, pinyin, initials) VALUES ($1, $2, $3, '另一名称', 'ling yi', 'ly')`;
const [first, second] = [0, 1].map(() => new Client({ connectionString: process.env.DATABASE_URL })) as [Client, Client];
let account = 0;

beforeAll(async () => {
  for (const client of [first, second]) await client.connect();
  const texts = { platform: '微博', region: '仪征市', sector: '科技', unit: '期间试验局', name: '期间试验', openedOn: '2012-01-01', ...EXPLAINED };
  account = accepted(await registerAccount(COMMAND_LINE, texts, TODAY));
  await db().accountName.updateMany({ where: { accountId: account }, data: { from: new Date('2020-01-01') } });
});

afterAll(async () => {
  for (const client of [first, second]) await client.end();
});

describe('a period', () => {
  it('is met by another exactly where both hold a day, and never by one of another number', async () => {
    const wrong = await db().$queryRaw<object[]>`
      WITH day AS (SELECT NULL::date AS d UNION ALL SELECT unnest(ARRAY['4713-01-01 BC', '1999-12-31', '2000-01-01', '2000-01-02', '2026-07-01', '5874897-12-30']::date[])),
        period AS (SELECT f.d AS "from", u.d AS until FROM day f, day u WHERE f.d IS NULL OR u.d IS NULL OR f.d <= u.d)
      SELECT a.*, b.*, near FROM period a, period b, unnest(ARRAY[0, 1]) AS near
      WHERE coalesce(period_box(2147483646, a."from", a.until) && period_box(2147483646 + near, b."from", b.until), false)
        <> (near = 0 AND daterange(a."from", a.until) && daterange(b."from", b.until))`;
    expect(wrong).toEqual([]);
    await expect(db().$queryRaw`SELECT period_box(1, '2020-01-02', '2020-01-01')::text`).rejects.toThrow(/lower bound must be less/);
  });

  it('may begin on the day on which the one before is over, and not before', async () => {
    await expect(first.query(NAMES, [account, '2019-01-01', '2020-01-02'])).rejects.toThrow(/account_name_periods/);
    await expect(first.query(NAMES, [account, null, null])).rejects.toThrow(/account_name_periods/);
    await first.query(NAMES, [account, '2019-01-01', '2020-01-01']);
    await expect(first.query(NAMES, [account, '2018-01-01', '2019-01-02'])).rejects.toThrow(/account_name_periods/);
  });

  it('is refused to the second of two who write at once, when the first is done, and given where the first takes it back', async () => {
    for (const [end, outcome] of [
      ['ROLLBACK', 'written'],
      ['COMMIT', '23P01'],
    ] as const) {
      await first.query('BEGIN');
      await second.query('BEGIN');
      await first.query(NAMES, [account, '2017-01-01', '2018-01-01']);
      let settled = '';
      const waits = second.query(NAMES, [account, '2017-06-01', '2017-07-01']).then(
        () => 'written',
        ({ code }: { code: string }) => code,
      );
      waits.then((told) => {
        settled = told;
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(settled).toBe('');
      await first.query(end);
      expect(await waits).toBe(outcome);
      await second.query('ROLLBACK');
    }
  });
});
