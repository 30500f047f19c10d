import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { NoSuchPage } from '@/app/no-such-page';
import { EditionNotice, onDay } from '@/components/coverage/edition-notice';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { ListFoot } from '@/components/ui/list-foot';
import { ListTable } from '@/components/ui/list-table';
import { Badge, Empty, PageHeader } from '@/components/ui/page';
import { address, orderOf, type QueryValue } from '@/components/ui/query';
import { SortHead } from '@/components/ui/sort-head';
import { may } from '@/lib/access/acts';
import { openingDay } from '@/lib/coverage/edition';
import { checkVertical, missingPageQuery } from '@/lib/coverage/query';
import type { ExpectedBody } from '@/lib/coverage/views';
import { listExpected } from '@/lib/db/coverage';
import { readEditions } from '@/lib/db/demonstration';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';
import { kindsInWords } from '../kinds';
import { MissingSaid } from './said';
import { missingFilter } from './view';

export async function generateMetadata() {
  return { title: (await getTranslations('missing'))('title') };
}

export default async function MissingPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('missing');
  const list = await getTranslations('list');
  const read = await pageQuery(missingPageQuery, '/coverage/missing', searchParams, checkVertical);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path="/coverage/missing" query={await searchParams} />;
  const { show, page, per, sort, roster, vertical, ...asked } = read.change;
  const editions = await readEditions();
  const filter = await missingFilter(read.change, openingDay(asked.platform, editions, today()));
  const { items, total } = await listExpected(filter, { missingOnly: show === 'missing', roster, sort, skip: (page - 1) * per, take: per });
  const pages = Math.ceil(total / per);
  const kinds = await kindsInWords(asked);
  const narrowed = [roster && t(`roster.${roster}`), vertical && t('withoutVertical'), kinds && t('kinds', { kinds })].filter(Boolean);
  const query = { ...asked, roster, vertical, scope: asked.scope === 'own' ? 'own' : null, asOf: filter.asOf === today() ? asked.asOf : filter.asOf };
  const at = (change: Record<string, QueryValue>) =>
    address('/coverage/missing', { ...query, show: show === 'all' ? show : null, ...orderOf(sort, per, 'region'), ...change });
  const toPage = (number: number) => at({ page: number === 1 ? null : number });
  return (
    <>
      <PageHeader title={t('title')} lead={t('leadOn', { asOf: filter.asOf })} crumbs={[{ href: '/coverage', name: t('back') }]} crumbsLabel={t('back')} />
      <EditionNotice
        editions={editions}
        shown={onDay(asked.platform, filter.asOf)}
        today={today()}
        hrefOf={(day) => address('/coverage/missing', { ...query, asOf: day })}
      />
      <MissingSaid filter={filter} roster={roster} />
      <p className="no-print mb-3 flex flex-wrap gap-x-5">
        <span className="font-semibold">{list('total', { total })}</span>
        <Link href={address('/coverage/missing', { ...query, ...orderOf(sort, per, 'region'), show: show === 'missing' ? 'all' : null })}>
          {t(show === 'missing' ? 'showAll' : 'showMissing')}
        </Link>
        <Link href={address('/accounts', { ...query, roster: null, vertical: null, unitKind: null, system: null })}>{t('accounts')}</Link>
        <ChaseLink query={{ region: asked.region, scope: query.scope, sector: asked.sector, tier: asked.tier, platform: asked.platform, roster }} />
        {total > 0 && (
          <ExportLinks
            hrefOf={(format) =>
              address('/coverage/missing/export', { ...query, show: show === 'all' ? show : null, sort: sort === 'region' ? null : sort, format })
            }
          />
        )}
      </p>
      {narrowed.length > 0 && <p className="mb-3">{narrowed.join(' ')}</p>}
      {total === 0 ? (
        <Empty title={t(show === 'missing' ? 'none' : 'noneExpected')} />
      ) : page > pages ? (
        <NoSuchPage page={page} pages={pages} href={toPage} />
      ) : (
        <Bodies items={items} platform={asked.platform[0]} sort={sort} sortHref={(by) => at({ sort: by === 'region' ? null : by })} />
      )}
      <ListFoot page={page} pages={pages} href={toPage} sizes={{ per, total, href: (each) => at(orderOf(sort, each, 'region')) }} />
    </>
  );
}

// For who chases what is missing: the same on the desk.
async function ChaseLink({ query }: { query: Record<string, QueryValue> }) {
  const t = await getTranslations('missing');
  return may(await currentActor(), 'gap.read') && <Link href={address('/desk/gaps', query)}>{t('chase')}</Link>;
}

type List = { items: readonly ExpectedBody[]; platform: string | undefined; sort: string; sortHref: (sort: string) => string };

async function Bodies({ items, platform, sort, sortHref }: List) {
  const t = await getTranslations('missing');
  const code = await getTranslations('code.tier');
  const mayRegister = may(await currentActor(), 'filing.submit');
  const english = (await getLocale()) === 'en';
  return (
    <ListTable
      caption={t('title')}
      heads={[
        <SortHead key="region" label={t('region')} by="region" sort={sort} href={sortHref} />,
        <SortHead key="sector" label={t('sector')} by="sector" sort={sort} href={sortHref} />,
        t('body'),
        <SortHead key="state" label={t('state')} by="state" sort={sort} href={sortHref} />,
        mayRegister && t('register'),
      ]}
    >
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
          <td>
            <BodyState body={body} />
          </td>
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
    </ListTable>
  );
}

async function BodyState({ body: { covered, estimated, subordinateOnly } }: { body: ExpectedBody }) {
  const t = await getTranslations('missing');
  if (covered) return t('covered');
  return (
    <>
      <Badge tone="warn">{t(estimated ? 'notRegistered' : 'confirmedMissing')}</Badge>
      {subordinateOnly && <span className="ms-2 text-sm whitespace-nowrap text-muted">{t('subordinateOnly')}</span>}
    </>
  );
}
