'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Form, type FormAction } from '@/components/form/form';
import { ListTable } from '@/components/ui/list-table';
import type { ListedFiling } from '@/lib/registry/filing-views';

/** A filing as the table shows it: its day of asking as text. */
export type FilingRow = Omit<ListedFiling, 'askedAt'> & { askedOn: string };

/** Filings as a table, within a form where some can be decided together. */
export function FilingTable({ rows, decides, action }: { rows: readonly FilingRow[]; decides: boolean; action: FormAction }) {
  const t = useTranslations('filingForm');
  const bulk = (['agree', 'complete'] as const).filter((move) => rows.some((row) => row.bulk === move));
  // For who decides always a form: it tells what became of the last of them, too.
  if (!decides) return <Table rows={rows} choosing={false} />;
  return (
    <Form
      action={action}
      before={{}}
      wide
      submit={
        <div className="mt-3">
          {bulk.length > 0 && <p className="mb-2 text-sm text-muted">{t('bulkHint')}</p>}
          {bulk.map((move) => (
            <button key={move} type="submit" name="move" value={move} className="button me-3">
              {t(`${move}Chosen`)}
            </button>
          ))}
        </div>
      }
    >
      {() => <Table rows={rows} choosing={bulk.length > 0} />}
    </Form>
  );
}

function Table({ rows, choosing }: { rows: readonly FilingRow[]; choosing: boolean }) {
  const t = useTranslations('filingForm');
  if (rows.length === 0) return null;
  const columns = [...(choosing ? (['choose'] as const) : []), ...(['number', 'what', 'unit', 'state', 'due', 'office', 'asked'] as const)];
  return (
    <ListTable caption={t('list')} heads={columns.map((column) => t(column))}>
      {rows.map((row) => (
        <Row key={row.id} row={row} choosing={choosing} />
      ))}
    </ListTable>
  );
}

function Row({ row, choosing }: { row: FilingRow; choosing: boolean }) {
  const t = useTranslations('filingForm');
  const code = useTranslations('code');
  const { id, kind, name, platform, unitName, state, office, askedBy, askedOn, version, bulk } = row;
  return (
    <tr id={`filing-${id}`}>
      {choosing && (
        <td>{bulk && <input type="checkbox" name={`filing-${id}`} value={version} aria-label={t('chooseOne', { number: id, name })} className="size-5" />}</td>
      )}
      <td>{id}</td>
      <th scope="row" className="font-normal">
        <Link href={`/desk/filings/${id}`}>
          {code(`filingKind.${kind}`)} · {name}
        </Link>{' '}
        <span className="whitespace-nowrap text-muted">{code(`platform.${platform}`)}</span>
      </th>
      <td>{unitName}</td>
      <td className="whitespace-nowrap">{code(`filingState.${state}`)}</td>
      <td className="whitespace-nowrap">
        <DueCell {...row} />
      </td>
      <td>{office}</td>
      <td>
        {askedOn} {askedBy}
      </td>
    </tr>
  );
}

function DueCell({ dueOn, daysLeft }: Pick<FilingRow, 'dueOn' | 'daysLeft'>) {
  const t = useTranslations('filingForm');
  if (dueOn === null || daysLeft === null) return '—';
  if (daysLeft > 0) return `${dueOn} ${t('daysLeft', { days: daysLeft })}`;
  return (
    <strong className="text-wrong">
      {dueOn} {daysLeft === 0 ? t('today') : t('overdue', { days: -daysLeft })}
    </strong>
  );
}
