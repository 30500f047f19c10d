import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { type Day, isDay } from '@/lib/taxonomy/day';
import { type FilingKind, type Move, RETURN_REASONS, type ReturnReason } from './filing';

/** What goes with a move: the day that it tells of, why, in which words, and where it was made public. */
export type MoveFacts = { day: Day | null; reasons: ReturnReason[]; text: string | null; link: string | null; platformId: string | null };

const LONGEST_TEXT = 2000;
const LONGEST_LINK = 500;
const MOST_LINKS = 10;

/** Moves that tell of a day, and those that must show where the public was told. */
const TELLS_DAY: readonly Move[] = ['report', 'announce', 'close', 'cancel'];
const NEEDS_LINK: readonly Move[] = ['announce'];

/** Reads what was typed beside a move's button. */
export function readMove(texts: Readonly<Record<string, string | undefined>>, move: Move, today: Day): Decision<MoveFacts> {
  const findings: Finding[] = [];
  const reasons = move === 'return' ? RETURN_REASONS.filter((reason) => texts[`reason-${reason}`] === 'yes') : [];
  if (move === 'return' && reasons.length === 0) findings.push(finding('reasons', 'return-reason-needed'));
  const facts = {
    day: readDay(texts.day ?? '', TELLS_DAY.includes(move), today, findings),
    reasons,
    text: readText(texts.text ?? '', 'text', findings),
    link: readLink(texts.link ?? '', 'link', findings),
    platformId: texts.platformId?.trim() || null,
  };
  if (NEEDS_LINK.includes(move) && facts.link === null && findings.every(({ field }) => field !== 'link')) findings.push(finding('link', 'notice-link-needed'));
  if (reasons.includes('other') && facts.text === null) findings.push(finding('text', 'return-text-needed'));
  return findings.length ? refuse(...findings) : accept(facts);
}

function readDay(text: string, needed: boolean, today: Day, findings: Finding[]): Day | null {
  const typed = text.trim();
  if (typed === '') {
    if (needed) findings.push(finding('day', 'move-day-needed'));
    return null;
  }
  const wrong = dayWrong(typed, today);
  if (wrong) findings.push(wrong);
  return wrong ? null : typed;
}

function dayWrong(typed: string, today: Day): Finding | null {
  const value = typed.slice(0, 30);
  if (!isDay(typed)) return finding('day', 'date-form', { value });
  return typed > today ? finding('day', 'date-future', { date: typed }) : null;
}

function readText(raw: string, field: string, findings: Finding[]): string | null {
  const text = raw.replaceAll('\0', '').replace(/\r\n/g, '\n').trim();
  const length = [...text].length;
  if (length > LONGEST_TEXT) findings.push(finding(field, 'too-long', { longest: LONGEST_TEXT, length }));
  return text || null;
}

function readLink(raw: string, field: string, findings: Finding[]): string | null {
  const text = raw.trim();
  if (text === '') return null;
  if (isWebAddress(text)) return text;
  findings.push(finding(field, 'link-form', { value: text.slice(0, 60) }));
  return null;
}

/** Reads where the public was told of an account's end, as an office enters it. */
export function readNotice(texts: { notice?: string }): { link: string | null; findings: Finding[] } {
  const findings: Finding[] = [];
  return { link: readLink(texts.notice ?? '', 'notice', findings), findings };
}

/** Whether a text is an http or https address. */
export function isWebAddress(text: string): boolean {
  if (text.length > LONGEST_LINK || !/^https?:\/\/\S+$/i.test(text)) return false;
  return URL.canParse(text);
}

/** Why a filing is asked for, and where its papers are. */
export type AskedFor = { reason: string | null; links: string[] };

/** Reads what goes with every filing: the reason, needed where an account ends, and the addresses of its papers, one to a line. */
export function readAskedFor(texts: Readonly<Record<string, string | undefined>>, kind: FilingKind): { facts: AskedFor; findings: Finding[] } {
  const findings: Finding[] = [];
  const reason = readText(texts.reason ?? '', 'reason', findings);
  if (reason === null && (kind === 'closure' || kind === 'cancellation')) findings.push(finding('reason', 'filing-reason-needed'));
  const lines = (texts.links ?? '').split(/\s+/).filter(Boolean);
  if (lines.length > MOST_LINKS) findings.push(finding('links', 'too-many-links', { most: MOST_LINKS }));
  return { facts: { reason, links: lines.flatMap((line) => readLink(line, 'links', findings) ?? []) }, findings };
}
