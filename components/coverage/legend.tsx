import { useTranslations } from 'next-intl';
import type { Heat } from '@/lib/coverage/heat';
import { legendEntries } from './legend-words';

/** What each form or colour of a cell means. */
export function Legend({ heat }: { heat: Heat }) {
  const t = useTranslations('coverage');
  const code = useTranslations('code');
  return (
    <dl className="legend mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm" aria-label={t('legend')}>
      {legendEntries(heat, t, code).map(({ look, mark, words }) => (
        <div key={`${look} ${mark}`} className="flex items-center gap-2">
          <dt className={`cell ${look} border border-line`}>{mark}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
