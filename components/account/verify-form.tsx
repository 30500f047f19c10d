import { useTranslations } from 'next-intl';

/** 这个账号是官方的吗: one field for a link, a handle, an id or a name. */
export function VerifyForm({ query }: { query: string }) {
  const t = useTranslations('verify');
  return (
    <search>
      <form action="/verify" className="flex flex-wrap items-end gap-3">
        <label className="min-w-60 flex-1">
          <span className="block font-semibold">{t('label')}</span>
          <span className="mb-1 block text-sm text-muted">{t('hint')}</span>
          <input name="q" defaultValue={query} className="input" autoComplete="off" required maxLength={500} />
        </label>
        <button type="submit" className="button">
          {t('submit')}
        </button>
      </form>
    </search>
  );
}
