// A register that was filled before there was anything to search it by.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MIGRATIONS, migrate, migrationNames } from '@/scripts/migrate';
import { withClient } from '@/scripts/postgres';
import { here } from '@/scripts/test/here';

const { admin, owner } = here();
const name = `${new URL(process.env.DATABASE_URL ?? '').pathname.slice(1)}_filled`;
const address = Object.assign(new URL(owner), { pathname: `/${name}` }).href;

const query = (statement: string) => withClient(address, async (client) => (await client.query(statement)).rows);

beforeAll(async () => {
  await withClient(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  await withClient(admin, (client) => client.query(`CREATE DATABASE ${name} OWNER guta_owner`));
  const older = migrationNames().filter((each) => each <= '0007_reforms');
  expect(older.at(-1)).toBe('0007_reforms');
  for (const each of older) await query(readFileSync(path.join(MIGRATIONS, each, 'migration.sql'), 'utf8'));
  await query(`CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
    migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0);
    INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) SELECT name, '', name, now() FROM unnest(ARRAY['${older.join("','")}']) name`);
  await query(FILLED);
});

afterAll(() => withClient(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)));

const FILLED = `
  INSERT INTO region (id, code, name, short_name, level, kind, lineage, pinyin, initials) VALUES (1, '320100', '南京市', '南京', 'prefecture', 'prefecture-city', '{000000,320000,320100}', 'nan jing shi', 'njs');
  INSERT INTO sector (code, name, name_en, position, pinyin, initials) VALUES ('health', '卫生健康', 'Health', 1, 'wei sheng jian kang', 'wsjk');
  INSERT INTO unit (id, provenance, updated_at) VALUES (1, 'registered', now());
  INSERT INTO unit_standing (unit_id, until, name, pinyin, initials, kind, region_id, sector_code, tier) VALUES (1, '2018-11-01', '南京市卫计委', 'nan jing shi wei ji wei', 'njswjw', 'department', 1, 'health', 'prefecture');
  INSERT INTO unit_standing (unit_id, "from", name, pinyin, initials, kind, region_id, sector_code, tier) VALUES (1, '2018-11-01', '南京市卫健委', 'nan jing shi wei jian wei', 'njswjw', 'department', 1, 'health', 'prefecture');
  INSERT INTO account (id, platform, platform_id, handle, holder, known_by, provenance, updated_at)
    SELECT id, 'weibo', '73000' || id, 'Nanjing' || id, 'institution', '2012-01-01', 'registered', now() FROM generate_series(1, 500) id;
  INSERT INTO account_name (account_id, until, name, pinyin, initials) SELECT id, '2019-01-01', '南京卫计' || id, 'nan jing wei ji ' || id, 'njwj' FROM generate_series(1, 500) id;
  INSERT INTO account_name (account_id, "from", name, pinyin, initials) SELECT id, '2019-01-01', '健康南京' || id, 'jian kang nan jing ' || id, 'jknj' FROM generate_series(1, 500) id;
  INSERT INTO standing (account_id, "from", until, status, unit_id, platform, holder, provenance, region_id, sector_code, tier, standard_body)
    SELECT id, '2012-01-01', '2020-01-01', 'active', 1, 'weibo', 'institution', 'registered', 1, 'health', 'prefecture', false FROM generate_series(1, 500) id;
  INSERT INTO standing (account_id, "from", status, unit_id, platform, holder, provenance, region_id, sector_code, tier, standard_body)
    SELECT id, '2020-01-01', 'paused', 1, 'weibo', 'institution', 'registered', 1, 'health', 'prefecture', false FROM generate_series(1, 500) id`;

it('is searched and listed as soon as it has been brought forward', async () => {
  const applied = await migrate(address);
  expect(applied).toContain('0013_search');
  expect(await query('SELECT count(*)::int AS n FROM account_search')).toEqual([{ n: 500 }]);
  expect(await query(`SELECT since::text, counts_from::text, status, unit_id, pinyin, names, spelled, codes FROM account_search WHERE account_id = 7`)).toEqual(
    [
      {
        since: '2020-01-01',
        counts_from: '2012-01-01',
        status: 'paused',
        unit_id: 1,
        pinyin: 'jian kang nan jing 7',
        names: 'x健x康x南x京x7x\nx南x京x卫x计x7x',
        spelled: 'jiankangnanjing7\nnanjingweiji7',
        codes: ' jknj ji njwj na nanjing7 730007',
      },
    ],
  );
  expect(
    await query(`SELECT count(*)::int AS n FROM account_search WHERE search_words(codes) @@ '''nanjing7'':*' AND search_words(codes) @@ '''njwj'':*'`),
  ).toEqual([{ n: 11 }]);
  await query(`UPDATE account_name SET name = '新名南京' WHERE account_id = 7 AND until IS NULL`);
  expect(await query(`SELECT account_id FROM account_search WHERE names LIKE '%x新x名x%'`)).toEqual([{ account_id: 7 }]);
  await query('SELECT settle_account_search()');
  expect(await query(`SELECT account_id FROM account_search WHERE names LIKE '%新x名%'`)).toEqual([{ account_id: 7 }]);
});
