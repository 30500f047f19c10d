import { type Finding, finding } from '@/lib/decision';
import { Cells } from '@/lib/exchange/cells';
import { TARGET_COLUMNS } from '@/lib/exchange/target-file';
import { type Day, isDay } from '@/lib/taxonomy/day';

export type Texts = Readonly<Record<string, string | undefined>>;

/** The document that sets something, as typed in a form: its number is needed. */
export function documentTyped(texts: Texts, findings: Finding[], today: Day): { documentNo: string; issuer: string | null; documentDate: Day | null } {
  const cells = new Cells(texts, TARGET_COLUMNS, today);
  const documentNo = cells.line('documentNo', 100);
  const read = { documentNo: documentNo ?? '', issuer: cells.line('issuer', 100), documentDate: cells.day('documentDate') };
  findings.push(...cells.findings, ...(documentNo === null ? [finding('documentNo', 'rule-source-needed')] : []));
  return read;
}

/** A day that a form needs. */
export function dayTyped(text: string | undefined, field: string, findings: Finding[]): Day {
  const said = text?.trim() ?? '';
  if (said === '') findings.push(finding(field, 'move-day-needed'));
  else if (!isDay(said)) findings.push(finding(field, 'date-form', { value: (text ?? '').slice(0, 30) }));
  return said;
}
