import { choice, type Finding } from '@/lib/decision';
import { spellingsOf } from '@/lib/taxonomy/synonyms';
import type { RowTexts } from './columns';
import { unitLabel } from './owner';
import { compareWithKey, type KeyField, type RowKey } from './row-key';
import type { KnownAccount } from './verdict';

/** Fields that an account has of its own, beside its owner; a day of closing is told with the state. */
const OWN = [
  'name',
  'platformId',
  'handle',
  'holder',
  'person',
  'post',
  'rank',
  'wechatType',
  'positioning',
  'openedOn',
  'status',
  'verification',
  'contactName',
  'contactPhone',
  'note',
] as const satisfies readonly KeyField[];

/**
 * What of a row that was exported counts: what the sheet has changed since. A field that it left as it was keeps what
 * the register says now, and of one that both have changed otherwise the person decides.
 * @returns the fields in which the row says nothing of its own
 */
export function againstRegister(texts: RowTexts, key: RowKey, known: KnownAccount): { silent: Set<KeyField>; findings: Finding[] } {
  const silent = new Set<KeyField>();
  const findings: Finding[] = [];
  for (const field of [...OWN, 'unit'] as const) {
    const exported = key.hashes[field];
    if (exported === undefined) continue;
    const register = registered(field, known, { accountId: key.accountId, hashes: { [field]: exported } });
    const difference = compareWithKey({ accountId: key.accountId, hashes: { [field]: exported } }, texts, { [field]: register })[field];
    if (difference === 'conflict' && !meansTheSame(field, texts[field] ?? '', known))
      findings.push(undecided(field, register, texts[field] ?? '', wasEmpty(field, exported) ? '' : null));
    else if (difference !== 'sheet') silent.add(field);
  }
  return { silent, findings };
}

/** Reasons for which a person decides between sheet and register. */
export const UNDECIDED: readonly string[] = ['changed-meanwhile-field', 'changed-meanwhile-unkept'];

function undecided(field: string, register: string, sheet: string, exported: string | null): Finding {
  const options = [register, sheet].filter((value) => value !== '').map((value) => ({ value, label: value }));
  const registered = register || '—';
  if (exported === null) return choice(field, 'changed-meanwhile-unkept', { registered, register, sheet }, options);
  return choice(field, 'changed-meanwhile-field', { exported: exported || '—', registered, register, sheet }, options);
}

/**
 * The same with what was exported, where the register has held a value of the key's letters.
 * @param past values that the register has held, by field
 */
export function withExported(said: Finding, key: RowKey, past: Partial<Record<string, readonly string[]>>): Finding {
  const field = said.field as KeyField;
  const hash = key.hashes[field];
  if (said.reason !== 'changed-meanwhile-unkept' || hash === undefined) return said;
  const texts = (past[field] ?? []).flatMap((value) => (isSpelled(field) ? spellingsOf(field, value) : [value]));
  const exported = texts.find((text) => compareWithKey({ accountId: key.accountId, hashes: { [field]: hash } }, {}, { [field]: text })[field] === 'unchanged');
  const { register = '', sheet = '' } = said.facts ?? {};
  return exported === undefined ? said : undecided(field, String(register), String(sheet), exported);
}

function wasEmpty(field: KeyField, hash: string): boolean {
  return compareWithKey({ accountId: 0, hashes: { [field]: hash } }, {}, {})[field] === 'unchanged';
}

function isSpelled(field: KeyField): field is 'rank' | 'holder' | 'status' | 'wechatType' | 'positioning' {
  return ['rank', 'holder', 'status', 'wechatType', 'positioning'].includes(field);
}

// An export spells codes in the words of its reader: of those that mean the same, the one that was exported.
function registered(field: (typeof OWN)[number] | 'unit', known: KnownAccount, key: RowKey): string {
  const ways = waysOf(field, known);
  return ways.find((text) => compareWithKey(key, {}, { [field]: text })[field] === 'unchanged') ?? ways[0] ?? '';
}

function meansTheSame(field: (typeof OWN)[number] | 'unit', text: string, known: KnownAccount): boolean {
  return waysOf(field, known).includes(text.trim());
}

function waysOf(field: (typeof OWN)[number] | 'unit', { facts, status, unit }: KnownAccount): string[] {
  if (field === 'unit') return [unitLabel(unit)];
  if (field === 'rank') return facts.holder === 'official' ? spellingsOf('rank', facts.postRank ?? '') : spellingsOf('rank', unit.state.rank ?? '');
  if (field === 'status') return spellingsOf('status', status);
  const value = facts[field] ?? '';
  return isSpelled(field) ? spellingsOf(field, value) : [value];
}
