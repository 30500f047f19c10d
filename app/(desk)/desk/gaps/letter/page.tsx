import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { RefusedQuery } from '@/components/refused';
import { Empty, Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { mayAt } from '@/lib/access/acts';
import { answerBy } from '@/lib/coverage/chase-fields';
import type { ListedGap } from '@/lib/coverage/gap';
import { letterQuery } from '@/lib/coverage/gap-query';
import { refuseOutside } from '@/lib/db/audit';
import { firstRegion, listGaps } from '@/lib/db/gap-list';
import { reference } from '@/lib/db/reference';
import { finding } from '@/lib/decision';
import type { Day } from '@/lib/taxonomy/day';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { bodyOf, gapFilter, PATH, placeOf } from '../view';

const LETTER = `${PATH}/letter`;
/** More than anybody answers with one letter. */
const MOST = 400;

export async function generateMetadata() {
  return { title: (await getTranslations('gapLetter'))('title') };
}

export default async function GapLetterPage({ searchParams }: { searchParams: SearchParams }) {
  const from = address(LETTER, await searchParams);
  const actor = await requireAct('gap.chase', from);
  if (!actor) return <Absent />;
  const t = await getTranslations('gapLetter');
  const read = await pageQuery(letterQuery, LETTER, searchParams, ({ region, until }) => [
    ...(region.length === 1 ? [] : [finding('region', 'letter-one-region')]),
    ...(until !== undefined && until <= today() ? [finding('until', 'chase-until-past', { today: today() })] : []),
  ]);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={LETTER} query={await searchParams} />;
  const { calendar, regions } = await reference();
  const { state, until = answerBy(calendar, today()), ...query } = read.change;
  const region = regions.at(query.region[0] ?? '', today());
  const place = { lineage: region?.lineage ?? [], sectors: query.sector, vertical: false, units: [] };
  if (!region || !mayAt(actor, 'gap.chase', place)) {
    await refuseOutside(actor, 'gap.chase', { subjectType: 'page', subjectId: from });
    return <Absent />;
  }
  const asked = await gapFilter(query);
  if (!asked.accepted) return <RefusedQuery title={t('title')} findings={asked.findings} path={LETTER} query={await searchParams} />;
  const { items, total } = await listGaps(actor, { ...asked.change, state }, today(), { skip: 0, take: MOST });
  // What is answered or put off is not asked for again, unless somebody says so.
  const gaps = state ? items : items.filter(({ chase }) => chase.state !== 'replied' && chase.state !== 'snoozed');
  return (
    <>
      <div className="no-print">
        <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: address(PATH, placeOf(query)), name: t('back') }]} crumbsLabel={t('back')} />
        <DueForm query={{ ...placeOf(query), state }} until={until} />
        {total > MOST && <Notice tone="warn" title={t('tooMany', { total, most: MOST })} />}
      </div>
      {gaps.length === 0 ? (
        <Empty title={t('none')} />
      ) : total > MOST ? null : (
        <Letter region={region.name} gaps={gaps} until={until} by={actor.name} office={regions.at(await firstRegion(actor, today()), today())?.name ?? ''} />
      )}
    </>
  );
}

async function DueForm({ query, until }: { query: Record<string, unknown>; until: Day }) {
  const t = await getTranslations('gapLetter');
  const kept = Object.entries(query).flatMap(([name, value]) => [value].flat().map((each) => [name, each] as const));
  return (
    <form action={LETTER} className="mb-6 flex flex-wrap items-end gap-3">
      {kept.map(([name, value]) => (value ? <input key={`${name}${value}`} type="hidden" name={name} value={String(value)} /> : null))}
      <label>
        <span className="block text-sm font-semibold">{t('until')}</span>
        <input name="until" type="date" className="input" defaultValue={until} />
      </label>
      <button type="submit" className="button button-plain">
        {t('apply')}
      </button>
    </form>
  );
}

type LetterProps = { region: string; gaps: readonly ListedGap[]; until: Day; by: string; office: string };

async function Letter({ region, gaps, until, by, office }: LetterProps) {
  const t = await getTranslations('gapLetter');
  const bodies = new Set(gaps.map(({ regionCode, sectorCode, tier }) => `${regionCode} ${sectorCode} ${tier}`)).size;
  return (
    <article className="letter" aria-label={t('title')}>
      <h2 className="mb-6 text-center text-xl font-bold">{t('heading', { region })}</h2>
      <p>{t('to', { region })}</p>
      <p className="letter-text">{t('facts', { day: today(), bodies, gaps: gaps.length })}</p>
      <p className="letter-text">{t('basis')}</p>
      <p className="letter-text">{t('ask', { until })}</p>
      <p className="letter-text">{t('answers')}</p>
      <p className="letter-text">{t('note')}</p>
      <List gaps={gaps} />
      <p className="mt-6 text-end">{t('signed', { office, by })}</p>
      <p className="text-end">{t('dated', { day: today() })}</p>
    </article>
  );
}

async function List({ gaps }: { gaps: readonly ListedGap[] }) {
  const t = await getTranslations('gapLetter');
  const code = await getTranslations('code');
  const english = (await getLocale()) === 'en';
  return (
    <div className="overflow-x-auto">
      <table className="list-table mt-4">
        <caption className="text-start font-bold">{t('list')}</caption>
        <thead>
          <tr>
            {(['number', 'body', 'sector', 'tier', 'platform', 'roster'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {gaps.map((gap, index) => (
            <tr key={gap.text}>
              <td>{index + 1}</td>
              <th scope="row" className="font-normal">
                {bodyOf(gap)}
              </th>
              <td>{english ? gap.sectorEn : gap.sector}</td>
              <td>{code(`tier.${gap.tier}`)}</td>
              <td>{code(`platform.${gap.platform}`)}</td>
              <td>{t(gap.estimated ? 'estimated' : 'confirmed')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
