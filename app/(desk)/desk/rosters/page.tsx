import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { RefusedQuery } from '@/components/refused';
import { AbsenceForm, ConfirmForm } from '@/components/roster/forms';
import { EndRuleForm } from '@/components/rule/forms';
import { Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { Scroll } from '@/components/ui/scroll';
import type { Actor } from '@/lib/access/actor';
import { savedQuery } from '@/lib/coverage/rules-query';
import { reference } from '@/lib/db/reference';
import { type RosterRow, rosterRows } from '@/lib/db/rosters';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { suggestAnyUnitAction, suggestRegionAction } from '../accounts/actions';
import { confirmRosterAction, endAbsenceAction, endConfirmationAction, tellAbsenceAction } from './actions';

const PATH = '/desk/rosters';

export async function generateMetadata() {
  return { title: (await getTranslations('rosters'))('title') };
}

/** What places say of their rosters: that they are right, and which bodies they do not have. */
export default async function RostersPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('roster.confirm', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('rosters');
  const read = await pageQuery(savedQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const rows = await rosterRows(actor, today());
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {read.change.done && <Notice tone="good" title={t('saved')} />}
      <section aria-labelledby="held" className="mb-6">
        <h2 id="held" className="mb-2">
          {t('held')}
        </h2>
        {rows.length ? <Held rows={rows} /> : <p>{t('none')}</p>}
      </section>
      <Forms actor={actor} />
    </>
  );
}

async function Held({ rows }: { rows: readonly RosterRow[] }) {
  const t = await getTranslations('rosters');
  return (
    <Scroll label={t('held')}>
      <table className="list-table">
        <caption className="sr-only">{t('held')}</caption>
        <thead>
          <tr>
            {(['where', 'what', 'sector', 'since', 'until', 'document', 'end'] as const).map((head) => (
              <th key={head} scope="col">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.what}${row.id}`} row={row} />
          ))}
        </tbody>
      </table>
    </Scroll>
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

async function Forms({ actor }: { actor: Actor }) {
  const t = await getTranslations('rosters');
  const { regions, sectors } = await reference();
  const english = (await getLocale()) === 'en';
  const own = actor.grants.find(({ role }) => role === 'registrar' || role === 'administrator')?.regionCode ?? '';
  const shared = {
    before: { region: own === '000000' ? '' : (regions.at(own, today())?.name ?? ''), rosterScope: 'subtree', rosterFrom: today() },
    sectors: sectors.topLevel(today()).map(({ code, name, nameEn }) => ({ value: code, label: english ? nameEn : name })),
    suggestRegion: suggestRegionAction,
  };
  return (
    <div className="no-print grid gap-6 lg:grid-cols-2">
      <section aria-labelledby="confirm">
        <h2 id="confirm" className="mb-2">
          {t('confirm')}
        </h2>
        <ConfirmForm action={confirmRosterAction} {...shared} />
      </section>
      <section aria-labelledby="absent">
        <h2 id="absent" className="mb-2">
          {t('absent')}
        </h2>
        <AbsenceForm action={tellAbsenceAction} {...shared} suggestUnit={suggestAnyUnitAction} />
      </section>
    </div>
  );
}
