import { getTranslations } from 'next-intl/server';
import { NoSuchPage } from '@/app/no-such-page';
import { AccountFilterBar } from '@/components/account/filter';
import { AccountTable } from '@/components/account/list';
import { RefusedQuery } from '@/components/refused';
import { ListFoot } from '@/components/ui/list-foot';
import { Empty, PageHeader } from '@/components/ui/page';
import { address, orderOf, type QueryValue } from '@/components/ui/query';
import { Written } from '@/components/ui/written';
import { may } from '@/lib/access/acts';
import { listAccounts } from '@/lib/db/account-list';
import { reference } from '@/lib/db/reference';
import { accountsPageQuery } from '@/lib/registry/query';
import { accountFilter } from '@/lib/web/accounts-file';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { placeable } from '@/lib/web/placed';
import { currentActor } from '@/lib/web/session';
import { AccountExports } from './exports';

export async function generateMetadata() {
  return { title: (await getTranslations('accounts'))('title') };
}

export default async function AccountsPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('accounts');
  const list = await getTranslations('list');
  const read = await pageQuery(accountsPageQuery, '/accounts', searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path="/accounts" query={await searchParams} />;
  const { page, per, sort, place: _, ...query } = read.change;
  const asOf = query.asOf ?? today();
  const { items, total } = await listAccounts(accountFilter(read.change, asOf), { sort, skip: (page - 1) * per, take: per });
  const { regions, sectors } = await reference();
  const actor = await currentActor();
  const mayRegister = may(actor, 'filing.submit');
  const where = query.region.map((code) => regions.at(code, asOf)?.name ?? code).join('、');
  const kept = { ...query, scope: query.scope === 'own' ? 'own' : null };
  const at = (change: Record<string, QueryValue>) => address('/accounts', { ...kept, ...orderOf(sort, per), ...change });
  const pages = Math.ceil(total / per);
  const toPage = (number: number) => at({ page: number === 1 ? null : number });
  return (
    <>
      <Written place={placeable}>
        <PageHeader
          title={t('title')}
          lead={[where, t('asOf', { day: asOf })].filter(Boolean).join(' · ')}
          actions={
            mayRegister && (
              <a className="button" href="/desk/accounts/new">
                {t('register')}
              </a>
            )
          }
        />
        <AccountFilterBar query={{ ...query, sort, per }} place={where} sectors={sectors.topLevel(asOf)} />
        <p className="mb-2 flex flex-wrap gap-x-6">
          <span className="font-semibold">{list('total', { total })}</span>
          <AccountExports actor={actor} at={at} asOf={asOf} unit={query.unit} regions={query.region} />
        </p>
        {total === 0 ? (
          <Empty title={t('none')}>{t(actor.userId === null ? 'noneSignIn' : mayRegister ? 'noneRegister' : 'noneNext')}</Empty>
        ) : (
          page <= pages && <AccountTable items={items} sort={sort} sortHref={(by) => at({ sort: by === 'name' ? null : by })} />
        )}
      </Written>
      {total > 0 && page > pages && <NoSuchPage page={page} pages={pages} href={toPage} />}
      <ListFoot page={page} pages={pages} href={toPage} sizes={{ per, total, href: (each) => at(orderOf(sort, each)) }} />
    </>
  );
}
