import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/page';
import { SortHead } from '@/components/ui/sort-head';
import type { ListedAccount } from '@/lib/registry/views';
import { PLATFORMS, STATUSES, TIERS } from '@/lib/taxonomy/codes';

/** Accounts as a table; the heads of columns sort. Rows are plain links and share their words: there may be hundreds. */
export function AccountTable({ items, sort, sortHref }: { items: readonly ListedAccount[]; sort: string; sortHref: (sort: string) => string }) {
  const field = useTranslations('field');
  const list = useTranslations('list');
  const code = useTranslations('code');
  const format = useFormatter();
  const english = useLocale() === 'en';
  const platforms = new Map(PLATFORMS.map((platform) => [platform, <PlatformBadge key={platform} platform={platform} />]));
  const statuses = new Map(STATUSES.map((status) => [status, <StatusBadge key={status} status={status} />]));
  const tiers = new Map(TIERS.map((tier) => [tier, code(`tier.${tier}`)]));
  const head = (name: 'name' | 'unit' | 'region' | 'sector' | 'tier' | 'openedOn', by: string = name) => (
    <SortHead label={field(name)} by={by} sort={sort} href={sortHref} />
  );
  return (
    <div className="overflow-x-auto">
      <table className="list-table">
        <thead>
          <tr>
            {head('name')}
            <th scope="col">{field('platform')}</th>
            {head('unit')}
            {head('region')}
            {head('sector')}
            {head('tier')}
            {head('openedOn', 'opened')}
            <SortHead label={field('followers')} by="followers" sort={sort} href={sortHref} largestFirst className="text-end" />
            <th scope="col">{field('status')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((account) => (
            <tr key={account.id}>
              <th scope="row" className="font-normal">
                <a href={`/accounts/${account.id}`}>{account.name}</a>
                {account.person && <span className="block text-sm text-muted">{[account.person, account.post].filter(Boolean).join('，')}</span>}
                {account.foundBy.length > 0 && <span className="block text-sm text-muted">{list('formerly', { names: account.foundBy.join('、') })}</span>}
              </th>
              <td>{platforms.get(account.platform)}</td>
              <td>
                <a href={`/units/${account.unitId}`}>{account.unit}</a>
              </td>
              <td>{account.region}</td>
              <td>{english ? account.sectorEn : account.sector}</td>
              <td>{account.tier === null ? '—' : tiers.get(account.tier)}</td>
              <td className="whitespace-nowrap">{account.openedOn ?? '—'}</td>
              <td className="text-end">{account.followers === null ? '—' : format.number(account.followers)}</td>
              <td>{statuses.get(account.status)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
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
