import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { NoSuchPage } from '@/app/no-such-page';
import { SetSelect } from '@/components/coverage/controls';
import { GapTable } from '@/components/gap/gap-table';
import { RefusedQuery } from '@/components/refused';
import { ExportLinks } from '@/components/ui/export-links';
import { FilterBar, FilterSelect, FilterText } from '@/components/ui/filter-bar';
import { ListFoot } from '@/components/ui/list-foot';
import { Empty, Notice, PageHeader } from '@/components/ui/page';
import { address, orderOf } from '@/components/ui/query';
import { may } from '@/lib/access/acts';
import { CHASE_STATES, type ChaseCounts, OUTCOMES } from '@/lib/coverage/chase';
import { answerBy } from '@/lib/coverage/chase-fields';
import { GAP_SORTS, GAP_STATES, gapsPageQuery } from '@/lib/coverage/gap-query';
import { ROSTERS } from '@/lib/coverage/roster';
import { listGaps } from '@/lib/db/gap-list';
import { reference } from '@/lib/db/reference';
import { PLATFORMS, TIERS } from '@/lib/taxonomy/codes';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { sectorChoices } from '@/lib/web/sector-choices';
import { setChoices } from '@/lib/web/sets';
import { chaseManyAction } from './actions';
import { bodyOf, type GapsQuery, gapFilter, gapsAddress, PATH, placeOf, registrationOf } from './view';

export async function generateMetadata() {
  return { title: (await getTranslations('gaps'))('title') };
}

export default async function GapsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('gap.read', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('gaps');
  const nav = await getTranslations('nav');
  const list = await getTranslations('list');
  const read = await pageQuery(gapsPageQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const { chased, ...query } = read.change;
  const { page, per, sort, state, outcome, mine } = query;
  const asked = await gapFilter(query);
  if (!asked.accepted) return <RefusedQuery title={t('title')} findings={asked.findings} path={PATH} query={await searchParams} />;
  const filter = { ...asked.change, state, outcome, mine: mine === 'yes' };
  const { items, total, counts, opened } = await listGaps(actor, filter, today(), { sort, skip: (page - 1) * per, take: per });
  const pages = Math.max(Math.ceil(total / per), 1);
  const href = (number: number) => gapsAddress(query, { page: number === 1 ? null : number });
  const rows = items.map((gap) => ({ ...gap, body: bodyOf(gap), register: registrationOf(gap) }));
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/desk', name: nav('desk') }]} crumbsLabel={nav('breadcrumb')} />
      {chased !== undefined && <Notice tone="good" title={t('chased', { chased })} />}
      <Summary counts={counts} opened={opened} query={query} />
      <Filter query={query} />
      <p className="no-print mb-2 flex flex-wrap gap-x-5">
        <span className="font-semibold">{list('total', { total })}</span>
        <Link href={address(`${PATH}/counts`, placeOf(query))}>{t('byRegion')}</Link>
        {may(actor, 'gap.chase') && query.region.length === 1 && query.set === undefined && (
          <Link href={address(`${PATH}/letter`, { ...placeOf(query), state })}>{t('letter')}</Link>
        )}
        {total > 0 && <ExportLinks hrefOf={(format) => gapsAddress(query, { per: null, format }, `${PATH}/export`)} />}
      </p>
      {total === 0 ? (
        <Empty title={t('none')}>{t('noneNext')}</Empty>
      ) : page > pages ? (
        <NoSuchPage page={page} pages={pages} href={href} />
      ) : (
        <GapTable
          rows={rows}
          chases={may(actor, 'gap.chase')}
          registers={may(actor, 'filing.submit')}
          today={today()}
          due={answerBy((await reference()).calendar, today())}
          action={chaseManyAction}
        />
      )}
      <ListFoot page={page} pages={pages} href={href} sizes={{ per, total, href: (each) => gapsAddress(query, orderOf(sort, each, 'region')) }} />
    </>
  );
}

// Two sentences that say what the list says: what is missing, and how far its chase has come.
async function Summary({ counts, opened, query }: { counts: ChaseCounts; opened: number; query: GapsQuery }) {
  const t = await getTranslations('gaps');
  const code = await getTranslations('code');
  const at = (change: object) => gapsAddress(query, { state: null, outcome: null, ...change });
  const outcomes = OUTCOMES.filter((each) => counts.outcomes[each] > 0);
  return (
    <div className="mb-3 max-w-prose">
      <p>{t('sentence', { gaps: counts.gaps })}</p>
      <ul className="flex flex-wrap gap-x-5" aria-label={t('states')}>
        {CHASE_STATES.map((state) => (
          <li key={state}>
            {counts[state] > 0 ? <Link href={at({ state })}>{code(`gapState.${state}`)}</Link> : code(`gapState.${state}`)}{' '}
            <span className="tabular-nums">{counts[state]}</span>
          </li>
        ))}
        <li>
          {opened > 0 ? <Link href={at({ state: 'opened' })}>{t('openedSince')}</Link> : t('openedSince')} <span className="tabular-nums">{opened}</span>
        </li>
      </ul>
      {outcomes.length > 0 && (
        <p>
          {t('outcomes')}{' '}
          {outcomes.map((outcome) => (
            <span key={outcome} className="me-4 inline-block">
              <Link href={at({ state: 'replied', outcome })}>{code(`outcome.${outcome}`)}</Link>{' '}
              <span className="tabular-nums">{counts.outcomes[outcome]}</span>
            </span>
          ))}
        </p>
      )}
      <p className="text-sm text-muted">{t('stillExpected')}</p>
    </div>
  );
}

async function Filter({ query }: { query: GapsQuery }) {
  const t = await getTranslations('gaps');
  const field = await getTranslations('field');
  const code = await getTranslations('code');
  const roster = await getTranslations('gaps.roster');
  const { regions } = await reference();
  const where = query.region.map((each) => regions.at(each, today())?.name ?? each).join('、');
  const choices = <T extends string>(values: readonly T[], label: (value: T) => string) => values.map((value) => ({ value, label: label(value) }));
  return (
    <FilterBar action={PATH}>
      <FilterText name="place" label={field('region')} hint={query.scope === 'own' ? t('own', { region: where }) : where} />
      {query.region.map((each) => (
        <input key={each} type="hidden" name="region" value={each} />
      ))}
      <SetSelect set={query.set} sets={await setChoices(today())} />
      {query.scope === 'own' && <input type="hidden" name="scope" value="own" />}
      <FilterSelect name="sector" label={field('sector')} value={query.sector[0]} choices={await sectorChoices(await getLocale())} />
      <FilterSelect name="tier" label={field('tier')} value={query.tier[0]} choices={choices(TIERS, (each) => code(`tier.${each}`))} />
      <FilterSelect name="platform" label={field('platform')} value={query.platform[0]} choices={choices(PLATFORMS, (each) => code(`platform.${each}`))} />
      <FilterSelect name="roster" label={t('rosterLabel')} value={query.roster} choices={choices(ROSTERS, (each) => roster(each))} />
      <FilterSelect name="state" label={t('state')} value={query.state} choices={choices(GAP_STATES, (each) => code(`gapState.${each}`))} />
      <FilterSelect name="outcome" label={field('outcome')} value={query.outcome} choices={choices(OUTCOMES, (each) => code(`outcome.${each}`))} />
      <FilterSelect name="mine" label={t('whose')} value={query.mine} choices={[{ value: 'yes', label: t('mine') }]} />
      <FilterSelect name="sort" label={t('sort')} value={query.sort} empty={null} choices={choices(GAP_SORTS, (each) => t(`sortBy.${each}`))} />
    </FilterBar>
  );
}
