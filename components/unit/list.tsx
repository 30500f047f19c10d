import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SortHead } from '@/components/ui/sort-head';
import type { ListedUnit } from '@/lib/registry/views';

type Props = { items: readonly ListedUnit[]; provisional: ReactNode; sort: string; sortHref: (sort: string) => string };

export function UnitTable({ items, provisional, sort, sortHref }: Props) {
  const field = useTranslations('field');
  const code = useTranslations('code');
  const t = useTranslations('units');
  const list = useTranslations('list');
  const english = useLocale() === 'en';
  const head = (label: string, by: string, className?: string) => <SortHead label={label} by={by} sort={sort} href={sortHref} className={className} />;
  return (
    <div className="overflow-x-auto">
      <table className="list-table">
        <thead>
          <tr>
            {head(t('name'), 'name')}
            {head(field('region'), 'region')}
            {head(field('sector'), 'sector')}
            {head(field('tier'), 'tier')}
            <th scope="col">{field('kind')}</th>
            {head(t('accounts'), 'accounts', 'text-end')}
          </tr>
        </thead>
        <tbody>
          {items.map((unit) => (
            <tr key={unit.id}>
              <th scope="row" className="font-normal">
                <a href={`/units/${unit.id}`}>{unit.name}</a> {unit.provisional && provisional}
                {unit.foundBy.length > 0 && <span className="block text-sm text-muted">{list('formerly', { names: unit.foundBy.join('、') })}</span>}
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
