/** A calendar day in Asia/Shanghai, written YYYY-MM-DD; days compare as texts. */
export type Day = string;

const SHANGHAI = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day that a moment falls on in Shanghai. */
export function dayOf(moment: Date): Day {
  return SHANGHAI.format(moment);
}

/** Whether a text is a day that exists: 2015-02-29 is not. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** A day as far as it is known: a year (2011), a month (2011-04) or a day. */
export type PartialDay = string;

export function isPartialDay(text: string): text is PartialDay {
  return /^\d{4}$/.test(text) || (/^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`)) || isDay(text);
}

/** First day that a partial day can mean. */
export function firstDay(partial: PartialDay): Day {
  return `${partial}-01-01`.slice(0, 10);
}

/** Last day that a partial day can mean: on it, what began then surely had begun. */
export function lastDay(partial: PartialDay): Day {
  if (partial.length === 10) return partial;
  const [year = 0, month = 12] = partial.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** A stretch of days, `from` inclusive, `until` exclusive; null is open. */
export type Period = { from: Day | null; until: Day | null };

export function covers(period: Period, day: Day): boolean {
  return (period.from === null || period.from <= day) && (period.until === null || day < period.until);
}

/**
 * Numbers the stretches of days within which none of some periods begins or ends: whatever those periods alone say of a day
 * is the same on all days of one stretch.
 */
export function stretchesOf(periods: Iterable<Period>): (day: Day) => number {
  const turns = new Set<Day>();
  for (const { from, until } of periods) for (const day of [from, until]) if (day !== null) turns.add(day);
  const sorted = [...turns].sort();
  return (day) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as Day) <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Whether a period is not empty. */
export function hasDays(period: Period): boolean {
  return period.from === null || period.until === null || period.from < period.until;
}

/** The day before a day. */
export function dayBefore(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
