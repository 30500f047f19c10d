import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from './page';

/** What a list says of a page after its last. */
export function NoSuchPage({ page, pages, href }: { page: number; pages: number; href: (page: number) => string }) {
  const list = useTranslations('list');
  return (
    <Empty title={list('noSuchPage', { page })}>
      <Link href={href(pages)}>{list('lastPage', { pages })}</Link>
    </Empty>
  );
}
