import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { ListTable } from '@/components/ui/list-table';
import type { EventView } from '@/lib/audit/views';
import type { Lint } from '@/lib/registry/lint-rules';
import { eventSentence, subjectHref } from './words';

/** Events as sentences, each with what was before and after and where it came from. */
export function EventTable({ events }: { events: readonly EventView[] }) {
  const t = useTranslations('audit');
  return (
    <ListTable caption={t('title')} heads={[t('column.at'), t('column.what')]}>
      {events.map((event) => (
        <EventRow key={String(event.id)} event={event} />
      ))}
    </ListTable>
  );
}

function EventRow({ event }: { event: EventView }) {
  const t = useTranslations('audit');
  const format = useFormatter();
  const href = subjectHref(event);
  return (
    <tr>
      <td className="tabular-nums sm:whitespace-nowrap">
        <time dateTime={event.at.toISOString()}>{format.dateTime(event.at, { dateStyle: 'short', timeStyle: 'medium' })}</time>
        <span className="block text-sm text-muted">{t('numbered', { id: String(event.id) })}</span>
      </td>
      <th scope="row" className="font-normal">
        {eventSentence(t, event)}
        {href && (
          <>
            {' '}
            <Link href={href} prefetch={false} className="text-sm" aria-label={t('openOf', { id: String(event.id) })}>
              {t('open')}
            </Link>
          </>
        )}
        <Origin event={event} />
        <Changes before={event.before} after={event.after} />
      </th>
    </tr>
  );
}

function Origin({ event: { via, address, requestId } }: { event: EventView }) {
  const t = useTranslations('audit');
  return (
    <p className="text-sm text-muted">
      {t('from', { via: t(`via.${via}`), address: address ?? '' })} {requestId && <code className="text-xs break-all">{requestId}</code>}
    </p>
  );
}

function Changes({ before, after }: Pick<EventView, 'before' | 'after'>) {
  const t = useTranslations('audit');
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((field) => field !== 'tried'); // which the sentence says
  if (fields.length === 0) return null;
  return (
    <details className="mt-1">
      <summary className="cursor-pointer text-sm text-muted">{t('changes', { count: fields.length })}</summary>
      <table className="list-table mt-1 w-auto">
        <thead>
          <tr>
            <th scope="col">{t('column.field')}</th>
            <th scope="col">{t('column.before')}</th>
            <th scope="col">{t('column.after')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <FieldName field={field} />
              <Value field={field} value={before?.[field]} />
              <Value field={field} value={after?.[field]} />
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function FieldName({ field }: { field: string }) {
  const names = useTranslations('field');
  const own = useTranslations('audit.field');
  const rules = useTranslations('code.lint');
  const known = names.has(field as 'name') || own.has(field as 'version');
  return (
    <th scope="row" className="font-normal">
      {known ? (
        names.has(field as 'name') ? (
          names(field as 'name')
        ) : (
          own(field as 'version')
        )
      ) : rules.has(field as Lint) ? (
        rules(field as Lint)
      ) : (
        <code>{field}</code>
      )}
    </th>
  );
}

function Value({ field, value }: { field: string; value: unknown }) {
  const code = useTranslations('code');
  const key = `${field}.${value}` as 'status.active';
  return <td className="break-words">{typeof value === 'string' && /^[\w-]+$/.test(value) && code.has(key) ? code(key) : shown(value)}</td>;
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
