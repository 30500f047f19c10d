// Last followers in memory, beside the look at each account by the database: whoever writes, however, and whenever it commits.
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { type CoverageFilter, everything } from '@/lib/coverage/filter';
import { followedBy, keyOn } from '@/lib/coverage/followed';
import type { ValuesAt } from '@/lib/coverage/reach';
import { asOwner } from '@/scripts/test/master';
import { registerAccount } from './account-register';
import { asked } from './asked';
import { db } from './client';
import { ofFollowers } from './counted';
import { removeShown } from './demonstration';
import { EXPLAINED } from './filing-given';
import { imported, undo } from './import-told';
import { countAnew, readReach } from './reach-read';
import { revision } from './revision';

const TODAY = '2026-11-20';
const DAYS = ['2012-06-01', '2015-12-31', '2020-01-01', TODAY];
const AXES = ['region', 'sector', 'tier', 'platform'] as const;
const NARROWED: Partial<CoverageFilter>[] = [
  {},
  { regions: ['330000'] },
  { regions: ['330100', '110000'], platforms: ['weibo'] },
  { holders: ['institution'] },
];

const ordered = (all: readonly ValuesAt[]) =>
  all
    .map(({ values, ...its }) => ({ ...its, values: [...values].sort((a, b) => a - b) }))
    .filter(({ accounts }) => accounts > 0)
    .sort((a, b) => `${a.key} ${a.platform}`.localeCompare(`${b.key} ${b.platform}`));

/** What this process knows beside what the database says, on every day, axis and part. */
async function expectSame(days: readonly string[] = DAYS) {
  for (const asOf of days)
    for (const narrowed of NARROWED) {
      const filter = { ...everything(asOf), ...narrowed };
      const { layout } = await asked(filter);
      for (const axis of Object.keys(narrowed).length ? AXES.slice(0, 1) : AXES) {
        const known = await ofFollowers(asOf, true, (standings, last) => followedBy(standings, layout, (counted) => keyOn(axis, counted), last));
        expect(ordered(known ?? []), `${asOf} ${axis} ${JSON.stringify(narrowed)}`).toEqual(ordered(await countAnew(axis, filter, null)));
      }
    }
}

const total = async (asOf = TODAY) => (await readReach('region', everything(asOf), TODAY)).total.all;

const HEADER = '平台,平台ID,日期,粉丝数,发布数';
const values = (...lines: string[]) => imported('snapshots', [HEADER, ...lines]);

beforeAll(async () => {
  await imported('accounts', [
    '平台,账号名称,平台ID,主办单位,行政区划,职能系统,开设日期',
    '微博,上城发布,1000000001,上城区新闻办,330102,宣传,2011-01-01',
    '微信,上城发布,gh_000000000001,上城区新闻办,330102,宣传,2013-01-01',
    '微博,天河发布,1000000002,天河区新闻办,440106,宣传,2012-01-01',
    '微博,东城发布,1000000003,东城区新闻办,110101,宣传,2012-01-01',
    '微博,宁波交通,1000000004,宁波市交通运输局,330200,交通,2014-01-01',
  ]);
  await values('微博,1000000001,2012-01-01,100,', '微博,1000000002,2013-01-01,200,', '微信,gh_000000000001,2014-01-01,30,');
  await expectSame();
});

describe('last followers in memory', () => {
  it('are those of the database after values come, are corrected and taken back', async () => {
    expect(await total()).toMatchObject({ accounts: 5, known: 3, followers: 330, median: 100 });
    const came = await values('微博,1000000003,2014-06-01,4000,', '微博,1000000001,2019-01-01,150,');
    expect(await total()).toMatchObject({ known: 4, followers: 4380 });
    expect(await total('2015-12-31')).toMatchObject({ known: 4, followers: 4330 });
    await expectSame();
    const corrected = await values('微博,1000000002,2013-01-01,5000,');
    expect(await total()).toMatchObject({ followers: 9180 });
    await expectSame();
    expect((await undo(corrected)).accepted).toBe(true);
    expect(await total()).toMatchObject({ followers: 4380 });
    expect((await undo(came)).accepted).toBe(true);
    expect(await total()).toMatchObject({ known: 3, followers: 330 });
    await expectSame();
  });

  it('are of the state in which the accounts are, when both come and go at once', async () => {
    const batch = await imported('accounts', [
      '平台,账号名称,平台ID,主办单位,行政区划,职能系统,开设日期,粉丝数',
      '微博,绍兴发布,1000000009,绍兴市新闻办,330600,宣传,2015-01-01,7',
    ]);
    expect(await total()).toMatchObject({ accounts: 6, known: 4, followers: 337 });
    await expectSame();
    expect((await undo(batch)).accepted).toBe(true);
    expect(await total()).toMatchObject({ accounts: 5, known: 3, followers: 330 });
    await expectSame();
  });

  it('show at once what another connection writes, changes, moves and deletes, by whatever statement', async () => {
    const of = async (statement: string, expected: number | null) => {
      await asOwner((client) => client.query(statement));
      expect((await total()).followers, statement).toBe(expected);
      await expectSame([TODAY, '2015-12-31']);
    };
    const account = `(SELECT id FROM account WHERE platform_id = '1000000004')`;
    await of(`INSERT INTO snapshot (account_id, day, metric, value, source) SELECT ${account}, '2015-01-01', 'followers', 9, 'x'`, 339);
    await of(`UPDATE snapshot SET value = 10 WHERE account_id = ${account}`, 340);
    await of(`UPDATE snapshot SET value = NULL WHERE account_id = ${account}`, 330);
    await of(`UPDATE snapshot SET value = 11, metric = 'posts' WHERE account_id = ${account}`, 330);
    await of(`UPDATE snapshot SET metric = 'followers', day = '2027-01-01' WHERE account_id = ${account}`, 330);
    await of(`UPDATE snapshot SET day = '2015-01-01' WHERE account_id = ${account}`, 341);
    await of(`UPDATE snapshot SET account_id = (SELECT id FROM account WHERE platform_id = '1000000003') WHERE account_id = ${account}`, 341);
    await of(`DELETE FROM snapshot WHERE account_id = (SELECT id FROM account WHERE platform_id = '1000000003')`, 330);
  });

  it('hear nothing of what is rolled back, and of what commits late though it began early', async () => {
    const { id } = await db().account.findFirstOrThrow({ where: { platformId: '1000000004' } });
    const row = { accountId: id, day: new Date('2016-01-01'), metric: 'followers', value: 1000, source: '试验' };
    await expect(
      db().$transaction(async (tx) => {
        await tx.snapshot.create({ data: row });
        throw new Error('never mind');
      }),
    ).rejects.toThrow('never mind');
    expect((await total()).followers).toBe(330);
    await db().$transaction(async (tx) => {
      await tx.snapshot.create({ data: row });
      await asOwner((client) => client.query(`UPDATE snapshot SET value = 101 WHERE value = 100`)); // begins later, commits first
      expect((await total()).followers).toBe(331);
    });
    expect((await total()).followers).toBe(1331);
    await expectSame();
  });

  it('follow accounts that come while another is written, on days not asked for before too', async () => {
    const texts = { platform: '微博', name: '台州发布', unit: '台州市新闻办', region: '331000', sector: '宣传', openedOn: '2011-01-01', ...EXPLAINED };
    const reading = ['2013-01-02', '2014-01-02', '2016-05-01', '2018-01-01', '2019-01-01', TODAY].map((asOf) => total(asOf));
    expect((await registerAccount(COMMAND_LINE, texts, TODAY)).accepted).toBe(true);
    await values('微博,1000000002,2017-01-01,250,');
    await Promise.all(reading);
    expect(await total()).toMatchObject({ accounts: 6, followers: 1381 });
    await expectSame(['2013-01-02', '2016-05-01', '2018-01-01', TODAY]);
  });

  it('are read anew where thousands were written at once, and where the table is emptied', async () => {
    await asOwner(async (client) => {
      await client.query(`INSERT INTO account (platform, platform_id, holder, known_by, provenance, created_at, updated_at)
        SELECT 'weibo', (5000000000 + n)::text, 'institution', '2010-01-01', 'registered', now(), now() FROM generate_series(1, 2500) AS n`);
      await client.query(`INSERT INTO snapshot (account_id, day, metric, value, source) SELECT id, '2018-01-01', 'followers', 1, 'x' FROM account
        WHERE platform_id LIKE '5%' OR platform_id = '1000000001'`);
    });
    expect((await total()).followers).toBe(1281);
    await expectSame();
    await db().$transaction((tx) => removeShown(tx, ['registered']));
    expect(await total()).toMatchObject({ accounts: 0, followers: null });
    await asOwner((client) => client.query('TRUNCATE snapshot'));
    await expectSame([TODAY]);
  });

  it('raise no state under which pages of counts are kept', async () => {
    await imported('accounts', ['平台,账号名称,平台ID,主办单位,行政区划,职能系统,开设日期', '微博,嘉兴发布,1000000011,嘉兴市新闻办,330400,宣传,2011-01-01']);
    const known = await revision();
    await asOwner((client) =>
      client.query(`INSERT INTO snapshot (account_id, day, metric, value, source) SELECT max(id), '2016-01-01', 'followers', 5, 'x' FROM account`),
    );
    expect(await revision()).toBe(known);
    expect((await total()).followers).toBe(5);
    await db().registerChange.create({ data: { everyone: true } });
    expect(await revision()).toBeGreaterThan(known);
  });
});
