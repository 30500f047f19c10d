import Link from 'next/link';
import type { ReactNode } from 'react';

/** One part of the first page, under a heading of its own. */
export function Block({ id, title, wide = false, children }: { id: string; title: ReactNode; wide?: boolean; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className={`mb-6 border border-line bg-surface p-4 ${wide ? '' : 'max-w-3xl'}`}>
      <h2 id={id} className="mb-2">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Things to do: how many of each there are, each a door to them. */
export function Counts({ counts }: { counts: readonly { name: string; count: number; href: string }[] }) {
  return (
    <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
      {counts.map(({ name, count, href }) => (
        <li key={href} className="flex justify-between gap-3 border-b border-line py-1">
          {count > 0 ? <Link href={href}>{name}</Link> : <span>{name}</span>}
          <span className={`tabular-nums ${count > 0 ? 'font-bold' : 'text-muted'}`}>{count}</span>
        </li>
      ))}
    </ul>
  );
}
