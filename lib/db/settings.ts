import { db, type Tx } from './client';

/** Choices of the operator, by name. */
export type Setting = 'demonstration' | 'filing-days';

export async function chosen(name: Setting, from: Tx = db()): Promise<string | null> {
  return (await from.setting.findUnique({ where: { name } }))?.value ?? null;
}

export async function choose(name: Setting, value: string): Promise<void> {
  await db().setting.upsert({ where: { name }, create: { name, value }, update: { value } });
}

/** Working days that an office has for a filing. No national number is known: this one is the product's own. */
const FILING_DAYS = 10;
export const MOST_FILING_DAYS = 250;

/** Working days that an office has for a filing, as the operator has set them. */
export async function filingDays(from: Tx = db()): Promise<number> {
  const said = Number(await chosen('filing-days', from));
  return Number.isInteger(said) && said >= 1 && said <= MOST_FILING_DAYS ? said : FILING_DAYS;
}
