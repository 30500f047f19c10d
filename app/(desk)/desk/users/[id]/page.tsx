import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { Badge, PageHeader } from '@/components/ui/page';
import { ActForm, GrantForm } from '@/components/user/forms';
import { type GrantView, readUser, type UserView } from '@/lib/db/user-list';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { sectorChoices } from '@/lib/web/sector-choices';
import { suggestRegionAction, suggestUnitAction } from '../../accounts/actions';
import { disableAction, grantAction, resetPasswordAction, revokeAction } from '../actions';
import { grantText } from '../grant-text';

export async function generateMetadata() {
  return { title: (await getTranslations('users'))('title') };
}

export default async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await requireAct('user.read', `/desk/users/${id}`);
  const user = actor && /^\d{1,9}$/.test(id) ? await readUser(actor, Number(id), today()) : null;
  if (!actor || !user) return <Absent />;
  const t = await getTranslations('users');
  const manages = user.mayManage && user.id !== actor.userId;
  return (
    <>
      <PageHeader
        title={user.displayName}
        crumbs={[{ href: '/desk/users', name: t('title') }]}
        crumbsLabel={t('title')}
        lead={
          <>
            {user.username} {user.disabled && <Badge tone="closed">{t(user.erased ? 'erased' : 'disabled')}</Badge>}{' '}
            {user.persona && <Badge tone="warn">{t('persona')}</Badge>}
          </>
        }
      />
      <h2 className="mb-2">{t('grants')}</h2>
      {user.grants.length === 0 && <p>{t('noGrants')}</p>}
      <ul className="mb-6 max-w-3xl">
        {user.grants.map((grant) => (
          <GrantLine key={grant.id} grant={grant} manages={manages} />
        ))}
      </ul>
      {manages && <Management user={user} />}
    </>
  );
}

async function GrantLine({ grant, manages }: { grant: GrantView; manages: boolean }) {
  const t = await getTranslations('users');
  const text = await grantText(grant);
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-2">
      {text}
      {manages && <ActForm action={revokeAction} values={{ grant: grant.id }} text={t('revoke')} label={t('revokeOf', { grant: text })} />}
    </li>
  );
}

async function Management({ user }: { user: UserView }) {
  const t = await getTranslations('users');
  return (
    <>
      <h2 className="mb-2">{t('grantTitle')}</h2>
      <GrantForm
        action={grantAction}
        userId={user.id}
        sectors={await sectorChoices(await getLocale())}
        suggestRegion={suggestRegionAction}
        suggestUnit={suggestUnitAction}
      />
      <h2 className="mt-8 mb-2">{t('account')}</h2>
      <div className="flex flex-wrap items-start gap-4">
        <ActForm action={disableAction} values={{ id: user.id, disabled: user.disabled ? 'no' : 'yes' }} text={t(user.disabled ? 'enable' : 'disable')} />
        <ActForm action={resetPasswordAction} values={{ id: user.id }} text={t('reset')} />
      </div>
      <p className="mt-1 text-sm text-muted">{t('resetHint')}</p>
      {user.disabled && (
        <p className="mt-4">
          <Link href={`/desk/users/${user.id}/erase`}>{t('erase')}</Link>
        </p>
      )}
    </>
  );
}
