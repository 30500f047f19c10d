import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/page';
import type { ListedAccount } from '@/lib/registry/views';

export type SortLink = (sort: 'name' | '-name' | 'unit' | 'region' | 'opened' | '-opened') => string;

/** Accounts as a table; the heads of columns sort. */
export function AccountTable({ items, sort, sortHref }: { items: readonly ListedAccount[]; sort: string; sortHref: SortLink }) {
  const field = useTranslations('field');
  const list = useTranslations('list');
  const head = (name: 'name' | 'unit' | 'region' | 'openedOn', by: Parameters<SortLink>[0], reverse: Parameters<SortLink>[0]) => {
    const sorted = sort === by ? 'ascending' : sort === reverse && by !== reverse ? 'descending' : undefined;
    return (
      <th scope="col" aria-sort={sorted}>
        <Link href={sortHref(sort === by ? reverse : by)} title={list('sortBy', { column: field(name) })}>
          {field(name)} {sorted === 'ascending' ? '↑' : sorted === 'descending' ? '↓' : ''}
        </Link>
      </th>
    );
  };
  return (
    <div className="overflow-x-auto">
      <table className="list-table">
        <thead>
          <tr>
            {head('name', 'name', '-name')}
            <th scope="col">{field('platform')}</th>
            {head('unit', 'unit', 'unit')}
            {head('region', 'region', 'region')}
            <th scope="col">{field('sector')}</th>
            <th scope="col">{field('tier')}</th>
            {head('openedOn', 'opened', '-opened')}
            <th scope="col">{field('status')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((account) => (
            <AccountRow key={account.id} account={account} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AccountRow({ account }: { account: ListedAccount }) {
  const code = useTranslations('code');
  const english = useLocale() === 'en';
  return (
    <tr>
      <th scope="row" className="font-normal">
        <Link href={`/accounts/${account.id}`}>{account.name}</Link>
        {account.person && <span className="block text-sm text-muted">{[account.person, account.post].filter(Boolean).join('，')}</span>}
      </th>
      <td>
        <PlatformBadge platform={account.platform} />
      </td>
      <td>
        <Link href={`/units/${account.unitId}`}>{account.unit}</Link>
      </td>
      <td>{account.region}</td>
      <td>{english ? account.sectorEn : account.sector}</td>
      <td>{account.tier === null ? '—' : code(`tier.${account.tier}`)}</td>
      <td className="whitespace-nowrap">{account.openedOn ?? '—'}</td>
      <td>
        <StatusBadge status={account.status} />
      </td>
    </tr>
  );
}

export function PlatformBadge({ platform }: { platform: ListedAccount['platform'] }) {
  const code = useTranslations('code.platform');
  return <Badge tone={platform === 'wechat' ? 'wechat' : 'weibo'}>{code(platform)}</Badge>;
}

export function StatusBadge({ status }: { status: ListedAccount['status'] }) {
  const code = useTranslations('code.status');
  if (status === 'active') return code(status);
  return <Badge tone={status === 'paused' ? 'warn' : 'closed'}>{code(status)}</Badge>;
}
