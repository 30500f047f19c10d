import { useLocale, useTranslations } from 'next-intl';
import { FilterSelect, FilterText } from '@/components/ui/filter-bar';
import { BASES } from '@/lib/coverage/distribution';
import { SCHEMES } from '@/lib/coverage/scheme';
import { HOLDERS, PLATFORMS } from '@/lib/taxonomy/codes';
import { type Choices, SetSelect } from './controls';
import type { PlatformView } from './distribution';

type Query = {
  scheme: string;
  basis: string;
  platform: readonly string[];
  region: readonly string[];
  sector: readonly string[];
  holder: readonly string[];
  tier: readonly string[];
  rank: readonly string[];
  order: string;
  apart: string;
  set?: number;
  asOf?: string;
  weiboAsOf?: string;
  wechatAsOf?: string;
};
type NamedSector = { code: string; name: string; nameEn: string };

type Props = { query: Query; views: readonly PlatformView[]; sectors: readonly NamedSector[]; sets: Choices };

/** The switches of the distribution: a plain form, so that the whole view stands in the address. */
export function DistributionControls({ query, views, sectors, sets }: Props) {
  const t = useTranslations('distribution');
  const coverage = useTranslations('coverage');
  const list = useTranslations('list');
  const field = useTranslations('field');
  const code = useTranslations('code');
  const english = useLocale() === 'en';
  return (
    <details className="no-print mb-4 border border-line bg-surface px-3 py-2">
      <summary className="cursor-pointer font-semibold">{t('change')}</summary>
      <form className="mt-3 grid gap-3 sm:grid-cols-3 lg:grid-cols-5" action="/distribution">
        <FilterSelect
          name="scheme"
          label={t('scheme')}
          value={query.scheme}
          empty={null}
          choices={SCHEMES.map((each) => ({ value: each, label: code(`scheme.${each}`) }))}
        />
        <FilterSelect
          name="basis"
          label={t('basis')}
          value={query.basis}
          empty={null}
          choices={BASES.map((each) => ({ value: each, label: code(`basis.${each}`) }))}
        />
        <FilterSelect
          name="platform"
          label={field('platform')}
          value={query.platform.length === 1 ? query.platform[0] : undefined}
          empty={`${code('platform.weibo')}、${code('platform.wechat')}`}
          choices={PLATFORMS.map((each) => ({ value: each, label: code(`platform.${each}`) }))}
        />
        <FilterSelect
          name="holder"
          label={field('holder')}
          value={query.holder[0]}
          empty={t('anyHolder')}
          choices={HOLDERS.map((each) => ({ value: each, label: code(`holder.${each}`) }))}
        />
        <FilterSelect
          name="sector"
          label={field('sector')}
          value={query.sector.length === 1 ? query.sector[0] : undefined}
          choices={sectors.map((each) => ({ value: each.code, label: english ? each.nameEn : each.name }))}
        />
        <SetSelect set={query.set} sets={sets} />
        <FilterText name="place" label={field('region')} hint={coverage('placeHint')} />
        {views.map(
          ({ platform, asOf }) =>
            platform !== 'tencent-weibo' && <DayField key={platform} name={`${platform}AsOf`} label={field(`${platform}AsOf`)} asOf={asOf} />,
        )}
        <Kept query={query} />
        <div className="flex items-end gap-3">
          <button type="submit" className="button">
            {list('apply')}
          </button>
          <a href="/distribution">{list('reset')}</a>
        </div>
      </form>
    </details>
  );
}

function DayField({ name, label, asOf }: { name: string; label: string; asOf: string }) {
  return (
    <label>
      <span className="block text-sm font-semibold">{label}</span>
      <input name={name} type="date" className="input" defaultValue={asOf} />
    </label>
  );
}

// What the form does not show stays as it is in the address.
function Kept({ query }: { query: Query }) {
  const kept = (['region', 'tier', 'rank'] as const).flatMap((name) => query[name].map((value) => ({ name, value })));
  return [...kept, { name: 'order', value: query.order }, { name: 'apart', value: query.apart }].map(({ name, value }) => (
    <input key={`${name}${value}`} type="hidden" name={name} value={value} />
  ));
}
