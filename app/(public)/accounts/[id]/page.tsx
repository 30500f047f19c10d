import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { AccountHistory } from '@/components/account/history';
import { PlatformBadge, StatusBadge } from '@/components/account/list';
import { profileAddress } from '@/components/account/profile';
import { Facts, PageHeader } from '@/components/ui/page';
import { may } from '@/lib/access/acts';
import { readAccount } from '@/lib/db/account-read';
import type { AccountView } from '@/lib/registry/views';
import { currentActor } from '@/lib/web/session';

type Params = { params: Promise<{ id: string }> };

async function accountOf({ params }: Params): Promise<AccountView> {
  const id = (await params).id;
  const account = /^\d{1,9}$/.test(id) ? await readAccount(await currentActor(), Number(id)) : null;
  return account ?? notFound();
}

export async function generateMetadata(params: Params) {
  return { title: (await accountOf(params)).name };
}

export default async function AccountPage(params: Params) {
  const account = await accountOf(params);
  const actor = await currentActor();
  const t = await getTranslations('accounts');
  const nav = await getTranslations('nav');
  return (
    <>
      <PageHeader
        title={account.name}
        crumbs={[{ href: '/accounts', name: nav('accounts') }]}
        crumbsLabel={nav('breadcrumb')}
        lead={<PlatformBadge platform={account.platform} />}
        actions={
          may(actor, 'account.edit') && (
            <Link className="button" href={`/desk/accounts/${account.id}/edit`}>
              {t('edit')}
            </Link>
          )
        }
      />
      <div className="grid gap-8 lg:grid-cols-2">
        <section aria-label={t('facts')}>
          <AccountFacts account={account} seesContacts={may(actor, 'account.read-contact')} />
        </section>
        <section aria-labelledby="history">
          <h2 id="history" className="mb-2">
            {t('history')}
          </h2>
          <AccountHistory account={account} />
        </section>
      </div>
    </>
  );
}

async function AccountFacts({ account, seesContacts }: { account: AccountView; seesContacts: boolean }) {
  const field = await getTranslations('field');
  const code = await getTranslations('code');
  const t = await getTranslations('accounts');
  const format = await getFormatter();
  const english = (await getLocale()) === 'en';
  const now = account.standings.at(-1);
  const profile = profileAddress(account);
  const official = account.holder === 'official';
  return (
    <Facts
      facts={[
        [field('status'), now && <StatusBadge key="status" status={now.status} />],
        [
          field('unit'),
          now && (
            <Link key="unit" href={`/units/${now.unitId}`}>
              {now.unit}
            </Link>
          ),
        ],
        [
          field('region'),
          now && (
            <Link key="region" href={`/accounts?region=${now.regionCode}`}>
              {now.region}
            </Link>
          ),
        ],
        [field('sector'), now && (english ? now.sectorEn : now.sector)],
        [field('tier'), now?.tier && code(`tier.${now.tier}`)],
        [field('rank'), now?.rank && code(`rank.${now.rank}`)],
        [field('holder'), code(`holder.${account.holder}`)],
        ...(official
          ? ([
              [field('person'), account.person],
              [field('post'), now?.post ?? null],
            ] as const)
          : []),
        [field('platformId'), account.platformId],
        [field('handle'), account.handle],
        ...(account.platform === 'wechat' ? ([[field('wechatType'), account.wechatType && code(`wechatType.${account.wechatType}`)]] as const) : []),
        [field('positioning'), account.positioning && code(`positioning.${account.positioning}`)],
        [field('openedOn'), account.openedOn ?? t('openedUnknown', { day: account.knownBy })],
        [field('followers'), account.followers && t('followersOn', { followers: format.number(account.followers.value), day: account.followers.day })],
        [field('verification'), account.verification],
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
        [field('provenance'), [code(`provenance.${account.provenance}`), account.source].filter(Boolean).join('：')],
        ...(seesContacts
          ? ([
              [field('contactName'), account.contactName],
              [field('contactPhone'), account.contactPhone],
              [field('note'), account.note],
            ] as const)
          : []),
      ]}
    />
  );
}
