import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Facts, Notice } from '@/components/ui/page';
import { ownerEnd } from '@/lib/db/as-of';
import type { AccountView, RelationView } from '@/lib/registry/views';
import { OPEN_STATUSES } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';

/** What who may change an account can do with it. */
export async function Doors({ id }: { id: number }) {
  const t = await getTranslations('accounts');
  const relations = await getTranslations('relations');
  return (
    <>
      <Link className="button" href={`/desk/accounts/${id}/edit`}>
        {t('edit')}
      </Link>
      <Link className="button button-plain" href={`/desk/accounts/${id}/relations`}>
        {relations('edit')}
      </Link>
    </>
  );
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
