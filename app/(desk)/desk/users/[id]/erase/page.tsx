import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { EraseUserForm } from '@/components/erasure/forms';
import { Notice, PageHeader } from '@/components/ui/page';
import { pseudonym } from '@/lib/access/erasure';
import { readUser } from '@/lib/db/user-list';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { eraseUserAction } from '../../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('users'))('eraseTitle') };
}

export default async function EraseUserPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await requireAct('user.manage', `/desk/users/${id}/erase`);
  const user = actor && /^\d{1,9}$/.test(id) ? await readUser(actor, Number(id), today()) : null;
  if (!actor || !user?.mayManage || user.id === actor.userId) return <Absent />;
  const t = await getTranslations('users');
  return (
    <>
      <PageHeader
        title={t('eraseTitle')}
        lead={t('eraseLead')}
        crumbs={[
          { href: '/desk/users', name: t('title') },
          { href: `/desk/users/${user.id}`, name: user.displayName },
        ]}
        crumbsLabel={t('title')}
      />
      {user.disabled ? (
        <>
          <p className="mb-2 max-w-prose">{t('eraseGoes')}</p>
          <p className="mb-4 max-w-prose">{t('eraseStays', { pseudonym: pseudonym(user.id) })}</p>
          <EraseUserForm action={eraseUserAction} id={user.id} username={user.username} />
        </>
      ) : (
        <Notice tone="plain">{t('eraseEnabled')}</Notice>
      )}
    </>
  );
}
