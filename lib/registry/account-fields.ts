import { type Finding, finding, notice, warning } from '@/lib/decision';
import type { Holder, Platform, Positioning, Rank, Status, WechatType } from '@/lib/taxonomy/codes';
import { type Day, firstDay, isPartialDay, type PartialDay } from '@/lib/taxonomy/day';
import { isOtherPlatform, readHolder, readPlatform, readPositioning, readRank, readStatus, readWechatType } from '@/lib/taxonomy/synonyms';
import { clean, type Mend, widthOf } from '@/lib/taxonomy/text';
import { checkHandle, checkPlatformId } from './identifiers';

/** What an account can be told to be, as typed in a form or read from a row. */
export const ACCOUNT_FIELDS = [
  'platform',
  'name',
  'platformId',
  'handle',
  'holder',
  'person',
  'post',
  'postRank',
  'wechatType',
  'positioning',
  'openedOn',
  'status',
  'closedOn',
  'verification',
  'contactName',
  'contactPhone',
  'note',
] as const;
export type AccountField = (typeof ACCOUNT_FIELDS)[number];

/** The same, read: null where nothing was given. */
export type AccountFacts = {
  platform: Platform | null;
  name: string | null;
  platformId: string | null;
  handle: string | null;
  holder: Holder | null;
  person: string | null;
  post: string | null;
  postRank: Rank | null;
  wechatType: WechatType | null;
  positioning: Positioning | null;
  openedOn: PartialDay | null;
  status: Status | null;
  closedOn: Day | null;
  verification: string | null;
  contactName: string | null;
  contactPhone: string | null;
  note: string | null;
};

export type AccountReading = { facts: AccountFacts; findings: Finding[] };

/**
 * Reads the fields of an account, each for itself and then against each other.
 * @param texts what was typed; absent and empty are the same
 * @param today dates after it are refused
 */
export function readAccountFields(texts: Partial<Record<AccountField, string>>, today: Day): AccountReading {
  const findings: Finding[] = [];
  const read = <T>(field: AccountField, by: (text: string) => T | null, otherwise: string): T | null => {
    const text = cleaned(field, texts[field] ?? '', findings);
    if (text === '') return null;
    const value = by(text);
    if (value === null) findings.push(finding(field, otherwise, { value: short(text) }));
    return value;
  };
  const line = (field: AccountField, longest: number) => lineOf(field, texts[field] ?? '', longest, findings);

  const platform = readPlatformField(cleaned('platform', texts.platform ?? '', findings), findings);
  const facts: AccountFacts = {
    platform,
    name: readName(texts.name ?? '', findings),
    platformId: readId(texts.platformId ?? '', platform, findings),
    handle: readHandle(texts.handle ?? '', platform, findings),
    holder: read('holder', readHolder, 'holder-unknown'),
    person: line('person', 40),
    post: line('post', 100),
    postRank: read('postRank', readRank, 'rank-unknown'),
    wechatType: read('wechatType', readWechatType, 'wechat-type-unknown') ?? (platform === 'wechat' ? readWechatType(texts.platform ?? '') : null),
    positioning: read('positioning', readPositioning, 'positioning-unknown'),
    openedOn: readDate('openedOn', texts.openedOn ?? '', today, findings),
    status: read('status', readStatus, 'status-unknown'),
    closedOn: readFullDate('closedOn', texts.closedOn ?? '', today, findings),
    verification: line('verification', 200),
    contactName: line('contactName', 40),
    contactPhone: line('contactPhone', 40),
    note: line('note', 1000),
  };
  findings.push(...contradictions(facts));
  return { facts, findings };
}

/** What of a text was mended, as people are told. */
export const MENDED: Record<Mend, string> = { 'invisible-characters': 'mended-invisible', 'full-width': 'mended-full-width', 'shi-character': 'mended-shi' };

function cleaned(field: AccountField, raw: string, findings: Finding[]): string {
  const { text, mended } = clean(raw);
  findings.push(...mended.map((mend) => notice(field, MENDED[mend])));
  return text;
}

/** Long texts are quoted by their beginning. */
function short(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}

function lineOf(field: AccountField, raw: string, longest: number, findings: Finding[]): string | null {
  const text = cleaned(field, raw, findings);
  if (text === '') return null;
  if ([...text].length > longest) findings.push(finding(field, 'too-long', { longest, length: [...text].length }));
  if (/[<>]/.test(text)) findings.push(finding(field, 'angle-brackets'));
  return text;
}

function readPlatformField(text: string, findings: Finding[]): Platform | null {
  if (text === '') return null;
  const platform = readPlatform(text);
  if (platform === null) findings.push(finding('platform', isOtherPlatform(text) ? 'platform-not-counted' : 'platform-unknown', { value: short(text) }));
  return platform;
}

const LONGEST_NAME = 60;

// The platforms' own limits are told differently by different sources (docs/glossary.md), so a width
// outside 2–30 warns; only what cannot be a name at all refuses.
function readName(raw: string, findings: Finding[]): string | null {
  const name = cleaned('name', raw, findings).replace(/^@\s*/, '');
  if (name === '') return null;
  if ([...name].length > LONGEST_NAME) findings.push(finding('name', 'too-long', { longest: LONGEST_NAME, length: [...name].length }));
  else if (/^[=+]/.test(name)) findings.push(finding('name', 'formula', { value: short(name) }));
  else if (/[<>]/.test(name)) findings.push(finding('name', 'angle-brackets'));
  else if (!/[\p{L}\p{N}]/u.test(name)) findings.push(finding('name', 'name-without-letters', { value: short(name) }));
  else if (widthOf(name) > 30 || widthOf(name) < 2) findings.push(warning('name', 'name-width', { width: widthOf(name) }));
  if (/\p{Extended_Pictographic}/u.test(name)) findings.push(warning('name', 'name-emoji'));
  return name;
}

function readId(raw: string, platform: Platform | null, findings: Finding[]): string | null {
  const id = cleaned('platformId', raw, findings).replace(/^'/, '');
  if (id === '') return null;
  const wrong = platform === null ? null : checkPlatformId(platform, id);
  if (wrong) findings.push(wrong);
  return id;
}

function readHandle(raw: string, platform: Platform | null, findings: Finding[]): string | null {
  const handle = cleaned('handle', raw, findings).replace(/^@\s*/, '');
  if (handle === '') return null;
  const wrong = platform === null ? null : checkHandle(platform, handle);
  if (wrong) findings.push(wrong);
  return handle;
}

/** Earliest day an account can have been opened: the year in which Sina Weibo began. */
const FIRST_YEAR = '2009';

function readDate(field: AccountField, raw: string, today: Day, findings: Finding[]): PartialDay | null {
  const text = cleaned(field, raw, findings);
  if (text === '') return null;
  const date = spelledDate(text);
  if (date === null) findings.push(finding(field, 'date-form', { value: short(text) }));
  else if (firstDay(date) > today) findings.push(finding(field, 'date-future', { date }));
  else if (date < FIRST_YEAR) findings.push(finding(field, 'date-too-early', { date }));
  else return date;
  return null;
}

function readFullDate(field: AccountField, raw: string, today: Day, findings: Finding[]): Day | null {
  const date = readDate(field, raw, today, findings);
  if (date === null || date.length === 10) return date;
  findings.push(finding(field, 'date-needs-day', { date }));
  return null;
}

/** A date in the spellings that files bring: 2014-07-01, 2014/7/1, 2014.7.1, 20140701, 2014年7月1日, 2014年7月, 2014, 41821 (a spreadsheet's serial). */
export function spelledDate(text: string): PartialDay | null {
  const serial = /^\d{5}(\.\d+)?$/.test(text) ? Math.floor(Number(text)) : null;
  if (serial !== null) return new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const parts =
    compact ?? /^(\d{4})\s*(?:[-/.年]\s*(\d{1,2})\s*(?:[-/.月]\s*(?:(\d{1,2})\s*日?)?)?)?年?月?(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?Z?)?)?$/.exec(text);
  if (!parts) return null;
  const date = parts
    .slice(1, 4)
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-');
  return isPartialDay(date) ? date : null;
}

function contradictions(facts: AccountFacts): Finding[] {
  const found: Finding[] = [];
  if (facts.closedOn && facts.openedOn && facts.closedOn < firstDay(facts.openedOn))
    found.push(finding('closedOn', 'closed-before-opened', { opened: facts.openedOn, closed: facts.closedOn }));
  if (facts.closedOn && (facts.status === 'active' || facts.status === 'paused')) found.push(finding('status', 'closed-but-open', { closed: facts.closedOn }));
  if (facts.wechatType && facts.platform && facts.platform !== 'wechat') found.push(finding('wechatType', 'wechat-type-elsewhere'));
  if (facts.holder === 'official' && !facts.person) found.push(finding('person', 'official-without-person'));
  if (facts.holder === 'official' && !facts.post) found.push(warning('post', 'official-without-post'));
  if (facts.person && facts.holder === 'institution') found.push(finding('person', 'person-of-institution'));
  return found;
}
