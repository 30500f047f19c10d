'use client';

import { useTranslations } from 'next-intl';
import { SelectField, TextField } from '@/components/form/field';
import { Choices, Form, type FormAction, type FormTools } from '@/components/form/form';
import { useShared } from '@/components/form/shared';
import { SuggestField } from '@/components/form/suggest-field';
import { FILING_KINDS } from '@/lib/registry/filing';
import { LINTS, SEVERITIES } from '@/lib/registry/lint-rules';
import { REGION_LEVELS } from '@/lib/taxonomy/codes';
import type { Suggestion } from '@/lib/taxonomy/suggest';

type Suggest = (text: string) => Promise<Suggestion[]>;
type Props = { action: FormAction; before: Record<string, string>; suggestRegion: Suggest };

/** Sets a stricter rule for a region from a day on. */
export function EnactForm({ action, before, suggestRegion }: Props) {
  const t = useTranslations('rules');
  const fields = ['region', 'lint', 'severity', 'days', 'effectiveFrom', 'ruleVersion', 'documentNo', 'issuer', 'issuedOn', 'url'];
  return (
    <Form action={action} before={before} fields={fields} submit={<Submit text={t('enactDo')} />}>
      {(tools) => <EnactFields tools={tools} suggestRegion={suggestRegion} />}
    </Form>
  );
}

function EnactFields({ tools, suggestRegion }: { tools: FormTools; suggestRegion: Suggest }) {
  const t = useTranslations('rules');
  const code = useTranslations('code');
  const shared = useShared(tools);
  const choices = { lint: LINTS.map((value) => ({ value, label: code(`lint.${value}`) })), severity: severities(code) };
  return (
    <>
      <Where tools={tools} suggestRegion={suggestRegion} />
      <div className="grid gap-x-4 sm:grid-cols-2">
        {(['lint', 'severity'] as const).map((name) => (
          <SelectField key={`${name}${tools.value(name)}`} {...shared(name)} required empty={t('choose')} choices={choices[name]} />
        ))}
        <TextField {...shared('days')} inputMode="numeric" hint={t('daysHint')} />
        <TextField {...shared('effectiveFrom')} type="date" required />
        <TextField {...shared('ruleVersion')} required />
        <TextField {...shared('documentNo')} required />
        <TextField {...shared('issuer')} required />
        <TextField {...shared('issuedOn')} type="date" required />
      </div>
      <TextField {...shared('url')} />
    </>
  );
}

function severities(code: ReturnType<typeof useTranslations<'code'>>) {
  return SEVERITIES.map((value) => ({ value, label: code(`severity.${value}`) }));
}

function Where({ tools, suggestRegion }: { tools: FormTools; suggestRegion: Suggest }) {
  const t = useTranslations('rules');
  const shared = useShared(tools);
  return (
    <>
      <SuggestField {...shared('region')} hint={t('regionHint')} suggest={suggestRegion} openLabel={t('suggestions')} required />
      <Choices name="region" tools={tools} />
    </>
  );
}

/** Ends a rule on a day; several stand on a page, so each names its field for itself. */
export function EndRuleForm({ action, id, what, today }: { action: FormAction; id: number; what: string; today: string }) {
  const t = useTranslations('rules');
  const name = `until-${id}`;
  const submit = (
    <button type="submit" className="button button-plain" aria-label={what}>
      {t('end')}
    </button>
  );
  return (
    <Form action={action} before={{ [name]: today }} fields={[name]} submit={submit}>
      {(tools) => (
        <>
          <input type="hidden" name="id" value={id} />
          <TextField name={name} label={t('endDay')} type="date" errors={tools.errors(name)} defaultValue={tools.value(name)} />
        </>
      )}
    </Form>
  );
}

/** How many working days an office has. */
export function ClockForm({ action, days }: { action: FormAction; days: number }) {
  const t = useTranslations('rules');
  const field = useTranslations('field');
  return (
    <Form action={action} before={{ filingDays: String(days) }} fields={['filingDays']} submit={<Submit text={t('clockSet')} />}>
      {(tools) => (
        <TextField
          name="filingDays"
          label={field('filingDays')}
          hint={t('clockHint')}
          inputMode="numeric"
          required
          errors={tools.errors('filingDays')}
          defaultValue={tools.value('filingDays')}
        />
      )}
    </Form>
  );
}

/** At which level the filings of a place are decided, from a day on. */
export function LevelForm({ action, before, suggestRegion }: Props) {
  const t = useTranslations('rules');
  const code = useTranslations('code');
  return (
    <Form action={action} before={before} fields={['region', 'level', 'filingKind', 'effectiveFrom', 'source']} submit={<Submit text={t('levelSet')} />}>
      {(tools) => (
        <>
          <Where tools={tools} suggestRegion={suggestRegion} />
          <LevelFields
            tools={tools}
            levels={REGION_LEVELS.map((value) => ({ value, label: code(`level.${value}`) }))}
            kinds={FILING_KINDS.map((value) => ({ value, label: code(`filingKind.${value}`) }))}
          />
        </>
      )}
    </Form>
  );
}

type Options = { value: string; label: string }[];

function LevelFields({ tools, levels, kinds }: { tools: FormTools; levels: Options; kinds: Options }) {
  const t = useTranslations('rules');
  const shared = useShared(tools);
  return (
    <div className="grid gap-x-4 sm:grid-cols-2">
      <SelectField key={`level${tools.value('level')}`} {...shared('level')} hint={t('levelHint')} required empty={t('choose')} choices={levels} />
      <SelectField key={`kind${tools.value('filingKind')}`} {...shared('filingKind')} empty={t('allKinds')} choices={kinds} />
      <TextField {...shared('effectiveFrom')} type="date" required />
      <TextField {...shared('source')} label={t('source2')} />
    </div>
  );
}

function Submit({ text }: { text: string }) {
  return (
    <button type="submit" className="button">
      {text}
    </button>
  );
}
