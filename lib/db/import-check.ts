import { finding } from '@/lib/decision';
import { LOOKED_AT } from '@/lib/exchange/columns';
import { type Arranged, arrange, faultsOf, noHeader, placeInFile } from '@/lib/exchange/layout';
import { openTable, type Table, type TableRow, UnusableFile, unusable } from '@/lib/exchange/table';
import type { BatchFacts, Counts } from '@/lib/exchange/views';
import { recordWith } from './audit';
import { askDb } from './client';
import { uploadOf } from './import-chunks';
import { type Claim, fence, type Progress, Refused, Superseded } from './import-claim';
import type { FileRow, ImportKind, JudgedRow, RowsJudge, Work } from './import-kind';
import { importKind } from './import-kinds';
import { arrangementFacts, layoutOf, rowsKept, rowsOfFile, type Understanding, understandingOf, valuesOf } from './import-layout';
import { type Ask, copyInto, within } from './raw';

/** Rows that are judged and kept at once: the memory that is needed is for so many. */
const AT_ONCE = 2000;
const COLUMNS = ['batch_id', 'number', 'cells', 'verdict', 'findings', 'account_id', 'unit_id', 'plan'];

/** Reads and judges a batch, and keeps every row with its verdict and its plan. */
export async function checkBatch(work: Work, claim: Claim, tell: Progress): Promise<void> {
  const kind = importKind(claim.kind);
  const judge = kind.begin(work);
  const seen = await begin(work, claim);
  const counts: Counts = { rows: 0, new: 0, changed: 0, same: 0, refused: 0, written: 0 };
  const keep = async (rows: readonly FileRow[], replaces: boolean) => {
    await keepRows(work, claim, judge, rows, counts, replaces);
    tell(counts.rows);
  };
  try {
    const facts = claim.task === 'recheck' ? await stored(work, keep, tell) : await read(work, kind, keep, tell);
    await within(work.client, 'BEGIN', async () => {
      await fence(work.ask, claim);
      await judge.end(work);
      await conclude(work, claim, facts, counts, seen);
    });
  } catch (error) {
    await refuseFile(work, claim, error);
  }
}

/** What the file as a whole is refused for is kept, so that the person finds the reason where batches are. */
async function refuseFile(work: Work, claim: Claim, error: unknown): Promise<void> {
  const reason = unusable(error);
  await within(work.client, 'BEGIN', async () => {
    await fence(work.ask, claim);
    await forget(work.ask, claim.id);
    const counts: Counts = { rows: 0, new: 0, changed: 0, same: 0, refused: 0, written: 0 };
    await recordWith(work.ask, work.actor, [event(claim, { status: 'failed', counts })]);
    await work.ask(`UPDATE import_batch SET counts = $2, columns = '{}' WHERE id = $1`, [claim.id, JSON.stringify(counts)]);
  });
  throw new Refused([reason], 'failed');
}

function event({ id, fileName }: Claim, after: { status: string; counts: Counts }) {
  return { act: 'import.check' as const, subjectType: 'import' as const, subjectId: id, after: { fileName, ...after } };
}

type Seen = { seen: string; cluster: string };

// What an interrupted check has left is done again: it is the quickest, and leaves no doubt.
async function begin({ client, ask }: Work, claim: Claim): Promise<Seen> {
  return within(client, 'BEGIN', async () => {
    await fence(ask, claim);
    if (claim.task === 'check') await forget(ask, claim.id);
    else await ask('DELETE FROM import_unit WHERE batch_id = $1', [claim.id]);
    const [seen] = await ask<Seen>('SELECT pg_current_snapshot()::text AS seen, audit_cluster()::text AS cluster');
    if (!seen) throw new Error('No snapshot.');
    return seen;
  });
}

async function forget(ask: Ask, id: number): Promise<void> {
  for (const table of ['import_row', 'import_unit']) await ask(`DELETE FROM ${table} WHERE batch_id = $1`, [id]);
}

type Keep = (rows: readonly FileRow[], replaces: boolean) => Promise<void>;

type Reading = {
  understood: Understanding;
  header: Arranged | null;
  facts: Arrangement | null;
  units: { rows: number; empty: number };
  hiddenRows: number;
  waiting: TableRow[];
  /** Those that are being kept. */
  keeping: Promise<void>;
};
type Arrangement = ReturnType<typeof arrangementFacts> & Pick<BatchFacts, 'form' | 'by'>;

async function read(work: Work, kind: ImportKind, keep: Keep, tell: Progress): Promise<BatchFacts> {
  const understood = await understandingOf(work.ask, work.batchId);
  // Over another connection: on this one rows are kept meanwhile, in a transaction of their own.
  const opened = await openTable(await uploadOf({ ask: askDb, batchId: work.batchId }), understood.layout.sheet);
  if (!opened.accepted) throw new UnusableFile(opened.findings[0] ?? finding('file', 'file-empty'));
  const { rows, lines, ...table } = opened.change;
  tell(0, lines);
  const counts = { units: { rows: 0, empty: 0 }, hiddenRows: 0 };
  const reading: Reading = { understood, header: null, facts: null, ...counts, waiting: [], keeping: Promise.resolve() };
  const until = understood.layout.row ?? 0;
  try {
    for await (const some of rows()) {
      reading.hiddenRows += some.filter(({ hidden }) => hidden).length;
      reading.waiting.push(...some);
      const enough = reading.waiting.length >= LOOKED_AT && (reading.waiting.at(-1)?.number ?? 0) >= until;
      if (!reading.header && enough) begins(reading, kind, work);
      await keepWhole(reading, keep);
    }
    if (!reading.header) begins(reading, kind, work);
  } catch (error) {
    // What went wrong with the rows before is told first, and whatever comes next has the connection to itself.
    await reading.keeping;
    throw error;
  }
  await reading.keeping;
  await keepNext(reading, keep, reading.waiting.length);
  return factsOf(table, reading, work);
}

// While some are judged and kept, the next are read.
async function keepWhole(reading: Reading, keep: Keep): Promise<void> {
  while (reading.header && reading.waiting.length >= AT_ONCE) {
    await reading.keeping;
    reading.keeping = keepNext(reading, keep, AT_ONCE);
    reading.keeping.catch(() => undefined); // who waits for it is told
  }
}

async function keepNext({ facts, waiting, units }: Reading, keep: Keep, count: number): Promise<void> {
  if (!facts || waiting.length === 0) return;
  const some = waiting.splice(0, count);
  const rows = rowsOfFile(facts, some);
  units.rows += some.length;
  if (facts.parts) units.empty += some.length - new Set(rows.map(({ number }) => placeInFile(facts.parts, number).row)).size;
  if (rows.length) await keep(rows, false);
}

async function factsOf(table: Omit<Table, 'rows' | 'lines'>, { facts, hiddenRows, units }: Reading, { ask, batchId }: Work): Promise<BatchFacts> {
  const [some] = await ask('SELECT FROM import_row WHERE batch_id = $1 LIMIT 1', [batchId]);
  if (!facts || !some) throw new UnusableFile(finding('file', 'file-without-rows'));
  return { ...table, hiddenRows, ...facts, ...(facts.parts ? { units } : {}) };
}

// Finds the header among the first rows; those below it wait.
function begins(reading: Reading, kind: ImportKind, work: Work): void {
  const { waiting, understood } = reading;
  if (waiting.length === 0) throw new UnusableFile(finding('file', 'file-empty'));
  const { layout, fills, form } = layoutOf(understood, waiting);
  const header = arrange(waiting, kind, layout, fills);
  if (!header) throw new UnusableFile(noHeader(kind));
  const [fault] = faultsOf(header, kind);
  if (fault) throw new UnusableFile(fault);
  reading.header = header;
  reading.facts = { ...arrangementFacts(header, valuesOf(understood), work), ...(form ? { form } : {}), ...(layout.by ? { by: layout.by } : {}) };
  reading.waiting = waiting.filter(({ number }) => number > header.row);
}

/** Judges again what is kept already: the columns mean something else now, or the register has changed. */
async function stored(work: Work, keep: Keep, tell: Progress): Promise<BatchFacts> {
  const [batch] = await work.ask<{ columns: BatchFacts; rows: number }>(
    `SELECT columns, (SELECT count(*)::int FROM import_row WHERE batch_id = $1) AS rows FROM import_batch WHERE id = $1`,
    [work.batchId],
  );
  if (!batch) throw new Superseded();
  tell(0, batch.rows);
  for await (const rows of storedRows(work, batch.columns)) await keep(rows, true);
  return batch.columns;
}

/** The rows of a batch as they came, in their order. */
export async function* storedRows({ ask, batchId }: Work, facts: BatchFacts): AsyncGenerator<FileRow[]> {
  for (let after = 0; ; ) {
    const rows = await ask<TableRow>(`SELECT number, cells FROM import_row WHERE batch_id = $1 AND number > $2 ORDER BY number LIMIT ${AT_ONCE}`, [
      batchId,
      after,
    ]);
    if (rows.length === 0) return;
    yield rowsKept(facts, rows);
    after = rows.at(-1)?.number ?? after;
  }
}

async function keepRows(work: Work, claim: Claim, judge: RowsJudge, rows: readonly FileRow[], counts: Counts, replaces: boolean): Promise<void> {
  // One view of the register for all statements of these rows.
  await within(work.client, 'BEGIN ISOLATION LEVEL REPEATABLE READ', async () => {
    await fence(work.ask, claim);
    const judged = await judge.judge(work, rows);
    if (replaces) await replaceRows(work, judged);
    else
      await copyInto(
        work.client,
        'import_row',
        COLUMNS,
        judged.map((row) => rowOf(work.batchId, row)),
      );
    counts.rows += judged.length;
    for (const { verdict } of judged) counts[verdict] += 1;
  });
}

function rowOf(batchId: number, { number, cells, verdict, findings, accountId, unitId, plan }: JudgedRow) {
  return [batchId, number, cells, verdict, findings, accountId, unitId, plan];
}

/** Writes verdicts and plans in the place of those that stand there. */
export async function replaceRows({ client, ask, batchId }: Work, judged: readonly JudgedRow[]): Promise<void> {
  await ask('DELETE FROM import_row WHERE batch_id = $1 AND number = ANY ($2::int[])', [batchId, judged.map(({ number }) => number)]);
  await copyInto(
    client,
    'import_row',
    COLUMNS,
    judged.map((row) => rowOf(batchId, row)),
  );
}

async function conclude({ ask, actor, batchId, today }: Work, claim: Claim, facts: BatchFacts, counts: Counts, { seen, cluster }: Seen): Promise<void> {
  await ask(
    `UPDATE import_batch SET status = 'checked', task = NULL, findings = '[]', columns = $2, counts = $3, seen = $4, seen_cluster = $5::bigint, day = $6::date WHERE id = $1`,
    [batchId, JSON.stringify(facts), JSON.stringify(counts), seen, cluster, today],
  );
  await recordWith(ask, actor, [event(claim, { status: 'checked', counts })]);
}
