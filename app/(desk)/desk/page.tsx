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
  const audit = await getTranslations('audit');
  const doors: Door[] = [
    ...(may(actor, 'user.read') ? ([['/desk/users', t('users')]] as const) : []),
    ...(may(actor, 'audit.read') ? ([['/desk/audit', audit('title')]] as const) : []),
  ];
  const roles = [...new Set(actor.grants.map(({ role }) => role))].map((role) => code(role)).join('、');
  return (
    <>
      <PageHeader title={nav('desk')} lead={t('welcome', { name: actor.name, roles })} />
      {may(actor, 'account.register') ? <Work doors={doors} /> : <ReadOnly doors={doors} />}
    </>
  );
}

type Door = readonly [href: string, name: string];

async function ReadOnly({ doors }: { doors: readonly Door[] }) {
  const t = await getTranslations('desk');
  return (
    <>
      <p className="mb-3">{t('readOnly')}</p>
      <Doors doors={doors} />
    </>
  );
}

async function Work({ doors }: { doors: readonly Door[] }) {
  const t = await getTranslations('desk');
  const { total } = await listUnits({ regions: [], sectors: [], tiers: [], text: null, provisional: true }, today(), { sort: 'id', skip: 0, take: 1 });
  const links: Door[] = [
    ['/desk/accounts/new', t('newAccount')],
    ['/desk/units/new', t('newUnit')],
    ['/desk/imports', t('import')],
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
