import type { Actor } from '@/lib/access/actor';
import { record } from './audit';
import { transaction } from './client';

type Copied = { file: string; tables: number; rows: number };

/** Notes that the whole register was written into a file. */
export async function recordBackup(actor: Actor, after: Copied): Promise<void> {
  await transaction((tx) => record(tx, actor, { act: 'register.backup', subjectType: 'register', subjectId: after.file, after }));
}

/** Notes that the register was filled from a file, and ends the sessions that came with it: nobody signed in to this one. */
export async function recordRestore(actor: Actor, after: Copied): Promise<void> {
  await transaction(async (tx) => {
    // Servers that have been running on the empty register: none of what they count holds.
    await tx.registerChange.create({ data: { everyone: true } });
    await tx.session.updateMany({ where: { endedAt: null }, data: { endedAt: new Date() } });
    await record(tx, actor, { act: 'register.restore', subjectType: 'register', subjectId: after.file, after });
  });
}
