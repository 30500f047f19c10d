'use client';

import { useTranslations } from 'next-intl';

export type LookalikeHit = { id: number; name: string; unit: string; why: 'platform-id' | 'handle' | 'name' };

/** Accounts of the register that what is being typed would repeat, with a link to each. */
export function Lookalikes({ hits }: { hits: readonly LookalikeHit[] }) {
  const t = useTranslations('accountForm');
  return (
    <div role="status">
      {hits.length > 0 && (
        <div className="mb-4 border-s-4 border-warn bg-warn-surface px-4 py-2">
          <p className="font-semibold">{t('lookalikes')}</p>
          <ul className="list-disc ps-5">
            {hits.map(({ id, name, unit, why }) => (
              <li key={id}>
                <a href={`/accounts/${id}`} target="_blank" rel="noreferrer">
                  {name}
                </a>
                （{unit}）{t(`same.${why}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
