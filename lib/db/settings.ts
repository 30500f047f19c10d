import { db } from './client';

/** Choices of the operator, by name. */
export type Setting = 'demonstration';

export async function chosen(name: Setting): Promise<string | null> {
  return (await db().setting.findUnique({ where: { name } }))?.value ?? null;
}

export async function choose(name: Setting, value: string): Promise<void> {
  await db().setting.upsert({ where: { name }, create: { name, value }, update: { value } });
}
