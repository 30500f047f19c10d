import type { BlockView, MailsView } from '@/lib/audit/views';
import { db } from './client';

const MOST_HEADS = 100;
const SENDING_MS = 120_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** The heads of blocks that one mail tells, the newest last: of many only the newest, which cover the rest. */
export type HeadsMail = { first: number; last: number; heads: BlockView[] };
type Send = (mail: HeadsMail) => Promise<void>;

/**
 * Sends the heads that no mail has told yet, in one mail. Of several servers one sends it: whoever writes its row, and then
 * whoever marks it as being sent. One that failed is tried again, later each time. A server that dies between the mail
 * server's word and its own note sends once more: rather twice than never.
 * @param every the least milliseconds between two mails
 * @throws what `send` throws, after it was noted
 */
export async function mailHeads(send: Send, every: number): Promise<'sent' | 'nothing'> {
  await begin(every);
  const mail = await claim();
  if (!mail) return 'nothing';
  try {
    await send(await told(mail));
  } catch (error) {
    await noteFailure(mail, error);
    throw error;
  }
  await db().auditMail.update({ where: { first: mail.first }, data: { sentAt: new Date(), failure: null } });
  return 'sent';
}

// The next mail begins after the last: that number is taken only once.
async function begin(every: number): Promise<void> {
  await db().$executeRaw`
    INSERT INTO audit_mail (first, last)
    SELECT coalesce(mail.last, 0) + 1, block.number
    FROM (SELECT max(number) AS number FROM audit_block) block
    LEFT JOIN (SELECT last, created_at FROM audit_mail ORDER BY first DESC LIMIT 1) mail ON true
    WHERE block.number > coalesce(mail.last, 0) AND (mail.created_at IS NULL OR mail.created_at <= now() - make_interval(secs => ${every / 1000}))
    ON CONFLICT (first) DO NOTHING`;
}

type Claimed = { first: number; last: number; attempts: number };

async function claim(): Promise<Claimed | undefined> {
  const [mail] = await db().$queryRaw<Claimed[]>`
    UPDATE audit_mail SET attempts = attempts + 1, not_before = now() + make_interval(secs => ${SENDING_MS / 1000})
    WHERE first = (SELECT first FROM audit_mail WHERE sent_at IS NULL AND not_before <= now() ORDER BY first LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING first, last, attempts`;
  return mail;
}

async function told({ first, last }: Claimed): Promise<HeadsMail> {
  const heads = await db().auditBlock.findMany({
    where: { number: { gte: first, lte: last } },
    orderBy: { number: 'desc' },
    take: MOST_HEADS,
    select: { number: true, count: true, hash: true, previousHash: true, sealedAt: true },
  });
  return { first, last, heads: heads.reverse() };
}

// After a minute, two, four … up to an hour.
async function noteFailure({ first, attempts }: Claimed, error: unknown): Promise<void> {
  const pause = Math.min(60_000 * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  await db().auditMail.update({ where: { first }, data: { failure: codeOf(error), notBefore: new Date(Date.now() + pause) } });
}

// A code of the protocol or the network; never a sentence, which may quote an address.
function codeOf(error: unknown): string {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  const said = [code, responseCode].filter((each) => /^[A-Z0-9_]{1,40}$/.test(String(each ?? '')));
  return said.join(' ') || 'ERROR';
}

/** What became of the mails: the last that was taken, and the one that waits. */
export async function readMails(): Promise<MailsView> {
  const [sent, waiting] = await Promise.all([
    db().auditMail.findFirst({ where: { sentAt: { not: null } }, orderBy: { first: 'desc' }, select: { last: true, sentAt: true } }),
    db().auditMail.findFirst({
      where: { sentAt: null },
      orderBy: { first: 'asc' },
      select: { first: true, last: true, attempts: true, failure: true, notBefore: true },
    }),
  ]);
  return { sent, waiting };
}
