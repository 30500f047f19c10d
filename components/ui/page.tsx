import Link from 'next/link';
import type { ReactNode } from 'react';

export type Crumb = { href: string; name: string };

/** The top of a page: where it is, what it answers, what can be done. */
export function PageHeader({
  title,
  lead,
  crumbs,
  crumbsLabel,
  actions,
  oneSheet = false,
}: {
  title: ReactNode;
  lead?: ReactNode;
  crumbs?: Crumb[];
  crumbsLabel?: string;
  actions?: ReactNode;
  /** Whether the page is to be printed on one sheet. */
  oneSheet?: boolean;
}) {
  return (
    <header className={oneSheet ? 'one-sheet mb-5' : 'mb-5'}>
      {crumbs && crumbs.length > 0 && (
        <nav aria-label={crumbsLabel} className="no-print mb-2 text-sm">
          <ol className="flex flex-wrap gap-x-2">
            {crumbs.map(({ href, name }) => (
              <li key={href} className="after:ms-2 after:text-muted after:content-['›'] last:after:content-none">
                <Link href={href}>{name}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h1>{title}</h1>
        {actions && <div className="no-print flex flex-wrap gap-2">{actions}</div>}
      </div>
      {lead && <div className="mt-1 max-w-prose text-muted">{lead}</div>}
    </header>
  );
}

/** A panel that says what happened: in words and form, not by colour alone. */
export function Notice({ tone, title, children, id }: { tone: 'good' | 'warn' | 'wrong' | 'plain'; title?: ReactNode; children?: ReactNode; id?: string }) {
  const tones = {
    good: 'border-good bg-good-surface',
    warn: 'border-warn bg-warn-surface',
    wrong: 'border-wrong bg-wrong-surface',
    plain: 'border-line bg-surface',
  };
  return (
    <div id={id} role={tone === 'wrong' ? 'alert' : 'status'} className={`mb-4 border-s-4 px-4 py-3 ${tones[tone]}`}>
      {title && <p className="font-bold">{title}</p>}
      {children}
    </div>
  );
}

/** What an empty list says: why, and what to do next. */
export function Empty({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="border border-dashed border-line p-6 text-center">
      <p className="font-bold">{title}</p>
      {children && <div className="mt-1 text-muted">{children}</div>}
    </div>
  );
}

const TONES = {
  plain: 'border-line text-muted',
  warn: 'border-warn text-warn',
  weibo: 'border-weibo text-weibo',
  wechat: 'border-wechat text-wechat',
  closed: 'border-muted text-muted line-through',
};
export type Tone = keyof typeof TONES;

/** The classes of a badge, for who writes it as HTML. */
export function badgeLook(tone: Tone): string {
  return `inline-block rounded-sm border px-1.5 text-sm leading-6 whitespace-nowrap ${TONES[tone]}`;
}

export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={badgeLook(tone)}>{children}</span>;
}

/** Terms and what they are, in two columns where there is room. */
export function Facts({ facts }: { facts: readonly (readonly [ReactNode, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-1 gap-x-6 sm:grid-cols-[9rem_minmax(0,1fr)]">
      {facts.map(([term, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the terms stand in a fixed order
        <div key={index} className="contents">
          <dt className="pt-1.5 text-muted">{term}</dt>
          <dd className="border-b border-line pb-1.5 sm:pt-1.5">{value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  );
}
