import { useTranslations } from 'next-intl';

/** The head of a column that sorts; once more, the other way round. */
export function SortHead({
  label,
  by,
  sort,
  href,
  className,
}: {
  label: string;
  by: string;
  sort: string;
  href: (sort: string) => string;
  className?: string;
}) {
  const list = useTranslations('list');
  const sorted = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined;
  return (
    <th scope="col" aria-sort={sorted} className={className}>
      <a href={href(sort === by ? `-${by}` : by)} title={list('sortBy', { column: label })}>
        {label} {sorted === 'ascending' ? '↑' : sorted === 'descending' ? '↓' : ''}
      </a>
    </th>
  );
}
