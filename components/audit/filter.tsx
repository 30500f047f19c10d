import { useTranslations } from 'next-intl';
import { FilterBar, FilterSelect, FilterText } from '@/components/ui/filter-bar';
import { AUDIT_ACTS, SUBJECT_TYPES } from '@/lib/audit/acts';
import type { EventsQuery } from '@/lib/audit/query';

/** The search of the audit: a plain form whose values stand in the address. */
export function EventFilterBar({ query }: { query: EventsQuery }) {
  const t = useTranslations('audit');
  const list = useTranslations('list');
  return (
    <FilterBar action="/desk/audit/events">
      <FilterText name="who" label={t('filter.who')} value={query.who} hint={t('filter.whoHint')} />
      {query.user !== undefined && <input type="hidden" name="user" value={query.user} />}
      <FilterSelect
        name="act"
        label={t('filter.act')}
        value={query.act[0]}
        choices={AUDIT_ACTS.map((act) => ({ value: act, label: t(`act.${act}` as 'act.account.edit') }))}
      />
      <FilterSelect
        name="subject"
        label={t('filter.subject')}
        value={query.subject}
        choices={SUBJECT_TYPES.map((type) => ({ value: type, label: t(`about.${type}` as 'about.account') }))}
      />
      <FilterText name="id" label={t('filter.id')} value={query.id} hint={t('filter.idHint')} />
      <DayFields from={query.from} until={query.until} />
      <FilterSelect name="sort" label={list('order')} value={query.sort} empty={list('newest')} choices={[{ value: 'oldest', label: list('oldest') }]} />
    </FilterBar>
  );
}

/** The days of an exceptions page. */
export function DaysBar({ kind, from, until }: { kind?: string; from: string | null; until: string | null }) {
  return (
    <FilterBar action="/desk/audit">
      {kind && <input type="hidden" name="kind" value={kind} />}
      <DayFields from={from ?? undefined} until={until ?? undefined} />
    </FilterBar>
  );
}

function DayFields({ from, until }: { from?: string; until?: string }) {
  const t = useTranslations('audit');
  return (
    <>
      <label>
        <span className="block text-sm font-semibold">{t('filter.from')}</span>
        <input name="from" type="date" className="input" defaultValue={from ?? ''} />
      </label>
      <label>
        <span className="block text-sm font-semibold">{t('filter.until')}</span>
        <input name="until" type="date" className="input" defaultValue={until ?? ''} />
      </label>
    </>
  );
}
