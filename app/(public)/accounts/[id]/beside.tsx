import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Facts, Notice } from '@/components/ui/page';
import { ownerEnd } from '@/lib/db/as-of';
import type { AccountView, RelationView } from '@/lib/registry/views';
import { OPEN_STATUSES } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';

/** What who looks can do with an account: who may write does so directly; who may only ask, asks. */
export async function Doors({ account: { id, mayEdit, mayFile, standings } }: { account: AccountView }) {
  const t = await getTranslations('accounts');
  const relations = await getTranslations('relations');
  const status = standings.at(-1)?.status;
  const doors: (readonly [href: string, name: string, plain: boolean])[] = [
    ...(mayFile && !mayEdit ? ([[`/desk/accounts/${id}/change`, t('askChange'), false]] as const) : []),
    ...(mayFile && status !== 'cancelled' ? ([[`/desk/accounts/${id}/end`, t(status === 'closed' ? 'askCancel' : 'askEnd'), true]] as const) : []),
    ...(mayEdit
      ? ([
          [`/desk/accounts/${id}/relations`, relations('edit'), true],
          [`/desk/accounts/${id}/edit`, t('edit'), false],
        ] as const)
      : []),
  ];
  return doors.map(([href, name, plain]) => (
    <Link key={href} className={plain ? 'button button-plain' : 'button'} href={href}>
      {name}
    </Link>
  ));
}

/** An open account whose owner is no more waits for somebody to see to it. */
export async function OwnerEnded({ account: { standings }, day }: { account: AccountView; day: Day }) {
  const t = await getTranslations('reforms');
  const now = standings.at(-1);
  const ended = now && OPEN_STATUSES.includes(now.status) ? await ownerEnd(now.unitId, day) : null;
  return now && ended && <Notice tone="warn" title={t('ownerEnded', { unit: now.unit, day: ended })} />;
}

/** The units that have to do with it beside its owner. */
export async function Relations({ relations }: { relations: readonly RelationView[] }) {
  const code = await getTranslations('code.relation');
  const t = await getTranslations('relations');
  return (
    <Facts
      facts={relations.map(({ id, kind, unitId, unit, from }) => [
        code(kind),
        <span key={id}>
          <Link href={`/units/${unitId}`}>{unit}</Link> <span className="text-sm text-muted">{t('since', { from })}</span>
        </span>,
      ])}
    />
  );
}
