// 目标任务: how far a target is, by the rules of docs/formulas.md.
import type { Day } from '@/lib/taxonomy/day';

export const TARGET_MEASURES = ['number', 'rate'] as const;
export type TargetMeasure = (typeof TARGET_MEASURES)[number];

/** What a document asks for: accounts, or a rate from 0 to 1, by a day. */
export type Goal = { measure: TargetMeasure; value: number; dueOn: Day; withdrawnOn: Day | null };

/** What a cell held on a day. `expected` and `covered` are null where nobody knows whom to expect. */
export type Reading = { day: Day; accounts: number; expected: number | null; covered: number | null };

export const TARGET_STANDINGS = ['withdrawn', 'unmeasurable', 'met', 'missed', 'reached', 'on-track', 'behind', 'too-few-months'] as const;
/** met and missed are of the due day; reached, on-track and behind of a day before it. */
export type TargetStanding = (typeof TARGET_STANDINGS)[number];

export type Progress = {
  /** On the day of asking, or on the due day once that has come. */
  now: Reading;
  /** Accounts, or covered ÷ expected; null where nothing is expected. */
  amount: number | null;
  /** Accounts, or expected bodies, that are still to come. */
  needed: number | null;
  /** The same for each month that is left; all of it where less than a month is. Null once it is reached or due. */
  perMonth: number | null;
  /** What it will be on the due day if it goes on as in the last months; null where there are too few of them, or it is due. */
  forecast: number | null;
  /** Month-ends that the forecast is made from. */
  months: number;
  standing: TargetStanding;
};

/** A forecast looks back over this many month-ends, and is not made from fewer than the least. */
export const MONTHS_BACK = 6;
export const LEAST_MONTHS = 3;

const DAYS_A_MONTH = 365.25 / 12;
/** Of rates: 0.8 of 5 is 4, whatever a machine makes of it. */
const NEARLY = 1e-9;

/** The last days of the months that were over before a day, the oldest first. */
export function monthEnds(day: Day, count: number): Day[] {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return Array.from({ length: count }, (_, back) => new Date(Date.UTC(year, month - count + back, 0)).toISOString().slice(0, 10));
}

/** What is measured of a reading; null of a rate where nothing is expected or nobody knows what is. */
export function amountOf(measure: TargetMeasure, { accounts, expected, covered }: Reading): number | null {
  if (measure === 'number') return accounts;
  return expected === null || covered === null || expected === 0 ? null : covered / expected;
}

/** Accounts or bodies that a reading lacks of the goal; null where it cannot be measured. */
export function stillNeeded({ measure, value }: Pick<Goal, 'measure' | 'value'>, reading: Reading): number | null {
  if (measure === 'number') return Math.max(0, value - reading.accounts);
  if (amountOf(measure, reading) === null) return null;
  return Math.max(0, Math.ceil(value * (reading.expected ?? 0) - NEARLY) - (reading.covered ?? 0));
}

/** How much a series of month-ends grows in a month: the slope of the straight line with the least squares. */
export function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [up, across] = values.reduce(([a, b], value, index) => [a + (index - middle) * (value - mean), b + (index - middle) ** 2], [0, 0]);
  return up / across;
}

/**
 * The month-ends that tell a pace: the last six that can be measured, from the first on at which the cell held
 * anything. Before that the register did not know the cell, and its noughts say nothing of how fast it fills.
 */
export function tellingMonths(measure: TargetMeasure, monthly: readonly Reading[]): number[] {
  const last = monthly.slice(-MONTHS_BACK).map((reading) => amountOf(measure, reading));
  const first = last.findIndex((amount) => amount !== null && amount > 0);
  return first < 0 ? [] : last.slice(first).filter((amount) => amount !== null);
}

/** Months of 365.25 / 12 days from one day to a later one. */
export function monthsBetween(from: Day, to: Day): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 86_400_000 / DAYS_A_MONTH);
}

/**
 * How far a target is.
 * @param now the reading of the day of asking; of the due day once that has come
 * @param monthly readings of the month-ends before `now`, the oldest first
 * @param today the day of asking
 */
export function progressOf(goal: Goal, now: Reading, monthly: readonly Reading[], today: Day): Progress {
  const { measure, dueOn } = goal;
  const [amount, needed] = [amountOf(measure, now), stillNeeded(goal, now)];
  const telling = tellingMonths(measure, monthly);
  const due = today >= dueOn;
  const left = monthsBetween(today, dueOn);
  const forecast = due || amount === null || telling.length < LEAST_MONTHS ? null : within(measure, amount + slopeOf(telling) * left);
  const perMonth = due || !needed ? null : needed / Math.max(1, left);
  return { now, amount, needed, perMonth, forecast, months: telling.length, standing: standingOf(goal, needed, forecast, due) };
}

function within(measure: TargetMeasure, value: number): number {
  return Math.max(0, measure === 'rate' ? Math.min(1, value) : value);
}

function standingOf({ value, withdrawnOn }: Goal, needed: number | null, forecast: number | null, due: boolean): TargetStanding {
  if (withdrawnOn !== null) return 'withdrawn';
  if (needed === null) return 'unmeasurable';
  if (due) return needed === 0 ? 'met' : 'missed';
  if (needed === 0) return 'reached';
  if (forecast === null) return 'too-few-months';
  return forecast >= value - NEARLY ? 'on-track' : 'behind';
}
