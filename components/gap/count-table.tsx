import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { address, type QueryValue } from '@/components/ui/query';
import { Scroll } from '@/components/ui/scroll';
import { CHASE_STATES, type ChaseCounts, OUTCOMES } from '@/lib/coverage/chase';
import type { GapRow } from '@/lib/coverage/gap';

type Row = GapRow<ChaseCounts>;
type Props = { rows: readonly Row[]; place: Record<string, QueryValue>; caption: string };

/** 催报 by child region: each number leads to the gaps that it counts, each region to its own children. */
export function CountTable({ rows, place, caption }: Props) {
  const t = useTranslations('gaps');
  const code = useTranslations('code');
  return (
    <Scroll label={caption}>
      <table className="list-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t('region')}
            </th>
            <th scope="col" rowSpan={2}>
              {t('gaps')}
            </th>
            <th scope="colgroup" colSpan={CHASE_STATES.length}>
              {t('states')}
            </th>
            <th scope="colgroup" colSpan={OUTCOMES.length}>
              {t('outcomes')}
            </th>
            <th scope="col" rowSpan={2}>
              {t('openedSince')}
            </th>
          </tr>
          <tr>
            {CHASE_STATES.map((state) => (
              <th key={state} scope="col">
                {code(`gapState.${state}`)}
              </th>
            ))}
            {OUTCOMES.map((outcome) => (
              <th key={outcome} scope="col">
                {code(`outcome.${outcome}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Counts key={row.code} row={row} place={{ ...place, set: null, region: row.code, scope: row.own ? 'own' : null }} />
          ))}
        </tbody>
        <tfoot>
          <Counts row={totalOf(rows, t('total'))} place={place} />
        </tfoot>
      </table>
    </Scroll>
  );
}

function Counts({ row, place }: { row: Row; place: Record<string, QueryValue> }) {
  const t = useTranslations('gaps');
  const english = useLocale() === 'en';
  const name = (english && row.nameEn) || row.name;
  const list = (change: Record<string, QueryValue>) => address('/desk/gaps', { ...place, ...change });
  const isChild = !row.own && row.code !== '';
  return (
    <tr>
      <th scope="row" className="font-normal whitespace-nowrap">
        {isChild ? <Link href={address('/desk/gaps/counts', place)}>{name}</Link> : row.own ? t('own', { region: name }) : name}
      </th>
      <Count count={row.gaps} href={list({})} />
      {CHASE_STATES.map((state) => (
        <Count key={state} count={row[state]} href={list({ state })} />
      ))}
      {OUTCOMES.map((outcome) => (
        <Count key={outcome} count={row.outcomes[outcome]} href={list({ state: 'replied', outcome })} />
      ))}
      <Count count={row.opened} href={list({ state: 'opened' })} />
    </tr>
  );
}

function Count({ count, href }: { count: number; href: string }) {
  return (
    <td className="text-end tabular-nums">{count === 0 ? <span className="text-muted">0</span> : <Link href={href}>{count.toLocaleString('en')}</Link>}</td>
  );
}

function totalOf(rows: readonly Row[], name: string): Row {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const states = Object.fromEntries(CHASE_STATES.map((state) => [state, sum((row) => row[state])])) as Pick<Row, (typeof CHASE_STATES)[number]>;
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, sum((row) => row.outcomes[outcome])])) as Row['outcomes'];
  return { code: '', name, nameEn: name, own: false, gaps: sum((row) => row.gaps), opened: sum((row) => row.opened), ...states, outcomes };
}
