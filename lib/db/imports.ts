import type { Actor } from '@/lib/access/actor';
import { grantsFor, IMPORT_ACTS, type ImportKindName, may, mayImport } from '@/lib/access/acts';
import { maskContacts } from '@/lib/audit/mask';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { findingsInFile } from '@/lib/exchange/layout';
import type { Verdict } from '@/lib/exchange/verdict';
import type { BatchFacts, BatchProgress, BatchView, Counts, RowView } from '@/lib/exchange/views';
import type { Day } from '@/lib/taxonomy/day';
import { NATION } from '@/lib/taxonomy/regions';
import { refuseAct } from './audit';
import { db } from './client';
import { dateOf } from './days';
import type { Prisma } from './generated/client';
import type { Task } from './import-claim';
import { runBatch } from './import-run';
import { receiveImport } from './import-upload';
import { reference } from './reference';
import { storedActor } from './stored-actor';

export type UploadedFile = { name: string; bytes: Uint8Array };

/**
 * Reads a file and judges its rows in this process, writing nothing but the batch itself.
 * @returns the batch; one that failed says why the file as a whole cannot be used
 */
export async function checkImport(actor: Actor, { name, bytes }: UploadedFile, today: Day, kind: ImportKindName = 'accounts'): Promise<Decision<BatchView>> {
  const received = await receiveImport(actor, { name, bytes: whole(bytes) }, today, kind);
  return received.accepted ? workedOn(actor, received.change) : received;
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function workedOn(actor: Actor, id: number): Promise<Decision<BatchView>> {
  await runBatch(id, actor);
  const batch = await readBatch(id);
  return batch ? accept(batch) : refuse(finding(null, 'not-found'));
}

/**
 * Writes what the check showed in this process: everything, or nothing.
 * @param onlyGood leaves refused rows out, where the file would otherwise be refused as a whole
 */
export async function runImport(actor: Actor, batchId: number, today: Day, onlyGood: boolean): Promise<Decision<Counts>> {
  const asked = await askWrite(actor, batchId, today, onlyGood);
  if (!asked.accepted) return asked;
  const worked = await workedOn(actor, batchId);
  if (!worked.accepted) return worked;
  const { status, findings, counts } = worked.change;
  return status === 'done' ? accept(counts) : refuse(...findings);
}

/** Asks for a checked batch to be written by a worker; a failed write can be asked for again. */
export async function askWrite(actor: Actor, batchId: number, today: Day, onlyGood: boolean): Promise<Decision<number>> {
  const batch = await batchFor(actor, batchId);
  if (!batch.accepted) return batch;
  const { status, counts } = batch.change;
  if (!isChecked(batch.change)) return refuse(finding(null, status === 'done' || status === 'undone' ? 'import-already-run' : 'import-busy'));
  if (counts.refused > 0 && !onlyGood) return refuse(finding(null, 'import-has-refused', { refused: counts.refused }));
  return ask(actor, batchId, 'write', { status: { in: ['checked', 'failed'] } }, { onlyGood, day: dateOf(today) });
}

/** Asks for a written batch to be taken back by a worker. */
export async function askUndo(actor: Actor, batchId: number): Promise<Decision<number>> {
  const batch = await batchFor(actor, batchId);
  if (!batch.accepted) return batch;
  if (batch.change.status !== 'done') return refuse(finding(null, batch.change.status === 'undone' ? 'import-undone' : 'undo-not-written'));
  return ask(actor, batchId, 'undo', { status: 'done' }, {});
}

/** Takes back a written batch in this process: everything that it made and changed, or nothing. */
export async function undoImport(actor: Actor, batchId: number): Promise<Decision<Counts>> {
  const asked = await askUndo(actor, batchId);
  if (!asked.accepted) return asked;
  const worked = await workedOn(actor, batchId);
  if (!worked.accepted) return worked;
  return worked.change.status === 'undone' ? accept(worked.change.counts) : refuse(...worked.change.findings);
}

/**
 * Asks for the rows of a batch to be judged anew by a worker: its columns mean something else now, or the register has changed.
 * @param fields what each column fills; as it was, unless said
 */
export async function recheckImport(actor: Actor, batchId: number, today: Day, fields?: BatchFacts['fields']): Promise<Decision<number>> {
  const batch = await batchFor(actor, batchId);
  if (!batch.accepted) return batch;
  const { facts } = batch.change;
  if (!facts || !isChecked(batch.change)) return refuse(finding(null, 'import-busy'));
  const columns = { ...facts, fields: fields ?? facts.fields } as Prisma.InputJsonObject;
  return ask(actor, batchId, 'recheck', { status: { in: ['checked', 'failed'] } }, { columns, day: dateOf(today) });
}

/** Up to so many rows a mended row is judged with all others while the person waits. */
const JUDGED_AT_ONCE = 5000;

/**
 * Puts other texts into the cells of one row, and has the batch judged anew: what a row says may
 * decide what later rows mean.
 * @returns the row as it is now judged; null where the batch is so long that a worker judges it
 */
export async function mendRow(actor: Actor, batchId: number, number: number, cells: readonly string[], today: Day): Promise<Decision<RowView | null>> {
  const batch = await batchFor(actor, batchId);
  if (!batch.accepted) return batch;
  const { facts, counts } = batch.change;
  if (!facts || !isChecked(batch.change)) return refuse(finding(null, 'import-busy'));
  const mended = facts.headers.map((_, index) => cells[index] ?? '');
  const { count } = await db().importRow.updateMany({ where: { batchId, number }, data: { cells: mended } });
  if (count === 0) return refuse(finding(null, 'not-found'));
  const asked = await recheckImport(actor, batchId, today);
  if (!asked.accepted) return asked;
  if (counts.rows > JUDGED_AT_ONCE) return accept(null);
  await runBatch(batchId, actor);
  const [row] = await readImportRows(actor, batchId, { skip: 0, take: 1, number });
  return row ? accept(row) : refuse(finding(null, 'not-found'));
}

function isChecked({ status, facts }: BatchView): boolean {
  return status === 'checked' || (status === 'failed' && facts !== null);
}

/** The batch, for one who may work on it; another's looks absent. */
export async function batchFor(actor: Actor, batchId: number): Promise<Decision<BatchView>> {
  if (!may(actor, 'import.run')) return refuseAct(actor, 'import.run', { subjectType: 'import', subjectId: batchId });
  const batch = await readImport(actor, batchId);
  if (!batch) return refuse(finding(null, 'not-found'));
  if (!mayImport(actor, batch.kind)) return refuseAct(actor, IMPORT_ACTS[batch.kind], { subjectType: 'import', subjectId: batchId });
  return batch.task === null ? accept(batch) : refuse(finding(null, 'import-busy'));
}

/** Asks a worker for something, of a batch of which nothing else is asked. */
export async function ask(actor: Actor, id: number, task: Task, when: Prisma.ImportBatchWhereInput, data: Prisma.ImportBatchUpdateManyMutationInput) {
  const { count } = await db().importBatch.updateMany({
    where: { id, task: null, ...when },
    data: { ...data, task, attempt: 0, findings: [], asked: storedActor(actor) as Prisma.InputJsonObject },
  });
  if (count === 0) return refuse(finding(null, 'import-busy'));
  await db().importProgress.deleteMany({ where: { batchId: id } });
  return accept(id);
}

const BATCH = {
  id: true,
  kind: true,
  fileName: true,
  status: true,
  task: true,
  findings: true,
  columns: true,
  counts: true,
  createdAt: true,
  doneAt: true,
  undoneAt: true,
  uploadedBy: { select: { displayName: true } },
  progress: true,
} as const satisfies Prisma.ImportBatchSelect;

type Selected = Prisma.ImportBatchGetPayload<{ select: typeof BATCH }>;

function batchView({ kind, columns, counts, status, task, findings, uploadedBy, progress, ...batch }: Selected): BatchView {
  return {
    ...batch,
    kind: kind as ImportKindName,
    status: status as BatchView['status'],
    task: task as BatchView['task'],
    progress: task !== null && progress ? progressOf(progress) : null,
    facts: 'fields' in (columns as object) ? (columns as BatchFacts) : null,
    findings: findingsInFile((columns as Partial<BatchFacts>).parts, findings as unknown as Finding[]),
    counts: counts as Counts,
    uploadedBy: uploadedBy?.displayName ?? null,
  };
}

function progressOf({ done, total, startedAt, beatAt }: NonNullable<Selected['progress']>): BatchProgress {
  const seconds = (beatAt.getTime() - startedAt.getTime()) / 1000;
  const rate = done > 0 && seconds > 0 ? Math.round(done / seconds) : null;
  const left = rate && total !== null ? Math.max(0, Math.ceil((total - done) / rate)) : null;
  return { done, total: total !== null && total < done ? null : total, rate, secondsLeft: left };
}

// A batch holds contacts of anywhere: its uploader sees it, and who reads everything in the nation.
function visible(actor: Actor): Prisma.ImportBatchWhereInput {
  const whole = grantsFor(actor, 'import.read-all').some((grant) => grant.regionCode === NATION && grant.sectorCode === null && grant.unitId === null);
  if (whole) return {};
  return may(actor, 'import.read') ? { uploadedById: actor.userId ?? -1 } : { id: -1 };
}

/** The latest batches, newest first; none for those who may not import. */
export async function listImports(actor: Actor): Promise<BatchView[]> {
  const batches = await db().importBatch.findMany({ where: visible(actor), select: BATCH, orderBy: { id: 'desc' }, take: 50 });
  return batches.map(batchView);
}

export async function readImport(actor: Actor, id: number): Promise<BatchView | null> {
  const batch = await db().importBatch.findFirst({ where: { id, ...visible(actor) }, select: BATCH });
  return batch && batchView(batch);
}

async function readBatch(id: number): Promise<BatchView | null> {
  const batch = await db().importBatch.findUnique({ where: { id }, select: BATCH });
  return batch && batchView(batch);
}

/** Rows of a batch in the order of the file, of one verdict or all; contacts masked. */
export async function readImportRows(
  actor: Actor,
  batchId: number,
  { verdict, reason, number, skip, take }: { verdict?: Verdict; reason?: string; number?: number; skip: number; take?: number },
): Promise<RowView[]> {
  const rows = await db().importRow.findMany({
    where: {
      batchId,
      verdict,
      number,
      ...(reason ? { findings: { array_contains: [{ reason }] } } : {}),
      batch: { AND: [visible(actor), { status: { notIn: ['uploaded', 'checking'] } }] },
    },
    orderBy: { number: 'asc' },
    skip,
    take,
    select: { number: true, cells: true, verdict: true, findings: true, accountId: true, batch: { select: { columns: true, status: true } } },
  });
  return rows.map(({ number: row, cells, verdict: said, findings, accountId, batch }) => ({
    number: row,
    cells: maskCells(batch.columns as BatchFacts, cells as string[]),
    verdict: said as Verdict,
    findings: findingsInFile((batch.columns as BatchFacts).parts, findings as unknown as Finding[]),
    // Before the write it is the number that is kept for an account, or one that is not yet as the row says.
    accountId: said === 'refused' || batch.status !== 'done' ? null : accountId,
  }));
}

function maskCells({ fields }: BatchFacts, cells: string[]): string[] {
  return cells.map((cell, index) => Object.values(maskContacts({ [fields[index] ?? '']: cell }))[0] ?? cell);
}

/** Which platforms, sectors and tiers a batch has brought accounts of: where to look next. No tiers where one is not known: they would leave it out. */
export async function batchScope(actor: Actor, batchId: number): Promise<{ platform: string[]; sector: string[]; tier: string[] }> {
  if (!(await readImport(actor, batchId))) return { platform: [], sector: [], tier: [] };
  const [scope]: { platform: string[] | null; sector: string[] | null; tier: string[] | null }[] = await db().$queryRaw`
    SELECT array_agg(DISTINCT s.platform) AS platform, array_agg(DISTINCT s.sector_code) AS sector, CASE WHEN bool_and(s.tier IS NOT NULL) THEN array_agg(DISTINCT s.tier) END AS tier
    FROM import_row r JOIN standing s ON s.account_id = r.account_id AND s.until IS NULL
    WHERE r.batch_id = ${batchId}`;
  const { sectors } = await reference();
  const sector = sectors.all.map(({ code }) => code).filter((code) => scope?.sector?.includes(code)); // in the order of the list
  return { platform: scope?.platform ?? [], sector, tier: scope?.tier ?? [] };
}
