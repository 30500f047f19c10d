import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { PublishedShapes, SeriesTable } from '@/components/coverage/figures';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { Empty, PageHeader } from '@/components/ui/page';
import { seriesOf } from '@/lib/coverage/published';
import { listPublished } from '@/lib/db/published';
import { PLATFORMS } from '@/lib/taxonomy/codes';
import { pageQuery, type SearchParams } from '@/lib/web/page-query';

export async function generateMetadata() {
  return { title: (await getTranslations('published'))('title') };
}

export default async function PublishedPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('published');
  const read = await pageQuery(z.object({}), '/published', searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path="/published" query={await searchParams} />;
  const figures = await listPublished();
  const sites = [...new Set(figures.map(({ site }) => site))];
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead', { figures: figures.length, series: seriesOf(figures).length })} />
      {figures.length === 0 && <Empty title={t('none')}>{t('noneNext')}</Empty>}
      {sites.map((site, index) => (
        <section key={site} aria-labelledby={`site-${index}`} className="mt-6">
          <h2 id={`site-${index}`}>{site}</h2>
          <SeriesTable caption={t('ofSite', { site })} series={seriesOf(figures.filter((each) => each.site === site))} />
        </section>
      ))}
      <PublishedShapes platforms={PLATFORMS} />
      <p className="no-print mt-4 flex flex-wrap gap-x-6">
        <ExportLinks hrefOf={(format) => `/published/export?format=${format}`} />
        <Link href="/distribution/years">{t('toYears')}</Link>
      </p>
    </>
  );
}
