import { useTranslations } from 'next-intl';

/** The head of a column that sorts; once more, the other way round. */
export function SortHead({
  label,
  by,
  sort,
  href,
  largestFirst = false,
  className,
  title,
}: {
  label: string;
  by: string;
  sort: string;
  href: (sort: string) => string;
  largestFirst?: boolean;
  className?: string;
  /** What its link does, in words, where somebody has made them out for all heads at once. */
  title?: string;
}) {
  const list = useTranslations('list');
  const sorted = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined;
  const [first, second] = largestFirst ? [`-${by}`, by] : [by, `-${by}`];
  return (
    <th scope="col" aria-sort={sorted} className={className}>
      <a href={href(sort === first ? second : first)} title={title ?? list('sortBy', { column: label })}>
        {label} {sorted === 'ascending' ? '↑' : sorted === 'descending' ? '↓' : ''}
      </a>
    </th>
  );
}
