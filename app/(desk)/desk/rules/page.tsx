import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { RefusedQuery } from '@/components/refused';
import { EnactForm, EndRuleForm } from '@/components/rule/forms';
import { RuleTable } from '@/components/rule/rule-table';
import { RuleTabs } from '@/components/rule/tabs';
import { FilterBar, FilterText } from '@/components/ui/filter-bar';
import { Empty, Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import type { Actor } from '@/lib/access/actor';
import { may, mayAt } from '@/lib/access/acts';
import { localRules, type RuleView, rulesOf } from '@/lib/db/lint-rules';
import { reference } from '@/lib/db/reference';
import { wholeOf } from '@/lib/db/rule-place';
import { rulesQuery } from '@/lib/registry/rules-query';
import { regionLabel } from '@/lib/taxonomy/find';
import { NATION, type Region } from '@/lib/taxonomy/regions';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { suggestRegionAction } from '../accounts/actions';
import { enactRuleAction, endRuleAction } from './actions';

const PATH = '/desk/rules';

export async function generateMetadata() {
  return { title: (await getTranslations('rules'))('title') };
}

export default async function RulesPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('rule.read', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('rules');
  const read = await pageQuery(rulesQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const { region: [code = NATION] = [], asOf = today(), done } = read.change;
  const { regions } = await reference();
  const region = regions.at(code, asOf);
  if (!region) throw new Error(`No region ${code} on ${asOf}.`);
  const name = code === NATION ? t('nation') : regionLabel(regions, region, asOf);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <RuleTabs at="checks" />
      {done && <Notice tone="good" title={t('enacted')} />}
      <FilterBar action={PATH}>
        <FilterText name="place" label={t('region')} value={code === NATION ? '' : name} hint={t('regionHint')} />
        <label>
          <span className="block text-sm font-semibold">{t('day')}</span>
          <input name="asOf" type="date" className="input" defaultValue={asOf} />
        </label>
      </FilterBar>
      <InForce region={region} name={name} day={asOf} />
      <Local actor={actor} />
      {may(actor, 'rule.enact') && <Enact before={{ region: code === NATION ? '' : name, effectiveFrom: [asOf, today()].sort().at(-1) ?? asOf }} />}
    </>
  );
}

async function InForce({ region, name, day }: { region: Region; name: string; day: string }) {
  const t = await getTranslations('rules');
  const rules = await rulesOf(region, day);
  const title = t('inForce', { region: name, day });
  return (
    <section aria-labelledby="in-force">
      <h2 id="in-force" className="mb-2">
        {title}
      </h2>
      {rules.length ? <RuleTable rules={rules} caption={title} /> : <Empty title={t('none')} />}
    </section>
  );
}

async function Local({ actor }: { actor: Actor }) {
  const t = await getTranslations('rules');
  const rules = await localRules(today());
  return (
    <section aria-labelledby="local" className="mt-6">
      <h2 id="local" className="mb-2">
        {t('local')}
      </h2>
      {rules.length ? <LocalTable actor={actor} rules={rules} /> : <p className="mb-6">{t('localNone')}</p>}
    </section>
  );
}

async function LocalTable({ actor, rules }: { actor: Actor; rules: readonly RuleView[] }) {
  const t = await getTranslations('rules');
  const code = await getTranslations('code');
  const { regions } = await reference();
  const ends = (rule: RuleView) => mayAt(actor, 'rule.enact', wholeOf(regions.everAt(rule.regionCode).at(-1) ?? null));
  const form = (rule: RuleView) => {
    const what = t('endOf', { rule: code(`lint.${rule.lint}`), region: rule.region });
    return ends(rule) ? <EndRuleForm action={endRuleAction} id={rule.id} what={what} today={today()} /> : null;
  };
  const forms = new Map(rules.map((rule) => [rule.id, form(rule)]));
  return <RuleTable rules={rules} caption={t('local')} last={({ id }) => forms.get(id)} />;
}

async function Enact({ before }: { before: Record<string, string> }) {
  const t = await getTranslations('rules');
  return (
    <section aria-labelledby="enact" className="no-print mt-6">
      <h2 id="enact" className="mb-1">
        {t('enact')}
      </h2>
      <p className="mb-3 max-w-prose text-muted">{t('enactHint')}</p>
      <EnactForm action={enactRuleAction} before={before} suggestRegion={suggestRegionAction} />
    </section>
  );
}
