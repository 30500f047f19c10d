// Accounts and units as a register of national size has them: one body for each region, sector and level that is
// expected, and each of them with accounts, by multiplication in the database.
import { withClient } from '../scripts/postgres.ts';

/** @returns how many units there are */
export function fillRegister(ownerUrl: string, accounts: number): Promise<number> {
  return withClient(ownerUrl, async (client) => {
    await client.query('BEGIN');
    await client.query(SLOTS);
    const { rows } = await client.query<{ units: number }>('SELECT count(*)::int AS units FROM slot');
    const units = rows[0]?.units ?? 0;
    for (const statement of UNITS) await client.query(statement);
    await client.query(ACCOUNTS, [accounts, units]);
    await client.query(UNFOLLOWED);
    for (const statement of OF_ACCOUNTS) await client.query(statement);
    await client.query(FOLLOWED);
    for (const table of ['unit', 'unit_standing', 'account', 'account_name', 'standing'])
      await client.query(`SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`);
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE');
    return units;
  });
}

const SLOTS = `
  CREATE TEMP TABLE slot ON COMMIT DROP AS
  SELECT row_number() OVER (ORDER BY md5(code || sector_code))::int AS n, * FROM (
    SELECT DISTINCT ON (r.id, e.sector_code) r.id AS region_id, r.code, r.name || e.body_name AS name, r.pinyin || ' ' || s.pinyin AS pinyin,
      r.initials || s.initials AS initials, e.sector_code, e.tier, e.unit_kind, d.rank
    FROM region r
    JOIN expectation e ON e.tier = CASE r.level WHEN 'province' THEN 'provincial' WHEN 'nation' THEN 'central' ELSE r.level END
    JOIN sector s ON s.code = e.sector_code
    LEFT JOIN rank_default d ON d.region_kind = r.kind AND d.tier = e.tier AND d.unit_kind = e.unit_kind
    WHERE r.valid_until IS NULL AND r.kind <> 'zone' AND r.economic_region IS DISTINCT FROM 'hmt' AND e.valid_until IS NULL AND e.modality IN ('must', 'should')
    ORDER BY r.id, e.sector_code, e.id) AS each`;

const UNITS = [
  `INSERT INTO unit (id, provenance, created_at, updated_at) SELECT n, 'registered', now(), now() FROM slot`,
  `INSERT INTO unit_standing (unit_id, name, pinyin, initials, kind, region_id, sector_code, tier, rank, standard_body)
   SELECT n, name, pinyin, initials, unit_kind, region_id, sector_code, tier, rank, true FROM slot`,
];

// Three of five on WeChat, one in twelve closed by now; the first of a platform has the unit's name, the others their own.
const ACCOUNTS = `
  CREATE TEMP TABLE made ON COMMIT DROP AS
  SELECT g AS id, slot.*, CASE WHEN g * 7 % 5 < 3 THEN 'wechat' ELSE 'weibo' END AS platform,
    date '2010-01-01' + (g::bigint * 7919 % 5800)::int AS opened, g % 12 = 0 AS ends
  FROM generate_series(1, $1::int) AS g JOIN slot ON slot.n = (g::bigint * 37 % $2::int)::int + 1`;

// What is found by search is written once at the end, and its index built over all of it, as the migration does for a filled register.
const UNFOLLOWED = `
  CREATE TEMP TABLE put_back ON COMMIT DROP AS SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
  FROM pg_index WHERE indrelid = 'account_search'::regclass AND NOT indisprimary;
  DO $$ DECLARE name text; BEGIN FOR name IN SELECT p.name FROM put_back p LOOP EXECUTE 'DROP INDEX ' || name; END LOOP; END $$;
  ALTER TABLE account_name DISABLE TRIGGER account_search_follows_insert;
  ALTER TABLE standing DISABLE TRIGGER account_search_follows_insert`;

const FOLLOWED = `
  ALTER TABLE account_name ENABLE TRIGGER account_search_follows_insert;
  ALTER TABLE standing ENABLE TRIGGER account_search_follows_insert;
  ANALYZE account, account_name, standing;
  SELECT refresh_account_search(ARRAY(SELECT id FROM account));
  DO $$ DECLARE definition text; BEGIN FOR definition IN SELECT p.definition FROM put_back p LOOP EXECUTE definition; END LOOP; END $$`;

const OF_ACCOUNTS = [
  `INSERT INTO account (id, platform, platform_id, handle, holder, opened_on, known_by, provenance, created_at, updated_at)
   SELECT id, platform, CASE platform WHEN 'weibo' THEN (2000000000 + id)::text ELSE 'gh_' || lpad(to_hex(id), 12, '0') END, 'guta' || id, 'institution',
     opened::text, opened, 'registered', now(), now() FROM made`,
  `INSERT INTO account_name (account_id, "from", name, pinyin, initials)
   SELECT id, opened, name || CASE WHEN id % 3 = 0 THEN '发布' WHEN id % 3 = 1 THEN '' ELSE '服务' END, pinyin, initials FROM made`,
  `INSERT INTO standing (account_id, "from", until, status, unit_id, platform, holder, provenance, region_id, sector_code, tier, rank, standard_body)
   SELECT id, opened, CASE WHEN ends THEN opened + 200 END, 'active', n, platform, 'institution', 'registered', region_id, sector_code, tier, rank, true FROM made
   UNION ALL
   SELECT id, opened + 200, NULL, 'closed', n, platform, 'institution', 'registered', region_id, sector_code, tier, rank, true FROM made WHERE ends`,
  `INSERT INTO snapshot (account_id, day, metric, value, source) SELECT id, opened + 100, 'followers', id::bigint * 31 % 100000, 'bench' FROM made`,
];
