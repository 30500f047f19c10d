import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { USUAL_PER_PAGE } from '@/lib/registry/query';
import { escaped } from './escaped';

/** A filter as a form that is sent by GET, so that what is seen can be passed on as an address. */
export function FilterBar({ action, children }: { action: string; children: ReactNode }) {
  const list = useTranslations('list');
  return (
    <search className="no-print mb-4 block border border-line bg-surface px-3 py-3">
      <form action={action} className="grid gap-3 sm:grid-cols-3 lg:grid-cols-5">
        {children}
        <div className="flex items-end gap-3">
          <button type="submit" className="button">
            {list('apply')}
          </button>
          <a href={action}>{list('reset')}</a>
        </div>
      </form>
    </search>
  );
}

/** Filters that few need: folded on a telephone, beside the others where there is room. */
export function FilterMore({ open, children }: { open: boolean; children: ReactNode }) {
  const list = useTranslations('list');
  return (
    <details className="filter-more" open={open}>
      <summary className="cursor-pointer py-1.5 font-semibold">{list('more')}</summary>
      <div className="mt-2 grid gap-3 sm:mt-0 sm:contents">{children}</div>
    </details>
  );
}

export function FilterText({ name, label, value, hint }: { name: string; label: string; value?: string; hint?: string }) {
  return (
    <label>
      <span className="block text-sm font-semibold">{label}</span>
      <input name={name} defaultValue={value ?? ''} placeholder={hint} className="input" autoComplete="off" />
    </label>
  );
}

type Choice = { value: string; label: string };

export function FilterSelect({
  name,
  label,
  value,
  empty,
  choices,
}: {
  name: string;
  label: string;
  value?: string;
  empty?: string | null;
  choices: readonly Choice[];
}) {
  const list = useTranslations('list');
  const all = empty === null ? choices : [{ value: '', label: empty ?? list('all') }, ...choices];
  return (
    <label>
      <span className="block text-sm font-semibold">{label}</span>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a hundred options as elements cost as much as the list below them; every text is escaped */}
      <select name={name} className="input" dangerouslySetInnerHTML={{ __html: optionsOf(all, value ?? '') }} />
    </label>
  );
}

function optionsOf(choices: readonly Choice[], chosen: string): string {
  return choices.map(({ value, label }) => `<option value="${escaped(value)}"${value === chosen ? ' selected=""' : ''}>${escaped(label)}</option>`).join('');
}

/** The order and the size of pages that somebody chose stay when the filter is sent. */
export function KeptOrder({ sort, per }: { sort: string; per: number }) {
  return (
    <>
      {sort !== 'name' && <input type="hidden" name="sort" value={sort} />}
      {per !== USUAL_PER_PAGE && <input type="hidden" name="per" value={per} />}
    </>
  );
}
