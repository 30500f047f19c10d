import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { AccountTable } from '@/components/account/list';
import { Badge, Empty, Facts, PageHeader } from '@/components/ui/page';
import { listAccounts } from '@/lib/db/account-list';
import { readUnit } from '@/lib/db/unit-read';
import { accountsPageQuery } from '@/lib/registry/query';
import type { UnitStandingView, UnitView } from '@/lib/registry/views';
import { today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';

type Params = { params: Promise<{ id: string }> };

async function unitOf({ params }: Params): Promise<UnitView | null> {
  const { id } = await params;
  return /^\d{1,9}$/.test(id) ? await readUnit(await currentActor(), Number(id)) : null;
}

export async function generateMetadata(params: Params) {
  const unit = await unitOf(params);
  return { title: unit?.now.name ?? (await getTranslations('errors'))('notFound') };
}

export default async function UnitPage(params: Params) {
  const unit = await unitOf(params);
  if (!unit) return <Absent />;
  const t = await getTranslations('units');
  const nav = await getTranslations('nav');
  return (
    <>
      <PageHeader
        title={unit.now.name}
        crumbs={[{ href: '/units', name: nav('units') }]}
        crumbsLabel={nav('breadcrumb')}
        lead={unit.provisional && <Badge tone="warn">{t('provisional')}</Badge>}
        actions={
          <>
            {unit.mayRegister && (
              <Link className="button" href={`/desk/accounts/new?unit=${encodeURIComponent(`${unit.now.name}（#${unit.id}）`)}`}>
                {t('registerAccount')}
              </Link>
            )}
            {unit.mayEdit && (
              <Link className="button button-plain" href={`/desk/units/${unit.id}/edit`}>
                {t('edit')}
              </Link>
            )}
          </>
        }
      />
      <UnitFacts unit={unit} />
      {unit.history.length > 1 && <History history={unit.history} />}
      <h2 className="mt-6 mb-2">{t('accounts')}</h2>
      <Accounts unitId={unit.id} />
    </>
  );
}

async function UnitFacts({ unit: { now, uscc } }: { unit: UnitView }) {
  const field = await getTranslations('field');
  const code = await getTranslations('code');
  const t = await getTranslations('units');
  const english = (await getLocale()) === 'en';
  return (
    <Facts
      facts={[
        [
          field('region'),
          <Link key="region" href={`/units?region=${now.regionCode}`}>
            {now.region}
          </Link>,
        ],
        [field('sector'), english ? now.sectorEn : now.sector],
        [field('tier'), now.tier && code(`tier.${now.tier}`)],
        [field('rank'), now.rank && code(`rank.${now.rank}`)],
        [field('kind'), code(`unitKind.${now.kind}`)],
        [field('uscc'), uscc],
        [field('standardBody'), now.standardBody ? t('isStandardBody') : t('isNotStandardBody')],
      ]}
    />
  );
}

async function History({ history }: { history: readonly UnitStandingView[] }) {
  const t = await getTranslations('units');
  return (
    <>
      <h2 className="mt-6 mb-2">{t('history')}</h2>
      <ol className="border-s-2 border-line ps-4">
        {history.toReversed().map(({ from, until, name, region, sector }) => (
          <li key={from ?? 'ever'}>
            <span className="text-sm text-muted">{t('period', { from: from ?? '…', until: until ?? '…' })}</span> {name}（{region}，{sector}）
          </li>
        ))}
      </ol>
    </>
  );
}

async function Accounts({ unitId }: { unitId: number }) {
  const t = await getTranslations('units');
  const { sort } = accountsPageQuery.parse({});
  const { items, total } = await listAccounts(
    {
      asOf: today(),
      platforms: [],
      regions: [],
      scope: 'subtree',
      sectors: [],
      tiers: [],
      ranks: [],
      holders: [],
      statuses: [],
      provenances: [],
      unitId,
      text: null,
    },
    { sort, skip: 0, take: 100 },
  );
  if (total === 0) return <Empty title={t('noAccounts')} />;
  return (
    <>
      <AccountTable items={items} sort={sort} sortHref={(by) => `/accounts?unit=${unitId}&sort=${by}`} />
      {total > items.length && (
        <p>
          <Link href={`/accounts?unit=${unitId}`}>{t('allAccounts', { total })}</Link>
        </p>
      )}
    </>
  );
}
