import { finding } from '@/lib/decision';
import type { BatchFacts, Counts } from '@/lib/exchange/views';
import { recordWith } from './audit';
import { replaceRows, storedRows } from './import-check';
import { type Claim, fence, outdated, type Progress, Refused } from './import-claim';
import type { ImportKind, JudgedRow, Work } from './import-kind';
import { importKind } from './import-kinds';
import { within } from './raw';

/** Rows that go in by one set of statements. */
const AT_ONCE = 2000;

/** Writes a checked batch in one transaction: everything that was planned, or nothing. */
export async function writeBatch(work: Work, claim: Claim, tell: Progress): Promise<void> {
  const kind = importKind(claim.kind);
  await within(work.client, 'BEGIN', async () => {
    const { ask, batchId } = work;
    // Plans of the checks that come with each row are made once for the session, maybe while tables are small (EXPLAIN: docs/decisions/0025).
    await ask('SET LOCAL enable_seqscan = off');
    await ask(`SELECT pg_advisory_xact_lock(hashtext('guta import'))`);
    await fence(ask, claim);
    await kind.lock(work);
    const counts = (await isUntouched(work)) ? (claim.counts as Counts) : await judgeAgain(work, kind);
    if (counts.refused > 0 && !claim.onlyGood) throw new Refused([finding(null, 'import-has-refused', { refused: counts.refused })]);
    const stale = await kind.stale(work);
    if (stale.length) throw new Refused([outdated(stale)]);
    await kind.prepare(work);
    await gatherForSearch(work);
    await inSlices(work, kind, counts.rows, tell);
    await ask('SELECT settle_account_search()');
    const done = { ...counts, written: counts.new + counts.changed };
    await recordWith(ask, work.actor, [{ act: 'import.run', subjectType: 'import', subjectId: batchId, after: done }]);
    await ask(
      `UPDATE import_batch SET status = 'done', task = NULL, findings = '[]', counts = $2, done_at = now(), day = $3::date, written_txid = pg_current_xact_id()::text::bigint
       WHERE id = $1`,
      [batchId, JSON.stringify(done), work.today],
    );
    await ask('DELETE FROM import_chunk WHERE batch_id = $1', [batchId]);
  });
}

async function inSlices(work: Work, kind: ImportKind, rows: number, tell: Progress): Promise<void> {
  let done = 0;
  tell(0, rows);
  for (let after = 0; ; ) {
    const [slice] = await work.ask<{ last: number | null; count: number }>(
      `SELECT max(number) AS last, count(*)::int AS count FROM
         (SELECT number FROM import_row WHERE batch_id = $1 AND number > $2 ORDER BY number LIMIT ${AT_ONCE}) AS slice`,
      [work.batchId, after],
    );
    if (!slice || slice.last === null) return;
    await kind.write(work, after, slice.last);
    after = slice.last;
    done += slice.count;
    tell(done, rows);
  }
}

/** Kilobytes of entries of a search index that wait to be sorted in together. */
const GATHERED = 131_072;

// Entries of a GIN index wait in a list that every search reads from end to end, and the fewer times it is emptied the cheaper that is:
// once, when all is written. Nobody searches before, as nothing is committed yet.
async function gatherForSearch({ ask }: Work): Promise<void> {
  await ask(`SELECT set_config('gin_pending_list_limit', $1, true), set_config('work_mem', '64MB', true)`, [String(GATHERED)]);
}

/** What is recorded of others and changes no verdict. */
const HARMLESS = [
  'import.check',
  'session.%',
  'access.refuse',
  'page.%',
  'account.look-contact',
  'register.backup',
  'filing.%',
  'user.change-password',
  'user.%totp',
  'user.rename',
];

// Every write records what it does in its own transaction: one that the check has not seen, by the number of that transaction.
async function isUntouched({ ask, actor, batchId, today }: Work): Promise<boolean> {
  const [state] = await ask<{ untouched: boolean }>(
    `SELECT b.seen IS NOT NULL AND b.day = $2::date AND b.seen_cluster = audit_cluster() AND b.uploaded_by_id IS NOT DISTINCT FROM $3::int AND NOT EXISTS (
       SELECT FROM audit_event e WHERE e.cluster = audit_cluster() AND e.txid >= pg_snapshot_xmin(b.seen::pg_snapshot)::text::bigint
         AND NOT pg_visible_in_snapshot(e.txid::text::xid8, b.seen::pg_snapshot) AND NOT e.act LIKE ANY ($4::text[])) AS untouched
     FROM import_batch b WHERE b.id = $1`,
    [batchId, today, actor.userId, HARMLESS],
  );
  return state?.untouched ?? false;
}

/** The same judgement on the register as it is now: refused where any row would do something else than was shown. */
async function judgeAgain(work: Work, kind: ImportKind): Promise<Counts> {
  const { ask, batchId } = work;
  const [batch] = await ask<{ columns: BatchFacts }>('SELECT columns FROM import_batch WHERE id = $1', [batchId]);
  if (!batch) throw new Error('A batch is gone.');
  await ask('DELETE FROM import_unit WHERE batch_id = $1', [batchId]);
  const judge = kind.begin(work);
  const counts: Counts = { rows: 0, new: 0, changed: 0, same: 0, refused: 0, written: 0 };
  const differing: number[] = [];
  for await (const rows of storedRows(work, batch.columns)) {
    const shown = await shownOf(
      work,
      rows.map(({ number }) => number),
    );
    const judged = await judge.judge(work, rows);
    for (const row of judged) if (shown.get(row.number) !== shownAs(row)) differing.push(row.number);
    await replaceRows(work, judged);
    counts.rows += judged.length;
    for (const { verdict } of judged) counts[verdict] += 1;
  }
  await judge.end(work);
  if (differing.length) throw new Refused([outdated(differing)]);
  await kind.lock(work);
  return counts;
}

// A verdict, and of an account that is known which one and what would change of it.
function shownAs({ verdict, accountId, plan }: Pick<JudgedRow, 'verdict' | 'accountId' | 'plan'>): string {
  const { changes = [] } = (plan ?? {}) as { changes?: string[] };
  return verdict === 'changed' ? `${verdict} ${accountId} ${changes.join(' ')}` : verdict;
}

async function shownOf({ ask, batchId }: Work, numbers: readonly number[]): Promise<Map<number, string>> {
  const rows = await ask<Pick<JudgedRow, 'number' | 'verdict'> & { account: number | null; changes: string[] | null }>(
    `SELECT number, verdict, account_id AS account, plan->'changes' AS changes FROM import_row WHERE batch_id = $1 AND number = ANY ($2::int[])`,
    [batchId, numbers],
  );
  return new Map(rows.map(({ number, verdict, account, changes }) => [number, shownAs({ verdict, accountId: account, plan: { changes: changes ?? [] } })]));
}

const MOST_CONFLICTS = 50;

/** Takes back everything that a batch has made and changed, unless something of it has changed since. */
export async function undoBatch(work: Work, claim: Claim): Promise<void> {
  const kind = importKind(claim.kind);
  await within(work.client, 'BEGIN', async () => {
    const { ask, batchId } = work;
    await ask('SET LOCAL enable_seqscan = off');
    await ask(`SELECT pg_advisory_xact_lock(hashtext('guta import'))`);
    await fence(ask, claim);
    const [batch] = await ask<{ written: string | null; here: boolean }>(
      'SELECT written_txid::text AS written, seen_cluster = audit_cluster() AS here FROM import_batch WHERE id = $1',
      [batchId],
    );
    if (!batch?.written || !batch.here) throw new Refused([finding(null, 'undo-unknown')]);
    const conflicts = await kind.conflicts(work, BigInt(batch.written), MOST_CONFLICTS);
    if (conflicts.length)
      throw new Refused([
        finding(null, 'undo-refused', { count: conflicts.length }),
        ...conflicts.map(({ number, name, reason, facts }) => finding('row', reason, { row: number, name, batch: facts?.batch ?? 0 })),
      ]);
    await kind.undo(work, BigInt(batch.written));
    await recordWith(ask, work.actor, [{ act: 'import.undo', subjectType: 'import', subjectId: batchId, after: claim.counts as Counts }]);
    await ask(
      `UPDATE import_batch SET status = 'undone', task = NULL, findings = '[]', undone_at = now(), written_txid = pg_current_xact_id()::text::bigint WHERE id = $1`,
      [batchId],
    );
  });
}
