import { useTranslations } from 'next-intl';
import { LineChart } from '@/components/chart/line';
import { Scroll } from '@/components/ui/scroll';
import { amountOf } from '@/lib/coverage/target';
import type { MeasuredTarget } from '@/lib/exchange/views';
import { useTargetWords } from './words';

/** The month-ends of a target as a line, and the same as a table. */
export function TargetLine({ target }: { target: MeasuredTarget }) {
  const t = useTranslations('targets');
  const words = useTargetWords();
  const { progress, monthly, measure, value, dueOn } = target;
  const readings = [...monthly, progress.now];
  const points = readings.map((reading) => {
    const amount = amountOf(measure, reading);
    return { day: reading.day, value: amount, text: `${reading.day} ${words.value(target, amount)}` };
  });
  const [first, last] = [points[0], points.at(-1)];
  const title = t('lineText', {
    ...{ from: first?.day ?? '', to: last?.day ?? '', goal: words.goal(target) },
    ...{ first: words.value(target, first?.value ?? null), last: words.value(target, last?.value ?? null) },
  });
  const forecast = progress.forecast === null ? null : { value: progress.forecast, text: words.value(target, progress.forecast) };
  return (
    <section aria-labelledby="line" className="mt-6">
      <h2 id="line" className="mb-2">
        {t('line')}
      </h2>
      <p className="mb-2">{title}</p>
      <LineChart title={title} points={points} goal={{ value, text: words.value(target, value), dueOn }} forecast={forecast} />
      <Scroll label={t('line')}>
        <table className="list-table mt-3">
          <caption className="sr-only">{t('line')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              <th scope="col">{t('accounts')}</th>
              <th scope="col">{t('covered')}</th>
              <th scope="col">{t('value')}</th>
            </tr>
          </thead>
          <tbody>
            {readings.map((reading) => (
              <tr key={reading.day}>
                <th scope="row" className="font-normal whitespace-nowrap">
                  {reading.day}
                </th>
                <td>{reading.accounts}</td>
                <td>{reading.expected === null ? '—' : `${reading.covered} / ${reading.expected}`}</td>
                <td>{words.value(target, amountOf(measure, reading))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
