import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import type { Actor, Role } from '@/lib/access/actor';
import { type Act, may } from '@/lib/access/acts';
import { countFilings } from '@/lib/db/filing-read';
import { listUnits } from '@/lib/db/unit-list';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';
import { AuditBlock, ClerkBlock, OfficeBlocks, ReferenceBlock, UsersBlock, VisitorBlock } from './first';

export async function generateMetadata() {
  return { title: (await getTranslations('nav'))('desk') };
}

export default async function DeskPage() {
  const actor = await requireAct('desk.open', '/desk');
  if (!actor) return <Absent />;
  const t = await getTranslations('desk');
  const nav = await getTranslations('nav');
  const code = await getTranslations('code.role');
  const doors = await doorsOf(actor);
  const holds = (role: Role) => actor.grants.some((grant) => grant.role === role);
  const roles = [...new Set(actor.grants.map(({ role }) => role))].map((role) => code(role)).join('、');
  return (
    <>
      <PageHeader title={nav('desk')} lead={t('welcome', { name: actor.name, roles })} />
      {may(actor, 'filing.read') && <Filings actor={actor} />}
      {holds('clerk') && <ClerkBlock actor={actor} />}
      {holds('registrar') && <OfficeBlocks actor={actor} />}
      {(holds('administrator') || holds('security')) && <UsersBlock actor={actor} />}
      {holds('administrator') && <ReferenceBlock />}
      {holds('auditor') && <AuditBlock actor={actor} />}
      {holds('viewer') && <VisitorBlock />}
      {may(actor, 'account.register') ? <Work doors={doors} /> : <Doors doors={doors} />}
      {!may(actor, 'filing.submit') && <p className="mt-3">{t('readOnly')}</p>}
    </>
  );
}

type Door = readonly [href: string, name: string];

// What an actor may open besides, in this order.
async function doorsOf(actor: Actor): Promise<Door[]> {
  const t = await getTranslations('desk');
  const audit = await getTranslations('audit');
  const all: readonly [Act, ...Door][] = [
    ['user.read', '/desk/users', t('users')],
    ['expectation.record', '/desk/expectations', t('expectations')],
    ['roster.confirm', '/desk/rosters', t('rosters')],
    ['rule.read', '/desk/rules', t('rules')],
    ['audit.read', '/desk/audit', audit('title')],
  ];
  return all.filter(([act]) => may(actor, act)).map(([, ...door]) => door);
}

// What waits for whoever looks: to be decided, and to be mended.
async function Filings({ actor }: { actor: Actor }) {
  const t = await getTranslations('desk');
  const filings = await getTranslations('filings');
  const counts = await countFilings(actor, today());
  return (
    <section aria-labelledby="filings" className="mb-6 max-w-3xl border border-line bg-surface p-4">
      <h2 id="filings" className="mb-1">
        <Link href="/desk/filings">{t('filings')}</Link>
      </h2>
      {may(actor, 'filing.decide') && <p className={counts.overdue > 0 ? 'font-bold text-wrong' : undefined}>{filings('waiting', counts)}</p>}
      {may(actor, 'filing.submit') && (
        <p>
          <Link href="/desk/filings?view=asked">{filings('mine', counts)}</Link>
        </p>
      )}
      {may(actor, 'filing.submit') && !may(actor, 'account.register') && (
        <p className="mt-2 flex flex-wrap gap-x-5">
          <Link href="/desk/filings/new">{t('newFiling')}</Link>
          <Link href={address('/accounts', { region: [...new Set(actor.grants.map(({ regionCode }) => regionCode))] })}>{t('myAccounts')}</Link>
        </p>
      )}
    </section>
  );
}

async function Work({ doors }: { doors: readonly Door[] }) {
  const t = await getTranslations('desk');
  const { total } = await listUnits({ regions: [], sectors: [], tiers: [], text: null, provisional: true }, today(), { sort: 'id', skip: 0, take: 1 });
  const links: Door[] = [
    ['/desk/accounts/new', t('newAccount')],
    ['/desk/units/new', t('newUnit')],
    ['/desk/imports', t('import')],
    ['/desk/forms', t('forms')],
    ['/desk/targets', t('targets')],
    ['/desk/groups', t('groups')],
    ['/desk/gaps', t('gaps')],
    ['/desk/surplus', t('surplus')],
    ['/units?provisional=yes', t('provisional', { total })],
    ['/coverage/missing?platform=wechat&tier=provincial', t('missing')],
  ];
  return <Doors doors={[...links, ...doors]} />;
}

function Doors({ doors }: { doors: readonly Door[] }) {
  return (
    <ul className="grid max-w-3xl gap-3 sm:grid-cols-2">
      {doors.map(([href, name]) => (
        <li key={href} className="border border-line bg-surface p-4">
          <Link href={href} className="text-lg font-semibold">
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
