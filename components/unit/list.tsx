import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ListedUnit } from '@/lib/registry/views';

export function UnitTable({ items, provisional }: { items: readonly ListedUnit[]; provisional: ReactNode }) {
  const field = useTranslations('field');
  const code = useTranslations('code');
  const t = useTranslations('units');
  const english = useLocale() === 'en';
  return (
    <div className="overflow-x-auto">
      <table className="list-table">
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{field('region')}</th>
            <th scope="col">{field('sector')}</th>
            <th scope="col">{field('tier')}</th>
            <th scope="col">{field('kind')}</th>
            <th scope="col" className="text-end">
              {t('accounts')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((unit) => (
            <tr key={unit.id}>
              <th scope="row" className="font-normal">
                <Link href={`/units/${unit.id}`}>{unit.name}</Link> {unit.provisional && provisional}
              </th>
              <td>{unit.region}</td>
              <td>{english ? unit.sectorEn : unit.sector}</td>
              <td>{unit.tier === null ? '—' : code(`tier.${unit.tier}`)}</td>
              <td>{code(`unitKind.${unit.kind}`)}</td>
              <td className="text-end">{unit.accounts}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
