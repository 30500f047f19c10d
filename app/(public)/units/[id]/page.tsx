import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { AccountTable } from '@/components/account/list';
import { EntryTold } from '@/components/filing/told';
import { RefusedQuery } from '@/components/refused';
import { AsOfForm, AsOfNotice } from '@/components/ui/as-of';
import { Badge, Empty, Facts, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { UnitHistory } from '@/components/unit/history';
import { ReformsEntered, UnitEnded, UnitKin } from '@/components/unit/reforms';
import { listAccounts } from '@/lib/db/account-list';
import { reformsOf } from '@/lib/db/reform-read';
import { relationsOfUnit } from '@/lib/db/relation-read';
import { readUnit } from '@/lib/db/unit-read';
import { unitAsOf } from '@/lib/registry/as-of';
import { accountsPageQuery, asOfQuery } from '@/lib/registry/query';
import type { UnitRelationView, UnitView } from '@/lib/registry/views';
import type { Day } from '@/lib/taxonomy/day';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';
import { toldAt } from '@/lib/web/told';

type Params = { params: Promise<{ id: string }>; searchParams: SearchParams };

async function unitOf({ params }: Params): Promise<UnitView | null> {
  const { id } = await params;
  return /^\d{1,9}$/.test(id) ? await readUnit(await currentActor(), Number(id)) : null;
}

export async function generateMetadata(params: Params) {
  const unit = await unitOf(params);
  return { title: unit?.now.name ?? (await getTranslations('errors'))('notFound') };
}

export default async function UnitPage(params: Params) {
  const present = await unitOf(params);
  if (!present) return <Absent />;
  const path = `/units/${present.id}`;
  const read = await pageQuery(asOfQuery, path, params.searchParams);
  if (!read.accepted) return <RefusedQuery title={present.now.name} findings={read.findings} path={path} query={await params.searchParams} />;
  const { asOf } = read.change;
  const unit = asOf ? unitAsOf(present, asOf) : present;
  const t = await getTranslations('units');
  const nav = await getTranslations('nav');
  return (
    <>
      <PageHeader
        title={(unit ?? present).now.name}
        crumbs={[{ href: '/units', name: nav('units') }]}
        crumbsLabel={nav('breadcrumb')}
        lead={unit && <Badges unit={unit} />}
        actions={!asOf && <Doors unit={present} />}
      />
      <EntryTold findings={await toldAt(path)} />
      {asOf && <AsOfNotice day={asOf} path={path} absent={unit === null} />}
      {unit && (
        <>
          <UnitEnded unit={unit} />
          <UnitFacts unit={unit} />
          <UnitKin unit={unit} />
          {!asOf && <ReformsEntered reforms={await reformsOf(await currentActor(), unit.id, today())} />}
          <h2 className="mt-6 mb-2">{t('accounts')}</h2>
          <Accounts unitId={unit.id} asOf={asOf ?? today()} />
          <Related relations={await relationsOfUnit(unit.id, asOf ?? today())} />
          <h2 className="mt-6 mb-2">{t('history')}</h2>
          <UnitHistory unit={unit} />
        </>
      )}
      <AsOfForm day={asOf} path={path} />
    </>
  );
}

async function Badges({ unit: { provisional, endedOn } }: { unit: UnitView }) {
  const t = await getTranslations('units');
  const reforms = await getTranslations('reforms');
  return (
    <>
      {provisional && <Badge tone="warn">{t('provisional')}</Badge>} {endedOn !== null && <Badge tone="warn">{reforms('endedBadge')}</Badge>}
    </>
  );
}

async function Doors({ unit: { id, now, mayRegister, mayEdit } }: { unit: UnitView }) {
  const t = await getTranslations('units');
  const reforms = await getTranslations('reforms');
  const exported = await getTranslations('export');
  return (
    <>
      {mayRegister && (
        <Link className="button" href={`/desk/accounts/new?unit=${encodeURIComponent(`${now.name}（#${id}）`)}`}>
          {t('registerAccount')}
        </Link>
      )}
      {mayRegister && (
        <a className="button button-plain" href={`/desk/sheets?unit=${id}`} download>
          {exported('sheetOf')}
        </a>
      )}
      {mayEdit && (
        <>
          <Link className="button button-plain" href={`/desk/units/${id}/edit`}>
            {t('edit')}
          </Link>
          <Link className="button button-plain" href={`/desk/units/${id}/reform`}>
            {reforms('title')}
          </Link>
        </>
      )}
    </>
  );
}

async function UnitFacts({ unit: { now, uscc, website, hotline } }: { unit: UnitView }) {
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
        [field('website'), website && <a href={website}>{website}</a>],
        [field('hotline'), hotline],
        [field('standardBody'), now.standardBody ? t('isStandardBody') : t('isNotStandardBody')],
      ]}
    />
  );
}

async function Related({ relations }: { relations: readonly UnitRelationView[] }) {
  const t = await getTranslations('relations');
  const code = await getTranslations('code.relation');
  if (!relations.length) return null;
  return (
    <>
      <h2 className="mt-6 mb-2">{t('ofUnit')}</h2>
      <ul className="list-disc ps-5">
        {relations.map(({ id, kind, accountId, account, from }) => (
          <li key={id}>
            {code(kind)}：<Link href={`/accounts/${accountId}`}>{account}</Link> <span className="text-sm text-muted">{t('since', { from })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

async function Accounts({ unitId, asOf }: { unitId: number; asOf: Day }) {
  const t = await getTranslations('units');
  const { sort } = accountsPageQuery.parse({});
  const { items, total } = await listAccounts(
    {
      asOf,
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
  const onDay = asOf === today() ? null : asOf;
  if (total === 0) return <Empty title={t('noAccounts')} />;
  return (
    <>
      <AccountTable items={items} sort={sort} sortHref={(by) => address('/accounts', { unit: unitId, asOf: onDay, sort: by })} />
      {total > items.length && (
        <p>
          <Link href={address('/accounts', { unit: unitId, asOf: onDay })}>{t('allAccounts', { total })}</Link>
        </p>
      )}
    </>
  );
}
