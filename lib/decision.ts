/**
 * What a rule answers: the change it accepts, or why it refuses. Refusals are values; bugs throw.
 * `told` is what an accepted change is still to be told with.
 */
export type Decision<T> = { accepted: true; change: T; told?: readonly Finding[] } | { accepted: false; findings: Finding[] };

/** A sentence in the making: its words stand in messages/ under `reason`, filled with `facts`. */
export type Finding = {
  /** The field or column it belongs to; null for the thing as a whole. */
  field: string | null;
  reason: string;
  facts?: Facts;
  /** What the person can choose from, where several things fit. */
  options?: Option[];
  /** A finding refuses unless it only warns, or only tells what was understood. */
  severity?: 'warning' | 'notice';
};

export type Facts = Record<string, string | number>;

export type Option = { value: string; label: string };

export function accept<T>(change: T, told: readonly Finding[] = []): Decision<T> {
  return told.length ? { accepted: true, change, told } : { accepted: true, change };
}

/** What several decisions are told with, one after another. */
export function toldBy(...decisions: readonly Decision<unknown>[]): Finding[] {
  return decisions.flatMap((each) => (each.accepted ? (each.told ?? []) : []));
}

export function refuse(...findings: Finding[]): Decision<never> {
  return { accepted: false, findings };
}

export function finding(field: string | null, reason: string, facts?: Facts): Finding {
  return { field, reason, facts };
}

export function warning(field: string | null, reason: string, facts?: Facts): Finding {
  return { field, reason, facts, severity: 'warning' };
}

export function notice(field: string | null, reason: string, facts?: Facts): Finding {
  return { field, reason, facts, severity: 'notice' };
}

/** A refusal that a choice resolves. */
export function choice(field: string, reason: string, facts: Facts, options: Option[]): Finding {
  return { field, reason, facts, options };
}

/** Whether a finding refuses what it is about. */
export function refuses({ severity }: Finding): boolean {
  return severity === undefined;
}
