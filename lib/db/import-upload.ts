import type { Actor } from '@/lib/access/actor';
import { IMPORT_ACTS, type ImportKindName, may, mayImport } from '@/lib/access/acts';
import { accept, type Decision, type Finding } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { clean } from '@/lib/taxonomy/text';
import { recordWith, refuseAct } from './audit';
import { askDb } from './client';
import { chunkKeeper } from './import-chunks';
import { type Ask, askWith, json, withConnection, within } from './raw';
import { storedActor } from './stored-actor';

/** A file as it comes; after its last byte, what is wrong with it as a whole. */
export type Upload = { name: string; bytes: AsyncIterable<Uint8Array>; findings?(): Finding[] };

const NONE = { rows: 0, new: 0, changed: 0, same: 0, refused: 0, written: 0 };

/**
 * Keeps an uploaded file, piece by piece as it comes, as a batch that waits to be checked. One of
 * which nothing can be used is kept as failed, so that the person finds the reason where batches are.
 * @returns the number of the batch
 */
export async function receiveImport(actor: Actor, upload: Upload, today: Day, kind: ImportKindName = 'accounts'): Promise<Decision<number>> {
  if (!may(actor, 'import.run')) return refuseAct(actor, 'import.run', { subjectType: 'import', subjectId: 'new' });
  if (!mayImport(actor, kind)) return refuseAct(actor, IMPORT_ACTS[kind], { subjectType: 'import', subjectId: 'new' });
  return withConnection(async (client) => {
    const ask = askWith(client);
    // Not in one transaction: somebody may be sending for minutes.
    const id = await beginBatch(ask, actor, kind, upload.name, today);
    try {
      const chunks = chunkKeeper(ask, id);
      for await (const part of upload.bytes) await chunks.add(part);
      const { size, sha256 } = await chunks.end();
      const findings = upload.findings?.() ?? [];
      if (findings.length) await within(client, 'BEGIN', () => failBatch(ask, actor, id, findings));
      else await ask(`UPDATE import_batch SET size = $2, sha256 = $3, task = 'check' WHERE id = $1`, [id, size, sha256]);
      return accept(id);
    } catch (error) {
      await ask('DELETE FROM import_batch WHERE id = $1', [id]);
      throw error;
    }
  });
}

/** Takes away what came with a sending that broke off together with the server. */
export async function forgetBroken(): Promise<void> {
  await askDb(`DELETE FROM import_batch WHERE status = 'uploaded' AND task IS NULL AND created_at < now() - interval '1 day'`);
}

async function beginBatch(ask: Ask, actor: Actor, kind: ImportKindName, fileName: string, today: Day): Promise<number> {
  const name = clean(fileName).text.slice(0, 200);
  const [batch] = await ask<{ id: number }>(
    `INSERT INTO import_batch (kind, file_name, sha256, status, columns, counts, uploaded_by_id, asked, day)
     VALUES ($6, $1, '', 'uploaded', '{}', $2, $3, $4, $5::date) RETURNING id`,
    [name, JSON.stringify(NONE), actor.userId, json(storedActor(actor)), today, kind],
  );
  if (!batch) throw new Error('A batch without a number.');
  return batch.id;
}

async function failBatch(ask: Ask, actor: Actor, id: number, findings: readonly Finding[]): Promise<void> {
  await ask('DELETE FROM import_chunk WHERE batch_id = $1', [id]);
  const [{ name = '' } = {}] = await ask<{ name: string }>(
    `UPDATE import_batch SET status = 'failed', findings = $2 WHERE id = $1 RETURNING file_name AS name`,
    [id, json([...findings])],
  );
  const after = { fileName: name, status: 'failed', counts: NONE };
  await recordWith(ask, actor, [{ act: 'import.check', subjectType: 'import', subjectId: id, after }]);
}
