import Link from 'next/link';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { ContactFacts } from '@/components/account/contact';
import { AccountHistory } from '@/components/account/history';
import { PlatformBadge, StatusBadge } from '@/components/account/list';
import { profileAddress } from '@/components/account/profile';
import { PublicFilings } from '@/components/filing/public-filings';
import { Facts, PageHeader } from '@/components/ui/page';
import { readAccount } from '@/lib/db/account-read';
import { publicFilings } from '@/lib/db/filing-read';
import type { AccountView } from '@/lib/registry/views';
import { currentActor } from '@/lib/web/session';
import { lookAction } from './actions';

type Params = { params: Promise<{ id: string }> };

async function accountOf({ params }: Params): Promise<AccountView | null> {
  const id = (await params).id;
  return /^\d{1,9}$/.test(id) ? await readAccount(await currentActor(), Number(id)) : null;
}

export async function generateMetadata(params: Params) {
  const account = await accountOf(params);
  return { title: account?.name ?? (await getTranslations('errors'))('notFound') };
}

export default async function AccountPage(params: Params) {
  const account = await accountOf(params);
  if (!account) return <Absent />;
  const t = await getTranslations('accounts');
  const nav = await getTranslations('nav');
  const filings = await getTranslations('filings');
  return (
    <>
      <PageHeader
        title={account.name}
        crumbs={[{ href: '/accounts', name: nav('accounts') }]}
        crumbsLabel={nav('breadcrumb')}
        lead={<PlatformBadge platform={account.platform} />}
        actions={<Actions account={account} />}
      />
      <div className="grid gap-8 lg:grid-cols-2">
        <section aria-label={t('facts')}>
          <AccountFacts account={account} seesContacts={account.seesContacts} />
        </section>
        <div>
          <section aria-labelledby="history">
            <h2 id="history" className="mb-2">
              {t('history')}
            </h2>
            <AccountHistory account={account} />
          </section>
          <section aria-labelledby="filings">
            <h2 id="filings" className="mt-6 mb-2">
              {filings('publicTitle')}
            </h2>
            <PublicFilings filings={await publicFilings(account.id)} />
          </section>
        </div>
      </div>
    </>
  );
}

// Who may write does so directly; who may only ask, asks.
async function Actions({ account: { id, mayEdit, mayFile, standings } }: { account: AccountView }) {
  const t = await getTranslations('accounts');
  const status = standings.at(-1)?.status;
  return (
    <>
      {mayFile && !mayEdit && (
        <Link className="button" href={`/desk/accounts/${id}/change`}>
          {t('askChange')}
        </Link>
      )}
      {mayFile && status !== 'cancelled' && (
        <Link className="button button-plain" href={`/desk/accounts/${id}/end`}>
          {t(status === 'closed' ? 'askCancel' : 'askEnd')}
        </Link>
      )}
      {mayEdit && (
        <Link className="button" href={`/desk/accounts/${id}/edit`}>
          {t('edit')}
        </Link>
      )}
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
          look={lookAction}
          words={{
            contactName: field('contactName'),
            contactPhone: field('contactPhone'),
            show: t('showContact'),
            hint: t('showContactHint'),
            shown: t('contactShown'),
            refused: t('contactRefused'),
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
