import { useLocale, useTranslations } from 'next-intl';
import { FilterSelect, FilterText } from '@/components/ui/filter-bar';
import { GROUPINGS } from '@/lib/coverage/reach';
import type { ReachQuery } from '@/lib/coverage/reach-query';
import { HOLDERS, PLATFORMS, TIERS } from '@/lib/taxonomy/codes';
import { type Choices, SetSelect } from './controls';

type NamedSector = { code: string; name: string; nameEn: string };

/** The switches of the page on reach: a plain form, so that the whole view stands in the address. */
export function ReachControls({ query, asOf, sectors, sets }: { query: ReachQuery; asOf: string; sectors: readonly NamedSector[]; sets: Choices }) {
  const coverage = useTranslations('coverage');
  const distribution = useTranslations('distribution');
  const t = useTranslations('reach');
  const list = useTranslations('list');
  const field = useTranslations('field');
  const code = useTranslations('code');
  const english = useLocale() === 'en';
  const only = (values: readonly string[]) => (values.length === 1 ? values[0] : undefined);
  return (
    <details className="no-print mb-4 border border-line bg-surface px-3 py-2">
      <summary className="cursor-pointer font-semibold">{coverage('change')}</summary>
      <form className="mt-3 grid gap-3 sm:grid-cols-3 lg:grid-cols-4" action="/reach">
        <FilterSelect
          name="by"
          label={t('by')}
          value={query.by}
          empty={null}
          choices={GROUPINGS.map((each) => ({ value: each, label: code(`reachGrouping.${each}`) }))}
        />
        <FilterSelect
          name="platform"
          label={field('platform')}
          value={only(query.platform)}
          empty={coverage('anyPlatform')}
          choices={PLATFORMS.map((each) => ({ value: each, label: code(`platform.${each}`) }))}
        />
        <FilterSelect
          name="sector"
          label={field('sector')}
          value={only(query.sector)}
          choices={sectors.map((each) => ({ value: each.code, label: english ? each.nameEn : each.name }))}
        />
        <FilterSelect
          name="tier"
          label={field('tier')}
          value={only(query.tier)}
          choices={TIERS.map((each) => ({ value: each, label: code(`tier.${each}`) }))}
        />
        <FilterSelect
          name="holder"
          label={field('holder')}
          value={only(query.holder)}
          empty={distribution('anyHolder')}
          choices={HOLDERS.map((each) => ({ value: each, label: code(`holder.${each}`) }))}
        />
        <SetSelect set={query.set} sets={sets} />
        <FilterText name="place" label={field('region')} hint={coverage('placeHint')} />
        <label>
          <span className="block text-sm font-semibold">{field('asOf')}</span>
          <input name="asOf" type="date" className="input" defaultValue={asOf} />
        </label>
        {query.region.map((each) => (
          <input key={each} type="hidden" name="region" value={each} />
        ))}
        <input type="hidden" name="sort" value={query.sort} />
        <div className="flex items-end gap-3">
          <button type="submit" className="button">
            {list('apply')}
          </button>
          <a href="/reach">{list('reset')}</a>
        </div>
      </form>
    </details>
  );
}
