import type { UnitKind } from './codes';

/** 机构系统: kinds of units by the branch they belong to. `government` is the 政府系统, which 国办发〔2018〕123号 binds. */
export const SYSTEMS = ['party', 'congress', 'government', 'cppcc', 'supervision', 'court', 'procuratorate', 'mass', 'other'] as const;
export type System = (typeof SYSTEMS)[number];

/** Every kind of unit, once. */
export const KINDS_OF_SYSTEM: Record<System, readonly UnitKind[]> = {
  party: ['party-committee', 'party-department'],
  congress: ['congress'],
  government: ['government', 'department', 'institution', 'temporary-body', 'internal-body', 'mission-abroad'],
  cppcc: ['cppcc'],
  supervision: ['supervision'],
  court: ['court'],
  procuratorate: ['procuratorate'],
  mass: ['mass-organisation'],
  other: ['social-organisation', 'state-enterprise', 'foreign-mission'],
};

/** The kinds that are asked for, by name or by system; none means all. */
export function kindsAsked(kinds: readonly UnitKind[], systems: readonly System[]): UnitKind[] {
  return [...new Set([...kinds, ...systems.flatMap((system) => KINDS_OF_SYSTEM[system])])];
}
