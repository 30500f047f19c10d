import Link from 'next/link';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { ContactFacts } from '@/components/account/contact';
import { AccountHistory } from '@/components/account/history';
import { PlatformBadge, StatusBadge } from '@/components/account/list';
import { profileAddress } from '@/components/account/profile';
import { PublicFilings } from '@/components/filing/public-filings';
import { EntryTold } from '@/components/filing/told';
import { RefusedQuery } from '@/components/refused';
import { AsOfForm, AsOfNotice } from '@/components/ui/as-of';
import { Facts, PageHeader } from '@/components/ui/page';
import { readAccount } from '@/lib/db/account-read';
import { readAccountAsOf } from '@/lib/db/as-of';
import { publicFilings } from '@/lib/db/filing-read';
import { readRelations } from '@/lib/db/relation-read';
import { upTo } from '@/lib/registry/as-of';
import { asOfQuery } from '@/lib/registry/query';
import type { AccountView } from '@/lib/registry/views';
import { covers } from '@/lib/taxonomy/day';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { currentActor } from '@/lib/web/session';
import { toldAt } from '@/lib/web/told';
import { lookAction } from './actions';
import { Doors, OwnerEnded, Relations } from './beside';

type Params = { params: Promise<{ id: string }>; searchParams: SearchParams };

async function accountOf({ params }: Params): Promise<AccountView | null> {
  const id = (await params).id;
  return /^\d{1,9}$/.test(id) ? await readAccount(await currentActor(), Number(id)) : null;
}

export async function generateMetadata(params: Params) {
  const account = await accountOf(params);
  return { title: account?.name ?? (await getTranslations('errors'))('notFound') };
}

export default async function AccountPage(params: Params) {
  const present = await accountOf(params);
  if (!present) return <Absent />;
  const path = `/accounts/${present.id}`;
  const read = await pageQuery(asOfQuery, path, params.searchParams);
  if (!read.accepted) return <RefusedQuery title={present.name} findings={read.findings} path={path} query={await params.searchParams} />;
  const { asOf } = read.change;
  const account = asOf ? await readAccountAsOf(await currentActor(), present.id, asOf) : present;
  const relations = upTo(await readRelations(present.id), asOf ?? today());
  const t = await getTranslations('accounts');
  const nav = await getTranslations('nav');
  const filings = await getTranslations('filings');
  return (
    <>
      <PageHeader
        title={(account ?? present).name}
        crumbs={[{ href: '/accounts', name: nav('accounts') }]}
        crumbsLabel={nav('breadcrumb')}
        lead={<PlatformBadge platform={present.platform} />}
        actions={!asOf && <Doors account={present} />}
      />
      <EntryTold findings={await toldAt(path)} />
      {asOf && <AsOfNotice day={asOf} path={path} absent={account === null} />}
      {account && (
        <div className="grid gap-8 lg:grid-cols-2">
          <section aria-label={t('facts')}>
            <OwnerEnded account={account} day={asOf ?? today()} />
            <AccountFacts account={account} seesContacts={account.seesContacts && !asOf} />
            <Relations relations={relations.filter((each) => covers(each, asOf ?? today()))} />
          </section>
          <div>
            <section aria-labelledby="history">
              <h2 id="history" className="mb-2">
                {t('history')}
              </h2>
              <AccountHistory account={account} relations={relations} />
            </section>
            <section aria-labelledby="filings">
              <h2 id="filings" className="mt-6 mb-2">
                {filings('publicTitle')}
              </h2>
              <PublicFilings filings={await publicFilings(account.id, asOf)} />
            </section>
          </div>
        </div>
      )}
      <AsOfForm day={asOf} path={path} />
    </>
  );
}

async function AccountFacts({ account, seesContacts }: { account: AccountView; seesContacts: boolean }) {
  const field = await getTranslations('field');
  const t = await getTranslations('audit.contact');
  return (
    <>
      <Standing account={account} />
      <Identity account={account} />
      {seesContacts && <Facts facts={[[field('note'), account.note]]} />}
      {seesContacts && (
        <ContactFacts
          account={account.id}
          masked={{ contactName: account.contactName, contactPhone: account.contactPhone }}
          eraseAt={account.mayEdit ? `/desk/accounts/${account.id}/contact` : null}
          look={lookAction}
          words={{
            contactName: field('contactName'),
            contactPhone: field('contactPhone'),
            show: t('showContact'),
            hint: t('showContactHint'),
            shown: t('contactShown'),
            refused: t('contactRefused'),
            erase: t('eraseContact'),
          }}
        />
      )}
    </>
  );
}

async function Standing({ account: { standings, holder, person } }: { account: AccountView }) {
  const field = await getTranslations('field');
  const code = await getTranslations('code');
  const english = (await getLocale()) === 'en';
  const now = standings.at(-1);
  if (!now) return null;
  const official = [
    [field('person'), person],
    [field('post'), now.post],
  ] as const;
  return (
    <Facts
      facts={[
        [field('status'), <StatusBadge key="status" status={now.status} />],
        [
          field('unit'),
          <Link key="unit" href={`/units/${now.unitId}`}>
            {now.unit}
          </Link>,
        ],
        [
          field('region'),
          <Link key="region" href={`/accounts?region=${now.regionCode}`}>
            {now.region}
          </Link>,
        ],
        [field('sector'), english ? now.sectorEn : now.sector],
        [field('tier'), now.tier && code(`tier.${now.tier}`)],
        [field('rank'), now.rank && code(`rank.${now.rank}`)],
        [field('holder'), code(`holder.${holder}`)],
        ...(holder === 'official' ? official : []),
      ]}
    />
  );
}

async function Identity({ account }: { account: AccountView }) {
  const field = await getTranslations('field');
  const code = await getTranslations('code');
  const t = await getTranslations('accounts');
  const format = await getFormatter();
  const { platform, platformId, handle, wechatType, positioning, openedOn, knownBy, followers, verification, provenance, source } = account;
  const profile = profileAddress(account);
  return (
    <Facts
      facts={[
        [field('platformId'), platformId],
        [field('handle'), handle],
        ...(platform === 'wechat' ? ([[field('wechatType'), wechatType && code(`wechatType.${wechatType}`)]] as const) : []),
        [field('positioning'), positioning && code(`positioning.${positioning}`)],
        [field('openedOn'), openedOn ?? t('openedUnknown', { day: knownBy })],
        [field(platform === 'wechat' ? 'followers' : 'fans'), followers && t('followersOn', { followers: format.number(followers.value), day: followers.day })],
        [field('verification'), verification],
        ...(profile
          ? ([
              [
                t('profile'),
                <a key="profile" href={profile} rel="noreferrer nofollow">
                  {profile}
                </a>,
              ],
            ] as const)
          : []),
        [field('provenance'), [code(`provenance.${provenance}`), source].filter(Boolean).join('：')],
      ]}
    />
  );
}
