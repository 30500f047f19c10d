'use client';

import { useTranslations } from 'next-intl';
import { AreaField, SelectField, TextField } from '@/components/form/field';
import { Choices, Form, type FormAction, type FormTools } from '@/components/form/form';
import { useShared } from '@/components/form/shared';
import { SuggestField } from '@/components/form/suggest-field';
import { GROUP_KINDS } from '@/lib/registry/group';
import { PLATFORMS } from '@/lib/taxonomy/codes';
import type { Suggestion } from '@/lib/taxonomy/suggest';

type Before = Record<string, string>;
type Suggest = (text: string) => Promise<Suggestion[]>;

function Submit({ text, label }: { text: string; label?: string }) {
  return (
    <button type="submit" className="button" aria-label={label}>
      {text}
    </button>
  );
}

// What the person saw, by which the later of two editors is told.
function Known({ before }: { before: Before }) {
  return ['id', 'version'].map((name) => <input key={name} type="hidden" name={name} value={before[name]} />);
}

const FIELDS = ['groupName', 'groupKind', 'unit', 'leadAccount', 'from', 'renamedOn', 'note'];

/** Makes a group, or changes what it is. */
export function GroupForm({ action, before, editing, suggestUnit }: { action: FormAction; before: Before; editing: boolean; suggestUnit: Suggest }) {
  const t = useTranslations('groupForm');
  return (
    <Form action={action} before={before} fields={FIELDS} names={{ unit: t('leadUnit') }} submit={<Submit text={t(editing ? 'change' : 'make')} />}>
      {(tools) => (
        <>
          {editing && <Known before={before} />}
          <What tools={tools} editing={editing} />
          <Lead tools={tools} suggestUnit={suggestUnit} />
          <Platforms tools={tools} />
          <Note tools={tools} />
        </>
      )}
    </Form>
  );
}

function What({ tools, editing }: { tools: FormTools; editing: boolean }) {
  const t = useTranslations('groupForm');
  const code = useTranslations('code.groupKind');
  const shared = useShared(tools);
  const kinds = GROUP_KINDS.map((value) => ({ value, label: code(value) }));
  return (
    <div className="grid gap-x-4 sm:grid-cols-2">
      <TextField {...shared('groupName')} required />
      <SelectField key={`kind${tools.value('groupKind')}`} {...shared('groupKind')} required empty={t('choose')} choices={kinds} />
      {editing ? <TextField {...shared('renamedOn')} type="date" hint={t('renamedHint')} /> : <TextField {...shared('from')} type="date" required />}
    </div>
  );
}

function Lead({ tools, suggestUnit }: { tools: FormTools; suggestUnit: Suggest }) {
  const t = useTranslations('groupForm');
  const shared = useShared(tools);
  return (
    <>
      <SuggestField {...shared('unit')} label={t('leadUnit')} hint={t('leadUnitHint')} suggest={suggestUnit} openLabel={t('suggestions')} />
      <Choices name="unit" tools={tools} />
      <TextField {...shared('leadAccount')} hint={t('leadAccountHint')} />
    </>
  );
}

function Platforms({ tools }: { tools: FormTools }) {
  const t = useTranslations('groupForm');
  const code = useTranslations('code.platform');
  return (
    <fieldset className="mb-4">
      <legend className="font-semibold">{t('platforms')}</legend>
      {PLATFORMS.map((platform) => (
        <label key={platform} className="me-5 inline-block py-1">
          <input type="checkbox" name={`on-${platform}`} value="yes" defaultChecked={tools.value(`on-${platform}`) === 'yes'} className="me-2" />
          {code(platform)}
        </label>
      ))}
    </fieldset>
  );
}

function Note({ tools }: { tools: FormTools }) {
  const shared = useShared(tools);
  return <TextField {...shared('note')} />;
}

/** Adds accounts that are written one on each line. */
export function JoinForm({ action, before }: { action: FormAction; before: Before }) {
  const t = useTranslations('groupForm');
  return (
    <Form action={action} before={before} fields={['accounts', 'joinedOn']} submit={<Submit text={t('join')} />}>
      {(tools) => (
        <>
          <Known before={before} />
          <Lines tools={tools} />
        </>
      )}
    </Form>
  );
}

function Lines({ tools }: { tools: FormTools }) {
  const t = useTranslations('groupForm');
  const shared = useShared(tools);
  return (
    <>
      <AreaField {...shared('accounts')} hint={t('accountsHint')} rows={6} required />
      <TextField {...shared('joinedOn')} type="date" required />
    </>
  );
}

/** Adds one account that was found; a page has one such form for each. */
export function JoinOneForm({ action, before, name }: { action: FormAction; before: Before; name: string }) {
  const t = useTranslations('groupForm');
  return (
    <Form action={action} before={before} fields={['accounts', 'joinedOn']} submit={<Submit text={t('join')} label={t('joinOf', { name })} />}>
      {() => (
        <>
          <Known before={before} />
          <input type="hidden" name="accounts" value={before.accounts} />
          <input type="hidden" name="joinedOn" value={before.joinedOn} />
        </>
      )}
    </Form>
  );
}

/** Ends the membership of one account; a page has one such form for each. */
export function LeaveForm({ action, before, account }: { action: FormAction; before: Before; account: string }) {
  const t = useTranslations('groupForm');
  const name = `until-${before.member}`;
  const submit = <Submit text={t('leave')} label={t('leaveOf', { name: account })} />;
  return (
    <Form action={action} before={before} fields={[name]} names={{ [name]: t('leaveDay') }} submit={submit}>
      {(tools) => (
        <>
          <Known before={before} />
          <input type="hidden" name="member" value={before.member} />
          <TextField name={name} label={t('leaveDay')} type="date" errors={tools.errors(name)} defaultValue={tools.value(name)} />
        </>
      )}
    </Form>
  );
}

/** Ends a group on a day. */
export function EndGroupForm({ action, before }: { action: FormAction; before: Before }) {
  const t = useTranslations('groupForm');
  return (
    <Form action={action} before={before} fields={['endedOn']} submit={<Submit text={t('end')} />}>
      {(tools) => (
        <>
          <Known before={before} />
          <EndDay tools={tools} />
        </>
      )}
    </Form>
  );
}

function EndDay({ tools }: { tools: FormTools }) {
  const shared = useShared(tools);
  return <TextField {...shared('endedOn')} type="date" required />;
}
