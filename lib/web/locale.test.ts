import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { ROLES } from '@/lib/access/actor';
import { CHASE_STEPS, OUTCOMES } from '@/lib/coverage/chase';
import { AXES } from '@/lib/coverage/filter';
import { GAP_STATES } from '@/lib/coverage/gap-query';
import { MEASURES } from '@/lib/coverage/query';
import { VERDICTS } from '@/lib/exchange/views';
import { ACCOUNT_FIELDS } from '@/lib/registry/account-fields';
import { MODALITIES } from '@/lib/registry/expectation';
import { FILING_KINDS, FILING_STATES, MOVES, RETURN_REASONS } from '@/lib/registry/filing';
import { DUES, FILING_VIEWS } from '@/lib/registry/filing-query';
import { LINTS, SEVERITIES } from '@/lib/registry/lint-rules';
import { RELATIONS } from '@/lib/registry/relation';
import { ROSTER_SCOPES } from '@/lib/registry/roster';
import {
  HOLDERS,
  PLATFORMS,
  POSITIONINGS,
  PROVENANCES,
  RANKS,
  REGION_KINDS,
  REGION_LEVELS,
  STATUSES,
  TIERS,
  UNIT_KINDS,
  WECHAT_TYPES,
} from '@/lib/taxonomy/codes';
import { SYSTEMS } from '@/lib/taxonomy/systems';
import { LOCALES, MESSAGES } from './locale';

type Tree = { [key: string]: string | Tree };

/** The sentences of a tree, by their path. */
function sentences(tree: Tree, above = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[above + key, value] as const] : [...sentences(value, `${above}${key}.`)])),
  );
}

/** Names of the arguments of an ICU message, those inside the branches of a choice included. */
function argumentsOf(message: string): Set<string> {
  const found = new Set<string>();
  let depth = 0;
  let start = 0;
  for (let index = 0; index < message.length; index++) {
    if (message[index] === '{' && depth++ === 0) start = index + 1;
    if (message[index] !== '}' || --depth > 0) continue;
    const [name = '', , ...branches] = message.slice(start, index).split(',');
    found.add(name.trim());
    for (const [, branch = ''] of branches.join(',').matchAll(/\S+ \{((?:[^{}]|\{[^{}]*\})*)\}/g)) for (const inner of argumentsOf(branch)) found.add(inner);
  }
  return found;
}

const ROOT = path.resolve(import.meta.dirname, '..', '..');

/** The project's own sources that may say why something is refused. */
const SOURCES = ['lib', 'app', 'scripts']
  .flatMap((folder) => readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.includes('generated') && file !== path.join('lib', 'decision.ts'))
  .map((file) => ({ file, text: readFileSync(path.join(ROOT, file), 'utf8') }));

/** One call that makes a finding: what its reason may be, and which facts it fills the sentence with. */
type Call = { file: string; field: string | null; reasons: string[]; facts: string[] };

/** What a reason that is put together may be. */
const COMPOSED: Record<string, string[]> = {
  otherwise: ['holder-unknown', 'rank-unknown', 'wechat-type-unknown', 'positioning-unknown', 'status-unknown'],
  'MENDED[mend]': ['mended-invisible', 'mended-full-width', 'mended-shi'],
  reason: [
    ...['undo-imported', 'undo-edited', 'undo-reformed', 'undo-related', 'undo-filed', 'undo-measured', 'undo-unit-changed', 'undo-unit-used'],
    'undo-record-changed',
  ],
  "status === 'done' || status === 'undone' ? 'import-already-run' : 'import-busy'": ['import-already-run', 'import-busy'],
  "batch.change.status === 'undone' ? 'import-undone' : 'undo-not-written'": ['import-undone', 'undo-not-written'],
  'error.reason': ['not-a-workbook', 'unpacks-too-large', 'sheet-too-large'],
  '`${field}-unknown`': ['tier-unknown', 'rank-unknown', 'kind-unknown'],
  '`${field}-needed`': ['sector-needed', 'region-needed'],
  '`${field}-needed-for-unit`': ['sector-needed-for-unit', 'region-needed-for-unit'],
  "/^[a-z-]+$/.test(message) ? message : `parameter-${code === 'invalid_value' ? 'value' : 'form'}`": [
    'parameter-value',
    'parameter-form',
    'date-form',
    'region-code-form',
  ],
};

/** Where reasons stand before a finding is made of them. */
const ELSEWHERE = [
  /\bread\('\w+', \w+, '([a-z-]+)'\)/g,
  /\berror: '([a-z-]+)'/g,
  /\bUnreadableWorkbook\('([a-z-]+)'\)/g,
  /'(mended-[a-z-]+)'/g,
  /'(undo-[a-z-]+)'/g,
];

function callsIn({ file, text }: { file: string; text: string }): Call[] {
  return [...text.matchAll(/(?<!function )\b(?:finding|notice|warning|choice)\(/g)].map((match) => {
    const [field = '', reason = '', facts = ''] = listed(text, match.index + match[0].length);
    const plain = reason.match(/^(?:[^?`]+\? )?'[a-z-]+'(?: : '[a-z-]+')?$/)
      ? [...(reason.split('? ').at(-1) ?? '').matchAll(/'([a-z-]+)'/g)].map((each) => each[1] ?? '')
      : null;
    return { file, field: /^'(\w+)'$/.exec(field)?.[1] ?? null, reasons: plain ?? COMPOSED[reason] ?? [`unreadable: ${reason}`], facts: keysOf(facts) };
  });
}

function keysOf(object: string): string[] {
  return object.startsWith('{') ? listed(object, 1).flatMap((each) => /^\w+/.exec(each)?.[0] ?? []) : [];
}

/** What stands between commas from a place in a text on, up to the bracket that closes it. */
function listed(text: string, from: number): string[] {
  const items = [''];
  let depth = 0;
  for (const [token] of text.slice(from).matchAll(/'[^']*'|[^'([{)\]},]+|./gs)) {
    if (')]}'.includes(token)) depth--;
    if (depth < 0) break;
    if ('([{'.includes(token)) depth++;
    if (token === ',' && depth === 0) items.push('');
    else items[items.length - 1] += token;
  }
  return items.map((item) => item.trim()).filter(Boolean);
}

const CALLS = SOURCES.flatMap(callsIn);
const SAID_ELSEWHERE = SOURCES.flatMap(({ text }) => ELSEWHERE.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')));
const REASONS = [...new Set([...CALLS.flatMap(({ reasons }) => reasons), ...SAID_ELSEWHERE])].sort();

const WORDS = { 'zh-CN': sentences(MESSAGES['zh-CN']), en: sentences(MESSAGES.en) };

describe('the words in Chinese and English', () => {
  it('have the same keys', () => {
    expect([...WORDS.en.keys()]).toEqual([...WORDS['zh-CN'].keys()]);
  });

  it('take the same arguments', () => {
    const taken = (locale: keyof typeof WORDS) => Object.fromEntries([...WORDS[locale]].map(([key, text]) => [key, [...argumentsOf(text)].sort()]));
    expect(taken('en')).toEqual(taken('zh-CN'));
  });

  it.each(LOCALES)('are never empty and can all be read as messages: %s', (locale) => {
    const errors: string[] = [];
    const t = createTranslator({ locale, messages: MESSAGES[locale], onError: (error) => errors.push(error.message) });
    for (const [key, text] of WORDS[locale]) {
      const values = Object.fromEntries([...argumentsOf(text)].map((name) => [name, 'x']));
      // What stands between marks is the page's own.
      const marks = Object.fromEntries([...text.matchAll(/<(\w+)>/g)].map(([, name = '']) => [name, () => 'x']));
      expect(t.markup(key as 'app.name', { ...values, ...marks } as never), key).not.toBe('');
    }
    expect(errors).toEqual([]);
  });

  it('tell arguments in nested choices from the words around them', () => {
    expect([...argumentsOf('{a} of {own, select, one {just {b}} other {}} and {c}')]).toEqual(['a', 'own', 'b', 'c']);
  });
});

describe('the reasons of the rules', () => {
  it('are found in the sources', () => {
    expect(CALLS.length).toBeGreaterThan(100);
    expect(REASONS.filter((reason) => reason.startsWith('unreadable'))).toEqual([]);
  });

  it.each(REASONS)('have a sentence in both languages: %s', (reason) => {
    for (const locale of LOCALES) expect(WORDS[locale].has(`reason.${reason}`), locale).toBe(true);
  });

  it.each(CALLS)('fill their sentence with what they know: $file $reasons', ({ reasons, facts }) => {
    for (const reason of reasons) {
      for (const name of argumentsOf(WORDS['zh-CN'].get(`reason.${reason}`) ?? '')) expect(facts, reason).toContain(name);
    }
  });

  it('leave no sentence unused', () => {
    expect(Object.keys(MESSAGES['zh-CN'].reason).filter((reason) => !REASONS.includes(reason))).toEqual([]);
  });

  it('belong to fields that have a name', () => {
    const fields = CALLS.flatMap(({ field }) => field ?? []);
    expect([...fields, ...ACCOUNT_FIELDS].filter((field) => !(field in MESSAGES['zh-CN'].field))).toEqual([]);
  });
});

it('every rule of the linter has its sentence', () => {
  expect(Object.keys(MESSAGES['zh-CN'].lint.says)).toEqual([...LINTS]);
});

describe('the code lists', () => {
  it.each([
    ['platform', PLATFORMS],
    ['tier', [...TIERS, 'unclassified']],
    ['rank', [...RANKS, 'unclassified']],
    ['holder', HOLDERS],
    ['status', STATUSES],
    ['wechatType', WECHAT_TYPES],
    ['positioning', POSITIONINGS],
    ['provenance', PROVENANCES],
    ['unitKind', UNIT_KINDS],
    ['level', REGION_LEVELS],
    ['kind', REGION_KINDS],
    ['role', ROLES],
    ['verdict', VERDICTS],
    ['filingKind', FILING_KINDS],
    ['filingState', FILING_STATES],
    ['filingMove', MOVES],
    ['filingView', FILING_VIEWS],
    ['due', DUES],
    ['returnReason', RETURN_REASONS],
    ['axis', AXES],
    ['measure', MEASURES],
    ['lint', LINTS],
    ['severity', SEVERITIES],
    ['relation', RELATIONS],
    ['modality', MODALITIES],
    ['system', SYSTEMS],
    ['rosterScope', ROSTER_SCOPES],
    ['chaseStep', CHASE_STEPS],
    ['gapState', GAP_STATES],
    ['outcome', OUTCOMES],
  ] as const)('have a word for each code and no other: %s', (list, codes) => {
    expect(Object.keys(MESSAGES['zh-CN'].code[list])).toEqual([...codes]);
  });
});
