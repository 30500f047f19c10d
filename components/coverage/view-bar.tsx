import { useTranslations } from 'next-intl';
import { MEASURES, type Measure } from '@/lib/coverage/query';

type Shown = { measure: Measure; rowsBy?: string; columnsBy?: string; hide?: 'empty'; map?: string };
type Props = {
  shown: Shown;
  /** Rows and columns that are left out. */
  hidden: { rows: number; columns: number };
  mappable: boolean;
  hrefOf(change: Record<string, string | null>): string;
  swap: string;
};

/** Ways to see the same table: another figure, the other way round, without what is empty, as tiles. */
export function ViewBar({ shown, hidden, mappable, hrefOf, swap }: Props) {
  const t = useTranslations('coverage');
  const field = useTranslations('field');
  const measure = useTranslations('code.measure');
  const sorted = shown.rowsBy !== undefined || shown.columnsBy !== undefined;
  return (
    <nav aria-label={t('views')} className="no-print mb-3 flex flex-wrap gap-x-6 gap-y-1">
      <ul className="flex flex-wrap gap-x-3" aria-label={field('measure')}>
        {MEASURES.map((each) => (
          <li key={each}>
            {each === shown.measure ? (
              <strong aria-current="true">{measure(each)}</strong>
            ) : (
              <a href={hrefOf({ measure: each === 'state' ? null : each })}>{measure(each)}</a>
            )}
          </li>
        ))}
      </ul>
      <a href={swap}>{t('swap')}</a>
      <a href={hrefOf({ hide: shown.hide ? null : 'empty' })}>{t(shown.hide ? 'showEmpty' : 'hideEmpty')}</a>
      {shown.hide && <span className="text-muted">{t('hidden', hidden)}</span>}
      {sorted && <a href={hrefOf({ rowsBy: null, columnsBy: null })}>{t('unsorted')}</a>}
      {mappable && <a href={hrefOf({ map: shown.map ? null : 'total' })}>{t(shown.map ? 'withoutMap' : 'withMap')}</a>}
    </nav>
  );
}
