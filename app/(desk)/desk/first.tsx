import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { VerifyForm } from '@/components/account/verify-form';
import { Block, Counts } from '@/components/desk/block';
import { OwnAccountTable } from '@/components/desk/own-accounts';
import { RegionWorkTable } from '@/components/desk/region-work';
import { address } from '@/components/ui/query';
import type { Actor } from '@/lib/access/actor';
import { grantsFor } from '@/lib/access/acts';
import { USER_DUES } from '@/lib/access/user-due';
import { daysOrRecent, EXCEPTIONS } from '@/lib/audit/exceptions';
import type { Watch } from '@/lib/coverage/work';
import { countExceptions } from '@/lib/db/audit-read';
import { countAsked } from '@/lib/db/filing-read';
import { listOwnAccounts } from '@/lib/db/own-accounts';
import { readReferenceDue } from '@/lib/db/reference-due';
import { readRegionWork, watchesOf } from '@/lib/db/region-work';
import { usersDue } from '@/lib/db/users-due';
import { UPDATE_DUTY } from '@/lib/registry/update-duty';
import { today } from '@/lib/web/page-query';

const SHOWN = 20;

/** 填报员: own accounts and when each was last updated, and what is to be done. */
export async function ClerkBlock({ actor }: { actor: Actor }) {
  const t = await getTranslations('firstPage');
  const { items, total, late, unknown } = await listOwnAccounts(actor, today(), SHOWN);
  const asked = await countAsked(actor);
  const mine = (state: string) => address('/desk/filings', { view: 'asked', state });
  return (
    <>
      <Block id="to-do" title={t('toDo')}>
        <Counts
          counts={(['returned', 'agreed', 'announced', 'closed'] as const).map((state) => ({
            name: t(`asked.${state}`),
            count: asked[state],
            href: mine(state),
          }))}
        />
      </Block>
      <Block id="own-accounts" title={t('ownAccounts')} wide>
        <p className="mb-2">{t('ownTotal', { total, shown: items.length, late, unknown })}</p>
        {items.length > 0 && <OwnAccountTable items={items} />}
        <p className="mt-2 max-w-prose text-sm text-muted">{t('duty', { days: UPDATE_DUTY.days, source: UPDATE_DUTY.source })}</p>
        <p className="mt-2">
          <Link href={ownAddress(actor)}>{t('allOwn')}</Link>
        </p>
      </Block>
    </>
  );
}

// The list knows regions and one unit: where a clerk files for one, that.
function ownAddress(actor: Actor): string {
  const grants = grantsFor(actor, 'filing.submit').filter(({ role }) => role === 'clerk');
  const units = [...new Set(grants.map(({ unitId }) => unitId))];
  if (units.length === 1 && units[0] !== null) return address('/accounts', { unit: units[0], status: ['active', 'paused'] });
  return address('/accounts', { region: [...new Set(grants.map(({ regionCode }) => regionCode))], status: ['active', 'paused'] });
}

/** 备案管理员: what waits and what nobody has mended, region by region. */
export async function OfficeBlocks({ actor }: { actor: Actor }) {
  const watches = await watchesOf(actor, today());
  return watches.map((watch) => <OfficeBlock key={`${watch.region}${watch.sector}`} actor={actor} watch={watch} />);
}

async function OfficeBlock({ actor, watch }: { actor: Actor; watch: Watch }) {
  const t = await getTranslations('firstPage');
  const rows = await readRegionWork(actor, watch, today());
  return (
    <Block id={`work-${watch.region}${watch.sector ?? ''}`} title={t('byRegion', { region: watch.name })} wide>
      <RegionWorkTable watch={watch} rows={rows} today={today()} />
      <p className="mt-3 max-w-prose text-sm text-muted">{t('unrectifiedMeans')}</p>
      <p className="mt-1 max-w-prose text-sm text-muted">{t('gapsMean')}</p>
      <p className="mt-2">
        <Link href={address('/desk/gaps/counts', { region: watch.region, sector: watch.sector })}>{t('chase')}</Link>
      </p>
    </Block>
  );
}

/** 系统管理员、安全管理员: users whom somebody should look at. */
export async function UsersBlock({ actor }: { actor: Actor }) {
  const t = await getTranslations('firstPage');
  const users = await getTranslations('users');
  const due = await usersDue(actor, today());
  return (
    <Block id="users-due" title={t('usersDue')}>
      <Counts counts={USER_DUES.map((why) => ({ name: users(`due.${why}`), count: due[why].length, href: address('/desk/users', { due: why }) }))} />
    </Block>
  );
}

/** 系统管理员: reference data that should be brought up to date. */
export async function ReferenceBlock() {
  const t = await getTranslations('firstPage');
  const due = await readReferenceDue(today());
  return (
    <Block id="reference-due" title={t('referenceDue')}>
      {due.length === 0 && <p>{t('referenceFresh')}</p>}
      <ul className="list-disc ps-5">
        {due.map((each) => (
          <li key={JSON.stringify(each)}>
            {each.what === 'holidays' && t('due.holidays', { year: each.year })}
            {each.what === 'populations' && t('due.populations', { latest: each.latest ?? '—' })}
            {each.what === 'regions' && t('due.regions', { edition: each.edition })}
            {each.what === 'expectation' && t('due.expectation', { sector: each.sector, body: each.bodyName, until: each.until })}
          </li>
        ))}
      </ul>
    </Block>
  );
}

/** 审计员: what to look at first. */
export async function AuditBlock({ actor }: { actor: Actor }) {
  const t = await getTranslations('firstPage');
  const audit = await getTranslations('audit.exception');
  const days = daysOrRecent({}, today());
  const counts = await countExceptions(actor, days);
  return (
    <Block id="exceptions" title={t('exceptions', { from: days.from ?? '', until: days.until ?? '' })}>
      <Counts counts={EXCEPTIONS.map((kind) => ({ name: audit(kind), count: counts[kind], href: address('/desk/audit', { kind, ...days }) }))} />
    </Block>
  );
}

/** 查询用户: what the public asks most. */
export async function VisitorBlock() {
  const t = await getTranslations('firstPage');
  const nav = await getTranslations('nav');
  return (
    <Block id="verify" title={nav('verify')}>
      <VerifyForm query="" />
      <p className="mt-3">
        <Link href="/coverage">{t('toCoverage')}</Link>
      </p>
    </Block>
  );
}
