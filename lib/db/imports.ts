import { createHash } from 'node:crypto';
import type { Actor } from '@/lib/access/actor';
import { grantsFor, may } from '@/lib/access/acts';
import { maskContacts } from '@/lib/audit/mask';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { fieldsOf, findHeader, type RowTexts } from '@/lib/exchange/columns';
import { readTable } from '@/lib/exchange/table';
import { type RowVerdict, rowJudge, type Verdict } from '@/lib/exchange/verdict';
import type { BatchFacts, BatchView, Counts, RowView } from '@/lib/exchange/views';
import { kindOfChange } from '@/lib/registry/filing';
import type { Day } from '@/lib/taxonomy/day';
import { NATION } from '@/lib/taxonomy/regions';
import { clean } from '@/lib/taxonomy/text';
import { record, refuseAct, refuseOutside } from './audit';
import { attempt, db, type Tx, transaction } from './client';
import { directoryFor } from './directory';
import { type DirectEntry, enterFilings } from './filing-enter';
import type { Prisma } from './generated/client';
import { type PlannedRow, writeRows } from './import-write';
import { type Reference, reference } from './reference';
import { outsideScope } from './scope';

export type UploadedFile = { name: string; bytes: Uint8Array };

type Row = { number: number; cells: string[]; texts: RowTexts };
type Judged = Row & RowVerdict;

/**
 * Reads a file of accounts and judges its rows, writing nothing but the batch itself.
 * @returns the batch; one that failed says why the file as a whole cannot be used
 */
export async function checkImport(actor: Actor, file: UploadedFile, today: Day): Promise<Decision<BatchView>> {
  if (!may(actor, 'import.run')) return refuseAct(actor, 'import.run', { subjectType: 'import', subjectId: 'new' });
  const read = readRows(file.bytes);
  if (!read.accepted) return accept(await failImport(actor, file.name, read.findings));
  const { rows, facts } = read.change;
  return transaction(async (tx) => {
    const judged = await judge(tx, actor, rows, today);
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    const batch = await insertBatch(tx, actor, file.name, { sha256, status: 'checked', columns: facts, counts: countsOf(judged) });
    await tx.importRow.createMany({ data: judged.map(({ number, cells, verdict, findings }) => ({ batchId: batch.id, number, cells, verdict, findings })) });
    return accept(batch);
  });
}

/** Keeps a batch for a file that cannot be used, so that the person finds the reason where batches are. */
export async function failImport(actor: Actor, fileName: string, findings: Finding[]): Promise<BatchView> {
  return transaction((tx) => insertBatch(tx, actor, fileName, { sha256: '', status: 'failed', columns: {}, counts: countsOf([]), findings }));
}

type BatchData = Pick<Prisma.ImportBatchUncheckedCreateInput, 'sha256' | 'status' | 'columns' | 'counts'> & { findings?: Finding[] };

async function insertBatch(tx: Tx, actor: Actor, fileName: string, data: BatchData): Promise<BatchView> {
  const name = clean(fileName).text.slice(0, 200);
  const batch = await tx.importBatch.create({ data: { ...data, kind: 'accounts', fileName: name, uploadedById: actor.userId }, select: BATCH });
  await record(tx, actor, {
    act: 'import.check',
    subjectType: 'import',
    subjectId: batch.id,
    after: { fileName: name, status: data.status, counts: data.counts as Counts },
  });
  return batchView(batch);
}

function readRows(bytes: Uint8Array): Decision<{ rows: Row[]; facts: BatchFacts }> {
  const table = readTable(bytes);
  if (!table.accepted) return table;
  const header = findHeader(table.change.rows);
  if (!header) return refuse(finding('file', 'header-not-found'));
  const missing = (['platform', 'name'] as const).filter((field) => !header.fields.includes(field));
  if (missing.length) return refuse(...missing.map((field) => finding('file', `column-${field}-needed`)));
  if (header.duplicate.length) return refuse(finding('file', 'columns-twice', { columns: header.duplicate.join('、') }));
  const body = table.change.rows.filter(({ number }) => number > header.row);
  if (body.length === 0) return refuse(finding('file', 'file-without-rows'));
  const { format, encoding, sheet, otherSheets, merged, hiddenRows } = table.change;
  const { row, headers, fields, unknown } = header;
  const rows = body.map(({ number, cells }) => ({ number, cells, texts: fieldsOf(header, cells) }));
  return accept({ rows, facts: { format, encoding, sheet, otherSheets, merged, hiddenRows, row, headers, fields, unknown } });
}

async function judge(tx: Tx, actor: Actor, rows: readonly Row[], today: Day): Promise<Judged[]> {
  const lists = await reference();
  const directory = await directoryFor(
    tx,
    rows.map(({ texts }) => texts),
    lists.regions,
    today,
  );
  const verdictOf = rowJudge(directory, lists, today);
  return rows.map((row) => ({ ...row, ...withinScope(verdictOf(row.texts, row.number), actor, lists, today) }));
}

function withinScope(judged: RowVerdict, actor: Actor, lists: Reference, today: Day): RowVerdict {
  const outside = judged.plan ? outsideScope(actor, judged.plan, lists, today) : [];
  return outside.length ? { verdict: 'refused', findings: [...judged.findings, ...outside], plan: null } : judged;
}

function countsOf(judged: readonly Judged[], written = 0): Counts {
  const count = (verdict: Verdict) => judged.filter((row) => row.verdict === verdict).length;
  return { rows: judged.length, new: count('new'), changed: count('changed'), same: count('same'), refused: count('refused'), written };
}

/**
 * Writes what the check showed: everything, or nothing. Judges anew, and refuses when the
 * register has changed so that a row would do something else than was shown.
 * @param onlyGood leaves refused rows out, where the file would otherwise be refused as a whole
 */
export async function runImport(actor: Actor, batchId: number, today: Day, onlyGood: boolean): Promise<Decision<Counts>> {
  const subject = { subjectType: 'import', subjectId: batchId } as const;
  if (!may(actor, 'import.run')) return refuseAct(actor, 'import.run', subject);
  return attempt(async (tx) => {
    const { count } = await tx.importBatch.updateMany({
      where: { id: batchId, status: 'checked', ...visible(actor) },
      data: { status: 'done', doneAt: new Date() },
    });
    if (count === 0)
      return (await tx.importBatch.findFirst({ where: { id: batchId, ...visible(actor) } }))
        ? refuse(finding(null, 'import-already-run'))
        : refuseOutside(actor, 'import.run', subject, finding(null, 'not-found'));
    const { rows, shown } = await storedRows(tx, batchId);
    const judged = await judge(tx, actor, rows, today);
    if (judged.some(({ number, verdict }) => shown.get(number) !== verdict)) return refuse(finding(null, 'import-outdated'));
    const good = judged.filter(({ verdict }) => verdict !== 'refused');
    if (good.length < judged.length && !onlyGood) return refuse(finding(null, 'import-has-refused', { refused: judged.length - good.length }));
    const plans = good.flatMap(({ number, verdict, plan }) => (plan ? [{ number, verdict, plan }] : []));
    const accounts = await writeRows(tx, actor, plans, today);
    await linkRows(tx, batchId, accounts);
    await enterFilings(tx, actor, entriesOf(plans, accounts, today), await reference(), today, { batchId });
    const counts = countsOf(judged, good.filter(({ verdict }) => verdict !== 'same').length);
    await tx.importBatch.update({ where: { id: batchId }, data: { counts } });
    await record(tx, actor, { act: 'import.run', subjectType: 'import', subjectId: batchId, after: counts });
    return accept(counts);
  });
}

// What a row says of an account stands in the batch: its filing only tells that it was filed.
function entriesOf(rows: readonly PlannedRow[], accounts: ReadonlyMap<number, number>, today: Day): DirectEntry[] {
  return rows.flatMap(({ number, verdict, plan: { known, account } }) => {
    const accountId = accounts.get(number);
    if (accountId === undefined || verdict === 'same') return [];
    const status = account.status ?? (account.closedOn ? 'closed' : null);
    const kind = known === null ? 'opening' : kindOfChange(known.status, status);
    return [{ accountId, kind, effectiveOn: account.closedOn ?? today, asked: {}, present: null }];
  });
}

async function storedRows(tx: Tx, batchId: number): Promise<{ rows: Row[]; shown: Map<number, string> }> {
  const batch = await tx.importBatch.findUniqueOrThrow({ where: { id: batchId }, include: { rows: { orderBy: { number: 'asc' } } } });
  const header = batch.columns as BatchFacts;
  const rows = batch.rows.map(({ number, cells }) => ({ number, cells: cells as string[], texts: fieldsOf(header, cells as string[]) }));
  return { rows, shown: new Map(batch.rows.map(({ number, verdict }) => [number, verdict])) };
}

async function linkRows(tx: Tx, batchId: number, accounts: ReadonlyMap<number, number>): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_row SET account_id = linked.account_id
    FROM unnest(${[...accounts.keys()]}::int[], ${[...accounts.values()]}::int[]) AS linked(number, account_id)
    WHERE import_row.batch_id = ${batchId} AND import_row.number = linked.number`;
}

const BATCH = {
  id: true,
  fileName: true,
  status: true,
  findings: true,
  columns: true,
  counts: true,
  createdAt: true,
  doneAt: true,
  uploadedBy: { select: { displayName: true } },
} as const satisfies Prisma.ImportBatchSelect;

function batchView({ columns, counts, status, findings, uploadedBy, ...batch }: Prisma.ImportBatchGetPayload<{ select: typeof BATCH }>): BatchView {
  return {
    ...batch,
    status: status as BatchView['status'],
    facts: status === 'failed' ? null : (columns as BatchFacts),
    findings: findings as unknown as Finding[],
    counts: counts as Counts,
    uploadedBy: uploadedBy?.displayName ?? null,
  };
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

/** Rows of a batch in the order of the file, of one verdict or all; contacts masked. */
export async function readImportRows(
  actor: Actor,
  batchId: number,
  { verdict, skip, take }: { verdict?: Verdict; skip: number; take?: number },
): Promise<RowView[]> {
  const rows = await db().importRow.findMany({
    where: { batchId, verdict, batch: visible(actor) },
    orderBy: { number: 'asc' },
    skip,
    take,
    include: { batch: { select: { columns: true } } },
  });
  return rows.map(({ number, cells, verdict: said, findings, accountId, batch }) => ({
    number,
    cells: maskCells(batch.columns as BatchFacts, cells as string[]),
    verdict: said as Verdict,
    findings: findings as unknown as Finding[],
    accountId,
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
