'use client';

// What a mark stood for in the page that the browser was sent: the page's own data has the mark alone.
const placed = new Map<string, string>();

/** Rows that were made as HTML. The mark is `lib/web/placed.ts`'s; a page that comes by a link has the rows themselves. */
export function PlacedBody({ html, as: Rows = 'tbody' }: { html: string; as?: 'thead' | 'tbody' }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a thousand cells as elements cost more than all the rest of the page; every text in it is escaped
  return <Rows data-placed={html.startsWith('<!--placed-') ? html : undefined} dangerouslySetInnerHTML={{ __html: rows(html) }} />;
}

function rows(html: string): string {
  if (!html.startsWith('<!--placed-') || typeof document === 'undefined') return html;
  const known = placed.get(html) ?? document.querySelector(`[data-placed="${html}"]`)?.innerHTML ?? '';
  if (known) placed.set(html, known);
  return known;
}
