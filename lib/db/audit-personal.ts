import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '@/lib/access/actor';
import type { Tx } from './client';
import type { Prisma } from './generated/client';

/** What of an event is its actor's own personal data, beside the address it came from. */
export type Personal = { before?: Prisma.InputJsonObject; after?: Prisma.InputJsonObject };

/**
 * Keeps apart what of events is personal to a signed-in actor, so that it can be erased from under the seal:
 * events hold a salted hash of it. Of one who is erased already nothing is kept.
 * @returns for each event what it holds in place of it; null where nothing is personal
 */
export async function keepApart(tx: Tx, actor: Actor, events: readonly (Personal | undefined)[]): Promise<(string | null)[]> {
  if (actor.userId === null) return events.map(() => null);
  const address = actor.from?.address ?? undefined;
  const documents = events.map((personal) => JSON.stringify({ address, ...personal }));
  // What many events have in common is kept once.
  const rows = [...new Set(documents)].filter((document) => document !== '{}').map(committed);
  if (rows.length)
    await tx.$executeRaw`
      INSERT INTO audit_personal (commitment, user_id, salt, document)
      SELECT p.commitment, u.id, p.salt, p.document
      FROM "user" u, unnest(${rows.map(({ commitment }) => commitment)}::text[], ${rows.map(({ salt }) => salt)}::text[],
        ${rows.map(({ document }) => document)}::text[]) AS p(commitment, salt, document)
      WHERE u.id = ${actor.userId} AND u.erased_at IS NULL FOR KEY SHARE OF u`; // an erasure at the same moment waits, or is waited for
  const kept = new Map(rows.map(({ document, commitment }) => [document, commitment]));
  return documents.map((document) => kept.get(document) ?? null);
}

function committed(document: string) {
  const salt = randomBytes(32).toString('hex');
  return { document, salt, commitment: createHash('sha256').update(`${salt} ${document}`).digest('hex') };
}
