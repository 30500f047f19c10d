import { mayAt } from '@/lib/access/acts';
import { choice, type Finding, finding, refuses, warning } from '@/lib/decision';
import { readSnapshotRow, SNAPSHOT_COLUMNS } from '@/lib/exchange/snapshot-file';
import type { Directory, KnownAccount, ReadRow } from '@/lib/exchange/verdict';
import { readAccountFields } from '@/lib/registry/account-fields';
import { readUnitFields } from '@/lib/registry/unit-fields';
import type { Platform } from '@/lib/taxonomy/codes';
import { findRegionInFile } from '@/lib/taxonomy/region-in-file';
import { comparable } from '@/lib/taxonomy/text';
import { directoryOf } from './directory';
import type { FileRow, Work } from './import-kind';
import { recordsKind, type SaidRow } from './import-records';
import { placeOfUnit } from './scope';

/** 监测数据: values that are measured of accounts. */
export const SNAPSHOTS = recordsKind({
  kind: 'snapshots',
  columns: SNAPSHOT_COLUMNS,
  needs: ['platform', 'day'],
  table: {
    name: 'snapshot',
    key: { account_id: 'int', day: 'date', metric: 'text' },
    values: { value: 'bigint' },
    always: { source: 'import' },
    alwaysTypes: { source: 'text' },
  },
  reader: () => readRows,
});

async function readRows(work: Work, rows: readonly FileRow[]): Promise<SaidRow[]> {
  const meant = rows.map(({ texts }) => meantBy(texts, work));
  const directory = await directoryOf(work.ask, meant, work.lists, work.today);
  return rows.map(({ texts }, index) => saidBy(texts, meant[index] as ReadRow, directory, work));
}

// Only what says which account it is: the rest of an account file is none of this one.
function meantBy({ platform, name, platformId, handle, unit, uscc, region }: FileRow['texts'], { lists, today }: Work): ReadRow {
  const account = readAccountFields({ platform, name, platformId, handle }, today);
  const owner = readUnitFields({ unit, uscc, region }, lists, today, findRegionInFile);
  return {
    account: account.facts,
    unit: owner.facts,
    ...{ followers: null, key: null, texts: {} },
    findings: [...account.findings, ...owner.findings].filter(({ field }) => field !== 'platform'),
  };
}

function saidBy(texts: FileRow['texts'], meant: ReadRow, directory: Directory, { actor, lists, today }: Work): SaidRow {
  const { day, values, findings: read } = readSnapshotRow(texts, today);
  const findings = [...meant.findings, ...read];
  const account = meant.account.platform === null ? null : accountOf(meant, directory, findings);
  if (!account) return { findings, records: [], label: '' };
  const { id, facts, unit } = account;
  const said = meant.account.name;
  if (said !== null && comparable(said) !== comparable(facts.name)) findings.push(warning('name', 'account-named-otherwise', { name: facts.name }));
  if (!mayAt(actor, 'snapshot.record', placeOfUnit(unit.state, unit.id, lists, today)))
    findings.push(finding('name', 'account-outside-scope', { name: facts.name }));
  if (findings.some(refuses) || day === null) return { findings, records: [], label: facts.name };
  const records = values.map(({ metric, value, field }) => ({ key: { account_id: id, day, metric }, values: { value }, field }));
  return { findings, records, label: facts.name, accountId: id };
}

// By permanent id, by handle, else by name with its owner: a bare name proves nothing.
function accountOf(meant: ReadRow, directory: Directory, findings: Finding[]): KnownAccount | null {
  const { account, unit } = meant;
  const { platform, platformId, handle, name } = account;
  if (platform === null || findings.some((each) => refuses(each) && (each.field === 'platformId' || each.field === 'handle'))) return null;
  if (platformId !== null || handle !== null) return keyedAccount(platform, account, directory, findings);
  if (name !== null && (unit.name !== null || unit.uscc !== null)) return ownedAccount(directory.accountsNamed(platform, name), name, unit, findings);
  findings.push(finding('name', 'account-key-needed'));
  return null;
}

function keyedAccount(platform: Platform, { platformId, handle }: ReadRow['account'], directory: Directory, findings: Finding[]): KnownAccount | null {
  const byId = platformId === null ? undefined : directory.accountWithId(platform, platformId);
  const byHandle = handle === null ? undefined : directory.accountWithHandle(platform, handle);
  const found = byId ?? byHandle;
  if (byId && byHandle && byId.id !== byHandle.id) findings.push(finding('handle', 'handle-of-other', { name: byHandle.facts.name }));
  if (!byId && platformId !== null && byHandle?.facts.platformId)
    findings.push(finding('platformId', 'platform-id-conflict', { name: byHandle.facts.name, registered: byHandle.facts.platformId }));
  if (!found) findings.push(finding(platformId === null ? 'handle' : 'platformId', 'account-unknown', { value: platformId ?? handle ?? '' }));
  return found ?? null;
}

function ownedAccount(namesakes: readonly KnownAccount[], name: string, unit: ReadRow['unit'], findings: Finding[]): KnownAccount | null {
  const number = Number(/#(\d{1,9})[）)]?$/.exec(unit.name ?? '')?.[1] ?? 0);
  const named = (each: KnownAccount) => [each.unit.name, ...each.unit.formerNames].map(comparable).includes(comparable(unit.name ?? ''));
  const owns = (each: KnownAccount) => (unit.uscc !== null && each.unit.uscc === unit.uscc) || (number ? each.unit.id === number : named(each));
  const own = namesakes.filter(owns);
  if (own.length === 1) return own[0] ?? null;
  if (own.length === 0) findings.push(finding('name', 'account-unknown', { value: name }));
  else {
    const options = own.map((each) => ({ value: each.facts.platformId ?? each.facts.handle ?? '', label: `${each.unit.name}（#${each.unit.id}）` }));
    findings.push(choice('name', 'account-ambiguous', { name, candidates: options.map(({ label }) => label).join('；') }, options));
  }
  return null;
}
