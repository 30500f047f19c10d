import { useLocale, useTranslations } from 'next-intl';
import { FilterBar, FilterMore, FilterSelect, FilterText, KeptOrder } from '@/components/ui/filter-bar';
import { HOLDERS, PLATFORMS, PROVENANCES, RANKS, STATUSES, TIERS } from '@/lib/taxonomy/codes';

type Query = {
  q?: string;
  platform: readonly string[];
  region: readonly string[];
  sector: readonly string[];
  tier: readonly string[];
  rank: readonly string[];
  holder: readonly string[];
  status: readonly string[];
  provenance: readonly string[];
  asOf?: string;
  scope: string;
  unit?: number;
  sort: string;
  per: number;
};
type NamedSector = { code: string; name: string; nameEn: string };

/** The filter of the account list: a plain form whose values stand in the address. */
export function AccountFilterBar({ query, place, sectors }: { query: Query; place: string; sectors: readonly NamedSector[] }) {
  const field = useTranslations('field');
  const code = useTranslations('code');
  const search = useTranslations('accounts');
  const english = useLocale() === 'en';
  const pick = (name: 'platform' | 'tier' | 'rank' | 'holder' | 'status' | 'provenance', codes: readonly string[]) => (
    <FilterSelect
      name={name}
      label={field(name)}
      value={query[name][0]}
      choices={codes.map((each) => ({ value: each, label: code(`${name}.${each}` as 'platform.weibo') }))}
    />
  );
  return (
    <FilterBar action="/accounts">
      <FilterText name="q" label={field('q')} value={query.q} hint={search('searchHint')} />
      <FilterText name="place" label={field('region')} value="" hint={place || search('placeHint')} />
      {query.region.map((region) => (
        <input key={region} type="hidden" name="region" value={region} />
      ))}
      {pick('platform', PLATFORMS)}
      <FilterSelect
        name="sector"
        label={field('sector')}
        value={query.sector[0]}
        choices={sectors.map((each) => ({ value: each.code, label: english ? each.nameEn : each.name }))}
      />
      <FilterMore open={[...query.tier, ...query.rank, ...query.status, ...query.holder, ...query.provenance, query.asOf ?? ''].some(Boolean)}>
        {pick('tier', TIERS)}
        {pick('rank', RANKS)}
        {pick('status', STATUSES)}
        {pick('holder', HOLDERS)}
        {pick('provenance', PROVENANCES)}
        <label>
          <span className="block text-sm font-semibold">{field('asOf')}</span>
          <input name="asOf" type="date" className="input" defaultValue={query.asOf ?? ''} />
        </label>
      </FilterMore>
      {query.scope === 'own' && <input type="hidden" name="scope" value="own" />}
      {query.unit !== undefined && <input type="hidden" name="unit" value={query.unit} />}
      <KeptOrder sort={query.sort} per={query.per} />
    </FilterBar>
  );
}
