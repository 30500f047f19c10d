import { type Block, type Fault, faultOf, GENESIS, type Head, type SealedEvent } from '@/lib/audit/chain';
import { CONTENT } from './audit-seal';
import { db } from './client';
import { Prisma } from './generated/client';

/** What the chain says: sound up to its head, or the first row that is not as it was sealed. */
export type Verified = {
  fault: Fault | null;
  head: Head;
  events: number;
  /** What no block holds yet, and since when the oldest of it waits. */
  unsealed: { events: number; since: Date | null };
};

/** Where the blocks of each cluster end. */
type Ends = Map<bigint, bigint>;

/** Follows the chain from its beginning, comparing every sealed event with what is there now. */
export async function verifyAudit(): Promise<Verified> {
  const ends: Ends = new Map();
  let head = GENESIS;
  let events = 0;
  for (;;) {
    const block = await db().auditBlock.findFirst({ where: { number: { gt: head.number } }, orderBy: { number: 'asc' } });
    if (!block) break;
    const since = ends.get(block.cluster) ?? 0n;
    const fault = faultOf(block, head, since, await foundOf(block, ends.has(block.cluster)));
    if (fault) return { fault, head, events, unsealed: await unsealedAfter(ends) };
    ends.set(block.cluster, block.until);
    head = { number: block.number, hash: block.hash };
    events += block.count;
  }
  return { fault: await personalFault(), head, events, unsealed: await unsealedAfter(ends) };
}

// Events name what stands apart from them by its hash: it is as it was, or its user was erased.
async function personalFault(): Promise<Fault | null> {
  const [row]: { event: bigint; gone: boolean }[] = await db().$queryRaw`
    SELECT e.id AS event, p.commitment IS NULL AS gone
    FROM audit_event e LEFT JOIN audit_personal p ON p.commitment = e.personal
    WHERE e.personal IS NOT NULL AND CASE WHEN p.commitment IS NULL
      THEN NOT EXISTS (SELECT FROM audit_event x WHERE x.act = 'user.erase' AND x.subject_type = 'user' AND x.subject_id = e.actor_id::text)
      ELSE p.user_id IS DISTINCT FROM e.actor_id OR p.commitment <> encode(sha256(convert_to(p.salt || ' ' || p.document, 'UTF8')), 'hex') END
    ORDER BY e.id LIMIT 1`;
  return row ? { what: row.gone ? 'personal-missing' : 'personal-changed', event: row.event } : null;
}

// What the block's transactions wrote, and what it lists, wherever that says it belongs now. Before the
// first block of a cluster there is nothing, so that a number below all of them hides nothing.
function foundOf({ cluster, since, until, eventIds }: Block, follows: boolean): Promise<SealedEvent[]> {
  const from = follows ? Prisma.sql`AND e.txid >= ${since}` : Prisma.empty;
  return db().$queryRaw`
    SELECT e.id, ${CONTENT} AS content FROM audit_event e
    WHERE e.id IN (SELECT id FROM audit_event e WHERE e.cluster = ${cluster} AND e.txid < ${until} ${from} UNION SELECT unnest(${[...eventIds]}::bigint[]))`;
}

async function unsealedAfter(ends: Ends): Promise<Verified['unsealed']> {
  const [row]: { events: number; since: Date | null }[] = await db().$queryRaw`
    SELECT count(*)::int AS events, min(at) AS since
    FROM audit_event e LEFT JOIN unnest(${[...ends.keys()]}::bigint[], ${[...ends.values()]}::bigint[]) AS sealed(cluster, until) USING (cluster)
    WHERE e.txid >= coalesce(sealed.until, 0)`;
  return row ?? { events: 0, since: null };
}

/** Whether a hash that was published once is still the hash of a block. */
export async function isHead(hash: string): Promise<boolean> {
  return (await db().auditBlock.count({ where: { hash } })) > 0;
}
