import { type Block, GENESIS, type Head, sealBlock } from '@/lib/audit/chain';
import { type Tx, transaction } from './client';
import { Prisma } from './generated/client';

/** One sealer at a time; a second one goes home rather than wait. */
const SEALERS = 7_311_946;
const BLOCK_EVENTS = 5000;

/**
 * An event as it is sealed: canonical JSON of all columns but the id, as PostgreSQL writes `jsonb`. Columns
 * that are null are left out, so that a column that is added later leaves old events as they were.
 */
export const CONTENT = Prisma.sql`(
  SELECT jsonb_object_agg(key, value)::text
  FROM jsonb_each(to_jsonb(e) - 'id' || jsonb_build_object('at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
  WHERE value <> 'null')`;

/**
 * Seals the events whose transactions can no longer be joined by others. Writers are never made to wait.
 * @returns the blocks that were made
 */
export async function sealAudit(): Promise<number> {
  for (let blocks = 0; ; blocks++) if (!(await transaction(sealNext))) return blocks;
}

async function sealNext(tx: Tx): Promise<boolean> {
  const [lock]: { held: boolean }[] = await tx.$queryRaw`SELECT pg_try_advisory_xact_lock(${SEALERS}) AS held`;
  if (!lock?.held) return false;
  const [now]: { here: bigint; finished: bigint }[] = await tx.$queryRaw`
    SELECT audit_cluster() AS here, pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS finished`;
  for (const cluster of await clusters(tx)) {
    // Of another cluster, from which this register was restored, nothing can still come.
    const range = await unsealedRange(tx, cluster, cluster === now?.here ? now.finished : null);
    if (!range) continue;
    await insertBlock(tx, sealBlock(await head(tx), range, await eventsOf(tx, range), new Date()));
    return true;
  }
  return false;
}

/** The clusters in which events were written: one, unless the register was restored. Rides the index on cluster. */
export async function clusters(tx: Tx): Promise<bigint[]> {
  const rows: { cluster: bigint }[] = await tx.$queryRaw`
    WITH RECURSIVE seen AS (
      SELECT min(cluster) AS cluster FROM audit_event
      UNION ALL
      SELECT (SELECT min(cluster) FROM audit_event WHERE cluster > seen.cluster) FROM seen WHERE seen.cluster IS NOT NULL
    ) SELECT cluster FROM seen WHERE cluster IS NOT NULL`;
  return rows.map(({ cluster }) => cluster);
}

type Range = Pick<Block, 'cluster' | 'since' | 'until'>;

// Ends between transactions, after as many events as a block should hold.
async function unsealedRange(tx: Tx, cluster: bigint, finished: bigint | null): Promise<Range | null> {
  const since = await sealedUntil(tx, cluster);
  const open = Prisma.sql`FROM audit_event WHERE cluster = ${cluster} AND txid >= ${since} ${finished === null ? Prisma.empty : Prisma.sql`AND txid < ${finished}`}`;
  const [last]: { txid: bigint | null; full: boolean }[] = await tx.$queryRaw`
    SELECT max(txid) AS txid, count(*) = ${BLOCK_EVENTS} AS full FROM (SELECT txid ${open} ORDER BY txid LIMIT ${BLOCK_EVENTS}) AS block`;
  if (last?.txid == null) return null;
  return { cluster, since, until: last.full || finished === null ? last.txid + 1n : finished };
}

/** The transaction at which the blocks of a cluster end. */
async function sealedUntil(tx: Tx, cluster: bigint): Promise<bigint> {
  const last = await tx.auditBlock.findFirst({ where: { cluster }, orderBy: { until: 'desc' }, select: { until: true } });
  return last?.until ?? 0n;
}

async function head(tx: Tx): Promise<Head> {
  return (await tx.auditBlock.findFirst({ orderBy: { number: 'desc' }, select: { number: true, hash: true } })) ?? GENESIS;
}

function eventsOf(tx: Tx, { cluster, since, until }: Range): Promise<{ id: bigint; content: string }[]> {
  return tx.$queryRaw`SELECT e.id, ${CONTENT} AS content FROM audit_event e WHERE cluster = ${cluster} AND txid >= ${since} AND txid < ${until}`;
}

async function insertBlock(tx: Tx, { eventIds, eventHashes, ...block }: Block): Promise<void> {
  await tx.auditBlock.create({ data: { ...block, eventIds: [...eventIds], eventHashes: [...eventHashes] }, select: { number: true } });
}
