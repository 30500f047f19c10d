import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { Absent } from '@/app/absent';
import { AccountForm } from '@/components/account/account-form';
import { RefusedQuery } from '@/components/refused';
import { Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { readAccount } from '@/lib/db/account-read';
import { reference } from '@/lib/db/reference';
import { findRegion, regionLabel } from '@/lib/taxonomy/find';
import { LARGEST_ID } from '@/lib/taxonomy/query';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { sectorChoices } from '@/lib/web/sector-choices';
import { lookalikesAction, registerAction, suggestRegionAction, suggestUnitAction } from '../actions';

const text = z.string().max(200).optional();
const query = z.object({
  platform: text,
  name: text,
  platformId: text,
  handle: text,
  unit: text,
  region: text,
  sector: text,
  tier: text,
  fills: text,
  registered: z.coerce.number().int().min(1).max(LARGEST_ID).optional(),
});

export async function generateMetadata() {
  return { title: (await getTranslations('accountForm'))('newTitle') };
}

export default async function NewAccountPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('account.register', address('/desk/accounts/new', await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('accountForm');
  const read = await pageQuery(
    query.omit({ region: true, sector: true }).extend({ region: z.array(z.string().max(200)).default([]), sector: z.array(z.string().max(60)).default([]) }),
    '/desk/accounts/new',
    searchParams,
  );
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
      <AccountForm
        action={registerAction}
        before={{ ...before, region: await labelled(region[0]), sector: sector[0] }}
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

// A code in the address is shown as the region it names.
async function labelled(text: string | undefined): Promise<string | undefined> {
  const { regions } = await reference();
  const found = text ? findRegion(regions, text, today()) : null;
  return found?.accepted ? regionLabel(regions, found.change.value, today()) : text;
}
