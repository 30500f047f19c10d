import type { Actor, GrantedRole, Role } from './actor';

/** What can be done to the register, and by which roles. What is not listed is open to everyone: reading public facts. */
const ACTS = {
  'desk.open': ['administrator', 'security', 'registrar', 'clerk', 'auditor', 'viewer'],
  'account.register': ['administrator', 'registrar'],
  'account.edit': ['administrator', 'registrar'],
  'account.read-contact': ['administrator', 'registrar', 'clerk'],
  'unit.register': ['administrator', 'registrar'],
  'unit.edit': ['administrator', 'registrar'],
  'filing.submit': ['administrator', 'registrar', 'clerk'],
  'filing.decide': ['administrator', 'registrar'],
  'filing.read': ['administrator', 'registrar', 'clerk', 'auditor'],
  'filing.configure': ['administrator'],
  'gap.read': ['administrator', 'registrar', 'clerk', 'auditor'],
  'gap.answer': ['administrator', 'registrar', 'clerk'],
  'gap.chase': ['administrator', 'registrar'],
  'rule.read': ['administrator', 'auditor'],
  'rule.enact': ['administrator'],
  'snapshot.record': ['administrator', 'registrar'],
  'population.record': ['administrator'],
  'expectation.record': ['administrator', 'registrar'],
  'roster.confirm': ['administrator', 'registrar'],
  'target.record': ['administrator', 'registrar'],
  'group.manage': ['administrator', 'registrar'],
  'figure.record': ['administrator'],
  'import.run': ['administrator', 'registrar', 'security'],
  'import.read': ['administrator', 'registrar', 'security', 'auditor'],
  'import.read-all': ['administrator', 'auditor'],
  'form.keep': ['administrator'],
  'form.fill': ['administrator', 'registrar'],
  'user.read': ['administrator', 'security', 'auditor'],
  'user.manage': ['administrator', 'security'],
  'audit.read': ['administrator', 'auditor'],
  'audit.export': ['administrator', 'auditor'],
} as const satisfies Record<string, readonly Role[]>;

export type Act = keyof typeof ACTS;
export const ACT_NAMES = Object.keys(ACTS) as Act[];

/** What files can bring, and the act that each row of such a file is: who may do it nowhere may not send one. */
export const IMPORT_ACTS = {
  accounts: 'account.register',
  units: 'unit.register',
  snapshots: 'snapshot.record',
  populations: 'population.record',
  expectations: 'expectation.record',
  targets: 'target.record',
  'published-figures': 'figure.record',
  users: 'user.manage',
} as const satisfies Record<string, Act>;

export type ImportKindName = keyof typeof IMPORT_ACTS;
export const IMPORT_KIND_NAMES = Object.keys(IMPORT_ACTS) as ImportKindName[];

/** Whether an actor may import such files at all. */
export function mayImport(actor: Actor, kind: ImportKindName): boolean {
  return may(actor, 'import.run') && may(actor, IMPORT_ACTS[kind]);
}

/** Where a thing stands, as far as grants ask. */
export type Place = {
  /** Codes of the regions from the nation down to its own. */
  lineage: readonly string[];
  /** Its sector and those into which that counts. */
  sectors: readonly string[];
  /** 垂直管理: it answers to its system's office, not to the region's. */
  vertical: boolean;
  /** The unit and its 主管单位; none of a unit that is yet to be made. */
  units: readonly number[];
};

/** Whether an actor may do this at all, anywhere: enough to show a door, not to pass it. */
export function may(actor: Actor, act: Act): boolean {
  return grantsFor(actor, act).length > 0;
}

/** Whether an actor may do this to a thing that stands here. */
export function mayAt(actor: Actor, act: Act, place: Place): boolean {
  return grantsFor(actor, act).some((grant) => reaches(grant, place));
}

/** The grants of an actor that allow an act. */
export function grantsFor(actor: Actor, act: Act): GrantedRole[] {
  const roles: readonly Role[] = ACTS[act];
  return actor.grants.filter((grant) => roles.includes(grant.role));
}

// The local office reads a vertical system's units and does not govern them: that takes a grant for the system or the unit.
const GOVERNS_BY_REGION: readonly Role[] = ['registrar', 'clerk'];

/** Whether a grant reaches a thing that stands here. */
export function reaches(grant: GrantedRole, place: Place): boolean {
  const { regionCode, sectorCode, unitId } = grant;
  if (!place.lineage.includes(regionCode)) return false;
  if (unitId !== null && !place.units.includes(unitId)) return false;
  if (sectorCode !== null) return place.sectors.includes(sectorCode);
  return !place.vertical || reachesVertical(grant);
}

/** Whether a grant reaches units of vertical systems, where it reaches anything. */
export function reachesVertical({ role, sectorCode, unitId }: GrantedRole): boolean {
  return sectorCode !== null || unitId !== null || !GOVERNS_BY_REGION.includes(role);
}

/** Whether one grant gives nothing that the other does not reach: what a manager may give away. */
export function isWithinGrant(given: Omit<GrantedRole, 'role'> & { lineage: readonly string[] }, own: GrantedRole): boolean {
  if (!given.lineage.includes(own.regionCode)) return false;
  if (own.sectorCode !== null && given.sectorCode !== own.sectorCode) return false;
  return own.unitId === null || given.unitId === own.unitId;
}
