import type { Actor } from '@/lib/access/actor';
import { maskContacts } from '@/lib/audit/mask';
import { type Decision, type Finding, finding, refuse, refuses } from '@/lib/decision';
import type { Column } from '@/lib/exchange/columns';
import { fieldsAt, numbersOf, placeInFile } from '@/lib/exchange/layout';
import type { RefusedRow } from '@/lib/exchange/refused';
import type { BatchFacts, BatchView, RowView } from '@/lib/exchange/views';
import type { Day } from '@/lib/taxonomy/day';
import { recordAlone } from './audit';
import { db } from './client';
import type { Prisma } from './generated/client';
import { settledKey } from './import-key';
import { importKind } from './import-kinds';
import { batchFor, mendRow, readImport, readImportRows } from './imports';

export type ReasonCount = { reason: string; rows: number; refused: number };

/** For what reasons how many rows of a batch are spoken of; a row counts once for each of its reasons. */
export async function reasonCounts(actor: Actor, id: number): Promise<ReasonCount[]> {
  if (!(await readImport(actor, id))) return [];
  return db().$queryRaw<ReasonCount[]>`
    SELECT reason, count(*)::int AS rows, (count(*) FILTER (WHERE verdict = 'refused'))::int AS refused
    FROM (SELECT DISTINCT r.number, r.verdict, f->>'reason' AS reason FROM import_row r, jsonb_array_elements(r.findings) AS f WHERE r.batch_id = ${id}) AS said
    GROUP BY 1 ORDER BY 3 DESC, 2 DESC, 1 LIMIT 40`;
}

/** How many rows a page of rows is of. */
export async function countRows(actor: Actor, id: number, { verdict, reason }: { verdict?: string; reason?: string }): Promise<number> {
  if (!(await readImport(actor, id))) return 0;
  return db().importRow.count({ where: { batchId: id, verdict, ...(reason ? { findings: { array_contains: [{ reason }] } } : {}) } });
}

export type MendView = {
  batch: BatchView;
  facts: BatchFacts;
  row: RowView;
  place: ReturnType<typeof placeInFile>;
  columns: MendColumn[];
  /** Fields for which the sheet has no column: those that something is said of first. */
  missing: MissingField[];
  elsewhere: Finding[];
};
export type MendColumn = { index: number; header: string; cell: string; findings: Finding[] };
export type MissingField = { field: string; header: string; findings: Finding[] };

/** One row to be mended: its cells below their headers, with what is said of each; null where it cannot be. */
export async function readRowToMend(actor: Actor, id: number, number: number): Promise<MendView | null> {
  const batch = await readImport(actor, id);
  if (!batch?.facts || batch.task !== null || !['checked', 'failed'].includes(batch.status)) return null;
  const [row] = await readImportRows(actor, id, { skip: 0, take: 1, number });
  if (!row) return null;
  const { facts } = batch;
  const fields = fieldsAt(facts, number);
  const of = (index: number) => row.findings.filter(({ field }) => field !== null && columnField(field) === fields[index]);
  const columns = facts.headers.map((header, index) => ({ index, header, cell: row.cells[index] ?? '', findings: of(index) }));
  const outside = row.findings.filter(({ field }) => field === null || !fields.some((each) => each === columnField(field)));
  const missing = missingFields(batch.kind, facts).map(({ field, header }) => ({
    field,
    header,
    findings: outside.filter((each) => each.field !== null && columnField(each.field) === field),
  }));
  const beside = new Set(missing.flatMap(({ findings }) => findings));
  const asked = [...missing.filter(({ findings }) => findings.length > 0), ...missing.filter(({ findings }) => findings.length === 0)];
  return { batch, facts, row, place: placeInFile(facts.parts, number), columns, missing: asked, elsewhere: outside.filter((each) => !beside.has(each)) };
}

// Where a row is a unit, what its accounts tell side by side has no column for both.
function missingFields(name: string, { fields, parts }: BatchFacts): readonly Column[] {
  const { columns, wide = [] } = importKind(name);
  return columns.filter(
    ({ field }) => field !== 'rowKey' && !fields.includes(field) && !(parts && (field === 'platform' || wide.some((each) => each.field === field))),
  );
}

function columnField(field: string): string {
  return field === 'postRank' ? 'rank' : field;
}

/**
 * Puts what was typed or chosen into the cells of a row, and has the batch judged anew. A row of a unit
 * is one row of the file: what is mended of it holds for its other account, too.
 * @param texts `cell-0`…; a contact that was shown masked stays what it was. `field-region` and the like are what the sheet
 * has no column for: it gets one
 */
export async function saveRow(actor: Actor, id: number, number: number, texts: Record<string, string>, today: Day): Promise<Decision<RowView | null>> {
  const batch = await batchFor(actor, id);
  if (!batch.accepted) return batch;
  const { facts: told } = batch.change;
  const facts = told && (await widened(batch.change, told, texts));
  const stored = facts && (await db().importRow.findUnique({ where: { batchId_number: { batchId: id, number } }, select: { cells: true, findings: true } }));
  if (!told || !facts || !stored) return refuse(finding(null, 'not-found'));
  const before = stored.cells as string[];
  const typed = facts.headers.map((_, index) => {
    const text = texts[`cell-${index}`] ?? (index < told.headers.length ? undefined : texts[`field-${facts.fields[index]}`]);
    return text === undefined || text === masked(facts, index, before[index] ?? '') ? (before[index] ?? '') : text;
  });
  const cells = settledKey(typed, fieldsAt(facts, number), stored.findings as unknown as Finding[]);
  if (facts.parts) await db().importRow.updateMany({ where: { batchId: id, number: { in: numbersOf(facts.parts, number) } }, data: { cells } });
  return mendRow(actor, id, number, cells, today);
}

// A column at the end for each field that was filled in and has none; of other rows it is empty.
async function widened({ id, kind }: BatchView, facts: BatchFacts, texts: Record<string, string>): Promise<BatchFacts> {
  const added = missingFields(kind, facts).filter(({ field }) => (texts[`field-${field}`] ?? '').trim() !== '');
  if (added.length === 0) return facts;
  const columns: BatchFacts = {
    ...facts,
    headers: [...facts.headers, ...added.map(({ header }) => header)],
    fields: [...facts.fields, ...added.map(({ field }) => field)],
  };
  await db().importBatch.updateMany({
    where: { id, task: null, status: { in: ['checked', 'failed'] } },
    data: { columns: columns as unknown as Prisma.InputJsonObject },
  });
  return columns;
}

function masked({ fields }: BatchFacts, index: number, cell: string): string {
  return Object.values(maskContacts({ [fields[index] ?? '']: cell }))[0] ?? cell;
}

/** The refused rows of a batch with their findings, contacts as they came: for who sent the file. Recorded, as every file that is taken. */
export async function refusedRows(
  actor: Actor,
  id: number,
): Promise<{ batch: BatchView; facts: BatchFacts; rows: (Omit<RefusedRow, 'reasons'> & { findings: Finding[] })[] } | null> {
  const batch = await batchFor(actor, id);
  if (!batch.accepted || !batch.change.facts) return null;
  const shown = await readImportRows(actor, id, { verdict: 'refused', skip: 0 });
  const stored = await db().importRow.findMany({
    where: { batchId: id, verdict: 'refused' },
    orderBy: { number: 'asc' },
    select: { number: true, cells: true },
  });
  const cells = new Map(stored.map((row) => [row.number, row.cells as string[]]));
  const rows = shown.map(({ number, findings }) => ({ number, cells: cells.get(number) ?? [], findings: findings.filter(refuses) }));
  await recordAlone(actor, { act: 'import.take-refused', subjectType: 'import', subjectId: id, after: { rows: rows.length } });
  return { batch: batch.change, facts: batch.change.facts, rows };
}
