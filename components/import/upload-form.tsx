import { useTranslations } from 'next-intl';
import type { ImportKindName } from '@/lib/access/acts';

/** Sends a file to be checked; nothing is written by it. What it brings is said before it, so that it is known when the file comes. */
export function UploadForm({ choices, chosen }: { choices: readonly { kind: ImportKindName; needs: readonly string[] }[]; chosen?: ImportKindName }) {
  const t = useTranslations('imports');
  const code = useTranslations('code.importKind');
  const first = choices.find(({ kind }) => kind === chosen) ?? choices[0];
  return (
    <form action="/desk/imports/upload" method="post" encType="multipart/form-data" className="max-w-3xl border border-line bg-surface p-4">
      <fieldset className="mb-4">
        <legend className="font-semibold">{t('kind')}</legend>
        {choices.map(({ kind, needs }) => (
          <div key={kind} className="flex flex-wrap items-baseline gap-x-2 py-1">
            <input type="radio" id={`kind-${kind}`} name="kind" value={kind} defaultChecked={kind === first?.kind} aria-describedby={`needs-${kind}`} />
            <label htmlFor={`kind-${kind}`}>{code(kind)}</label>
            <span id={`needs-${kind}`} className="text-sm text-muted">
              {t('needs', { columns: needs.join('、') })}
            </span>
          </div>
        ))}
      </fieldset>
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
