import type { Finding } from '@/lib/decision';

/** Findings as the form goes down its fields; first those about the whole, last those about what it does not show. */
export function inOrderOf(fields: readonly string[], findings: readonly Finding[]): Finding[] {
  const place = ({ field }: Finding) => (field === null ? -1 : fields.includes(field) ? fields.indexOf(field) : fields.length);
  return findings.toSorted((one, other) => place(one) - place(other));
}
