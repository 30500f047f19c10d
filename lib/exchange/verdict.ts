import { type Finding, finding, refuses, warning } from '@/lib/decision';
import { type AccountFacts, readAccountFields } from '@/lib/registry/account-fields';
import type { UnitLists } from '@/lib/registry/unit';
import { readUnitFields } from '@/lib/registry/unit-fields';
import { type Holder, OPEN_STATUSES, type Platform, type Status } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { findRegion } from '@/lib/taxonomy/find';
import { readHolder } from '@/lib/taxonomy/synonyms';
import { comparable } from '@/lib/taxonomy/text';
import { readCount } from './cells';
import type { RowTexts } from './columns';
import { digestOf, FirstRows } from './first-rows';
import { type KnownUnit, MadeUnits, type RowUnit, resolveUnit, type UnitDirectory } from './owner';
import { readRowKey } from './row-key';
import { againstRegister } from './three-way';

/** What a row of the file would do: nothing is written for a refused one. */
export type Verdict = 'new' | 'changed' | 'same' | 'refused';

/** An account of the register, as a row may mean it. */
export type KnownAccount = {
  id: number;
  facts: AccountFacts & { platform: Platform; name: string; holder: Holder };
  status: Status;
  unit: KnownUnit;
};

/** What the register already holds of what a file names. */
export type Directory = UnitDirectory & {
  /** The account that an exported row says it was. */
  accountNumbered?(id: number): KnownAccount | undefined;
  accountWithId(platform: Platform, platformId: string): KnownAccount | undefined;
  accountWithHandle(platform: Platform, handle: string): KnownAccount | undefined;
  accountsNamed(platform: Platform, name: string): readonly KnownAccount[];
};

export type RowPlan = {
  account: AccountFacts & { platform: Platform; name: string };
  unit: RowUnit;
  /** The account that the row speaks of; null for a new one. */
  known: KnownAccount | null;
  /** Fields that would change. */
  changes: string[];
  followers: number | null;
};

/** By what alone a file's rows are found among the accounts, where its sender says so. Else by the first of these that a row has. */
export const MATCHES = ['platformId', 'handle', 'unitName'] as const;
export type MatchBy = (typeof MATCHES)[number];

export type RowVerdict = { verdict: Verdict; findings: Finding[]; plan: RowPlan | null };

/** A row as it was read, before anything is looked up. */
export type ReadRow = ReturnType<typeof readRow>;

/**
 * Judges the rows of one file in order: later rows see the units and accounts that earlier
 * ones would make. The write does exactly what is planned here.
 */
export function rowJudge(directory: Directory, lists: UnitLists, today: Day): (texts: RowTexts, number: number) => RowVerdict {
  const judge = fileJudge(lists, today);
  return (texts, number) => judge(readRow(texts, lists, today), number, directory);
}

/** The same of a file whose rows come some at a time, each time with what the register holds of them. */
export function fileJudge(lists: UnitLists, today: Day): (row: ReadRow, number: number, directory: Directory, by?: MatchBy) => RowVerdict {
  const seen = new FirstRows();
  const made = new MadeUnits();
  return (row, number, directory, by) => {
    const { account, unit, followers, findings, known } = keyed(row, directory);
    const present = (known?.account ?? presentAccount(account, unit.name, directory, by))?.unit;
    const owner = known?.owner ?? resolveUnit(unit, findings, { directory, made, lists, today, present });
    const { platform, name } = account;
    if (findings.some(refuses) || owner === null || platform === null || name === null) return { verdict: 'refused', findings, plan: null };
    const plan = planRow({ ...account, platform, name }, owner, followers, directory, findings, { keyedTo: known?.account, by });
    findings.push(...repeated(plan, number, seen));
    return findings.some(refuses) ? { verdict: 'refused', findings, plan: null } : { verdict: verdictOf(plan), findings, plan };
  };
}

// An exported row says whose it was: its account is found by that, and what it did not change says nothing.
function keyed(row: ReadRow, directory: Directory) {
  const { key, texts, account, findings } = row;
  const found = key && directory.accountNumbered?.(key.accountId);
  if (!key) return { ...row, known: null };
  if (!found || (account.platform !== null && account.platform !== found.facts.platform)) {
    findings.push(finding('rowKey', 'row-key-unknown', { id: key.accountId }));
    return { ...row, known: null };
  }
  const { silent, findings: undecided } = againstRegister(texts, key, found);
  findings.push(...undecided);
  const said = Object.fromEntries(
    Object.entries(account).map(([field, value]) => [field, silent.has((field === 'postRank' ? 'rank' : field) as 'name') ? null : value]),
  );
  const kept = { ...account, ...said, platform: found.facts.platform, name: silent.has('name') ? found.facts.name : account.name };
  // A day of closing that came with a state that nobody changed is no news.
  if (silent.has('status')) kept.closedOn = null;
  return { ...row, account: kept, known: { account: found, owner: silent.has('unit') ? ({ kind: 'known', unit: found.unit } as const) : undefined } };
}

function verdictOf({ known, changes }: RowPlan): Verdict {
  if (known === null) return 'new';
  return changes.length ? 'changed' : 'same';
}

/** What a row says, each cell for itself. The rank of a row is its unit's, or the post's where an official holds the account. */
export function readRow(texts: RowTexts, lists: UnitLists, today: Day, find = findRegion) {
  const official = readHolder(texts.holder ?? '') === 'official' || comparable(texts.person ?? '') !== '';
  const account = readAccountFields(official ? { postRank: texts.rank, ...texts } : texts, today);
  const unit = readUnitFields({ ...texts, rank: official ? undefined : texts.rank }, lists, today, find);
  const { followers, wrong } = readFollowers(texts.followers);
  const wrongPlatform = account.findings.some((each) => each.field === 'platform' && refuses(each));
  const missing = [
    ...(account.facts.platform === null && !wrongPlatform ? [finding('platform', 'platform-needed')] : []),
    ...(account.facts.name === null ? [finding('name', 'name-needed')] : []),
  ];
  const key = texts.rowKey ? readRowKey(texts.rowKey) : null;
  if (texts.rowKey && !key) wrong.push(warning('rowKey', 'row-key-form'));
  return { key, texts, account: account.facts, unit: unit.facts, followers, findings: [...account.findings, ...unit.findings, ...wrong, ...missing] };
}

function readFollowers(text: string | undefined): { followers: number | null; wrong: Finding[] } {
  const followers = readCount(text);
  if (followers === 'wrong') return { followers: null, wrong: [finding('followers', 'followers-form', { value: text?.slice(0, 30) ?? '' })] };
  return { followers, wrong: [] };
}

function planRow(
  account: RowPlan['account'],
  unit: RowUnit,
  followers: number | null,
  directory: Directory,
  findings: Finding[],
  { keyedTo, by }: { keyedTo: KnownAccount | undefined; by: MatchBy | undefined },
): RowPlan {
  const known = keyedTo ?? knownAccount(account, unit, directory, findings, by);
  if (known === null) return { account, unit, known, changes: [], followers };
  if (account.platformId && known.facts.platformId && account.platformId !== known.facts.platformId)
    findings.push(finding('platformId', 'platform-id-conflict', { name: known.facts.name, registered: known.facts.platformId }));
  if (account.holder && account.holder !== known.facts.holder) findings.push(finding('holder', 'holder-conflict', { name: known.facts.name }));
  return { account, unit, known, changes: changesOf(account, unit, known), followers };
}

// Before its owner is known: by permanent id, by handle, else the one of that name whose owner is called as the row says.
function presentAccount(
  { platform, platformId, handle, name }: AccountFacts,
  owner: string | null,
  directory: Directory,
  by?: MatchBy,
): KnownAccount | undefined {
  if (platform === null) return undefined;
  const byId = (!by || by === 'platformId') && platformId && directory.accountWithId(platform, platformId);
  const found = byId || ((!by || by === 'handle') && handle && directory.accountWithHandle(platform, handle));
  if (by && by !== 'unitName') return found || undefined;
  if (found || name === null || owner === null) return found || undefined;
  const [only, ...others] = directory.accountsNamed(platform, name).filter(({ unit }) => comparable(unit.name) === comparable(owner));
  return others.length ? undefined : only;
}

// By permanent id, then by handle, then by name with the same owner: a bare name proves nothing.
function knownAccount(account: RowPlan['account'], unit: RowUnit, directory: Directory, findings: Finding[], by?: MatchBy): KnownAccount | null {
  const { platform, platformId, handle, name } = account;
  const byId = platformId ? directory.accountWithId(platform, platformId) : undefined;
  const handled = handle ? directory.accountWithHandle(platform, handle) : undefined;
  // A handle is free again once its account is closed.
  const byHandle = handled && isOpen(handled) ? handled : undefined;
  const namesakes = directory.accountsNamed(platform, name);
  const owned = namesakes.filter((each) => unit.kind === 'known' && each.unit.id === unit.unit.id);
  const chosen = by && chosenAccount(by, account, { byId, byHandle, owned }, findings);
  if (chosen) return chosen;
  if (!by && byId && byHandle && byId.id !== byHandle.id) findings.push(finding('handle', 'handle-of-other', { name: byHandle.facts.name }));
  if (!by && (byId ?? byHandle)) return byId ?? byHandle ?? null;
  const own = by ? undefined : owned.find((each) => !(platformId && each.facts.platformId));
  if (own) return own;
  if (namesakes.length) findings.push(warning('name', 'name-borne-by-other', { owners: namesakes.map((each) => each.unit.name).join('、') }));
  return null;
}

type Found = { byId: KnownAccount | undefined; byHandle: KnownAccount | undefined; owned: readonly KnownAccount[] };

// By one thing alone, which a row then must have. What else it says may be no other account's.
function chosenAccount(by: MatchBy, account: RowPlan['account'], { byId, byHandle, owned }: Found, findings: Finding[]): KnownAccount | null {
  const known = { platformId: byId, handle: byHandle, unitName: owned[0] }[by];
  if (by === 'unitName' && owned.length > 1) findings.push(finding('name', 'match-ambiguous', { count: owned.length }));
  else if (by !== 'unitName' && account[by] === null) findings.push(finding(by, 'match-needed'));
  if (byId && byId.id !== known?.id) findings.push(finding('platformId', 'platform-id-taken', { id: byId.id }));
  if (byHandle && byHandle.id !== known?.id) findings.push(finding('handle', 'handle-of-other', { name: byHandle.facts.name }));
  return known ?? null;
}

function isOpen({ status }: KnownAccount): boolean {
  return OPEN_STATUSES.includes(status);
}

/** Fields in which a row says other than the register. Empty cells say nothing. */
function changesOf(account: RowPlan['account'], unit: RowUnit, known: KnownAccount): string[] {
  const plain = [
    'name',
    'platformId',
    'handle',
    'person',
    'post',
    'postRank',
    'wechatType',
    'positioning',
    'openedOn',
    'verification',
    'contactName',
    'contactPhone',
    'note',
  ] as const;
  const changes: string[] = plain.filter((field) => account[field] !== null && account[field] !== known.facts[field]);
  const status = account.status ?? (account.closedOn ? 'closed' : null);
  if (status !== null && status !== known.status) changes.push('status');
  if (unit.kind === 'provisional' || unit.unit.id !== known.unit.id) changes.push('unit');
  return changes;
}

// The same account twice in one file: the later row is refused, and told where the first stands.
// What makes two rows one account is what makes a row an account of the register.
function repeated({ account, unit, known }: RowPlan, number: number, seen: FirstRows): Finding[] {
  const owner = unit.kind === 'known' ? unit.unit.id : unit.key;
  const { platform, platformId, handle } = account;
  const name = `${platform} ${comparable(account.name)} ${owner}`;
  const keys = [
    ...(known ? [`account ${known.id}`] : []),
    ...(platformId ? [`id ${platform} ${platformId}`] : []),
    ...(handle ? [`handle ${platform} ${handle.toLowerCase()}`] : []),
  ];
  const [own, named, without] = [keys.map(digestOf), digestOf(`name ${name}`), digestOf(`name without id ${name}`)];
  const first = [...own, platformId ? without : named].map((key) => seen.rowOf(key)).find((row) => row !== undefined);
  for (const key of [...own, named, ...(platformId ? [] : [without])]) seen.note(key, number);
  return first === undefined ? [] : [finding('name', 'row-repeats', { row: first })];
}
