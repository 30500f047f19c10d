import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { PageHeader } from '@/components/ui/page';
import { may } from '@/lib/access/acts';
import { listUnits } from '@/lib/db/unit-read';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';

export async function generateMetadata() {
  return { title: (await getTranslations('nav'))('desk') };
}

export default async function DeskPage() {
  const actor = await requireAct('desk.open', '/desk');
  if (!actor) return <Absent />;
  const t = await getTranslations('desk');
  const nav = await getTranslations('nav');
  const code = await getTranslations('code.role');
  const roles = [...new Set(actor.grants.map(({ role }) => role))].map((role) => code(role)).join('、');
  return (
    <>
      <PageHeader title={nav('desk')} lead={t('welcome', { name: actor.name, roles })} />
      {may(actor, 'account.register') ? <Work /> : <p>{t('readOnly')}</p>}
      {may(actor, 'audit.read') && <AuditLink />}
    </>
  );
}

async function AuditLink() {
  const t = await getTranslations('audit');
  return (
    <p className="mt-3 max-w-3xl border border-line bg-surface p-4">
      <Link href="/desk/audit" className="text-lg font-semibold">
        {t('title')}
      </Link>
    </p>
  );
}

async function Work() {
  const t = await getTranslations('desk');
  const { total } = await listUnits({ regions: [], sectors: [], tiers: [], text: null, provisional: true }, today(), { sort: 'id', skip: 0, take: 1 });
  const links = [
    ['/desk/accounts/new', t('newAccount')],
    ['/desk/units/new', t('newUnit')],
    ['/desk/imports', t('import')],
    ['/units?provisional=yes', t('provisional', { total })],
    ['/coverage/missing?platform=wechat&tier=provincial', t('missing')],
  ] as const;
  return (
    <ul className="grid max-w-3xl gap-3 sm:grid-cols-2">
      {links.map(([href, name]) => (
        <li key={href} className="border border-line bg-surface p-4">
          <Link href={href} className="text-lg font-semibold">
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
