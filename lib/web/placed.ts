import { currentRequest } from './request';

/**
 * HTML of a page's own making, to stand in it as it is. Where the answer is put together here (`kept-pages.ts`) the page
 * gets a short mark instead, and Next need not send the same once more in its own data (docs/decisions/0033).
 */
export function placeable(html: string): string {
  const placed = currentRequest()?.placed;
  if (!placed) return html;
  const mark = `<!--placed-${placed.size}-->`;
  placed.set(mark, html);
  return mark;
}

/** A rendered page with what its marks stand for. No other text of a page has such a mark: `<` is escaped everywhere. */
export function withPlaced(page: string, placed: ReadonlyMap<string, string>): string {
  return [...placed].reduce((whole, [mark, html]) => whole.replace(mark, () => html), page);
}
