// Reads, checks and writes 30,000 new rows into 300,000, beside a raw COPY of the same rows in the same process:
//   DATABASE_URL=… node --import tsx scripts/bench-import.ts [rows] [held]
// The database must be migrated and empty of accounts; it is filled here.
import { COMMAND_LINE } from '../lib/access/actor.ts';
import { closeDb } from '../lib/db/client.ts';
import { runBatch } from '../lib/db/import-run.ts';
import { receiveImport } from '../lib/db/import-upload.ts';
import { askWrite, readImport } from '../lib/db/imports.ts';
import { copyInto, withConnection, within } from '../lib/db/raw.ts';
import { reference } from '../lib/db/reference.ts';

const [ROWS = 30_000, HELD = 300_000] = process.argv.slice(2).map(Number);
const TODAY = '2026-11-20';
const { regions } = await reference();
const counties = regions.all.filter(({ level, until }) => level === 'county' && until === null);
const county = (index: number) => counties[index % counties.length] ?? counties[0];

/** A third of the rows bring a unit, as a county's first sheet does. */
function csvOf(tag: string, count: number): string {
  const lines = ['平台,账号名称,平台ID,主办单位,行政区划代码,职能系统,开设日期,关注用户数,联系人,联系电话'];
  for (let index = 0; index < count; index++) {
    const place = county(Math.floor(index / 9));
    lines.push(
      `微博,${place?.shortName}${tag}发布${index},${6_000_000_000 + (tag === '新' ? 500_000_000 : 0) + index},${place?.name}${tag}第${Math.floor(index / 3)}局,${place?.code},统计,2014-07-0${1 + (index % 9)},${index},张三,13800000000`,
    );
  }
  return lines.join('\r\n');
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  const result = await work();
  return [result, (performance.now() - began) / 1000];
}

async function imported(text: string, writes: boolean): Promise<{ check: number; write: number }> {
  const received = await receiveImport(COMMAND_LINE, { name: 'bench.csv', bytes: pieces(text) }, TODAY);
  if (!received.accepted) throw new Error('refused');
  const id = received.change;
  const [, check] = await timed(() => runBatch(id));
  console.log(JSON.stringify((await readImport(COMMAND_LINE, id))?.counts));
  if (!writes) return { check, write: 0 };
  await askWrite(COMMAND_LINE, id, TODAY, true);
  const [, write] = await timed(() => runBatch(id));
  const done = await readImport(COMMAND_LINE, id);
  if (done?.status !== 'done') throw new Error(JSON.stringify(done?.findings));
  return { check, write };
}

/** The least that a driver could do: the rows by COPY into a table, from there with upsert into accounts, names and standings, counts kept beside. */
async function raw(count: number, from: number): Promise<number> {
  const rows = Array.from({ length: count }, (_, index) => [
    index,
    'weibo',
    String(from + index),
    `粗行发布${index}`,
    2014 + (index % 9),
    county(index)?.id ?? 1,
  ]);
  return withConnection(async (client) => {
    const [, seconds] = await timed(() =>
      within(client, 'BEGIN', async () => {
        await client.query('SET LOCAL enable_seqscan = off');
        await client.query('CREATE TEMP TABLE staged (number int, platform text, platform_id text, name text, opened int, region int) ON COMMIT DROP');
        await copyInto(client, 'staged', ['number', 'platform', 'platform_id', 'name', 'opened', 'region'], rows);
        await client.query(`CREATE TEMP TABLE ids ON COMMIT DROP AS WITH put AS (
          INSERT INTO account (platform, platform_id, holder, opened_on, known_by, provenance, updated_at)
          SELECT platform, platform_id, 'institution', opened::text, current_date, 'registered', now() FROM staged
          ON CONFLICT (platform, platform_id) DO UPDATE SET opened_on = excluded.opened_on RETURNING id, platform_id) SELECT * FROM put`);
        await client.query(`INSERT INTO account_name (account_id, name, pinyin, initials) SELECT id, name, '', '' FROM ids JOIN staged USING (platform_id)`);
        await client.query(`INSERT INTO standing (account_id, "from", status, unit_id, platform, holder, provenance, region_id, sector_code, tier, standard_body)
          SELECT id, current_date, 'active', (SELECT min(id) FROM unit), 'weibo', 'institution', 'registered', region, 'statistics', 'county', false FROM ids JOIN staged USING (platform_id)`);
        await client.query('CREATE TEMP TABLE rolled ON COMMIT DROP AS SELECT region, count(*) FROM staged GROUP BY region');
      }),
    );
    return seconds;
  });
}

for (let from = 0; from < HELD; from += 150_000) {
  const held = await imported(
    csvOf(`册${from}`, Math.min(150_000, HELD - from)).replaceAll(/,6(\d{9}),/g, (_, digits: string) => `,${5_000_000_000 + from + Number(digits)},`),
    true,
  );
  console.log(`held ${from}: check ${held.check.toFixed(1)} s, write ${held.write.toFixed(1)} s`);
}
await withConnection((client) => client.query('VACUUM ANALYZE').catch(() => undefined));
const control = Math.min(await raw(ROWS, 7_000_000_000), await raw(ROWS, 7_100_000_000));
const first = await imported(csvOf('新', ROWS), true);
const again = await imported(csvOf('新', ROWS), false);
const ratio = (seconds: number) => `${seconds.toFixed(2)} s, ${(seconds / control).toFixed(2)} × raw`;
console.log(
  `raw ${control.toFixed(2)} s\nreading and checking ${ratio(first.check)}\nwriting ${ratio(first.write)}\nagain ${ratio(again.check)}, ${(again.check / first.check).toFixed(2)} × the first`,
);
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
await closeDb();
