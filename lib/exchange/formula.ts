// What a spreadsheet would run when it opens a CSV file (OWASP, CSV injection), full-width signs included, which some programs take for the plain ones.
const RUN = '[=+\\-@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20]';
const RUNS = new RegExp(`^'*${RUN}`);
const DEFUSED = new RegExp(`^'+${RUN}`);

/** By the first character alone: what most texts begin with needs no further look. */
function mayRun(text: string): boolean {
  const first = text.charCodeAt(0);
  return first < 0x30 || first === 0x3d || first === 0x40 || first > 0xff00;
}

/** A text as a CSV file may hold it: one that a spreadsheet would run begins with an apostrophe. */
export function defuse(text: string): string {
  return mayRun(text) && RUNS.test(text) ? `'${text}` : text;
}

/**
 * A text as a workbook may hold it: its cell is typed as text and never runs, so that only what
 * `fused` would take for a defused text needs its apostrophe.
 */
export function guarded(text: string): string {
  return text.charCodeAt(0) === 0x27 && DEFUSED.test(text) ? `'${text}` : text;
}

/** The text that was defused or guarded on its way out. */
export function fused(text: string): string {
  return DEFUSED.test(text) ? text.slice(1) : text;
}
