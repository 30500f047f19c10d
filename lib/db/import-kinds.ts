import { ACCOUNT_COLUMNS } from '@/lib/exchange/columns';
import { WIDE_COLUMNS } from '@/lib/exchange/layout';
import { accountsJudge } from './import-accounts';
import { undoAccounts, undoConflicts } from './import-accounts-undo';
import { lockAccounts, staleAccounts, writeAccounts, writeUnits } from './import-accounts-write';
import type { ImportKind } from './import-kind';

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

/** What can be imported. A kind is one object more here. */
const KINDS: readonly ImportKind[] = [ACCOUNTS];

export function importKind(kind: string): ImportKind {
  const found = KINDS.find((each) => each.kind === kind);
  if (!found) throw new Error(`There is no import of ${kind}.`);
  return found;
}
