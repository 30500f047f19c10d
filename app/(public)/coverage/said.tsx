import { useTranslations } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { percent } from '@/components/coverage/percent';
import { CoverageWords } from '@/components/coverage/said';
import type { CoverageFilter } from '@/lib/coverage/filter';
import type { CoverageTable } from '@/lib/coverage/table';
import { coverageFacts } from '@/lib/coverage/words';
import { reference } from '@/lib/db/reference';
import type { CoveragePageQuery } from './view';

type Words<N extends 'coverage' | 'code.platform'> = ReturnType<typeof useTranslations<N>>;
type Props = { table: CoverageTable; query: CoveragePageQuery; filter: CoverageFilter /** As `bodiesOf` says them. */; bodies: string };

/** What the table says: its sums, then who is missing or where it is best and worst. */
export function Said({ table, query, filter, bodies }: Props) {
  const t = useTranslations('coverage');
  const code = useTranslations('code.platform');
  const { accounts, expected, covered } = table.totals;
  const of = { platform: platformsIn(filter, t, code), accounts, asOf: filter.asOf };
  const facts = coverageFacts(table, { rowAxis: query.rows, columnAxis: query.columns });
  return (
    <>
      <p className="mb-1">
        {expected === null || covered === null ? t('totalsUnknown', of) : t('totals', { ...of, expected, covered, rate: percent(covered, expected) ?? '—' })}
      </p>
      <CoverageWords facts={facts} what={bodies} />
    </>
  );
}

/** The platforms spoken of. */
export async function platformsOf(filter: CoverageFilter): Promise<string> {
  const t = await getTranslations('coverage');
  return platformsIn(filter, t, await getTranslations('code.platform'));
}

function platformsIn({ platforms }: CoverageFilter, t: Words<'coverage'>, code: Words<'code.platform'>): string {
  return platforms.map((platform) => code(platform)).join('、') || t('anyPlatform');
}

/** The bodies spoken of, by what was asked for: 省级公安单位. */
export async function bodiesOf(filter: CoverageFilter): Promise<string> {
  const t = await getTranslations('said');
  const code = await getTranslations('code.tier');
  const { sectors } = await reference();
  const english = (await getLocale()) === 'en';
  const tiers = filter.tiers.map((tier) => code(tier)).join(t('and'));
  const named = filter.sectors.map((each) => sectors.byCode(each)?.[english ? 'nameEn' : 'name'] ?? each).join(t('and'));
  return t('bodies', { what: [tiers, named].filter(Boolean).join(english ? ', ' : '') }).trim();
}
