import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Scroll } from '@/components/ui/scroll';
import { CHANNEL_STATES, type ChannelCounts, type ChannelState, isUnknown } from '@/lib/coverage/channels';
import type { AxisEntry } from '@/lib/coverage/filter';
import { numberText } from './number-text';

type Props = {
  table: { rows: readonly { entry: AxisEntry; counts: ChannelCounts }[]; totals: ChannelCounts };
  english: boolean;
  regionHref(entry: AxisEntry): string | null;
  stateHref(entry: AxisEntry, state: ChannelState): string;
};

const FURTHER = ['website', 'hotline', 'onePlusTwo'] as const;

/** Regions by the four states; each count leads to the units behind it. */
export function ChannelTable({ table, english, regionHref, stateHref }: Props) {
  const t = useTranslations('channels');
  const code = useTranslations('code.channelState');
  const further = FURTHER.filter((each) => table.totals[each] !== null);
  return (
    <Scroll label={t('title')}>
      <table className="list-table">
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('region')}</th>
            {CHANNEL_STATES.map((state) => (
              <th key={state} scope="col">
                {code(state)}
              </th>
            ))}
            <th scope="col">{t('total')}</th>
            {further.map((each) => (
              <th key={each} scope="col">
                {t(each)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ entry, counts }) => (
            <tr key={`${entry.code}${entry.own}`}>
              <th scope="row" className="font-normal whitespace-nowrap">
                <Name entry={entry} href={regionHref(entry)} english={english} />
              </th>
              {CHANNEL_STATES.map((state) => (
                <td key={state}>
                  {isUnknown(counts) ? '—' : counts[state] === 0 ? 0 : <Link href={stateHref(entry, state)}>{numberText(counts[state])}</Link>}
                </td>
              ))}
              <td>{isUnknown(counts) ? '—' : numberText(counts.total)}</td>
              {further.map((each) => (
                <td key={each}>{numberText(counts[each])}</td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-bold">
            <th scope="row">{t('sum')}</th>
            {CHANNEL_STATES.map((state) => (
              <td key={state}>{numberText(table.totals[state])}</td>
            ))}
            <td>{numberText(table.totals.total)}</td>
            {further.map((each) => (
              <td key={each}>{numberText(table.totals[each])}</td>
            ))}
          </tr>
        </tfoot>
      </table>
      {table.rows.some(({ counts }) => isUnknown(counts)) && <p className="mt-2 text-sm text-muted">{t('unknown')}</p>}
    </Scroll>
  );
}

function Name({ entry, href, english }: { entry: AxisEntry; href: string | null; english: boolean }) {
  const t = useTranslations('channels');
  const name = (english && entry.nameEn) || entry.name;
  if (href === null) return t('own', { name });
  return <Link href={href}>{name}</Link>;
}
