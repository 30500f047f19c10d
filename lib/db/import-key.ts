import type { Finding } from '@/lib/decision';
import { KEY_FIELDS, type KeyField, readRowKey, rowKey } from '@/lib/exchange/row-key';
import { UNDECIDED } from '@/lib/exchange/three-way';

const WIDTH = 4;

/**
 * What a person decides where both sides have changed a field is the last word on it: the key of the row then
 * takes what the register says for what was exported, so that the sheet alone has changed it since.
 */
export function settledKey(cells: readonly string[], fields: readonly (string | null)[], findings: readonly Finding[]): string[] {
  const at = fields.indexOf('rowKey');
  const text = (cells[at] ?? '').trim();
  const key = at < 0 ? null : readRowKey(text);
  if (!key) return [...cells];
  const settled = findings
    .filter(({ reason }) => UNDECIDED.includes(reason))
    .reduce((now, { field, facts }) => withHash(now, key.accountId, field, String(facts?.register ?? '')), text);
  return cells.map((cell, index) => (index === at ? settled : cell));
}

function withHash(text: string, accountId: number, field: string | null, registered: string): string {
  const index = KEY_FIELDS.indexOf(field as KeyField);
  if (index < 0) return text;
  const begin = text.lastIndexOf(':') + 1 + index * WIDTH;
  const single = rowKey(accountId, { [field as KeyField]: registered });
  const from = single.lastIndexOf(':') + 1 + index * WIDTH;
  return text.slice(0, begin) + single.slice(from, from + WIDTH) + text.slice(begin + WIDTH);
}
