import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { PageHeader } from '@/components/ui/page';
import { InviteForm } from '@/components/user/forms';
import { requireAct } from '@/lib/web/desk';
import { sectorChoices } from '@/lib/web/sector-choices';
import { suggestRegionAction, suggestUnitAction } from '../../accounts/actions';
import { inviteAction } from '../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('users'))('new') };
}

export default async function NewUserPage() {
  const actor = await requireAct('user.manage', '/desk/users/new');
  if (!actor) return <Absent />;
  const t = await getTranslations('users');
  return (
    <>
      <PageHeader title={t('new')} lead={t('newLead')} crumbs={[{ href: '/desk/users', name: t('title') }]} crumbsLabel={t('title')} />
      <InviteForm action={inviteAction} sectors={await sectorChoices(await getLocale())} suggestRegion={suggestRegionAction} suggestUnit={suggestUnitAction} />
    </>
  );
}
