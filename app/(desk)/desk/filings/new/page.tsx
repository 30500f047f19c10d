import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { AccountForm } from '@/components/account/account-form';
import { RefusedQuery } from '@/components/refused';
import { PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { requireAct } from '@/lib/web/desk';
import { newAccountQuery, pageQuery, regionNamed, type SearchParams, today } from '@/lib/web/page-query';
import { sectorChoices } from '@/lib/web/sector-choices';
import { lookalikesAction, suggestRegionAction, suggestUnitAction } from '../../accounts/actions';
import { openingAction } from '../actions';

const PATH = '/desk/filings/new';

export async function generateMetadata() {
  return { title: (await getTranslations('filings'))('newTitle') };
}

export default async function NewFilingPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('filing.submit', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('filings');
  const read = await pageQuery(newAccountQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('newTitle')} findings={read.findings} path={PATH} query={await searchParams} />;
  const { region, sector, ...before } = read.change;
  return (
    <>
      <PageHeader title={t('newTitle')} lead={t('newLead')} crumbs={[{ href: '/desk/filings', name: t('title') }]} crumbsLabel={t('title')} />
      <AccountForm
        action={openingAction}
        before={{ ...before, region: await regionNamed(region[0]), sector: sector[0] }}
        editing={null}
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
