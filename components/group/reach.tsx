import { useFormatter, useTranslations } from 'next-intl';
import { Scroll } from '@/components/ui/scroll';
import { paceOf } from '@/lib/metrics/pace';
import type { GroupSummary } from '@/lib/registry/group-views';
import type { Day } from '@/lib/taxonomy/day';

/** Posts of a period, and the lead's followers beside the others': of what is known, and of how many it is. */
export function GroupReach({ summary: { posts, lead, others }, period: { from, to } }: { summary: GroupSummary; period: { from: Day; to: Day } }) {
  const t = useTranslations('groups');
  const format = useFormatter();
  const shown = (value: number | null) => (value === null ? '—' : format.number(value, { maximumFractionDigits: 1 }));
  const { sum, known, of } = posts;
  const { days, perDay } = paceOf(sum, { from, to });
  const period = { from, to, days };
  return (
    <section aria-labelledby="reach" className="mt-6">
      <h2 id="reach" className="mb-2">
        {t('activity')}
      </h2>
      <p className="mb-3">
        {sum === null ? t('postsNone', { ...period, of }) : t('postsOf', { ...period, sum: shown(sum), perDay: shown(perDay), known, unknown: of - known })}
      </p>
      <Scroll label={t('bigSmall')}>
        <table className="list-table">
          <caption className="text-start font-semibold">
            {t('bigSmall')}：{t('followersOf')}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('members')}</th>
              <th scope="col">{t('sum')}</th>
              <th scope="col">{t('mean')}</th>
              <th scope="col">{t('median')}</th>
              <th scope="col">{t('knownHead')}</th>
            </tr>
          </thead>
          <tbody>
            {(
              [
                ['theLead', lead],
                ['others', others],
              ] as const
            ).map(([name, side]) => (
              <tr key={name}>
                <th scope="row" className="font-normal">
                  {t(name)}
                </th>
                <td>{shown(side.sum)}</td>
                <td>{shown(side.mean)}</td>
                <td>{shown(side.median)}</td>
                <td>{t('known', { known: side.known, of: side.of })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {lead.sum !== null && others.sum !== null && others.sum > 0 && <p className="mt-2">{t('ratio', { ratio: shown(lead.sum / others.sum) })}</p>}
    </section>
  );
}
