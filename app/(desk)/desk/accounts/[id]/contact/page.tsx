import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { EraseContactForm } from '@/components/erasure/forms';
import { Notice, PageHeader } from '@/components/ui/page';
import { readAccount } from '@/lib/db/account-read';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { eraseContactAction } from '../../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('erasure'))('contactTitle') };
}

export default async function EraseContactPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await requireAct('account.edit', `/desk/accounts/${id}/contact`);
  const account = actor && /^\d{1,9}$/.test(id) ? await readAccount(actor, Number(id), today()) : null;
  if (!account?.mayEdit) return <Absent />;
  const t = await getTranslations('erasure');
  const title = t('contactTitle');
  const none = account.contactName === null && account.contactPhone === null;
  return (
    <>
      <PageHeader
        title={title}
        lead={none ? undefined : t('contactLead')}
        crumbs={[{ href: `/accounts/${account.id}`, name: account.name }]}
        crumbsLabel={title}
      />
      {none ? <Notice tone="plain">{t('contactNone')}</Notice> : <EraseContactForm action={eraseContactAction} id={account.id} version={account.version} />}
    </>
  );
}
