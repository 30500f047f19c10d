// By whom a row of the register was written last, told by the number of the transaction that it bears (xmin).

/** Numbers of transactions as rows bear them: the lower half. */
export const asBorne = (txid: string) => `(${txid} % 4294967296)`;

/**
 * The transaction whose work a row shows. What the undoing of a later batch has put back shows what
 * was there before that batch, and so the work of whoever had written it: that is kept beside it.
 */
export function writerOf(row: string, account: string, part: 'account' | 'snapshot' = 'account'): string {
  return `coalesce((SELECT (b.${part}->>'_written')::bigint FROM import_row o JOIN import_batch u ON u.id = o.batch_id AND u.status = 'undone'
    JOIN import_before b ON b.batch_id = o.batch_id AND b.number = o.number
    WHERE o.account_id = ${account} AND b.${part} IS NOT NULL AND ${asBorne('u.written_txid')} = ${row}.xmin::text::bigint LIMIT 1), ${row}.xmin::text::bigint)`;
}

/** Of an account with its standings; -1 where several have written it, which no batch can take for its own. */
export const writerOfAccount = `CASE WHEN EXISTS (SELECT FROM standing s WHERE s.account_id = a.id AND ${writerOf('s', 'a.id')} <> ${writerOf('a', 'a.id')})
  THEN -1 ELSE ${writerOf('a', 'a.id')} END`;
