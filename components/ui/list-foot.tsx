import { useTranslations } from 'next-intl';
import { PER_PAGE } from '@/lib/registry/query';
import { Pager } from './pager';

type Props = {
  page: number;
  pages: number;
  href: (page: number) => string;
  /** Where somebody may choose how many rows a page has. */
  sizes?: { per: number; total: number; href: (per: number) => string };
};

/** The end of a list: its pages and, where there is a choice, how many rows each has. */
export function ListFoot({ page, pages, href, sizes }: Props) {
  const list = useTranslations('list');
  if (page > pages) return null;
  const labels = { nav: list('pages'), previous: list('previous'), next: list('next'), position: list('position', { page, pages }) };
  return (
    <div className="no-print mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      {pages > 1 && <Pager page={page} pages={pages} previousHref={href(page - 1)} nextHref={href(page + 1)} labels={labels} />}
      {sizes && sizes.total > PER_PAGE[0] && (
        <p className="flex flex-wrap gap-x-3">
          <span className="text-muted">{list('perPage')}</span>
          {PER_PAGE.map((each) => (
            <a
              key={each}
              href={sizes.href(each)}
              aria-current={each === sizes.per ? 'true' : undefined}
              className="aria-[current]:font-bold aria-[current]:no-underline"
            >
              {each}
            </a>
          ))}
        </p>
      )}
    </div>
  );
}
