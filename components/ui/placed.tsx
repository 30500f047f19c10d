'use client';

// What a mark stood for in the page that the browser was sent: the page's own data has the mark alone.
const placed = new Map<string, string>();

/** A part that was made as HTML. The mark is `lib/web/placed.ts`'s; a page that comes by a link has the part itself. */
export function Placed({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: as elements it costs more than all the rest of the page; every text in it is escaped
  return <div className="written" data-placed={html.startsWith('<!--placed-') ? html : undefined} dangerouslySetInnerHTML={{ __html: part(html) }} />;
}

function part(html: string): string {
  if (!html.startsWith('<!--placed-') || typeof document === 'undefined') return html;
  const known = placed.get(html) ?? document.querySelector(`[data-placed="${html}"]`)?.innerHTML ?? '';
  if (known) placed.set(html, known);
  return known;
}
