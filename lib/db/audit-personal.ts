import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '@/lib/access/actor';
import type { Prisma } from './generated/client';
import type { Ask } from './raw';

/** What of an event is its actor's own personal data, beside the address it came from. */
export type Personal = { before?: Prisma.InputJsonObject; after?: Prisma.InputJsonObject };

/** What of an event is personal, and whose it is. */
export type Own = { actor: Actor; personal: Personal | undefined };

/**
 * Keeps apart what of events is personal to a signed-in actor, so that it can be erased from under the seal:
 * events hold a salted hash of it. Of one who is erased already nothing is kept.
 * @returns for each event what it holds in place of it; null where nothing is personal
 */
export async function keepApart(ask: Ask, events: readonly Own[]): Promise<(string | null)[]> {
  // What many events of one actor have in common is kept once.
  const kept = new Map<string, ReturnType<typeof committed> & { userId: number }>();
  const keys = events.map(({ actor: { userId, from }, personal }) => {
    const document = JSON.stringify({ address: from?.address ?? undefined, ...personal });
    if (userId === null || document === '{}') return null;
    const key = `${userId} ${document}`;
    if (!kept.has(key)) kept.set(key, { userId, ...committed(document) });
    return key;
  });
  const rows = [...kept.values()];
  if (rows.length)
    await ask(
      `INSERT INTO audit_personal (commitment, user_id, salt, document)
       SELECT p.commitment, u.id, p.salt, p.document
       FROM unnest($1::text[], $2::text[], $3::text[], $4::int[]) AS p(commitment, salt, document, user_id) JOIN "user" u ON u.id = p.user_id
       WHERE u.erased_at IS NULL FOR KEY SHARE OF u`, // an erasure at the same moment waits, or is waited for
      [rows.map(({ commitment }) => commitment), rows.map(({ salt }) => salt), rows.map(({ document }) => document), rows.map(({ userId }) => userId)],
    );
  return keys.map((key) => (key === null ? null : (kept.get(key)?.commitment ?? null)));
}

function committed(document: string) {
  const salt = randomBytes(32).toString('hex');
  return { document, salt, commitment: createHash('sha256').update(`${salt} ${document}`).digest('hex') };
}
