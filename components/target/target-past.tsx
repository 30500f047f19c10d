import { useTranslations } from 'next-intl';
import { ListTable } from '@/components/ui/list-table';
import type { MeasuredTarget, PastTarget } from '@/lib/exchange/views';
import { dayOf } from '@/lib/taxonomy/day';
import { useTargetWords } from './words';

/** What a target said before it was changed. */
export function TargetPast({ target, past }: { target: MeasuredTarget; past: readonly PastTarget[] }) {
  const t = useTranslations('targets');
  const words = useTargetWords();
  return (
    <section aria-labelledby="past" className="mt-6">
      <h2 id="past" className="mb-2">
        {t('past')}
      </h2>
      {past.length === 0 ? (
        <p>{t('pastNone')}</p>
      ) : (
        <ListTable caption={t('past')} heads={(['until', 'goal', 'due', 'document'] as const).map((head) => t(head))}>
          {past.map(({ id, until, value, dueOn, issuer, documentNo, documentDate }) => (
            <tr key={id}>
              <th scope="row" className="font-normal whitespace-nowrap">
                {dayOf(until)}
              </th>
              <td>{words.goal({ measure: target.measure, value })}</td>
              <td className="whitespace-nowrap">{dueOn}</td>
              <td>{[issuer, documentNo, documentDate].filter(Boolean).join(' ')}</td>
            </tr>
          ))}
        </ListTable>
      )}
    </section>
  );
}
