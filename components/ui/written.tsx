import { useLocale } from 'next-intl';
import type { ReactNode } from 'react';
import { Placed } from './placed';
import { staticHtml } from './static-html';

/**
 * A part of a page in which nothing happens in the browser: it is written as HTML, neither as elements nor, where the
 * page is kept, into its data (docs/decisions/0048).
 */
export function Written({ place, children }: { place: (html: string) => string; children: ReactNode }) {
  useLocale(); // where the words are still being fetched React begins again: before anything is written
  return <Placed html={place(staticHtml(children))} />;
}
