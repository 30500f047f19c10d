import { comparable } from '@/lib/taxonomy/text';
import { ACCOUNT_COLUMNS, headerAt } from './columns';
import type { Kind, Named, WideColumn } from './layout';
import type { TableRow } from './table';

/**
 * A header of two rows as one: 名称 below 微博 is 微博名称, and what spans both rows stands in the first. A row that
 * names no two columns is none.
 */
export function belowGroups(row: TableRow, above: TableRow | undefined, kind: Kind): TableRow {
  if (!above) return row;
  const groups = filledRight(above.cells, row.cells);
  const width = Math.max(row.cells.length, above.cells.length);
  const cells = Array.from({ length: width }, (_, index) => (row.cells[index] ?? '').trim());
  const joined = cells.map((cell, index) => joinedHeader(groups[index] ?? '', cell, kind));
  const known = cells.filter((cell, index) => cell !== '' && (joined[index] !== null || isNamed(cell, kind))).length;
  if (known < 2 || joined.every((each) => each === null)) return row;
  return { number: row.number, cells: cells.map((cell, index) => joined[index] ?? (cell === '' ? (above.cells[index] ?? '') : cell)) };
}

// Of merged cells that were saved as CSV only the first is filled.
function filledRight(groups: readonly string[], below: readonly string[]): string[] {
  let last = '';
  return below.map((cell, index) => {
    const group = (groups[index] ?? '').trim();
    if (group !== '') last = group;
    else if (cell.trim() === '') last = '';
    return last;
  });
}

// Null where the two say nothing together that one of them does not say.
function joinedHeader(group: string, cell: string, kind: Kind): string | null {
  if (group === '' || cell === '' || comparable(group) === comparable(cell)) return null;
  const own = comparable(cell).startsWith(comparable(group)) ? cell : `${group}${cell}`;
  return wideNamed(own, kind.wide ?? []) || isNamed(own, kind) ? own : null;
}

function isNamed(header: string, { columns }: Kind): boolean {
  return headerAt(1, [header], columns).fields[0] !== null;
}

/** What a header tells of one platform's account. */
export function wideNamed(header: string, wide: readonly WideColumn[]): Named | null {
  const word = comparable(header);
  const found = wide.find(({ words }) => words.includes(word));
  if (found) return { platform: found.platform, field: found.field };
  const group = GROUPS.find(({ words }) => words.some((each) => word.startsWith(each) && word !== each));
  if (!group) return null;
  const rest = group.words.filter((each) => word.startsWith(each)).map((each) => word.slice(each.length));
  const field = rest.flatMap((each) => headerAt(1, [each], ACCOUNT_COLUMNS).fields[0] ?? [])[0];
  const own = wide.find((each) => each.platform === group.platform && each.field === field);
  return own ? { platform: own.platform, field: own.field } : null;
}

/** What a group of columns is called that tell one platform's account; the longest first. */
const GROUPS = [
  { platform: 'weibo', words: ['新浪微博', '政务微博', '官方微博', '微博'] },
  { platform: 'wechat', words: ['微信公众号', '政务微信', '官方微信', '微信', '公众号'] },
] as const;
