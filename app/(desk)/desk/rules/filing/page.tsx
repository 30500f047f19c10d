import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { RefusedQuery } from '@/components/refused';
import { ClockForm, EndRuleForm, LevelForm } from '@/components/rule/forms';
import { RuleTabs } from '@/components/rule/tabs';
import { ListTable } from '@/components/ui/list-table';
import { Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { Scroll } from '@/components/ui/scroll';
import type { Actor } from '@/lib/access/actor';
import { may, mayAt } from '@/lib/access/acts';
import { type FilingRuleView, filingRules, holidayYears } from '@/lib/db/filing-rules';
import { reference } from '@/lib/db/reference';
import { wholeOf } from '@/lib/db/rule-place';
import { filingDays } from '@/lib/db/settings';
import { filingRulesQuery } from '@/lib/registry/rules-query';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { suggestRegionAction } from '../../accounts/actions';
import { endLevelAction, setDaysAction, setLevelAction } from '../actions';

const PATH = '/desk/rules/filing';

export async function generateMetadata() {
  return { title: (await getTranslations('rules'))('filing') };
}

export default async function FilingRulesPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('rule.read', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('rules');
  const read = await pageQuery(filingRulesQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('filing')} findings={read.findings} path={PATH} query={await searchParams} />;
  const { done } = read.change;
  return (
    <>
      <PageHeader title={t('filing')} lead={t('lead')} />
      <RuleTabs at="filing" />
      {done && <Notice tone="good" title={t(done === 'days' ? 'clockSaved' : 'enacted')} />}
      <Clock actor={actor} />
      <Levels actor={actor} />
      <Holidays />
    </>
  );
}

// The clock is the whole register's: an administrator of a place sees it.
async function Clock({ actor }: { actor: Actor }) {
  const t = await getTranslations('rules');
  const days = await filingDays();
  return (
    <section aria-labelledby="clock" className="mb-8">
      <h2 id="clock" className="mb-2">
        {t('clock')}
      </h2>
      <p className="mb-3 max-w-prose">{t('clockNow', { days })}</p>
      {mayAt(actor, 'filing.configure', wholeOf(null)) && <ClockForm action={setDaysAction} days={days} />}
    </section>
  );
}

async function Levels({ actor }: { actor: Actor }) {
  const t = await getTranslations('rules');
  const rules = await filingRules(today());
  return (
    <section aria-labelledby="levels" className="mb-8">
      <h2 id="levels" className="mb-2">
        {t('levels')}
      </h2>
      <p className="mb-3 max-w-prose">{t('levelsLead')}</p>
      {rules.length ? <LevelTable actor={actor} rules={rules} /> : <p className="mb-4">{t('levelsNone')}</p>}
      {may(actor, 'filing.configure') && <LevelForm action={setLevelAction} before={{ effectiveFrom: today() }} suggestRegion={suggestRegionAction} />}
    </section>
  );
}

async function LevelTable({ actor, rules }: { actor: Actor; rules: readonly FilingRuleView[] }) {
  const t = await getTranslations('rules');
  const field = await getTranslations('field');
  const { regions } = await reference();
  const ends = (code: string) => mayAt(actor, 'filing.configure', wholeOf(regions.everAt(code).at(-1) ?? null));
  return (
    <Scroll label={t('levels')}>
      <table className="list-table mb-4">
        <caption className="sr-only">{t('levels')}</caption>
        <thead>
          <tr>
            {[field('region'), field('filingKind'), field('level'), t('since'), t('until'), t('source'), t('end')].map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <LevelRow key={rule.id} rule={rule} ends={ends(rule.regionCode)} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

async function LevelRow({ rule, ends }: { rule: FilingRuleView; ends: boolean }) {
  const t = await getTranslations('rules');
  const code = await getTranslations('code');
  const { id, region, kind, level, from, until, source } = rule;
  const kindName = kind === null ? t('allKinds') : code(`filingKind.${kind}`);
  return (
    <tr>
      <th scope="row">{region}</th>
      <td>{kindName}</td>
      <td>{code(`level.${level}`)}</td>
      <td className="whitespace-nowrap tabular-nums">{from ?? t('always')}</td>
      <td className="whitespace-nowrap tabular-nums">{until ?? t('always')}</td>
      <td>{source ?? t('always')}</td>
      <td>{ends && <EndRuleForm action={endLevelAction} id={id} what={t('levelEnd', { region, kind: kindName })} today={today()} />}</td>
    </tr>
  );
}

async function Holidays() {
  const t = await getTranslations('rules');
  const years = await holidayYears();
  return (
    <section aria-labelledby="holidays">
      <h2 id="holidays" className="mb-2">
        {t('holidays')}
      </h2>
      <p className="mb-3 max-w-prose">{t('holidaysLead')}</p>
      <ListTable caption={t('holidays')} heads={(['holidayYear', 'holidayDays', 'holidayWorks', 'source'] as const).map((each) => t(each))}>
        {years.map(({ year, off, worked, sources }) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            <td className="tabular-nums">{off}</td>
            <td className="tabular-nums">{worked}</td>
            <td>{sources.join('；')}</td>
          </tr>
        ))}
      </ListTable>
    </section>
  );
}
