'use client';

import { useTranslations } from 'next-intl';
import type { FormTools } from '@/components/form/form';
import { Notice } from '@/components/ui/page';

/** For the later of two editors: what the register says now, beside what was typed. */
export function Conflict({ tools, before }: { tools: FormTools; before: Record<string, string | null | undefined> }) {
  const t = useTranslations('form');
  const field = useTranslations('field');
  if (!tools.findings.some(({ reason }) => reason === 'changed-meanwhile')) return null;
  const typed = tools.answer?.values ?? {};
  const differing = Object.keys(before).filter((name) => field.has(name as 'name') && (before[name] ?? '') !== (typed[name] ?? before[name] ?? ''));
  return (
    <Notice tone="warn" title={t('conflict')}>
      <table className="list-table">
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('registered')}</th>
            <th scope="col">{t('typed')}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map((name) => (
            <tr key={name}>
              <th scope="row">{field(name as 'name')}</th>
              <td>{before[name] || '—'}</td>
              <td>{typed[name] || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Notice>
  );
}
