import type { AuditAct, SubjectType } from './acts';
import type { Block } from './chain';

/** One event for a page: contacts masked, the subject by name where it still has one. */
export type EventView = {
  id: bigint;
  at: Date;
  actorId: number | null;
  /** What the user is called now; the pseudonym of one who was forgotten. */
  who: string;
  via: 'web' | 'command-line' | 'system';
  act: AuditAct;
  subjectType: SubjectType;
  subjectId: string;
  subjectName: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  address: string | null;
  requestId: string | null;
};

/** What of a block everybody may know. */
export type BlockView = Pick<Block, 'number' | 'count' | 'hash' | 'previousHash' | 'sealedAt'>;

/** 链头邮件: up to which block heads were sent, and the mail that the mail server has not taken yet. */
export type MailsView = {
  sent: { last: number; sentAt: Date | null } | null;
  waiting: { first: number; last: number; attempts: number; failure: string | null; notBefore: Date } | null;
};
