// What the driver and the database need at least for rows of a file: COPY, an upsert into one plain table with the register's indexes, a roll-up.
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Sheet } from './sheet.ts';

const TABLE = `
  CREATE TABLE bare_register (
    id serial PRIMARY KEY, platform text NOT NULL, platform_id text, handle text, name text NOT NULL, unit text, unit_id int, region_id int, sector_code text, tier text,
    opened_on date, followers bigint, contact_name text, contact_phone text, UNIQUE (platform, platform_id));
  INSERT INTO bare_register (platform, platform_id, handle, name, unit_id, region_id, sector_code, tier, opened_on)
    SELECT a.platform, a.platform_id, a.handle, n.name, s.unit_id, s.region_id, s.sector_code, s.tier, a.known_by
    FROM account a JOIN account_name n ON n.account_id = a.id AND n.until IS NULL JOIN standing s ON s.account_id = a.id AND s.until IS NULL;
  CREATE INDEX ON bare_register (platform, handle);
  CREATE INDEX ON bare_register (lower(handle)) WHERE handle IS NOT NULL;
  CREATE INDEX ON bare_register (name);
  CREATE INDEX ON bare_register (unit_id);
  CREATE INDEX ON bare_register (region_id, sector_code);
  CREATE INDEX ON bare_register (opened_on, id);
  CREATE INDEX ON bare_register (region_id, name, id);
  CREATE INDEX ON bare_register USING gin (search_name(name) gin_trgm_ops);
  CREATE TABLE bare_count AS SELECT region_id, sector_code, platform, count(*) AS accounts FROM bare_register GROUP BY 1, 2, 3;
  CREATE UNIQUE INDEX ON bare_count (region_id, sector_code, platform);`;

const STAGED = `CREATE TEMP TABLE staged (platform text, name text, platform_id text, unit text, region text, sector text, tier text, opened date, followers bigint,
  contact_name text, contact_phone text) ON COMMIT DROP`;

const UPSERT = `
  INSERT INTO bare_register (platform, name, platform_id, unit, unit_id, region_id, sector_code, tier, opened_on, followers, contact_name, contact_phone)
  SELECT 'weibo', g.name, g.platform_id, g.unit, s.unit_id, r.id, k.code, g.tier, g.opened, g.followers, g.contact_name, g.contact_phone
  FROM staged g JOIN region r ON r.code = g.region AND r.valid_until IS NULL JOIN sector k ON k.name = g.sector
  JOIN unit_standing s ON s.name = g.unit AND s.region_id = r.id AND s.sector_code = k.code AND s.until IS NULL
  ON CONFLICT (platform, platform_id) DO UPDATE SET name = excluded.name, followers = excluded.followers`;

const ROLLED = `
  INSERT INTO bare_count AS c SELECT r.id, k.code, 'weibo', count(*) FROM staged g JOIN region r ON r.code = g.region AND r.valid_until IS NULL JOIN sector k ON k.name = g.sector
  GROUP BY 1, 2 ON CONFLICT (region_id, sector_code, platform) DO UPDATE SET accounts = c.accounts + excluded.accounts`;

/** @returns milliseconds; what it has written is there for the next */
export async function rawImport(ownerUrl: string, { rows }: Sheet): Promise<number> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows: known } = await client.query(`SELECT to_regclass('bare_register') AS there`);
    if (known[0].there === null) await client.query(`${TABLE} ANALYZE bare_register; ANALYZE bare_count`);
    const began = performance.now();
    await client.query('BEGIN');
    await client.query(STAGED);
    await pipeline(lines(rows), client.query(copyFrom('COPY staged FROM STDIN')));
    const { rowCount } = await client.query(UPSERT);
    if (rowCount !== rows.length) throw new Error(`The control wrote ${rowCount} rows of ${rows.length}.`);
    await client.query(ROLLED);
    await client.query('COMMIT');
    return performance.now() - began;
  } finally {
    await client.end();
  }
}

function* lines(rows: readonly string[][]): Generator<string> {
  for (let from = 0; from < rows.length; from += 500)
    yield `${rows
      .slice(from, from + 500)
      .map((cells) => cells.join('\t'))
      .join('\n')}\n`;
}
