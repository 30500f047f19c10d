import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { AccountForm } from '@/components/account/account-form';
import { PageHeader } from '@/components/ui/page';
import { readAccount } from '@/lib/db/account-read';
import { unitLabel } from '@/lib/exchange/owner';
import { accountTexts } from '@/lib/registry/account-texts';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { sectorChoices } from '@/lib/web/sector-choices';
import { editAction, lookalikesAction, suggestRegionAction, suggestUnitAction } from '../../actions';

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations('accountForm'))('editTitle') };
}

export default async function EditAccountPage({ params }: Params) {
  const { id } = await params;
  const actor = await requireAct('account.edit', `/desk/accounts/${id}/edit`);
  const account = actor && /^\d{1,9}$/.test(id) ? await readAccount(actor, Number(id)) : null;
  if (!account?.mayEdit) return <Absent />;
  const t = await getTranslations('accountForm');
  return (
    <>
      <PageHeader title={t('editTitle')} lead={account.name} crumbs={[{ href: `/accounts/${account.id}`, name: account.name }]} crumbsLabel={t('editTitle')} />
      <AccountForm
        action={editAction}
        before={{ ...accountTexts(account, unitLabel), id: String(account.id), version: String(account.version) }}
        editing={{ id: account.id, version: account.version }}
        sectors={await sectorChoices(await getLocale())}
        today={today()}
        suggestRegion={suggestRegionAction}
        suggestUnit={suggestUnitAction}
        findLookalikes={lookalikesAction}
      />
    </>
  );
}
