import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { EditionNotice, onDay } from '@/components/coverage/edition-notice';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { NoSuchPage } from '@/components/ui/no-such-page';
import { Badge, Empty, PageHeader, Pager } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { may } from '@/lib/access/acts';
import { openingDay } from '@/lib/coverage/edition';
import { coverageFilter, missingPageQuery } from '@/lib/coverage/query';
import type { ExpectedBody } from '@/lib/coverage/views';
import { listExpected } from '@/lib/db/coverage';
import { readEditions } from '@/lib/db/demonstration';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';

const PER_PAGE = 100;

export async function generateMetadata() {
  return { title: (await getTranslations('missing'))('title') };
}

export default async function MissingPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('missing');
  const list = await getTranslations('list');
  const read = await pageQuery(missingPageQuery, '/coverage/missing', searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path="/coverage/missing" query={await searchParams} />;
  const { show, page, ...asked } = read.change;
  const editions = await readEditions();
  const filter = coverageFilter(asked, openingDay(asked.platform, editions, today()));
  const { items, total } = await listExpected(filter, { missingOnly: show === 'missing', skip: (page - 1) * PER_PAGE, take: PER_PAGE });
  const pages = Math.ceil(total / PER_PAGE);
  const query = { ...asked, scope: asked.scope === 'own' ? 'own' : null, asOf: filter.asOf === today() ? asked.asOf : filter.asOf };
  const toPage = (number: number) => address('/coverage/missing', { ...query, show: show === 'all' ? show : null, page: number === 1 ? null : number });
  return (
    <>
      <PageHeader title={t('title')} lead={t('leadOn', { asOf: filter.asOf })} crumbs={[{ href: '/coverage', name: t('back') }]} crumbsLabel={t('back')} />
      <EditionNotice
        editions={editions}
        shown={onDay(asked.platform, filter.asOf)}
        today={today()}
        hrefOf={(day) => address('/coverage/missing', { ...query, asOf: day })}
      />
      <p className="no-print mb-3 flex flex-wrap gap-x-5">
        <span className="font-semibold">{list('total', { total })}</span>
        <Link href={address('/coverage/missing', { ...query, show: show === 'missing' ? 'all' : null })}>
          {t(show === 'missing' ? 'showAll' : 'showMissing')}
        </Link>
        <Link href={address('/accounts', query)}>{t('accounts')}</Link>
        {total > 0 && <ExportLinks hrefOf={(format) => address('/coverage/missing/export', { ...query, show: show === 'all' ? show : null, format })} />}
      </p>
      {total === 0 ? (
        <Empty title={t(show === 'missing' ? 'none' : 'noneExpected')} />
      ) : page > pages ? (
        <NoSuchPage page={page} pages={pages} href={toPage} />
      ) : (
        <Bodies items={items} platform={asked.platform[0]} />
      )}
      <Pager
        page={page}
        pages={pages}
        href={toPage}
        labels={{ nav: list('pages'), previous: list('previous'), next: list('next'), position: list('position', { page, pages }) }}
      />
    </>
  );
}

async function Bodies({ items, platform }: { items: readonly ExpectedBody[]; platform: string | undefined }) {
  const t = await getTranslations('missing');
  const code = await getTranslations('code.tier');
  const mayRegister = may(await currentActor(), 'filing.submit');
  const english = (await getLocale()) === 'en';
  return (
    <div className="overflow-x-auto">
      <table className="list-table">
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('region')}</th>
            <th scope="col">{t('sector')}</th>
            <th scope="col">{t('body')}</th>
            <th scope="col">{t('state')}</th>
            {mayRegister && <th scope="col">{t('register')}</th>}
          </tr>
        </thead>
        <tbody>
          {items.map((body) => (
            <tr key={`${body.regionId}${body.sectorCode}`}>
              <th scope="row" className="font-normal">
                <span className="whitespace-nowrap">{body.region}</span> <span className="text-sm whitespace-nowrap text-muted">{code(body.tier)}</span>
              </th>
              <td>{english ? body.sectorEn : body.sector}</td>
              <td>
                {body.unitId === null ? (
                  <>
                    {body.region}
                    {body.bodyName} <span className="text-sm whitespace-nowrap text-muted">{t('unitUnknown')}</span>
                  </>
                ) : (
                  <Link href={`/units/${body.unitId}`}>{body.unit}</Link>
                )}
              </td>
              <td>{body.covered ? t('covered') : <Badge tone="warn">{t('notRegistered')}</Badge>}</td>
              {mayRegister && (
                <td>
                  {!body.covered && (
                    <Link
                      aria-label={t('registerFor', { region: body.region, sector: english ? body.sectorEn : body.sector })}
                      href={address('/desk/accounts/new', {
                        platform,
                        region: body.regionCode,
                        sector: body.sectorCode,
                        tier: body.tier,
                        unit: body.unitId === null ? null : `${body.unit}（#${body.unitId}）`,
                        fills: body.unitId === null ? 'yes' : null,
                      })}
                    >
                      {t('register')}
                    </Link>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
