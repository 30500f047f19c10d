// All accounts as CSV, against PostgreSQL's own CSV of the same columns through the same driver into the same kind of file.
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { exportAll } from '../export-all.ts';
import type { Context, Line } from '../line.ts';
import { STATE } from '../register.ts';

const TARGET = path.join(STATE, 'export.csv');

const RAW = `COPY (
  SELECT a.id, a.platform, n.name, a.platform_id, a.handle, s.unit_id, owner.name AS unit, u.uscc, r.code, r.name AS region, k.name AS sector, s.tier, s.rank, a.holder,
    a.person, s.post, s.post_rank, a.wechat_type, a.positioning, a.opened_on, s.status, s."from", a.verification, f.value, f.day, a.provenance
  FROM account a JOIN account_name n ON n.account_id = a.id AND n.until IS NULL JOIN standing s ON s.account_id = a.id AND s.until IS NULL
  JOIN unit u ON u.id = s.unit_id JOIN unit_standing owner ON owner.unit_id = u.id AND owner.until IS NULL
  JOIN region r ON r.id = s.region_id JOIN sector k ON k.code = s.sector_code
  LEFT JOIN LATERAL (SELECT value, day FROM snapshot WHERE account_id = a.id AND metric = 'followers' ORDER BY day DESC LIMIT 1) f ON true
  ORDER BY a.id) TO STDOUT (FORMAT csv, HEADER)`;

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function raw(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await pipeline(client.query(copyTo(RAW)), createWriteStream(TARGET));
  } finally {
    await client.end();
  }
}

async function againstCopy(context: Context) {
  const register = await context.register(300_000);
  await register.here();
  try {
    const control = await milliseconds(() => raw(register.databaseUrl));
    return { value: await milliseconds(() => exportAll(TARGET)), control };
  } finally {
    await rm(TARGET, { force: true });
  }
}

const run = promisify(execFile);

/** Megabytes that a process of its own has held at most while it exported. */
async function peak(context: Context, accounts: 30_000 | 300_000): Promise<number> {
  const { databaseUrl } = await context.register(accounts);
  const file = path.join(import.meta.dirname, '..', 'export-all.ts');
  const { stdout } = await run(process.execPath, ['--import', 'tsx', file, TARGET], { env: { ...process.env, DATABASE_URL: databaseUrl } });
  await rm(TARGET, { force: true });
  return Number(stdout);
}

export const EXPORTS: Line[] = [
  {
    id: 'export-csv',
    what: '300,000 accounts to a CSV file, against raw COPY TO of the same columns in the same order',
    unit: 'ms',
    goal: { most: 2 },
    run: againstCopy,
  },
  {
    id: 'export-memory',
    what: 'peak memory of a process that exports 300,000 accounts, against 30,000',
    unit: 'MB',
    goal: { most: 1.2 },
    run: async (context) => ({ control: await peak(context, 30_000), value: await peak(context, 300_000) }),
  },
];
