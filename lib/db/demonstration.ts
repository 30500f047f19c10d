import type { Editions } from '@/lib/coverage/edition';
import type { Tx } from './client';
import { EDITIONS, stateOfAll } from './kept';

/** The days for which the register's synthetic accounts are meant; empty when it holds none. */
export async function readEditions(): Promise<Editions> {
  const { editions } = await stateOfAll();
  return editions === null ? {} : (JSON.parse(editions) as Editions);
}

/** Whether made-up accounts are in the register, which every page then says. */
export async function holdsSynthetic(): Promise<boolean> {
  return Object.keys(await readEditions()).length > 0;
}

/** Notes what was loaded, in the transaction that loads it. */
export async function keepEditions(tx: Tx, editions: Editions): Promise<void> {
  const value = JSON.stringify(editions);
  await tx.setting.upsert({ where: { name: EDITIONS }, create: { name: EDITIONS, value }, update: { value } });
}

/**
 * Takes accounts and units of some provenance out again, with all that hangs on them. A unit
 * that a person's own account or unit refers to stays.
 * @returns how many accounts and units went
 */
export async function removeShown(tx: Tx, provenances: readonly string[]): Promise<{ accounts: number; units: number }> {
  const shown = [...provenances];
  const ofShown = { where: { account: { provenance: { in: shown } } } };
  await tx.snapshot.deleteMany(ofShown);
  await tx.standing.deleteMany(ofShown);
  await tx.accountName.deleteMany(ofShown);
  await tx.accountRelation.deleteMany(ofShown);
  const accounts = await tx.$executeRaw`DELETE FROM account WHERE provenance = ANY (${shown}::text[])`;
  const free = await freeUnits(tx, shown);
  await tx.$executeRaw`DELETE FROM unit_standing WHERE unit_id = ANY (${free}::int[])`;
  const units = await tx.$executeRaw`DELETE FROM unit WHERE id = ANY (${free}::int[])`;
  if (shown.includes('synthetic')) await tx.setting.deleteMany({ where: { name: EDITIONS } });
  return { accounts, units };
}

async function freeUnits(tx: Tx, provenances: string[]): Promise<number[]> {
  const rows: { id: number }[] = await tx.$queryRaw`
    SELECT id FROM unit WHERE provenance = ANY (${provenances}::text[])
      AND NOT EXISTS (SELECT FROM standing WHERE standing.unit_id = unit.id)
      AND NOT EXISTS (SELECT FROM unit_standing child WHERE child.parent_id = unit.id)
      AND NOT EXISTS (SELECT FROM account_relation relation WHERE relation.unit_id = unit.id)
      AND NOT EXISTS (SELECT FROM account_group led WHERE led.lead_unit_id = unit.id)
      AND NOT EXISTS (SELECT FROM unit_succession s WHERE unit.id IN (s.predecessor_id, s.successor_id))`;
  return rows.map(({ id }) => id);
}
