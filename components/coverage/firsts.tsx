import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { TimeLine } from '@/components/chart/time-line';
import { ListTable } from '@/components/ui/list-table';
import { timeLineOf } from '@/lib/coverage/time-line';
import type { Platform } from '@/lib/taxonomy/codes';
import { fillOf } from './distribution';

type Opening = { id: number; name: string; unit: string; opened: string; alike: number };
/** The first of one tier, sector or region, under the name that the page gives it. */
export type FirstRow = { code: string; name: string; first: readonly Opening[]; perhaps: readonly Opening[]; undated: number };

type Props = { caption: string; kind: string; platform: Platform; rows: readonly FirstRow[] };

/** 首个 of each entry, and the same along the years. */
export function Firsts({ caption, kind, platform, rows }: Props) {
  const t = useTranslations('firsts');
  const shown = rows.filter(({ first, perhaps, undated }) => first.length + perhaps.length + undated > 0);
  const told = rows.flatMap(({ name, first }) => (first[0] ? [{ opened: first[0].opened, name, account: first[0].name, alike: first[0].alike }] : []));
  const line = timeLineOf(told);
  const text = ({ opened, name, account, alike }: (typeof told)[number]) =>
    alike > 1 ? t('markMany', { opened, name, account, count: alike }) : t('mark', { opened, name, account });
  return (
    <>
      {shown.length > 0 && <FirstsTable caption={caption} kind={kind} rows={shown} />}
      {shown.length < rows.length && <p className="text-sm text-muted">{t('without', { count: rows.length - shown.length })}</p>}
      {line.marks.length > 0 && (
        <>
          <h3 className="mt-4">{t('line')}</h3>
          <TimeLine
            title={t('lineOf', { what: caption, count: line.marks.length })}
            fill={fillOf(platform)}
            years={line.years.map(({ at, year }) => ({ at, text: String(year) }))}
            marks={line.marks.map(({ at, entry }) => ({ at, text: text(entry) }))}
          />
        </>
      )}
    </>
  );
}

function FirstsTable({ caption, kind, rows }: Omit<Props, 'platform'>) {
  const t = useTranslations('firsts');
  return (
    <ListTable caption={caption} heads={[kind, t('day'), t('first'), t('perhaps'), t('undated')]}>
      {rows.map(({ code, name, first, perhaps, undated }) => (
        <tr key={code}>
          <th scope="row">{name}</th>
          <td className="whitespace-nowrap">{first[0]?.opened ?? '—'}</td>
          <td className="text-start">
            <Openings openings={first} dated={false} />
          </td>
          <td className="text-start">
            <Openings openings={perhaps} dated />
          </td>
          <td>{undated > 0 ? undated.toLocaleString('en') : '0'}</td>
        </tr>
      ))}
    </ListTable>
  );
}

function Openings({ openings, dated }: { openings: readonly Opening[]; dated: boolean }) {
  const t = useTranslations('firsts');
  if (!openings.length) return '—';
  const unnamed = [...new Map(openings.map(({ opened, alike }) => [opened, alike])).values()].reduce((sum, alike) => sum + alike, 0) - openings.length;
  return (
    <ul>
      {openings.map(({ id, name, unit, opened }) => (
        <li key={id}>
          {dated && `${opened} `}
          <Link href={`/accounts/${id}`}>{name}</Link> <span className="text-sm text-muted">{unit}</span>
        </li>
      ))}
      {unnamed > 0 && <li className="text-muted">{t('more', { count: unnamed })}</li>}
    </ul>
  );
}
