import { type Finding, finding } from '@/lib/decision';
import { type Day, isDay } from '@/lib/taxonomy/day';

/** Of what a region confirms its roster: itself and all within it, or itself alone. */
export const ROSTER_SCOPES = ['subtree', 'own'] as const;
export type RosterScope = (typeof ROSTER_SCOPES)[number];

type Texts = Readonly<Record<string, string | undefined>>;

export type RosterFacts = { from: Day; until: Day | null; document: string; note: string | null };

const LONGEST = 200;

/** Reads from when, until when and by which document something of a roster is said; `today` is the last day it can begin on. */
export function readRosterFacts(texts: Texts, today: Day): { facts: RosterFacts; findings: Finding[] } {
  const text = (field: string) => texts[field]?.replaceAll('\0', '').trim() ?? '';
  const [from, until, document, note] = [text('rosterFrom'), text('rosterUntil'), text('document'), text('note')];
  const wrong = (field: string, value: string) => {
    const shown = value.slice(0, 30);
    return value !== '' && !isDay(value) ? [finding(field, 'date-form', { value: shown })] : [];
  };
  const long = ([field, value]: readonly [string, string]) => {
    const { length } = [...value];
    return length > LONGEST ? [finding(field, 'too-long', { longest: LONGEST, length })] : [];
  };
  const findings = [
    ...(from === '' ? [finding('rosterFrom', 'move-day-needed')] : wrong('rosterFrom', from)),
    ...(isDay(from) && from > today ? [finding('rosterFrom', 'date-future', { date: from })] : []),
    ...wrong('rosterUntil', until),
    ...(isDay(from) && isDay(until) && until <= from ? [finding('rosterUntil', 'date-not-after', { date: until, other: from })] : []),
    ...(document === '' ? [finding('document', 'roster-document-needed')] : []),
    ...(
      [
        ['document', document],
        ['note', note],
      ] as const
    ).flatMap(long),
  ];
  return { facts: { from, until: until || null, document, note: note || null }, findings };
}
