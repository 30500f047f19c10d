import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { EndForm } from '@/components/filing/end-form';
import { PageHeader } from '@/components/ui/page';
import { readAccount } from '@/lib/db/account-read';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { endAction } from '../../../filings/actions';

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations('filings'))('endTitle') };
}

export default async function AskEndPage({ params }: Params) {
  const { id } = await params;
  const actor = await requireAct('filing.submit', `/desk/accounts/${id}/end`);
  const account = actor && /^\d{1,9}$/.test(id) ? await readAccount(actor, Number(id), today()) : null;
  if (!account?.mayFile) return <Absent />;
  const t = await getTranslations('filings');
  const closed = account.standings.at(-1)?.status === 'closed';
  const title = t(closed ? 'cancelTitle' : 'endTitle');
  return (
    <>
      <PageHeader
        title={title}
        lead={closed ? undefined : t('endLead')}
        crumbs={[{ href: `/accounts/${account.id}`, name: account.name }]}
        crumbsLabel={title}
      />
      <EndForm action={endAction} account={account.id} before={{}} filing="new" />
    </>
  );
}
