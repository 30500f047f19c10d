import { currentRequest } from './request';

/** HTML of a page's own making; who keeps it keeps its bytes with it. */
export type Piece = { html: string; bytes?: Buffer };

/**
 * A piece, to stand in the page as it is. Where the answer is put together here (`kept-pages.ts`) the page gets a short
 * mark instead, and Next need not send the same once more in its own data (docs/decisions/0033). A piece may hold the
 * marks of others.
 */
export function placeable(piece: string | Piece): string {
  const its = typeof piece === 'string' ? { html: piece } : piece;
  const placed = currentRequest()?.placed;
  if (!placed) return its.html;
  const mark = `<!--placed-${placed.size}-->`;
  placed.set(mark, its);
  return mark;
}

const MARKS = /(<!--placed-\d+-->)/;

/** A rendered page, part by part, with what its marks stand for. No other text of a page has such a mark: `<` is escaped everywhere. */
export function withPlaced(page: string, placed: ReadonlyMap<string, Piece>): Buffer[] {
  return page.split(MARKS).flatMap((part) => {
    const piece = placed.get(part);
    return piece ? bytesOf(piece, placed) : [Buffer.from(part, 'utf8')];
  });
}

function bytesOf(piece: Piece, placed: ReadonlyMap<string, Piece>): Buffer[] {
  if (piece.bytes) return [piece.bytes];
  const parts = withPlaced(piece.html, placed);
  if (parts.length === 1) piece.bytes = parts[0];
  return parts;
}

/** Whether a page is being rendered as everybody sees it who is not signed in, to be kept. */
export function renderedForAll(): boolean {
  return currentRequest()?.placed !== undefined;
}
