'use client';

import Link from 'next/link';
import { type KeyboardEvent, useEffect, useRef } from 'react';

type Props = { page: number; pages: number; previousHref: string; nextHref: string; labels: { nav: string; previous: string; next: string; position: string } };

/**
 * Links to the pages of a list. Page numbers are in the address, so that each can be passed on. While the focus is
 * on one of them, the arrows turn the pages, and the focus stays here.
 */
export function Pager({ page, pages, previousHref, nextHref, labels }: Props) {
  const nav = useRef<HTMLElement>(null);
  const turned = useRef(false);

  // The link that had the focus is gone on the first and the last page: the other takes it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after the page has changed
  useEffect(() => {
    if (turned.current && !nav.current?.contains(document.activeElement)) nav.current?.querySelector('a')?.focus();
    turned.current = false;
  }, [page]);

  function turn(event: KeyboardEvent) {
    const rel = event.key === 'ArrowLeft' ? 'prev' : event.key === 'ArrowRight' ? 'next' : null;
    if (rel === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    nav.current?.querySelector<HTMLAnchorElement>(`a[rel=${rel}]`)?.click();
  }

  return (
    <nav ref={nav} aria-label={labels.nav} className="flex items-center gap-4" onKeyDown={turn} onClick={() => (turned.current = true)}>
      {page > 1 ? (
        <Link key="previous" rel="prev" href={previousHref} prefetch={false} scroll={false}>
          {labels.previous}
        </Link>
      ) : (
        <span className="text-muted">{labels.previous}</span>
      )}
      <span aria-live="polite">{labels.position}</span>
      {page < pages ? (
        <Link key="next" rel="next" href={nextHref} prefetch={false} scroll={false}>
          {labels.next}
        </Link>
      ) : (
        <span className="text-muted">{labels.next}</span>
      )}
    </nav>
  );
}
