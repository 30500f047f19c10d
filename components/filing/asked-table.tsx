import { useTranslations } from 'next-intl';
import type { AskedField } from '@/lib/registry/filing-views';
import { askedValue } from './asked-values';

/** What is asked, beside what is registered where it differs from that. */
export function AskedTable({ asked, opening }: { asked: readonly AskedField[]; opening: boolean }) {
  const t = useTranslations('filings');
  const field = useTranslations('field');
  const code = useTranslations('code');
  if (asked.length === 0) return null;
  return (
    <div className="mb-4 overflow-x-auto">
      <table className="list-table">
        <caption className="mb-1 text-start font-bold">{t(opening ? 'whatNew' : 'what')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            {!opening && <th scope="col">{t('was')}</th>}
            <th scope="col">{t('is')}</th>
          </tr>
        </thead>
        <tbody>
          {asked.map(({ field: name, was, is }) => (
            <tr key={name}>
              <th scope="row">{field.has(name as 'name') ? field(name as 'name') : name}</th>
              {!opening && <td>{askedValue(code, name, was)}</td>}
              <td>{askedValue(code, name, is)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
