import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { EndRuleForm } from '@/components/rule/forms';
import { ListTable } from '@/components/ui/list-table';
import { Notice, PageHeader } from '@/components/ui/page';
import type { Actor } from '@/lib/access/actor';
import { reference } from '@/lib/db/reference';
import { type RosterRow, rosterRows } from '@/lib/db/rosters';
import { today } from '@/lib/web/page-query';
import { suggestRegionAction } from '../accounts/actions';
import { endAbsenceAction, endConfirmationAction } from './actions';

/** Head of a page of rosters, what was said before, and the other page. */
export async function Rosters({ actor, what, done, children }: { actor: Actor; what: RosterRow['what']; done: boolean; children: React.ReactNode }) {
  const t = await getTranslations('rosters');
  const rows = (await rosterRows(actor, today())).filter((row) => row.what === what);
  return (
    <>
      <PageHeader title={t(what)} lead={t(what === 'confirmation' ? 'lead' : 'absenceLead')} />
      <p className="mb-4">
        {what === 'confirmation' ? <Link href="/desk/rosters/absences">{t('absence')}</Link> : <Link href="/desk/rosters">{t('confirmation')}</Link>}
      </p>
      {done && <Notice tone="good" title={t('saved')} />}
      <section aria-labelledby="held" className="mb-6">
        <h2 id="held" className="mb-2">
          {t('held')}
        </h2>
        {rows.length ? <Held rows={rows} /> : <p>{t('none')}</p>}
      </section>
      <section aria-labelledby="enter" className="no-print max-w-3xl">
        <h2 id="enter" className="mb-2">
          {t(what === 'confirmation' ? 'confirm' : 'absent')}
        </h2>
        {children}
      </section>
    </>
  );
}

/** What both forms begin with: the actor's own region, and today. */
export async function formOf(actor: Actor) {
  const { regions, sectors } = await reference();
  const english = (await getLocale()) === 'en';
  const own = actor.grants.find(({ role }) => role === 'registrar' || role === 'administrator')?.regionCode ?? '';
  return {
    before: { region: own === '000000' ? '' : (regions.at(own, today())?.name ?? ''), rosterScope: 'subtree', rosterFrom: today() },
    sectors: sectors.topLevel(today()).map(({ code, name, nameEn }) => ({ value: code, label: english ? nameEn : name })),
    suggestRegion: suggestRegionAction,
  };
}

async function Held({ rows }: { rows: readonly RosterRow[] }) {
  const t = await getTranslations('rosters');
  return (
    <ListTable caption={t('held')} heads={(['where', 'what', 'sector', 'since', 'until', 'document', 'end'] as const).map((head) => t(head))}>
      {rows.map((row) => (
        <Row key={`${row.what}${row.id}`} row={row} />
      ))}
    </ListTable>
  );
}

async function Row({ row: { id, what, region, scope, sector, sectorEn, from, until, document, note, carrierId, carrier } }: { row: RosterRow }) {
  const t = await getTranslations('rosters');
  const code = await getTranslations('code.rosterScope');
  const english = (await getLocale()) === 'en';
  const action = what === 'confirmation' ? endConfirmationAction : endAbsenceAction;
  return (
    <tr>
      <th scope="row" className="font-normal">
        {region} {scope && <span className="text-sm text-muted">{code(scope)}</span>}
      </th>
      <td>{t(what)}</td>
      <td>
        {(english ? sectorEn : sector) ?? t('everySector')}
        {carrierId !== null && (
          <span className="block text-sm">
            <Link href={`/units/${carrierId}`}>{t('carried', { unit: carrier ?? `#${carrierId}` })}</Link>
          </span>
        )}
      </td>
      <td className="whitespace-nowrap tabular-nums">{from}</td>
      <td className="whitespace-nowrap tabular-nums">{until ?? t('always')}</td>
      <td>
        {document} {note && <span className="text-sm text-muted">{note}</span>}
      </td>
      <td>
        <EndRuleForm action={action} id={id} what={t('endOf', { name: t(what), region })} today={today()} />
      </td>
    </tr>
  );
}
