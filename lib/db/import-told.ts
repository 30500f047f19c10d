// For the tests of what files bring: a file is checked, written and taken back, and the tables are looked at.
import { type Actor, COMMAND_LINE, type Role } from '@/lib/access/actor';
import type { ImportKindName } from '@/lib/access/acts';
import { type Decision, refuses } from '@/lib/decision';
import type { BatchView } from '@/lib/exchange/views';
import { db } from './client';
import { checkImport, readImportRows, runImport, undoImport } from './imports';

export const TODAY = '2026-11-20';

export function accepted<T>(decision: Decision<T>): T {
  if (!decision.accepted) throw new Error(`refused: ${JSON.stringify(decision.findings)}`);
  return decision.change;
}

export async function check(kind: ImportKindName, lines: readonly string[], actor: Actor = COMMAND_LINE): Promise<BatchView> {
  return accepted(await checkImport(actor, { name: '试验.csv', bytes: new TextEncoder().encode(lines.join('\n')) }, TODAY, kind));
}

export async function write(batch: BatchView, actor: Actor = COMMAND_LINE, onlyGood = false) {
  return accepted(await runImport(actor, batch.id, TODAY, onlyGood));
}

export async function imported(kind: ImportKindName, lines: readonly string[], actor: Actor = COMMAND_LINE): Promise<BatchView> {
  const batch = await check(kind, lines, actor);
  await write(batch, actor);
  return batch;
}

export async function undo(batch: BatchView, actor: Actor = COMMAND_LINE) {
  return undoImport(actor, batch.id);
}

/** Verdict and reasons of every row, in order: `new`, `refused count-form@value`. */
export async function told(batch: BatchView): Promise<string[]> {
  const rows = await readImportRows(COMMAND_LINE, batch.id, { skip: 0 });
  return rows.map(({ verdict, findings }) =>
    [
      verdict,
      ...findings
        .filter(refuses)
        .map(({ field, reason }) => `${reason}@${field}`)
        .sort(),
    ].join(' '),
  );
}

/** A user of the register who holds one role, as a signed-in actor. */
export async function office(role: Role, regionCode: string): Promise<Actor> {
  const grant = { role, regionCode, sectorCode: null, unitId: null };
  const username = `${role}-${regionCode}-${Math.random().toString(36).slice(2, 8)}`;
  const user = await db().user.create({ data: { username, displayName: username, passwordHash: '-', grants: { create: grant } } });
  return { userId: user.id, name: username, via: 'web', grants: [grant] };
}

/** Everything that tables hold, in an order of its own; without what counts up by itself. */
export async function contents(...tables: string[]): Promise<string[]> {
  const rows: { row: string }[] = await db().$queryRawUnsafe(
    tables.map((table) => `SELECT '${table} ' || (to_jsonb(t) - 'id' - 'updated_at' - 'revision')::text AS row FROM "${table}" t`).join(' UNION ALL '),
  );
  return rows.map(({ row }) => row).sort();
}
