import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { type Day, isDay } from '@/lib/taxonomy/day';
import { afterWorkdays, type Calendar } from '@/lib/taxonomy/workday';
import { type ChaseStep, OUTCOMES, type Outcome } from './chase';

/** What was typed for a step. */
export type StepTexts = Readonly<Record<string, string | undefined>>;

/** What a step says. `into` is still as typed: only the register knows what it names. */
export type StepSaid = {
  day: Day | null;
  until: Day | null;
  outcome: Outcome | null;
  into: string | null;
  assignee: string | null;
  text: string | null;
};

/** Working days to answer in, where nobody says another day. No national number is known: this one is the product's own. */
export const ANSWER_DAYS = 10;

/** By when a chase of a day is to be answered, unless another day is said. */
export function answerBy(calendar: Calendar, chasedOn: Day): Day {
  return afterWorkdays(calendar, chasedOn, ANSWER_DAYS);
}

const LONGEST = 1000;

/** Reads the form of a step; every field that is wrong is named. */
export function readStep(step: ChaseStep, texts: StepTexts, today: Day, calendar: Calendar): Decision<StepSaid> {
  const said = (name: string) => texts[name]?.trim() || null;
  const text = said('text');
  const nothing: StepSaid = { day: null, until: null, outcome: null, into: null, assignee: null, text };
  const wrong: Finding[] = text !== null && text.length > LONGEST ? [finding('text', 'too-long', { longest: LONGEST, length: text.length })] : [];
  const read = { assign: readAssign, note: readNote, chase: readChase, snooze: readSnooze, reply: readReply }[step];
  const { findings, ...facts } = read(said, today, calendar);
  const all = [...wrong, ...findings];
  return all.length > 0 ? refuse(...all) : accept({ ...nothing, ...facts });
}

type Said = (name: string) => string | null;
type Read = Partial<StepSaid> & { findings: Finding[] };

function readAssign(said: Said): Read {
  const assignee = said('assignee');
  return { assignee, findings: assignee === null ? [finding('assignee', 'assignee-needed')] : [] };
}

function readNote(said: Said): Read {
  return { findings: said('text') === null ? [finding('text', 'chase-text-needed')] : [] };
}

function readChase(said: Said, today: Day, calendar: Calendar): Read {
  const day = said('day') ?? today;
  const findings = pastDay(day, today);
  const until = said('until') ?? (isDay(day) ? answerBy(calendar, day) : today);
  if (!isDay(until)) findings.push(finding('until', 'date-form', { value: until }));
  else if (isDay(day) && until <= day) findings.push(finding('until', 'chase-due-before', { day }));
  return { day, until, findings };
}

function readSnooze(said: Said, today: Day): Read {
  const until = said('until');
  const findings: Finding[] = [];
  if (until === null) findings.push(finding('until', 'chase-until-needed'));
  else if (!isDay(until)) findings.push(finding('until', 'date-form', { value: until }));
  else if (until <= today) findings.push(finding('until', 'chase-until-past', { today }));
  if (said('text') === null) findings.push(finding('text', 'chase-text-needed'));
  return { until, findings };
}

function readReply(said: Said, today: Day): Read {
  const day = said('day') ?? today;
  const [until, into] = [said('until'), said('into')];
  const outcome = OUTCOMES.find((each) => each === said('outcome')) ?? null;
  const findings = pastDay(day, today);
  if (outcome === null) findings.push(finding('outcome', 'outcome-needed'));
  if (outcome === 'merged' && into === null) findings.push(finding('into', 'into-needed'));
  if (outcome !== 'merged' && into !== null) findings.push(finding('into', 'into-only-merged'));
  if (until !== null && outcome !== 'to-open') findings.push(finding('until', 'promise-only-to-open'));
  else if (until !== null && !isDay(until)) findings.push(finding('until', 'date-form', { value: until }));
  else if (until !== null && isDay(day) && until < day) findings.push(finding('until', 'chase-due-before', { day }));
  return { day, outcome, into, until, findings };
}

function pastDay(day: string, today: Day): Finding[] {
  if (!isDay(day)) return [finding('day', 'date-form', { value: day })];
  return day > today ? [finding('day', 'chase-day-future', { today })] : [];
}

/** What a text names that a body was merged into: `#12` or 某局（#12） a unit, 账号#34 or an account's address an account. */
export function readInto(text: string): { unitId: number } | { accountId: number } | null {
  const account = /(?:^账号\s*#|\/accounts\/)(\d{1,9})$/.exec(text)?.[1];
  if (account) return { accountId: Number(account) };
  const unit = /(?:#|\/units\/)(\d{1,9})[）)]?$/.exec(text)?.[1];
  return unit ? { unitId: Number(unit) } : null;
}
