// One for all: making it costs more than using it, and a matrix has thousands of numbers. Both languages group alike.
const GROUPED = new Intl.NumberFormat('en');

/** A count as it is read: 40,924; — where there is none. */
export function numberText(count: number | null): string {
  if (count === null) return '—';
  return count < 1000 ? String(count) : GROUPED.format(count);
}
