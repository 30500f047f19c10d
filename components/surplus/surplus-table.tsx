import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PlatformBadge } from '@/components/account/list';
import { ListTable } from '@/components/ui/list-table';
import type { QueryValue } from '@/components/ui/query';
import type { Surplus } from '@/lib/reports/surplus';

type Props = { items: readonly Surplus[]; action: string; kept: Record<string, QueryValue> };

const COLUMNS = ['choose', 'name', 'platform', 'unit', 'region', 'followers', 'lastPost', 'why'] as const;

/** Accounts that may be too many, within a form that leads to what the matrix would be without those chosen. */
export function SurplusTable({ items, action, kept }: Props) {
  const t = useTranslations('surplus');
  const hidden = Object.entries(kept).flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => [name, each] as const));
  return (
    <form action={action}>
      {hidden.map(([name, value]) => (value ? <input key={`${name}${value}`} type="hidden" name={name} value={String(value)} /> : null))}
      <ListTable caption={t('title')} heads={COLUMNS.map((column) => t(`column.${column}`))}>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ListTable>
      <p className="mt-3">
        <button type="submit" className="button">
          {t('simulateChosen')}
        </button>
      </p>
    </form>
  );
}

function Row({ item }: { item: Surplus }) {
  const t = useTranslations('surplus');
  const { id, name, platform, unitId, unit, region, followers, lastPost, seenOn, kinds, kept, like } = item;
  return (
    <tr>
      <td>
        <input type="checkbox" name="close" value={id} aria-label={t('chooseOne', { name })} className="size-5" />
      </td>
      <th scope="row" className="font-normal">
        <Link href={`/accounts/${id}`}>{name}</Link>
      </th>
      <td>
        <PlatformBadge platform={platform} />
      </td>
      <td>
        <Link href={`/units/${unitId}`}>{unit}</Link>
      </td>
      <td>{region}</td>
      <td className="text-end tabular-nums">{followers === null ? '—' : followers.toLocaleString('en')}</td>
      <td>{lastPost === null ? '—' : t('seen', { day: lastPost, seen: seenOn ?? '—' })}</td>
      <td>
        <ul>
          {kinds.map((kind) => (
            <li key={kind}>
              {t(`kind.${kind}`)}
              {kind === 'beyond-one' && kept && <Other id={kept.id} text={t('beside', { name: kept.name })} />}
              {kind === 'duplicate' && like && <Other id={like.id} text={t(`like.${like.likeness}`, { name: like.name })} />}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

function Other({ id, text }: { id: number; text: string }) {
  return (
    <>
      {' '}
      <Link href={`/accounts/${id}`}>{text}</Link>
    </>
  );
}
