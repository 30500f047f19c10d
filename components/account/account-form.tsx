'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { SelectField, TextField } from '@/components/form/field';
import { Choices, Form, type FormAction, type FormTools } from '@/components/form/form';
import { SuggestField } from '@/components/form/suggest-field';
import { readPasted } from '@/lib/registry/links';
import { HOLDERS, PLATFORMS, POSITIONINGS, RANKS, STATUSES, TIERS, WECHAT_TYPES } from '@/lib/taxonomy/codes';
import type { Suggestion } from '@/lib/taxonomy/suggest';
import { Conflict } from './conflict';
import { type LookalikeHit, Lookalikes } from './lookalikes';

type Typed = { platform: string; name: string; platformId: string; handle: string };

export type AccountFormProps = {
  action: FormAction;
  /** What the fields hold at first: of a new account what the address says, else what is registered. */
  before: Record<string, string | null | undefined>;
  /** The account that is changed; null registers a new one. */
  editing: { id: number; version: number } | null;
  sectors: readonly { value: string; label: string }[];
  today: string;
  suggestRegion(text: string): Promise<Suggestion[]>;
  suggestUnit(text: string): Promise<Suggestion[]>;
  findLookalikes(typed: Typed): Promise<LookalikeHit[]>;
};

/** Every field from the top down. */
const FIELDS = [
  ...['link', 'platform', 'name', 'platformId', 'handle', 'unit', 'region', 'sector', 'tier', 'holder', 'person', 'post', 'postRank'],
  ...['status', 'openedOn', 'closedOn', 'wechatType', 'positioning', 'verification', 'contactName', 'contactPhone', 'note', 'changedOn'],
];

/** The form of an account, for registering and for changing. */
export function AccountForm(props: AccountFormProps) {
  const t = useTranslations('accountForm');
  const { editing } = props;
  return (
    <Form
      action={props.action}
      before={props.before}
      fields={FIELDS}
      submit={
        <>
          <button type="submit" className="button">
            {t(editing ? 'save' : 'register')}
          </button>
          {!editing && (
            <button type="submit" name="then" value="another" className="button button-plain">
              {t('another')}
            </button>
          )}
        </>
      }
    >
      {(tools) => (
        <>
          {editing && <Conflict tools={tools} before={props.before} />}
          <Identity {...props} tools={tools} />
          <Owner {...props} tools={tools} />
          <Holder tools={tools} />
          <Rest tools={tools} editing={editing !== null} today={props.today} />
        </>
      )}
    </Form>
  );
}

type Part = AccountFormProps & { tools: FormTools };

function useShared(tools: FormTools) {
  const field = useTranslations('field');
  return (name: string) => ({
    name,
    label: field(name as 'name'),
    errors: tools.errors(name),
    warnings: tools.warnings(name),
    defaultValue: tools.value(name),
  });
}

function Identity({ tools, editing, findLookalikes }: Part) {
  const t = useTranslations('accountForm');
  const code = useTranslations('code.platform');
  const shared = useShared(tools);
  const [hits, setHits] = useState<LookalikeHit[]>([]);
  const asked = useRef(0);

  function look(event: FormEvent<HTMLFieldSetElement>) {
    if (editing) return;
    const typed = typedIn(event.currentTarget);
    const mine = ++asked.current;
    setTimeout(async () => {
      if (mine !== asked.current) return;
      const found = typed.platform && (typed.name || typed.platformId || typed.handle) ? await findLookalikes(typed) : [];
      if (mine === asked.current) setHits(found);
    }, 300);
  }

  return (
    <fieldset onInput={look}>
      <legend className="mb-2 text-lg font-bold">{t('identity')}</legend>
      {!editing && <LinkField typed={tools.value('link')} />}
      <SelectField
        key={tools.value('platform')}
        {...shared('platform')}
        required
        empty={t('choosePlatform')}
        choices={PLATFORMS.map((value) => ({ value, label: code(value) }))}
      />
      <TextField {...shared('name')} required />
      <TextField {...shared('platformId')} hint={t('platformIdHint')} />
      <TextField {...shared('handle')} />
      <Lookalikes hits={hits} />
    </fieldset>
  );
}

function typedIn(fieldset: HTMLFieldSetElement): Typed {
  const of = (name: string) => fieldset.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)?.value.trim() ?? '';
  return { platform: of('platform'), name: of('name'), platformId: of('platformId'), handle: of('handle') };
}

// Fills the fields below from a pasted address; without JavaScript the server does the same.
function LinkField({ typed }: { typed: string }) {
  const t = useTranslations('accountForm');
  const [read, setRead] = useState<boolean | null>(null);
  function paste(event: FormEvent<HTMLInputElement>) {
    const text = event.currentTarget.value.trim();
    const pasted = text === '' ? null : readPasted(text);
    const fields = pasted && (pasted.kind === 'platform-id' || pasted.kind === 'handle') ? pasted : null;
    if (fields) {
      const fieldset = event.currentTarget.closest('fieldset');
      const set = (name: string, value: string) => {
        const control = fieldset?.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`);
        if (control) control.value = value;
      };
      set('platform', fields.platform);
      set(fields.kind === 'handle' ? 'handle' : 'platformId', fields.value);
    }
    setRead(text === '' ? null : fields !== null);
  }
  return (
    <div className="mb-4">
      <label htmlFor="link" className="block font-semibold">
        {t('link')}
      </label>
      <p className="mb-1 text-sm text-muted">{t('linkHint')}</p>
      <input id="link" name="link" defaultValue={typed} className="input" autoComplete="off" onInput={paste} />
      <p role="status" className="text-sm text-muted">
        {read === null ? '' : t(read ? 'linkRead' : 'linkNotRead')}
      </p>
    </div>
  );
}

function Owner(props: Part) {
  const { tools, editing, suggestUnit } = props;
  const t = useTranslations('accountForm');
  const shared = useShared(tools);
  return (
    <fieldset>
      <legend className="mb-2 text-lg font-bold">{t('owner')}</legend>
      <SuggestField {...shared('unit')} hint={t('unitHint')} suggest={suggestUnit} openLabel={t('suggestions')} />
      <Choices name="unit" tools={tools} />
      {editing ? <NewUnitFolded {...props} /> : <NewUnit {...props} />}
      <input type="hidden" name="fills" value={tools.value('fills')} />
    </fieldset>
  );
}

const OF_NEW_UNIT = ['region', 'sector', 'tier'];

// An account that is changed has its unit; open where something was typed or is said of it.
function NewUnitFolded(props: Part) {
  const t = useTranslations('accountForm');
  const { tools } = props;
  return (
    <details className="mb-4 border border-line px-3 py-2" open={OF_NEW_UNIT.some((name) => tools.value(name) !== '' || tools.errors(name).length > 0)}>
      <summary className="cursor-pointer font-semibold">{t('newUnit')}</summary>
      <NewUnit {...props} />
    </details>
  );
}

function NewUnit({ tools, sectors, suggestRegion }: Part) {
  const t = useTranslations('accountForm');
  const code = useTranslations('code.tier');
  const shared = useShared(tools);
  return (
    <>
      <p className="mb-3 text-sm text-muted">{t('newUnitHint')}</p>
      <SuggestField {...shared('region')} hint={t('regionHint')} suggest={suggestRegion} openLabel={t('suggestions')} />
      <Choices name="region" tools={tools} />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <SelectField key={`sector${tools.value('sector')}`} {...shared('sector')} empty={t('notSaid')} choices={sectors} />
        <SelectField
          key={`tier${tools.value('tier')}`}
          {...shared('tier')}
          empty={t('byRegion')}
          choices={TIERS.map((value) => ({ value, label: code(value) }))}
        />
      </div>
    </>
  );
}

function Holder({ tools }: { tools: FormTools }) {
  const t = useTranslations('accountForm');
  const code = useTranslations('code');
  const shared = useShared(tools);
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const [official, setOfficial] = useState(tools.value('holder') === 'official');
  const look = useCallback(() => setOfficial(fieldset.current?.querySelector<HTMLSelectElement>('[name="holder"]')?.value === 'official'), []);
  useLayoutEffect(look, [look]); // what was chosen before the scripts had come
  const shown = official || ['person', 'post', 'postRank'].some((name) => tools.errors(name).length > 0);
  return (
    <fieldset ref={fieldset} onInput={look}>
      <legend className="mb-2 text-lg font-bold">{t('holder')}</legend>
      <SelectField key={`holder${tools.value('holder')}`} {...shared('holder')} choices={HOLDERS.map((value) => ({ value, label: code(`holder.${value}`) }))} />
      <noscript>
        <p className="text-sm text-muted">{t('officialOnly')}</p>
      </noscript>
      <div className={shown ? 'grid gap-x-4 sm:grid-cols-3' : 'hidden-with-script grid gap-x-4 sm:grid-cols-3'}>
        <TextField {...shared('person')} />
        <TextField {...shared('post')} />
        <SelectField
          key={`postRank${tools.value('postRank')}`}
          {...shared('postRank')}
          empty={t('notSaid')}
          choices={RANKS.map((value) => ({ value, label: code(`rank.${value}`) }))}
        />
      </div>
    </fieldset>
  );
}

function Rest({ tools, editing, today }: { tools: FormTools; editing: boolean; today: string }) {
  const t = useTranslations('accountForm');
  const code = useTranslations('code');
  const shared = useShared(tools);
  return (
    <fieldset>
      <legend className="mb-2 text-lg font-bold">{t('state')}</legend>
      <div className="grid gap-x-4 sm:grid-cols-2">
        <SelectField
          key={`status${tools.value('status')}`}
          {...shared('status')}
          choices={STATUSES.map((value) => ({ value, label: code(`status.${value}`) }))}
        />
        <TextField {...shared('openedOn')} hint={t('openedHint')} />
        {!editing && <TextField {...shared('closedOn')} hint={t('closedHint')} />}
        <SelectField
          key={`wechatType${tools.value('wechatType')}`}
          {...shared('wechatType')}
          empty={t('notSaid')}
          choices={WECHAT_TYPES.map((value) => ({ value, label: code(`wechatType.${value}`) }))}
        />
        <SelectField
          key={`positioning${tools.value('positioning')}`}
          {...shared('positioning')}
          empty={t('notSaid')}
          choices={POSITIONINGS.map((value) => ({ value, label: code(`positioning.${value}`) }))}
        />
      </div>
      <TextField {...shared('verification')} />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <TextField {...shared('contactName')} hint={t('contactHint')} />
        <TextField {...shared('contactPhone')} hint={t('contactHint')} />
      </div>
      <TextField {...shared('note')} />
      {editing && <ChangedOn tools={tools} today={today} />}
    </fieldset>
  );
}

function ChangedOn({ tools, today }: { tools: FormTools; today: string }) {
  const t = useTranslations('accountForm');
  const shared = useShared(tools);
  return (
    <>
      <TextField {...shared('changedOn')} type="date" defaultValue={tools.value('changedOn') || today} hint={t('changedOnHint')} />
      <label className="mb-4 block">
        <input type="checkbox" name="correctsName" value="yes" defaultChecked={tools.value('correctsName') === 'yes'} className="me-2" />
        {t('correctsName')}
      </label>
      <input type="hidden" name="id" value={tools.value('id')} />
      <input type="hidden" name="version" value={tools.version} />
    </>
  );
}
