import { type Finding, finding, notice, refuses, warning } from '@/lib/decision';
import { MENDED, spelledDate } from '@/lib/registry/account-fields';
import { type Day, lastDay, type PartialDay } from '@/lib/taxonomy/day';
import { clean } from '@/lib/taxonomy/text';
import type { Column } from './columns';

/** The cells of a row by the fields that they fill. */
export type CellTexts = Partial<Record<string, string>>;

/** Reads the cells of one row, each for itself; what is wrong with them gathers in `findings`, beside their fields. */
export class Cells {
  readonly findings: Finding[] = [];

  constructor(
    private readonly texts: CellTexts,
    private readonly columns: readonly Column[],
    private readonly today: Day,
  ) {}

  /** Whether anything that was found refuses the row. */
  get refused(): boolean {
    return this.findings.some(refuses);
  }

  /** The cleaned text, empty where the cell says nothing. */
  text(field: string): string {
    const { text, mended } = clean(this.texts[field] ?? '');
    this.findings.push(...mended.map((mend) => notice(field, MENDED[mend])));
    return text;
  }

  line(field: string, longest = 200): string | null {
    const text = this.text(field);
    if (text === '') return null;
    if ([...text].length > longest) this.findings.push(finding(field, 'too-long', { longest, length: [...text].length }));
    if (/[<>]/.test(text)) this.findings.push(finding(field, 'angle-brackets'));
    return text;
  }

  /** One of a list; null with a finding where the text is none of them. */
  oneOf<T>(field: string, read: (text: string) => T | null, choices: string): T | null {
    const text = this.text(field);
    const value = text === '' ? null : read(text);
    if (text !== '' && value === null) this.findings.push(finding(field, 'choice-unknown', { column: this.header(field), value: text.slice(0, 30), choices }));
    return value;
  }

  /** A whole day. `until` is the last that it may be: today, unless said; null lets any day be. */
  day(field: string, until: Day | null = this.today): Day | null {
    const date = this.partialDay(field, until);
    if (date === null || date.length === 10) return date;
    this.findings.push(finding(field, 'date-needs-day', { date }));
    return null;
  }

  /** A day, month or year that is over, as sources date their figures. */
  over(field: string): PartialDay | null {
    return this.partialDay(field, this.today, lastDay);
  }

  private partialDay(field: string, until: Day | null, counts: (date: PartialDay) => string = (date) => date): PartialDay | null {
    const text = this.text(field);
    if (text === '') return null;
    const date = spelledDate(text);
    if (date === null) this.findings.push(finding(field, 'date-form', { value: text.slice(0, 30) }));
    else if (until !== null && counts(date) > until) this.findings.push(finding(field, 'date-future', { date }));
    else return date;
    return null;
  }

  /** A number of things, whole and not negative; null where nothing is said or known. */
  count(field: string): number | null {
    const count = readCount(this.texts[field]);
    if (count === 'wrong') this.findings.push(finding(field, 'count-form', { value: (this.texts[field] ?? '').trim().slice(0, 30) }));
    if (count !== null && count !== 'wrong' && /\+\s*$/.test(this.text(field))) this.findings.push(warning(field, 'count-at-least', { count }));
    return count === 'wrong' ? null : count;
  }

  /** A number with a fraction, not negative; null where nothing is said. */
  decimal(field: string): number | null {
    const text = this.text(field).replace(/[,，\s]/g, '');
    if (/^[—–-]*$/.test(text)) return null;
    if (/^\d{1,12}(\.\d{1,6})?$/.test(text)) return Number(text);
    this.findings.push(finding(field, 'count-form', { value: text.slice(0, 30) }));
    return null;
  }

  /** Says of each field that it is needed, where its cell is empty. */
  need(...fields: string[]): void {
    for (const field of fields) if (this.text(field) === '') this.findings.push(finding(field, 'cell-needed', { column: this.header(field) }));
  }

  header(field: string): string {
    return this.columns.find((column) => column.field === field)?.header ?? field;
  }
}

/** A count as sheets write it: 12,345, 1.2万, 3亿; a dash or nothing is not known. */
export function readCount(text: string | undefined): number | null | 'wrong' {
  if (text === undefined || /^[\s—–-]*$/.test(text)) return null;
  const plain = text.normalize('NFKC').replace(/[,，\s]/g, '');
  const [, digits = '', unit = ''] = /^(\d+(?:\.0+)?|\d+(?:\.\d+)?(?=万|w|亿))(万|w|亿)?\+?$/i.exec(plain) ?? [];
  const count = Math.round(Number(digits) * (unit === '亿' ? 1e8 : unit ? 1e4 : 1));
  return digits === '' || !Number.isSafeInteger(count) ? 'wrong' : count;
}

/** 是 or 否, as sheets write them. */
export function readYes(text: string): boolean | null {
  if (/^(是|yes|y|true|1|√|✓)$/i.test(text)) return true;
  return /^(否|不是|no|n|false|0|×)$/i.test(text) ? false : null;
}
