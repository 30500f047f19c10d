'use client';

import { useTranslations } from 'next-intl';
import { AreaField } from '@/components/form/field';
import type { FormTools } from '@/components/form/form';

/** What goes with every filing: why, and where its papers are. */
export function AskedFor({ tools, filing }: { tools: FormTools; filing: { id: number; version: number } | 'new' }) {
  const t = useTranslations('filingForm');
  const field = useTranslations('field');
  const shared = (name: 'reason' | 'links') => ({ name, label: field(name), errors: tools.errors(name), defaultValue: tools.value(name) });
  return (
    <fieldset>
      <legend className="mb-2 text-lg font-bold">{t('why')}</legend>
      <AreaField {...shared('reason')} hint={t('reasonHint')} />
      <AreaField {...shared('links')} hint={t('linksHint')} />
      {filing !== 'new' && (
        <>
          <input type="hidden" name="filing" value={filing.id} />
          <input type="hidden" name="filingVersion" value={filing.version} />
        </>
      )}
    </fieldset>
  );
}

export function SubmitFiling({ again }: { again: boolean }) {
  const t = useTranslations('filingForm');
  return (
    <button type="submit" className="button">
      {t(again ? 'again' : 'submit')}
    </button>
  );
}
