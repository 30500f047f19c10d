import type { Actor, Role } from './actor';

/** What can be done to the register, and by which roles. What is not listed is open to everyone: reading public facts. */
const ACTS = {
  'desk.open': ['administrator', 'registrar', 'clerk', 'auditor', 'viewer'],
  'account.register': ['administrator'],
  'account.edit': ['administrator'],
  'account.read-contact': ['administrator'],
  'unit.register': ['administrator'],
  'unit.edit': ['administrator'],
  'import.run': ['administrator'],
  'user.manage': ['administrator'],
  'audit.read': ['administrator', 'auditor'],
  'audit.export': ['administrator', 'auditor'],
} as const satisfies Record<string, readonly Role[]>;

export type Act = keyof typeof ACTS;
export const ACT_NAMES = Object.keys(ACTS) as Act[];

/** Whether an actor may do this at all, anywhere. */
export function may(actor: Actor, act: Act): boolean {
  const roles: readonly Role[] = ACTS[act];
  return actor.grants.some((grant) => roles.includes(grant.role));
}
