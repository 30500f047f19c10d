import { useLocale, useTranslations } from 'next-intl';
import { FilterSelect, FilterText } from '@/components/ui/filter-bar';
import { AXES } from '@/lib/coverage/filter';
import { MEASURES } from '@/lib/coverage/query';
import { PLATFORMS, TIERS } from '@/lib/taxonomy/codes';
import { SYSTEMS } from '@/lib/taxonomy/systems';

type Query = {
  rows: string;
  columns: string;
  platform: readonly string[];
  region: readonly string[];
  sector: readonly string[];
  tier: readonly string[];
  system: readonly string[];
  unitKind: readonly string[];
  measure: string;
  scope: string;
  set?: number;
  asOf?: string;
};
export type Choices = readonly { value: string; label: string }[];
type NamedSector = { code: string; name: string; nameEn: string };

/** The filter of the matrix: a plain form, so that the whole view stands in the address. */
export function CoverageControls({ query, asOf, sectors, sets }: { query: Query; asOf: string; sectors: readonly NamedSector[]; sets: Choices }) {
  const t = useTranslations('coverage');
  const list = useTranslations('list');
  const field = useTranslations('field');
  const code = useTranslations('code');
  const english = useLocale() === 'en';
  const axes = AXES.map((axis) => ({ value: axis, label: code(`axis.${axis}`) }));
  return (
    <details className="no-print mb-4 border border-line bg-surface px-3 py-2">
      <summary className="cursor-pointer font-semibold">{t('change')}</summary>
      <form className="mt-3 grid gap-3 sm:grid-cols-3 lg:grid-cols-6" action="/coverage">
        <FilterSelect
          name="platform"
          label={field('platform')}
          value={query.platform[0]}
          empty={t('anyPlatform')}
          choices={PLATFORMS.map((each) => ({ value: each, label: code(`platform.${each}`) }))}
        />
        <FilterSelect name="rows" label={field('rows')} value={query.rows} empty={null} choices={axes} />
        <FilterSelect name="columns" label={field('columns')} value={query.columns} empty={null} choices={axes} />
        <FilterSelect name="tier" label={field('tier')} value={query.tier[0]} choices={TIERS.map((each) => ({ value: each, label: code(`tier.${each}`) }))} />
        <FilterSelect
          name="sector"
          label={field('sector')}
          value={query.sector.length === 1 ? query.sector[0] : undefined}
          choices={sectors.map((each) => ({ value: each.code, label: english ? each.nameEn : each.name }))}
        />
        <FilterSelect
          name="system"
          label={field('system')}
          value={query.system.length === 1 ? query.system[0] : undefined}
          choices={SYSTEMS.map((each) => ({ value: each, label: code(`system.${each}`) }))}
        />
        <FilterSelect
          name="measure"
          label={field('measure')}
          value={query.measure}
          empty={null}
          choices={MEASURES.map((each) => ({ value: each, label: code(`measure.${each}`) }))}
        />
        <SetSelect set={query.set} sets={sets} />
        <FilterText name="place" label={field('region')} hint={t('placeHint')} />
        <label>
          <span className="block text-sm font-semibold">{field('asOf')}</span>
          <input name="asOf" type="date" className="input" defaultValue={query.asOf ?? ''} placeholder={asOf} />
        </label>
        {query.region.map((region) => (
          <input key={region} type="hidden" name="region" value={region} />
        ))}
        {query.unitKind.map((kind) => (
          <input key={kind} type="hidden" name="unitKind" value={kind} />
        ))}
        <div className="flex items-end gap-3">
          <button type="submit" className="button">
            {list('apply')}
          </button>
          <a href="/coverage">{list('reset')}</a>
        </div>
      </form>
    </details>
  );
}

/** 地区组: only where there is any. */
export function SetSelect({ set, sets }: { set: number | undefined; sets: Choices }) {
  const field = useTranslations('field');
  if (sets.length === 0 && set === undefined) return null;
  return <FilterSelect name="set" label={field('set')} value={set === undefined ? undefined : String(set)} choices={sets} />;
}
