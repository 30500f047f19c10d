import { useTranslations } from 'next-intl';

/** Sends a file to be checked; nothing is written by it. */
export function UploadForm() {
  const t = useTranslations('imports');
  return (
    <form action="/desk/imports/upload" method="post" encType="multipart/form-data" className="max-w-3xl border border-line bg-surface p-4">
      <label htmlFor="file" className="block font-semibold">
        {t('choose')}
      </label>
      <p id="file-hint" className="mb-2 text-sm text-muted">
        {t('chooseHint')}
      </p>
      <input
        id="file"
        type="file"
        name="file"
        required
        accept=".csv,.xlsx,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        aria-describedby="file-hint"
        className="input"
      />
      <button type="submit" className="button mt-3">
        {t('check')}
      </button>
    </form>
  );
}
