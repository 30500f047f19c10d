import { useLocale, useTranslations } from 'next-intl';
import { numberText } from '@/components/coverage/number-text';
import { Badge } from '@/components/ui/page';
import { SortHead } from '@/components/ui/sort-head';
import type { ListedAccount } from '@/lib/registry/views';
import { PLATFORMS, STATUSES, TIERS } from '@/lib/taxonomy/codes';
import { accountRows, platformTone, statusTone } from './rows';

type Props = {
  items: readonly ListedAccount[];
  sort: string;
  sortHref: (sort: string) => string;
};

const LARGEST_FIRST = { largestFirst: true, className: 'text-end' };

/** Accounts as a table; the heads of columns sort. Rows are plain links and share their words: there may be hundreds. */
export function AccountTable({ items, sort, sortHref }: Props) {
  const field = useTranslations('field');
  const list = useTranslations('list');
  const title = list('sortBy', { column: '\u0001' }).split('\u0001');
  const head = (name: 'name' | 'unit' | 'region' | 'sector' | 'tier' | 'openedOn' | 'followers', by: string = name) => (
    <SortHead label={field(name)} by={by} sort={sort} href={sortHref} title={title.join(field(name))} {...(name === 'followers' && LARGEST_FIRST)} />
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
            {head('followers')}
            <th scope="col">{field('status')}</th>
          </tr>
        </thead>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: hundreds of rows as elements cost more than all the rest of the page; every text in them is escaped */}
        <tbody dangerouslySetInnerHTML={{ __html: accountRows(items, useRowWords()) }} />
      </table>
    </div>
  );
}

function useRowWords() {
  const code = useTranslations('code');
  const list = useTranslations('list');
  const english = useLocale() === 'en';
  const platforms = new Map(PLATFORMS.map((each) => [each, code(`platform.${each}`)]));
  const statuses = new Map(STATUSES.map((each) => [each, code(`status.${each}`)]));
  const tiers = new Map(TIERS.map((each) => [each, code(`tier.${each}`)]));
  return {
    platform: ({ platform }: ListedAccount) => platforms.get(platform) ?? platform,
    sector: ({ sector, sectorEn }: ListedAccount) => (english ? sectorEn : sector),
    tier: ({ tier }: ListedAccount) => (tier === null ? '—' : (tiers.get(tier) ?? tier)),
    followers: ({ followers }: ListedAccount) => numberText(followers),
    status: ({ status }: ListedAccount) => statuses.get(status) ?? status,
    formerly: (names: string) => list('formerly', { names }),
  };
}

export function PlatformBadge({ platform }: { platform: ListedAccount['platform'] }) {
  const code = useTranslations('code.platform');
  return <Badge tone={platformTone(platform)}>{code(platform)}</Badge>;
}

export function StatusBadge({ status }: { status: ListedAccount['status'] }) {
  const code = useTranslations('code.status');
  const tone = statusTone(status);
  return tone === null ? code(status) : <Badge tone={tone}>{code(status)}</Badge>;
}
