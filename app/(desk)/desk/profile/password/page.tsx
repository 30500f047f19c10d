import { getTranslations } from 'next-intl/server';
import { PasswordForm } from '@/components/profile/password-form';
import { Notice, PageHeader } from '@/components/ui/page';
import { MIN_PASSWORD } from '@/lib/access/password';
import { ownProfile } from '@/lib/db/profile';
import { requireHolder } from '@/lib/web/session';
import { changePasswordAction } from '../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('profile'))('changePassword') };
}

/** Open to whoever must change the password before anything else. */
export default async function PasswordPage() {
  const { actor, owes } = await requireHolder('/desk/profile/password');
  const t = await getTranslations('profile');
  const nav = await getTranslations('nav');
  const crumbs = owes ? [] : [{ href: '/desk/profile', name: t('title') }];
  return (
    <>
      <PageHeader title={t('changePassword')} lead={t('changeLead')} crumbs={crumbs} crumbsLabel={nav('breadcrumb')} />
      {owes === 'password' && <Notice tone="warn">{t('owesPassword')}</Notice>}
      <PasswordForm action={changePasswordAction} username={(await ownProfile(actor))?.username ?? ''} min={MIN_PASSWORD} />
    </>
  );
}
