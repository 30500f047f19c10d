'use client';

import { useTranslations } from 'next-intl';
import { AreaField, SelectField, TextField } from '@/components/form/field';
import { Choices, Form, type FormAction, type FormTools } from '@/components/form/form';
import { useShared } from '@/components/form/shared';
import { SuggestField } from '@/components/form/suggest-field';
import { TARGET_MEASURES } from '@/lib/coverage/target';
import { PLATFORMS, TIERS } from '@/lib/taxonomy/codes';
import type { Suggestion } from '@/lib/taxonomy/suggest';

type Options = readonly { value: string; label: string }[];
type Suggest = (text: string) => Promise<Suggestion[]>;
type Before = Record<string, string>;

function Submit({ text, label }: { text: string; label?: string }) {
  return (
    <button type="submit" className="button" aria-label={label}>
      {text}
    </button>
  );
}

function Document({ tools }: { tools: FormTools }) {
  const shared = useShared(tools);
  return (
    <div className="grid gap-x-4 sm:grid-cols-2">
      <TextField {...shared('documentNo')} required />
      <TextField {...shared('issuer')} />
      <TextField {...shared('documentDate')} type="date" />
    </div>
  );
}

function Where({ tools, suggestRegion, hint }: { tools: FormTools; suggestRegion: Suggest; hint: string }) {
  const t = useTranslations('targetForm');
  const shared = useShared(tools);
  return (
    <>
      <SuggestField {...shared('region')} hint={hint} suggest={suggestRegion} openLabel={t('suggestions')} />
      <Choices name="region" tools={tools} />
    </>
  );
}

/** Sets a target for a cell by a day. */
export function SetTargetForm(props: { action: FormAction; before: Before; sectors: Options; sets: Options; suggestRegion: Suggest }) {
  const { action, before, ...options } = props;
  const t = useTranslations('targetForm');
  const fields = ['region', 'regionSet', 'sector', 'tier', 'platform', 'measure', 'value', 'dueOn', 'documentNo', 'issuer', 'documentDate'];
  return (
    <Form action={action} before={before} fields={fields} submit={<Submit text={t('set')} />}>
      {(tools) => (
        <>
          <CellFields tools={tools} {...options} />
          <ValueFields tools={tools} measured />
          <Document tools={tools} />
        </>
      )}
    </Form>
  );
}

function CellFields({ tools, sectors, sets, suggestRegion }: { tools: FormTools; sectors: Options; sets: Options; suggestRegion: Suggest }) {
  const t = useTranslations('targetForm');
  const code = useTranslations('code');
  const shared = useShared(tools);
  const tiers = TIERS.map((value) => ({ value, label: code(`tier.${value}`) }));
  const platforms = PLATFORMS.map((value) => ({ value, label: code(`platform.${value}`) }));
  return (
    <>
      <Where tools={tools} suggestRegion={suggestRegion} hint={t('regionHint')} />
      <div className="grid gap-x-4 sm:grid-cols-2">
        {sets.length > 0 && <SelectField key={`set${tools.value('regionSet')}`} {...shared('regionSet')} empty={t('noSet')} choices={sets} />}
        <SelectField key={`sector${tools.value('sector')}`} {...shared('sector')} empty={t('all')} choices={sectors} />
        <SelectField key={`tier${tools.value('tier')}`} {...shared('tier')} empty={t('all')} choices={tiers} />
        <SelectField key={`platform${tools.value('platform')}`} {...shared('platform')} empty={t('all')} choices={platforms} />
      </div>
    </>
  );
}

function ValueFields({ tools, measured }: { tools: FormTools; measured: boolean }) {
  const t = useTranslations('targetForm');
  const shared = useShared(tools);
  const measures = TARGET_MEASURES.map((value) => ({ value, label: t(`measures.${value}`) }));
  return (
    <div className="grid gap-x-4 sm:grid-cols-2">
      {measured && <SelectField key={`measure${tools.value('measure')}`} {...shared('measure')} required empty={t('choose')} choices={measures} />}
      <TextField {...shared('value')} hint={t('valueHint')} required />
      <TextField {...shared('dueOn')} type="date" required />
    </div>
  );
}

/** Changes what a target asks for and by when. */
export function ChangeTargetForm({ action, before }: { action: FormAction; before: Before }) {
  const t = useTranslations('targetForm');
  return (
    <Form action={action} before={before} fields={['value', 'dueOn', 'documentNo', 'issuer', 'documentDate']} submit={<Submit text={t('change')} />}>
      {(tools) => (
        <>
          <Known before={before} names={['id', 'revision']} />
          <ValueFields tools={tools} measured={false} />
          <Document tools={tools} />
        </>
      )}
    </Form>
  );
}

// What the person saw, by which the later of two editors is told.
function Known({ before, names }: { before: Before; names: readonly string[] }) {
  return names.map((name) => <input key={name} type="hidden" name={name} value={before[name]} />);
}

export function WithdrawTargetForm({ action, before }: { action: FormAction; before: Before }) {
  const t = useTranslations('targetForm');
  return (
    <Form action={action} before={before} fields={['withdrawnOn', 'withdrawnBy']} submit={<Submit text={t('withdraw')} />}>
      {(tools) => (
        <>
          <Known before={before} names={['id', 'revision']} />
          <WithdrawFields tools={tools} />
        </>
      )}
    </Form>
  );
}

function WithdrawFields({ tools }: { tools: FormTools }) {
  const shared = useShared(tools);
  return (
    <div className="grid gap-x-4 sm:grid-cols-2">
      <TextField {...shared('withdrawnOn')} type="date" required />
      <TextField {...shared('withdrawnBy')} required />
    </div>
  );
}

/** Enters a named set of regions. */
export function EnterSetForm({ action, before, suggestRegion }: { action: FormAction; before: Before; suggestRegion: Suggest }) {
  const t = useTranslations('targetForm');
  const fields = ['setName', 'region', 'members', 'documentNo', 'issuer', 'documentDate'];
  return (
    <Form action={action} before={before} fields={fields} submit={<Submit text={t('enter')} />}>
      {(tools) => (
        <>
          <SetName tools={tools} />
          <Where tools={tools} suggestRegion={suggestRegion} hint={t('keeperHint')} />
          <Members tools={tools} />
          <Document tools={tools} />
        </>
      )}
    </Form>
  );
}

function SetName({ tools }: { tools: FormTools }) {
  const shared = useShared(tools);
  return <TextField {...shared('setName')} required />;
}

function Members({ tools }: { tools: FormTools }) {
  const t = useTranslations('targetForm');
  const shared = useShared(tools);
  return <AreaField {...shared('members')} hint={t('membersHint')} rows={6} required />;
}

/** Adds regions to a set from a day on. */
export function AddToSetForm({ action, before }: { action: FormAction; before: Before }) {
  const t = useTranslations('targetForm');
  return (
    <Form action={action} before={before} fields={['members', 'from']} submit={<Submit text={t('add')} />}>
      {(tools) => (
        <>
          <Known before={before} names={['id', 'version']} />
          <Members tools={tools} />
          <DayField tools={tools} name="from" />
        </>
      )}
    </Form>
  );
}

function DayField({ tools, name }: { tools: FormTools; name: string }) {
  const shared = useShared(tools);
  return <TextField {...shared(name)} type="date" required />;
}

/** Ends the membership of one region; a page has one such form for each. */
export function TakeFromSetForm({ action, before, region }: { action: FormAction; before: Before; region: string }) {
  const t = useTranslations('targetForm');
  const name = `until-${before.member}`;
  return (
    <Form action={action} before={before} fields={[name]} names={{ [name]: t('takeDay') }} submit={<Submit text={t('take')} label={t('takeOf', { region })} />}>
      {(tools) => (
        <>
          <Known before={before} names={['id', 'version', 'member']} />
          <TextField name={name} label={t('takeDay')} type="date" errors={tools.errors(name)} defaultValue={tools.value(name)} />
        </>
      )}
    </Form>
  );
}

/** Ends a set on a day. */
export function EndSetForm({ action, before }: { action: FormAction; before: Before }) {
  const t = useTranslations('targetForm');
  return (
    <Form action={action} before={before} fields={['until']} submit={<Submit text={t('end')} />}>
      {(tools) => (
        <>
          <Known before={before} names={['id', 'version']} />
          <DayField tools={tools} name="until" />
        </>
      )}
    </Form>
  );
}
