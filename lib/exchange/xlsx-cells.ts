import type { Texts } from './texts';

/** A cell as the sheet says it. */
export type Cell = { column: number; type: string; style: number; value: string };

/** Which styles are dates, and the day from which they are counted. */
export type Dates = { styles: ReadonlySet<number>; epoch: number };

/** What a cell says: a text, a stored result, a date as YYYY-MM-DD, a number as the file has it. */
export function cellText({ type, style, value }: Cell, strings: Texts, { styles, epoch }: Dates): string {
  if (type === 's') return unescaped(strings.at(Number(value)));
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd') return value.slice(0, 10);
  if (type === 'n' && value !== '') return (styles.has(style) && serialDate(Number(value), epoch)) || plainNumber(value);
  return unescaped(value);
}

// A line break of Windows is stored as _x000D_ and a line feed (ECMA-376 part 1, 22.9.2.19).
function unescaped(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text;
}

const MILLISECONDS_OF_A_DAY = 24 * 60 * 60 * 1000;
const LAST_SERIAL = 2_958_465; // 9999-12-31

/** A spreadsheet's serial day; null for a number that is none, such as an id in a column that was styled as dates. */
function serialDate(serial: number, epoch: number): string | null {
  if (!(serial >= 0 && serial <= LAST_SERIAL)) return null;
  return new Date(epoch + Math.floor(serial) * MILLISECONDS_OF_A_DAY).toISOString().slice(0, 10);
}

// Programs store a number of ten digits as 2.803301701E9; up to 15 digits nothing is lost by writing it out.
function plainNumber(value: string): string {
  const number = Number(value);
  return /e/i.test(value) && Number.isSafeInteger(number) && number < 1e15 ? String(number) : value;
}
