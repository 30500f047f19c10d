import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { address } from '@/components/ui/query';
import { Scroll } from '@/components/ui/scroll';
import type { RegionWork, Watch } from '@/lib/coverage/work';
import type { Day } from '@/lib/taxonomy/day';

const COUNTED = ['waiting', 'today', 'overdue', 'returned', 'found'] as const;

type Props = { watch: Watch; rows: readonly RegionWork[]; today: Day };
type Gap = RegionWork['gaps'][number];

/** What waits and what is not mended, a row per child region; each number leads to what it counts. */
export function RegionWorkTable({ watch, rows, today }: Props) {
  const t = useTranslations('firstPage');
  const code = useTranslations('code.platform');
  const kinds = rows[0]?.gaps ?? [];
  const caption = t('byRegion', { region: watch.name });
  return (
    <Scroll label={caption}>
      <table className="list-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t('region')}
            </th>
            <th scope="colgroup" colSpan={2}>
              {t('inHand')}
            </th>
            <th scope="colgroup" colSpan={3}>
              {t('unrectified')}
            </th>
            {kinds.length > 0 && (
              <th scope="colgroup" colSpan={kinds.length}>
                {t('gaps')}
              </th>
            )}
          </tr>
          <tr>
            {COUNTED.map((name) => (
              <th key={name} scope="col">
                {t(`column.${name}`)}
              </th>
            ))}
            {kinds.map(({ platform, roster }) => (
              <th key={`${platform}${roster}`} scope="col">
                {t(`roster.${roster}`, { platform: code(platform) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.code} row={row} watch={watch} today={today} />
          ))}
        </tbody>
        <tfoot>
          <Row row={totalOf(watch, rows, t('total'))} watch={watch} today={today} />
        </tfoot>
      </table>
    </Scroll>
  );
}

function Row({ row, watch: { sector }, today }: { row: RegionWork; watch: Watch; today: Day }) {
  const t = useTranslations('firstPage');
  const english = useLocale() === 'en';
  const name = (english && row.nameEn) || row.name;
  const area = { region: row.code, scope: row.own ? 'own' : null, sector };
  const filings = { view: 'all', ...area };
  const hrefs: Record<(typeof COUNTED)[number], string> = {
    waiting: address('/desk/filings', { ...filings, due: 'waiting' }),
    today: address('/desk/filings', { ...filings, due: 'today' }),
    overdue: address('/desk/filings', { ...filings, due: 'overdue' }),
    returned: address('/desk/filings', { ...filings, state: 'returned' }),
    found: address('/desk/found', area),
  };
  const missing = ({ platform, roster }: Gap) =>
    address('/coverage/missing', { platform, ...area, roster, vertical: sector === null ? 'no' : null, asOf: today });
  return (
    <tr>
      <th scope="row" className="font-normal whitespace-nowrap">
        {row.own ? t('own', { region: name }) : name}
      </th>
      {COUNTED.map((each) => (
        <Count key={each} count={row[each]} href={hrefs[each]} />
      ))}
      {row.gaps.map((gap) => (
        <Count key={`${gap.platform}${gap.roster}`} count={gap.gaps} href={missing(gap)} />
      ))}
    </tr>
  );
}

function Count({ count, href }: { count: number | null; href: string }) {
  return (
    <td className="text-end tabular-nums">
      {count === null ? '—' : count === 0 ? <span className="text-muted">0</span> : <Link href={href}>{count.toLocaleString('en')}</Link>}
    </td>
  );
}

function totalOf({ region, name }: Watch, rows: readonly RegionWork[], label: string): RegionWork {
  const sum = (of: (row: RegionWork) => number) => rows.reduce((total, row) => total + of(row), 0);
  const counted = Object.fromEntries(COUNTED.map((each) => [each, sum((row) => row[each])])) as Pick<RegionWork, (typeof COUNTED)[number]>;
  const gaps = (rows[0]?.gaps ?? []).map((gap, index) => ({ ...gap, row: region, gaps: sum((row) => row.gaps[index]?.gaps ?? 0) }));
  return { code: region, name: `${label}：${name}`, nameEn: label, own: false, ...counted, gaps };
}
