// A backup: every table as it was at one moment, while the register goes on working.
import { rename, rm } from 'node:fs/promises';
import type { Client } from 'pg';
import { withClient } from '../postgres.ts';
import { type Manifest, writing } from './file.ts';
import { PLAIN, rowsOf, sequencesOf, summing, type Table, tablesOf } from './tables.ts';

/** Writes the whole register into a file that is not there yet. */
export async function backUp(ownerUrl: string, file: string): Promise<Manifest> {
  const unfinished = `${file}.part`;
  await rm(unfinished, { force: true });
  try {
    const manifest = await withClient(ownerUrl, (client) => inOneMoment(client, unfinished));
    await rename(unfinished, file);
    return manifest;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function inOneMoment(client: Client, file: string): Promise<Manifest> {
  const { begin, write, end } = writing(file);
  await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${PLAIN}`);
  await begin(new Date());
  const manifest: Manifest = { tables: {}, sequences: [] };
  for (const table of await tablesOf(client)) manifest.tables[table.name] = await writeTable(client, table, write);
  manifest.sequences = await sequencesOf(client); // not part of the moment: at least as far as the rows are
  await write(JSON.stringify({ manifest }));
  await client.query('COMMIT');
  await end();
  return manifest;
}

async function writeTable(client: Client, table: Table, write: (text: string) => Promise<void>) {
  const { add, sum } = summing();
  await write(JSON.stringify({ table }));
  for await (const rows of rowsOf(client, table)) {
    const lines = rows.map((row) => JSON.stringify(row));
    for (const line of lines) add(line);
    await write(lines.join('\n'));
  }
  return sum();
}
