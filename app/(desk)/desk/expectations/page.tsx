import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { ExpectationForm } from '@/components/expectation/enact-form';
import { ExpectationTable } from '@/components/expectation/rule-table';
import { RefusedQuery } from '@/components/refused';
import { EndRuleForm } from '@/components/rule/forms';
import { Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import type { Actor } from '@/lib/access/actor';
import { savedQuery } from '@/lib/coverage/rules-query';
import { type ExpectationView, enteredRules, mayRule } from '@/lib/db/expectation-rules';
import { reference } from '@/lib/db/reference';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';
import { suggestRegionAction } from '../accounts/actions';
import { enactExpectationAction, endExpectationAction } from './actions';

const PATH = '/desk/expectations';

export async function generateMetadata() {
  return { title: (await getTranslations('expectations'))('title') };
}

/** Rules that places have set on who should have accounts, and the form that sets another. */
export default async function ExpectationsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('expectation.record', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('expectations');
  const read = await pageQuery(savedQuery, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const rules = await enteredRules(today());
  return (
    <>
      <PageHeader title={t('title')} lead={t('deskLead')} />
      <p className="mb-4">
        <Link href="/coverage/rules">{t('publicPage')}</Link>
      </p>
      {read.change.done && <Notice tone="good" title={t('saved')} />}
      <section aria-labelledby="entered" className="mb-6">
        <h2 id="entered" className="mb-2">
          {t('entered')}
        </h2>
        {rules.length ? <Entered actor={actor} rules={rules} /> : <p>{t('enteredNone')}</p>}
      </section>
      <Enact actor={actor} />
    </>
  );
}

async function Entered({ actor, rules }: { actor: Actor; rules: readonly ExpectationView[] }) {
  const t = await getTranslations('expectations');
  const ends = await mayRule(actor, today());
  const form = ({ id, bodyName, region }: ExpectationView) => (
    <EndRuleForm action={endExpectationAction} id={id} what={t('endOf', { name: bodyName, region })} today={today()} />
  );
  const forms = new Map(rules.map((rule) => [rule.id, ends(rule) ? form(rule) : null]));
  return <ExpectationTable rules={rules} caption={t('entered')} last={({ id }) => forms.get(id) ?? null} />;
}

async function Enact({ actor }: { actor: Actor }) {
  const t = await getTranslations('expectations');
  const { regions, sectors } = await reference();
  const english = (await getLocale()) === 'en';
  const own = actor.grants.find(({ role }) => role === 'registrar' || role === 'administrator')?.regionCode ?? '';
  const region = own === '000000' ? '' : (regions.at(own, today())?.name ?? '');
  // The government system is what rules are usually for (国办发〔2018〕123号).
  const before = { region, unitKind: 'government', platform: 'weibo;wechat', validFrom: today() };
  return (
    <section aria-labelledby="enact" className="no-print max-w-3xl">
      <h2 id="enact" className="mb-2">
        {t('enact')}
      </h2>
      <ExpectationForm
        action={enactExpectationAction}
        before={before}
        sectors={sectors.topLevel(today()).map(({ code, name, nameEn }) => ({ value: code, label: english ? nameEn : name }))}
        suggestRegion={suggestRegionAction}
      />
    </section>
  );
}
