import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { AccountForm } from '@/components/account/account-form';
import { EndForm } from '@/components/filing/end-form';
import { Notice, PageHeader } from '@/components/ui/page';
import type { Actor } from '@/lib/access/actor';
import { readAccount } from '@/lib/db/account-read';
import { readFiling } from '@/lib/db/filing-read';
import { unitLabel } from '@/lib/exchange/owner';
import { accountTexts } from '@/lib/registry/account-texts';
import type { FilingPage } from '@/lib/registry/filing-views';
import { WAIVE } from '@/lib/registry/waiver';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { sectorChoices } from '@/lib/web/sector-choices';
import { lookalikesAction, suggestRegionAction, suggestUnitAction } from '../../../accounts/actions';
import { resubmitAction } from '../../actions';

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations('filings'))('mendTitle') };
}

export default async function MendFilingPage({ params }: Params) {
  const { id } = await params;
  const actor = await requireAct('filing.submit', `/desk/filings/${id}/edit`);
  const filing = actor && /^\d{1,9}$/.test(id) ? await readFiling(actor, Number(id), today()) : null;
  if (!actor || !filing?.moves.includes('resubmit')) return <Absent />;
  const t = await getTranslations('filings');
  return (
    <>
      <PageHeader title={t('mendTitle')} lead={filing.name} crumbs={[{ href: `/desk/filings/${filing.id}`, name: filing.name }]} crumbsLabel={t('title')} />
      <Returned filing={filing} />
      <Mend actor={actor} filing={filing} />
    </>
  );
}

async function Returned({ filing }: { filing: FilingPage }) {
  const t = await getTranslations('filings');
  const code = await getTranslations('code.returnReason');
  const last = filing.steps.findLast(({ step }) => step === 'return');
  if (!last) return null;
  return (
    <Notice tone="warn" title={t('returnedFor')}>
      <ul className="list-disc ps-5">
        {last.reasons.map((reason) => (
          <li key={reason}>{code(reason)}</li>
        ))}
      </ul>
      {last.text && <p className="mt-2 whitespace-pre-line">{last.text}</p>}
    </Notice>
  );
}

async function Mend({ actor, filing }: { actor: Actor; filing: FilingPage }) {
  const said = { reason: filing.reason ?? '', links: filing.links.join('\n') };
  const shared = { action: resubmitAction, filing: { id: filing.id, version: filing.version } };
  if (filing.kind !== 'opening' && filing.kind !== 'change') return <EndForm {...shared} account={filing.accountId ?? 0} before={said} />;
  const account = filing.accountId === null ? null : await readAccount(actor, filing.accountId, today());
  const registered = account ? { ...accountTexts(account, unitLabel), id: String(account.id), version: String(account.version) } : {};
  return (
    <AccountForm
      {...shared}
      before={{ ...registered, ...filing.texts, ...said, ...waived(filing) }}
      editing={account && { id: account.id, version: account.version }}
      sectors={await sectorChoices(await getLocale())}
      today={today()}
      suggestRegion={suggestRegionAction}
      suggestUnit={suggestUnitAction}
      findLookalikes={lookalikesAction}
    />
  );
}

// A reason that was given stands in its field again.
function waived({ waivers }: FilingPage): Record<string, string> {
  return Object.fromEntries(waivers.map(({ rule, reason }) => [`${WAIVE}${rule}`, reason]));
}
