'use client';

import { useTranslations } from 'next-intl';
import { SelectField, TextField } from '@/components/form/field';
import { Choices, Form, type FormAction, type FormTools } from '@/components/form/form';
import { useShared } from '@/components/form/shared';
import { SuggestField } from '@/components/form/suggest-field';
import { MODALITIES } from '@/lib/registry/expectation';
import { TIERS, UNIT_KINDS } from '@/lib/taxonomy/codes';
import type { Suggestion } from '@/lib/taxonomy/suggest';

export type SectorChoice = { value: string; label: string };
type Props = { action: FormAction; before: Record<string, string>; sectors: readonly SectorChoice[]; suggestRegion(text: string): Promise<Suggestion[]> };

const FIELDS = [
  ...['region', 'sector', 'tier', 'unitKind', 'bodyName', 'modality', 'platform', 'anyOf', 'namePatterns'],
  ...['validFrom', 'validUntil', 'documentNo', 'issuer', 'documentDate'],
];

/** Sets a rule for a place: for whom, what, from when, by which document. */
export function ExpectationForm(props: Props) {
  const t = useTranslations('expectations');
  const submit = (
    <button type="submit" className="button">
      {t('enactDo')}
    </button>
  );
  return (
    <Form action={props.action} before={props.before} fields={FIELDS} submit={submit}>
      {(tools) => <Fields tools={tools} {...props} />}
    </Form>
  );
}

function Fields({ tools, sectors, suggestRegion }: Props & { tools: FormTools }) {
  const t = useTranslations('expectations');
  const shared = useShared(tools);
  const choices = useChoices(sectors);
  const select = (name: keyof typeof choices) => (
    <SelectField key={`${name}${tools.value(name)}`} {...shared(name)} required empty={t('choose')} choices={choices[name]} />
  );
  return (
    <>
      <SuggestField {...shared('region')} hint={t('regionForm')} suggest={suggestRegion} openLabel={t('suggestions')} />
      <Choices name="region" tools={tools} />
      <div className="grid gap-x-4 sm:grid-cols-2">
        {select('sector')}
        {select('tier')}
        {select('unitKind')}
        <TextField {...shared('bodyName')} required hint={t('bodyHint')} />
        {select('modality')}
        {select('platform')}
        <TextField {...shared('anyOf')} hint={t('anyOfHint')} />
        <TextField {...shared('namePatterns')} hint={t('patternsHint', { place: '{}' })} />
        <TextField {...shared('validFrom')} type="date" required />
        <TextField {...shared('validUntil')} type="date" />
        <TextField {...shared('documentNo')} required />
        <TextField {...shared('issuer')} required />
        <TextField {...shared('documentDate')} type="date" required />
      </div>
    </>
  );
}

function useChoices(sectors: readonly SectorChoice[]) {
  const t = useTranslations('expectations');
  const code = useTranslations('code');
  return {
    sector: [{ value: 'all', label: t('everySector') }, ...sectors],
    tier: TIERS.map((value) => ({ value, label: code(`tier.${value}`) })),
    unitKind: UNIT_KINDS.map((value) => ({ value, label: code(`unitKind.${value}`) })),
    modality: MODALITIES.map((value) => ({ value, label: code(`modality.${value}`) })),
    platform: [
      { value: 'weibo;wechat', label: t('bothPlatforms') },
      { value: 'weibo', label: code('platform.weibo') },
      { value: 'wechat', label: code('platform.wechat') },
    ],
  };
}
