import { useTranslations } from 'next-intl';

/** What each form of a cell means. */
export function Legend() {
  const t = useTranslations('coverage');
  const state = useTranslations('code.state');
  const entries = [
    ['covered', '3'],
    ['partial', '2/5'],
    ['gap', t('gapMark')],
    ['extra', '1'],
    ['not-applicable', '·'],
    ['unknown', '?'],
  ] as const;
  return (
    <dl className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm" aria-label={t('legend')}>
      {entries.map(([name, mark]) => (
        <div key={name} className="flex items-center gap-2">
          <dt className={`cell cell-${name} border border-line`}>{mark}</dt>
          <dd>{state(name)}</dd>
        </div>
      ))}
    </dl>
  );
}
