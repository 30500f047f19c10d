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
export function withPlaced(body: Buffer, placed: ReadonlyMap<string, string>): Buffer {
  let whole = body;
  for (const [mark, html] of placed) {
    const at = whole.indexOf(mark);
    if (at >= 0) whole = Buffer.concat([whole.subarray(0, at), Buffer.from(html), whole.subarray(at + mark.length)]);
  }
  return whole;
}
