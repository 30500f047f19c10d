import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '@/lib/access/actor';
import type { Prisma } from './generated/client';
import type { Ask } from './raw';

/** What of an event is its actor's own personal data, beside the address it came from. */
export type Personal = { before?: Prisma.InputJsonObject; after?: Prisma.InputJsonObject };

/**
 * Keeps apart what of events is personal to a signed-in actor, so that it can be erased from under the seal:
 * events hold a salted hash of it. Of one who is erased already nothing is kept.
 * @returns for each event what it holds in place of it; null where nothing is personal
 */
export async function keepApart(ask: Ask, actor: Actor, events: readonly (Personal | undefined)[]): Promise<(string | null)[]> {
  if (actor.userId === null) return events.map(() => null);
  const address = actor.from?.address ?? undefined;
  const documents = events.map((personal) => JSON.stringify({ address, ...personal }));
  // What many events have in common is kept once.
  const rows = [...new Set(documents)].filter((document) => document !== '{}').map(committed);
  if (rows.length)
    await ask(
      `INSERT INTO audit_personal (commitment, user_id, salt, document)
       SELECT p.commitment, u.id, p.salt, p.document
       FROM "user" u, unnest($1::text[], $2::text[], $3::text[]) AS p(commitment, salt, document)
       WHERE u.id = $4::int AND u.erased_at IS NULL FOR KEY SHARE OF u`, // an erasure at the same moment waits, or is waited for
      [rows.map(({ commitment }) => commitment), rows.map(({ salt }) => salt), rows.map(({ document }) => document), actor.userId],
    );
  const kept = new Map(rows.map(({ document, commitment }) => [document, commitment]));
  return documents.map((document) => kept.get(document) ?? null);
}

function committed(document: string) {
  const salt = randomBytes(32).toString('hex');
  return { document, salt, commitment: createHash('sha256').update(`${salt} ${document}`).digest('hex') };
}
