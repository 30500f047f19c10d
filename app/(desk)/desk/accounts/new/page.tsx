import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { Absent } from '@/app/absent';
import { AccountForm } from '@/components/account/account-form';
import { EntryTold } from '@/components/filing/told';
import { RefusedQuery } from '@/components/refused';
import { Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { may } from '@/lib/access/acts';
import { readAccount } from '@/lib/db/account-read';
import { LARGEST_ID } from '@/lib/taxonomy/query';
import { requireAct } from '@/lib/web/desk';
import { newAccountQuery, pageQuery, regionNamed, type SearchParams, today } from '@/lib/web/page-query';
import { sectorChoices } from '@/lib/web/sector-choices';
import { toldAt } from '@/lib/web/told';
import { lookalikesAction, registerAction, suggestRegionAction, suggestUnitAction } from '../actions';

const query = newAccountQuery.extend({ registered: z.coerce.number().int().min(1).max(LARGEST_ID).optional() });

export async function generateMetadata() {
  return { title: (await getTranslations('accountForm'))('newTitle') };
}

export default async function NewAccountPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('filing.submit', address('/desk/accounts/new', await searchParams));
  if (!actor) return <Absent />;
  // Who may only ask asks, from every page that offers registration.
  if (!may(actor, 'account.register')) redirect(address('/desk/filings/new', await searchParams));
  const t = await getTranslations('accountForm');
  const read = await pageQuery(query, '/desk/accounts/new', searchParams);
  if (!read.accepted) return <RefusedQuery title={t('newTitle')} findings={read.findings} path="/desk/accounts/new" query={await searchParams} />;
  const { registered, region, sector, ...before } = read.change;
  const done = registered === undefined ? null : await readAccount(actor, registered);
  return (
    <>
      <PageHeader title={t('newTitle')} lead={t('newLead')} />
      {done && (
        <Notice tone="good" title={t('registered')}>
          <Link href={`/accounts/${done.id}`}>{done.name}</Link>
        </Notice>
      )}
      {done && <EntryTold findings={await toldAt(address('/desk/accounts/new', await searchParams))} />}
      <AccountForm
        action={registerAction}
        before={{ ...before, region: await regionNamed(region[0]), sector: sector[0] }}
        editing={null}
        sectors={await sectorChoices(await getLocale())}
        today={today()}
        suggestRegion={suggestRegionAction}
        suggestUnit={suggestUnitAction}
        findLookalikes={lookalikesAction}
      />
    </>
  );
}
