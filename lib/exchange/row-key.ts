import { clean } from '@/lib/taxonomy/text';
import type { ColumnField, RowTexts } from './columns';

/** Fields of which a key keeps a hash, in its order. Keys are in people's files: new fields come last, none goes. */
export const KEY_FIELDS = [
  'platform',
  'name',
  'platformId',
  'handle',
  'unit',
  'uscc',
  'region',
  'sector',
  'tier',
  'rank',
  'holder',
  'person',
  'post',
  'wechatType',
  'positioning',
  'openedOn',
  'closedOn',
  'status',
  'verification',
  'contactName',
  'contactPhone',
  'note',
] as const satisfies readonly ColumnField[];
export type KeyField = (typeof KEY_FIELDS)[number];

/** Whose row it was and, by field, the hash of what it said; fields that were not exported are absent. */
export type RowKey = { accountId: number; hashes: Partial<Record<KeyField, string>> };

/** How a field of a sheet and of the register stand to what was exported. */
export type Difference = 'unchanged' | 'sheet' | 'register' | 'both-same' | 'conflict';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const WIDTH = 4;
const NOT_EXPORTED = '.'.repeat(WIDTH);

/**
 * What an exported row says of itself: `guta1:a<account id>:<four letters for each field>`.
 * @param texts what the row says; a field that is absent was not exported, an empty one was
 */
export function rowKey(accountId: number | string, texts: RowTexts): string {
  let key = `guta1:a${accountId}:`;
  for (const field of KEY_FIELDS) {
    const text = texts[field];
    key += text === undefined ? NOT_EXPORTED : hashOf(text);
  }
  return key;
}

const PAIRS = [...LETTERS].flatMap((first) => [...LETTERS].map((second) => first + second));

/** 24 bits of FNV-1a over what reading makes of the text, so that a spreadsheet that adds a space has changed nothing. */
function hashOf(text: string): string {
  if (text === '') return NOTHING;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (!isPlain(unit)) return hashOfMended(text);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return lettersOf(hash);
}

// No space and nothing else that reading would mend (full-width brackets stay): as most texts of the register are, whose hundreds of thousands are hashed.
function isPlain(unit: number): boolean {
  return (unit > 0x20 && unit < 0x7f) || (unit >= 0x4e00 && unit <= 0x9fff && unit !== 0x5dff) || unit === 0xff08 || unit === 0xff09;
}

function hashOfMended(text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of clean(text).text.split('')) {
    const unit = letter.charCodeAt(0);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return lettersOf(hash);
}

function lettersOf(hash: number): string {
  const mixed = hash ^ (hash >>> 15);
  return (PAIRS[mixed & 0xfff] ?? '') + (PAIRS[(mixed >>> 12) & 0xfff] ?? '');
}

const NOTHING = lettersOf(0x811c9dc5);

/** Reads a key; null where the text is none. */
export function readRowKey(text: string): RowKey | null {
  const [, id, hashes = ''] = /^guta1:a([1-9]\d{0,9}):((?:[\w.-]{4})*)$/.exec(text.trim()) ?? [];
  if (id === undefined) return null;
  const parts = KEY_FIELDS.map((field, index) => [field, hashes.slice(index * WIDTH, (index + 1) * WIDTH)] as const);
  return { accountId: Number(id), hashes: Object.fromEntries(parts.filter(([, hash]) => hash !== '' && hash !== NOT_EXPORTED)) };
}

/**
 * Who has changed each field that was exported since: the sheet, the register, or both.
 * @param sheet what the sheet says now; a field that is absent or empty says nothing, so the sheet has not changed it
 * @param register what an export would say now
 */
export function compareWithKey({ hashes }: RowKey, sheet: RowTexts, register: RowTexts): Partial<Record<KeyField, Difference>> {
  const differences = KEY_FIELDS.flatMap((field) => {
    const exported = hashes[field];
    return exported === undefined ? [] : [[field, difference(exported, sheet[field] ?? '', register[field] ?? '')] as const];
  });
  return Object.fromEntries(differences);
}

function difference(exported: string, sheet: string, register: string): Difference {
  const bySheet = clean(sheet).text !== '' && hashOf(sheet) !== exported;
  const byRegister = hashOf(register) !== exported;
  if (bySheet && byRegister) return clean(sheet).text === clean(register).text ? 'both-same' : 'conflict';
  return bySheet ? 'sheet' : byRegister ? 'register' : 'unchanged';
}
