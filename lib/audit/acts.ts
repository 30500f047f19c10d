/** What the audit records, each with a sentence in messages/ under `audit.does` (tested). */
export const AUDIT_ACTS = [
  'account.register',
  'account.edit',
  'account.look-contact',
  'unit.register',
  'unit.correct',
  'unit.change',
  'import.check',
  'import.run',
  'user.create',
  'user.disable',
  'user.enable',
  'user.grant',
  'user.revoke',
  'user.reset-password',
  'filing.submit',
  'filing.resubmit',
  'filing.agree',
  'filing.report',
  'filing.complete',
  'filing.return',
  'filing.withdraw',
  'filing.announce',
  'filing.close',
  'filing.cancel',
  'filing.enter',
  'filing.set-days',
  'filing.set-rule',
  'session.begin',
  'session.refuse',
  'session.end',
  'access.refuse',
  'page.export',
  'dataset.load',
  'demonstration.load',
  'demonstration.clear',
] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

/** What an event is about, each with a word in messages/ under `audit.about`. */
export const SUBJECT_TYPES = ['account', 'unit', 'user', 'session', 'import', 'filing', 'dataset', 'page'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];
