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
import { changeAction } from '../../../filings/actions';
import { lookalikesAction, suggestRegionAction, suggestUnitAction } from '../../actions';

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations('filings'))('changeTitle') };
}

export default async function AskChangePage({ params }: Params) {
  const { id } = await params;
  const actor = await requireAct('filing.submit', `/desk/accounts/${id}/change`);
  const account = actor && /^\d{1,9}$/.test(id) ? await readAccount(actor, Number(id), today()) : null;
  if (!account?.mayFile) return <Absent />;
  const t = await getTranslations('filings');
  return (
    <>
      <PageHeader
        title={t('changeTitle')}
        lead={t('changeLead')}
        crumbs={[{ href: `/accounts/${account.id}`, name: account.name }]}
        crumbsLabel={t('changeTitle')}
      />
      <AccountForm
        action={changeAction}
        before={{ ...accountTexts(account, unitLabel), id: String(account.id), version: String(account.version) }}
        editing={{ id: account.id, version: account.version }}
        filing="new"
        sectors={await sectorChoices(await getLocale())}
        today={today()}
        suggestRegion={suggestRegionAction}
        suggestUnit={suggestUnitAction}
        findLookalikes={lookalikesAction}
      />
    </>
  );
}
