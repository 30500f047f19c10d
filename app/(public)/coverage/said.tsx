import { getLocale, getTranslations } from 'next-intl/server';
import { percent } from '@/components/coverage/percent';
import { CoverageWords } from '@/components/coverage/said';
import type { CoverageFilter } from '@/lib/coverage/filter';
import type { CoverageTable } from '@/lib/coverage/table';
import { coverageFacts } from '@/lib/coverage/words';
import { reference } from '@/lib/db/reference';
import type { CoveragePageQuery } from './view';

/** What the table says: its sums, then who is missing or where it is best and worst. */
export async function Said({ table, query, filter }: { table: CoverageTable; query: CoveragePageQuery; filter: CoverageFilter }) {
  const t = await getTranslations('coverage');
  const { accounts, expected, covered } = table.totals;
  const of = { platform: await platformsOf(filter), accounts, asOf: filter.asOf };
  const facts = coverageFacts(table, { rowAxis: query.rows, columnAxis: query.columns });
  return (
    <>
      <p className="mb-1">
        {expected === null || covered === null ? t('totalsUnknown', of) : t('totals', { ...of, expected, covered, rate: percent(covered, expected) ?? '—' })}
      </p>
      <CoverageWords facts={facts} what={await bodiesOf(filter)} />
    </>
  );
}

/** The platforms spoken of. */
export async function platformsOf({ platforms }: CoverageFilter): Promise<string> {
  const t = await getTranslations('coverage');
  const code = await getTranslations('code.platform');
  return platforms.map((platform) => code(platform)).join('、') || t('anyPlatform');
}

/** The bodies spoken of, by what was asked for: 省级公安单位. */
async function bodiesOf(filter: CoverageFilter): Promise<string> {
  const t = await getTranslations('said');
  const code = await getTranslations('code.tier');
  const { sectors } = await reference();
  const english = (await getLocale()) === 'en';
  const tiers = filter.tiers.map((tier) => code(tier)).join(t('and'));
  const named = filter.sectors.map((each) => sectors.byCode(each)?.[english ? 'nameEn' : 'name'] ?? each).join(t('and'));
  return t('bodies', { what: [tiers, named].filter(Boolean).join(english ? ', ' : '') }).trim();
}
