import type { Actor } from '@/lib/access/actor';
import { IMPORT_KIND_NAMES, type ImportKindName, mayImport } from '@/lib/access/acts';
import { ACCOUNT_COLUMNS } from '@/lib/exchange/columns';
import { WIDE_COLUMNS } from '@/lib/exchange/layout';
import { UNIT_COLUMNS } from '@/lib/exchange/unit-file';
import { USER_COLUMNS } from '@/lib/exchange/user-file';
import { accountsJudge } from './import-accounts';
import { undoAccounts, undoConflicts } from './import-accounts-undo';
import { lockAccounts, staleAccounts, writeAccounts, writeUnits } from './import-accounts-write';
import { EXPECTATIONS } from './import-expectations';
import { FIGURES } from './import-figures';
import type { ImportKind } from './import-kind';
import { POPULATIONS } from './import-populations';
import { SNAPSHOTS } from './import-snapshots';
import { TARGETS } from './import-targets';
import { unitsJudge } from './import-units';
import { lockUnits, staleUnits, undoUnits, unitConflicts, writeImportedUnits } from './import-units-write';
import { usersJudge } from './import-users';
import { lockUsers, staleUsers, undoUsers, userConflicts, writeUsers } from './import-users-write';

const ACCOUNTS: ImportKind = {
  kind: 'accounts',
  columns: ACCOUNT_COLUMNS,
  wide: WIDE_COLUMNS,
  needs: ['platform', 'name'],
  begin: accountsJudge,
  lock: lockAccounts,
  stale: staleAccounts,
  prepare: writeUnits,
  write: writeAccounts,
  conflicts: undoConflicts,
  undo: undoAccounts,
};

const UNITS: ImportKind = {
  kind: 'units',
  columns: UNIT_COLUMNS,
  needs: ['unit'],
  begin: unitsJudge,
  lock: lockUnits,
  stale: staleUnits,
  prepare: async () => undefined,
  write: writeImportedUnits,
  conflicts: unitConflicts,
  undo: undoUnits,
};

const USERS: ImportKind = {
  kind: 'users',
  columns: USER_COLUMNS,
  needs: ['username', 'role', 'region'],
  begin: usersJudge,
  lock: lockUsers,
  stale: staleUsers,
  prepare: async () => undefined,
  write: writeUsers,
  conflicts: userConflicts,
  undo: undoUsers,
};

/** What can be imported. A kind is one object more here. */
const KINDS: readonly ImportKind[] = [ACCOUNTS, UNITS, SNAPSHOTS, POPULATIONS, EXPECTATIONS, USERS, TARGETS, FIGURES];

/** The kinds that an actor may import, with the headers that each needs. */
export function importChoices(actor: Actor): { kind: ImportKindName; needs: string[] }[] {
  return IMPORT_KIND_NAMES.filter((kind) => mayImport(actor, kind)).map((kind) => {
    const { needs, columns } = importKind(kind);
    return { kind, needs: needs.map((field) => columns.find((column) => column.field === field)?.header ?? field) };
  });
}

export function importKind(kind: string): ImportKind {
  const found = KINDS.find((each) => each.kind === kind);
  if (!found) throw new Error(`There is no import of ${kind}.`);
  return found;
}
