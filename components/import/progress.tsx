import { useTranslations } from 'next-intl';
import type { BatchView } from '@/lib/exchange/views';
import { Refresher } from './refresher';

const EVERY = 1000;

/** How far a worker is with a batch. The page follows it by itself, with JavaScript and without. */
export function ImportProgress({ task, progress }: { task: NonNullable<BatchView['task']>; progress: BatchView['progress'] }) {
  const t = useTranslations('imports.progress');
  const known = progress !== null && progress.total !== null && task !== 'undo' ? progress.total : undefined;
  return (
    <section className="mb-6 max-w-3xl border border-line bg-surface p-4">
      <p id="progress" className="mb-2 font-semibold">
        {progress === null ? t('waiting') : sentenceOf(t, task, progress)}
      </p>
      <progress
        aria-labelledby="progress"
        max={known === undefined ? undefined : Math.max(known, 1)}
        value={known === undefined ? undefined : progress?.done}
        className="w-full"
      />
      <p className="mt-1 text-sm text-muted">
        {progress?.rate ? t('rate', { rate: progress.rate }) : null}
        {progress?.rate && progress.secondsLeft !== null ? ` · ${t('left', { seconds: progress.secondsLeft })}` : null}
      </p>
      <p className="mt-2 text-sm text-muted">{t('stays')}</p>
      <Refresher milliseconds={EVERY} />
      <noscript>
        <meta httpEquiv="refresh" content="2" />
      </noscript>
    </section>
  );
}

type Words = ReturnType<typeof useTranslations<'imports.progress'>>;

function sentenceOf(t: Words, task: NonNullable<BatchView['task']>, { done, total }: NonNullable<BatchView['progress']>): string {
  if (task === 'undo') return t('undo');
  if (task === 'write') return total === null ? t('begin') : t('write', { done, total });
  return total === null ? t('check', { done }) : t('checkOf', { done, total });
}
