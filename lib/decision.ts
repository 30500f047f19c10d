/** What a rule answers: the change it accepts, or why it refuses. Refusals are values; bugs throw. */
export type Decision<T> = { accepted: true; change: T } | { accepted: false; findings: Finding[] };

/** A sentence in the making: its words stand in messages/ under `reason`, filled with `facts`. */
export type Finding = {
  /** The field or column it belongs to; null for the thing as a whole. */
  field: string | null;
  reason: string;
  facts?: Facts;
};

export type Facts = Record<string, string | number>;

export function accept<T>(change: T): Decision<T> {
  return { accepted: true, change };
}

export function refuse(...findings: Finding[]): Decision<never> {
  return { accepted: false, findings };
}

export function finding(field: string | null, reason: string, facts?: Facts): Finding {
  return { field, reason, facts };
}
