import { useFormatter, useTranslations } from 'next-intl';
import type { FilingStep } from '@/lib/registry/filing-views';
import { askedValue } from './asked-values';

/** What has been done with a filing, in sentences, from its beginning. */
export function FilingHistory({ steps }: { steps: readonly FilingStep[] }) {
  const t = useTranslations('filings');
  const format = useFormatter();
  const reason = useTranslations('code.returnReason');
  return (
    <ol className="border-s-2 border-line ps-4">
      {steps.map(({ id, at, by, step, day, reasons, text, link, mended }) => (
        <li key={id} className="mb-3">
          <span className="block text-sm text-muted">{format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' })}</span>
          {t(`step.${step}`, { by: by ?? t('commandLine'), day: day ?? '—' })}
          {reasons.length > 0 && <p>{t('reasonsGiven', { reasons: reasons.map((each) => reason(each)).join('；') })}</p>}
          {text && <p className="mt-1 border-s-2 border-line ps-3 whitespace-pre-line">{text}</p>}
          {link && (
            <a href={link} rel="noreferrer nofollow" className="break-all">
              {link}
            </a>
          )}
          <Mended mended={mended} />
        </li>
      ))}
    </ol>
  );
}

function Mended({ mended }: Pick<FilingStep, 'mended'>) {
  const t = useTranslations('filings');
  const field = useTranslations('field');
  const code = useTranslations('code');
  if (mended.length === 0) return null;
  return (
    <ul className="list-disc ps-5">
      {mended.map(({ field: name, was, is }) => (
        <li key={name}>
          {t('mended', {
            field: field.has(name as 'name') ? field(name as 'name') : name,
            was: askedValue(code, name, was),
            is: askedValue(code, name, is),
          })}
        </li>
      ))}
    </ul>
  );
}
