import { type Decision, refuse } from '@/lib/decision';

/** What is said of a field, where a page has the same form for each row and each names its field for itself. */
export function atRow<T>({ findings }: Extract<Decision<T>, { accepted: false }>, field: string, row: string): Decision<never> {
  return refuse(...findings.map((each) => (each.field === field ? { ...each, field: `${field}-${row}` } : each)));
}
