import { escaped } from '@/components/ui/escaped';

/** A link in a head that sorts by it, and how the table is sorted by it now. */
export type SortLink = { href: string; label: string; now: 'ascending' | 'descending' | null };

/** A head of the matrix: its name, where that leads, and what sorting by it is. */
export type Head = { text: string; href: string | null; sort: SortLink };

/** The first row of the matrix as HTML. */
export function matrixHead(corner: string, columns: readonly Head[]): string {
  return `<tr><th scope="col">${escaped(corner)}</th>${columns.map((column) => headCell(column, 'col')).join('')}</tr>`;
}

/** One head as HTML. It is called by its name alone; its links say for themselves what they do. */
export function headCell({ text, href, sort }: Head, scope: 'col' | 'row'): string {
  const name = escaped(text);
  const shown = scope === 'col' ? `<span class="vertical">${name}</span>` : name;
  const door = href === null ? shown : `<a href="${escaped(href)}">${shown}</a>`;
  const sorted = sort.now ? ` aria-sort="${sort.now}"` : '';
  const label = escaped(sort.label);
  return `<th scope="${scope}" aria-label="${name}"${sorted}>${door}<a class="sort" href="${escaped(sort.href)}" aria-label="${label}" title="${label}"></a></th>`;
}
