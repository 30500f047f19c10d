'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { AreaField, TextField } from '@/components/form/field';
import { Form, type FormAction, type FormTools } from '@/components/form/form';
import { ListTable } from '@/components/ui/list-table';
import { Badge } from '@/components/ui/page';
import type { ListedGap } from '@/lib/coverage/gap';

/** A gap as the table shows it: with its name and where its account would be registered. */
export type GapTableRow = ListedGap & { body: string; register: string };
type Props = { rows: readonly GapTableRow[]; chases: boolean; registers: boolean; today: string; due: string; action: FormAction };

/** Gaps as a table; for who chases, within a form in which many are marked as chased together. */
export function GapTable({ rows, chases, registers, today, due, action }: Props) {
  const t = useTranslations('chaseForm');
  const open = rows.some(({ covered }) => !covered);
  if (!chases || !open) return <Table rows={rows} choosing={false} registers={registers} />;
  return (
    <Form
      action={action}
      before={{ day: today, until: due }}
      fields={['day', 'until', 'text']}
      wide
      submit={
        <button type="submit" className="button">
          {t('chaseChosen')}
        </button>
      }
    >
      {(tools) => (
        <>
          <Table rows={rows} choosing registers={registers} />
          <Days tools={tools} />
        </>
      )}
    </Form>
  );
}

function Days({ tools }: { tools: FormTools }) {
  const t = useTranslations('chaseForm');
  const shared = (name: string) => ({ name, errors: tools.errors(name), defaultValue: tools.value(name) });
  return (
    <fieldset className="mt-4 border border-line px-4 pt-3">
      <legend className="px-1 font-semibold">{t('chaseChosenLegend')}</legend>
      <div className="grid gap-x-4 sm:grid-cols-2">
        <TextField {...shared('day')} label={t('day.chase')} type="date" required />
        <TextField {...shared('until')} label={t('until.chase')} hint={t('dueHint')} type="date" required />
      </div>
      <AreaField {...shared('text')} label={t('text')} rows={2} />
    </fieldset>
  );
}

const COLUMNS = ['body', 'sector', 'tier', 'platform', 'state', 'assignee'] as const;

function Table({ rows, choosing, registers }: { rows: readonly GapTableRow[]; choosing: boolean; registers: boolean }) {
  const t = useTranslations('chaseForm');
  return (
    <ListTable caption={t('caption')} heads={[choosing && t('choose'), ...COLUMNS.map((column) => t(`column.${column}`)), registers && t('column.register')]}>
      {rows.map((row) => (
        <Row key={row.text} row={row} choosing={choosing} registers={registers} />
      ))}
    </ListTable>
  );
}

function Row({ row, choosing, registers }: { row: GapTableRow; choosing: boolean; registers: boolean }) {
  const t = useTranslations('chaseForm');
  const code = useTranslations('code');
  const english = useLocale() === 'en';
  const { text, body, platform, covered, chase, assignee, estimated } = row;
  const name = `${body} ${code(`platform.${platform}`)}`;
  return (
    <tr id={`gap-${text}`}>
      {choosing && (
        <td>{!covered && <input type="checkbox" name={`gap-${text}`} value={chase.seen} aria-label={t('chooseOne', { name })} className="size-5" />}</td>
      )}
      <th scope="row" className="font-normal">
        <Link href={`/desk/gaps/${text}`} aria-label={name}>
          {body}
        </Link>{' '}
        {estimated && <span className="text-sm whitespace-nowrap text-muted">{t('estimated')}</span>}
      </th>
      <td>{english ? row.sectorEn : row.sector}</td>
      <td className="whitespace-nowrap">{code(`tier.${row.tier}`)}</td>
      <td className="whitespace-nowrap">{code(`platform.${platform}`)}</td>
      <td>
        <State row={row} />
      </td>
      <td>{assignee ?? '—'}</td>
      {registers && (
        <td>
          {!covered && (
            <Link href={row.register} aria-label={t('registerFor', { name })}>
              {t('column.register')}
            </Link>
          )}
        </td>
      )}
    </tr>
  );
}

function State({ row: { covered, openedOn, chase } }: { row: GapTableRow }) {
  const t = useTranslations('chaseForm');
  const code = useTranslations('code');
  if (covered) return openedOn === null ? code('gapState.opened') : t('openedOn', { day: openedOn });
  const { state, outcome, dueOn, snoozedUntil, repliedOn, promisedOn } = chase;
  const words = code(`gapState.${state}`);
  if (state === 'overdue') return <Badge tone="warn">{t('dueBy', { state: words, day: dueOn ?? '—' })}</Badge>;
  if (state === 'chased') return t('dueBy', { state: words, day: dueOn ?? '—' });
  if (state === 'snoozed') return t('snoozed', { state: words, day: snoozedUntil ?? '—' });
  if (state !== 'replied' || outcome === null) return words;
  const said = t('replied', { state: words, outcome: code(`outcome.${outcome}`), day: repliedOn ?? '—' });
  return promisedOn === null ? said : `${said} ${t('promised', { day: promisedOn })}`;
}
