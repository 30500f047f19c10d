import { covers, type Day, hasDays, type Period } from './day';

/** What was true in one period. Steps of a timeline are in order and do not overlap. */
export type Step<T> = Period & { value: T };
export type Timeline<T> = readonly Step<T>[];

export function at<T>(timeline: Timeline<T>, day: Day): T | undefined {
  return timeline.find((step) => covers(step, day))?.value;
}

/** The last step, which is what is true now: nothing is recorded ahead of its day. */
export function latest<T>(timeline: Timeline<T>): Step<T> | undefined {
  return timeline.at(-1);
}

/**
 * Says that from a day on until now something else is true.
 * @param change what it does to each step since then, so that what changed later for other reasons stays
 */
export function changeFrom<T>(timeline: Timeline<T>, day: Day, change: (value: T) => T, same: (a: T, b: T) => boolean): Step<T>[] {
  const steps = timeline.flatMap((step) => {
    if (step.until !== null && step.until <= day) return [step];
    if (step.from !== null && step.from >= day) return [{ ...step, value: change(step.value) }];
    return [
      { ...step, until: day },
      { from: day, until: step.until, value: change(step.value) },
    ];
  });
  return joined(steps, same);
}

/** Says that something was never as recorded: the step in which the day lies is put right as a whole. */
export function correctAt<T>(timeline: Timeline<T>, day: Day, change: (value: T) => T, same: (a: T, b: T) => boolean): Step<T>[] {
  return joined(
    timeline.map((step) => (covers(step, day) ? { ...step, value: change(step.value) } : step)),
    same,
  );
}

/** Drops empty steps and joins neighbours that say the same. */
export function joined<T>(steps: Timeline<T>, same: (a: T, b: T) => boolean): Step<T>[] {
  const result: Step<T>[] = [];
  for (const step of steps.filter(hasDays)) {
    const before = result.at(-1);
    if (before && before.until !== null && before.until === step.from && same(before.value, step.value))
      result[result.length - 1] = { ...before, until: step.until };
    else result.push({ ...step });
  }
  return result;
}

/**
 * Lays a second timeline over each step of a first. Where the second does not reach, its
 * nearest step holds: a unit was something before its first recorded day.
 */
export function overlay<A, B, C>(steps: Timeline<A>, other: (value: A) => Timeline<B>, combine: (a: A, b: B) => C): Step<C>[] {
  return steps.flatMap((step) =>
    stretched(other(step.value)).flatMap((second) => {
      const period = intersection(step, second);
      return hasDays(period) ? [{ ...period, value: combine(step.value, second.value) }] : [];
    }),
  );
}

// Without ends and without holes.
function stretched<T>(timeline: Timeline<T>): Step<T>[] {
  return timeline.map((step, index) => ({ from: index === 0 ? null : step.from, until: timeline[index + 1]?.from ?? null, value: step.value }));
}

function intersection(a: Period, b: Period): Period {
  const starts = [a.from, b.from].filter((day) => day !== null).sort();
  const ends = [a.until, b.until].filter((day) => day !== null).sort();
  return { from: starts.at(-1) ?? null, until: ends[0] ?? null };
}
