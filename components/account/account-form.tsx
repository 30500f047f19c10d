'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { AskedFor, SubmitFiling } from '@/components/filing/asked-for';
import { WaiverFields } from '@/components/filing/waiver-fields';
import { SelectField, TextField } from '@/components/form/field';
import { Choices, Form, type FormAction, type FormTools } from '@/components/form/form';
import { useShared } from '@/components/form/shared';
import { SuggestField } from '@/components/form/suggest-field';
import { readPasted } from '@/lib/registry/links';
import { LINTS } from '@/lib/registry/lint-rules';
import { WAIVE } from '@/lib/registry/waiver';
import { PLATFORMS, TIERS } from '@/lib/taxonomy/codes';
import type { Suggestion } from '@/lib/taxonomy/suggest';
import { Holder, Rest } from './account-form-parts';
import { Conflict } from './conflict';
import { type LookalikeHit, Lookalikes } from './lookalikes';

type Typed = { platform: string; name: string; platformId: string; handle: string };

export type AccountFormProps = {
  action: FormAction;
  /** What the fields hold at first: of a new account what the address says, else what is registered. */
  before: Record<string, string | null | undefined>;
  /** The account that is changed; null registers a new one. */
  editing: { id: number; version: number } | null;
  /** The form asks for a filing rather than writing: a new one, or one that was returned. */
  filing?: { id: number; version: number } | 'new';
  sectors: readonly { value: string; label: string }[];
  today: string;
  suggestRegion(text: string): Promise<Suggestion[]>;
  suggestUnit(text: string): Promise<Suggestion[]>;
  findLookalikes(typed: Typed): Promise<LookalikeHit[]>;
};

/** Every field from the top down. */
const FIELDS = [
  ...['link', 'platform', 'name', 'platformId', 'handle', 'unit', 'region', 'sector', 'tier', 'holder', 'person', 'post', 'postRank'],
  ...[
    'status',
    'openedOn',
    'closedOn',
    'wechatType',
    'positioning',
    'verification',
    'contactName',
    'contactPhone',
    'note',
    'changedOn',
    'notice',
    'reason',
    'links',
  ],
  ...LINTS.map((lint) => `${WAIVE}${lint}`),
];

/** The form of an account, for registering and for changing. */
export function AccountForm(props: AccountFormProps) {
  const { editing } = props;
  return (
    <Form
      action={props.action}
      before={props.before}
      fields={FIELDS}
      submit={props.filing ? <SubmitFiling again={props.filing !== 'new'} /> : <Submit editing={editing !== null} />}
    >
      {(tools) => (
        <>
          {editing && <Conflict tools={tools} before={props.before} />}
          <Identity {...props} tools={tools} />
          <Owner {...props} tools={tools} />
          <Holder tools={tools} />
          <Rest tools={tools} editing={editing !== null} asking={props.filing !== undefined} today={props.today} />
          {props.filing && <AskedFor tools={tools} filing={props.filing} />}
          <WaiverFields tools={tools} />
        </>
      )}
    </Form>
  );
}

function Submit({ editing }: { editing: boolean }) {
  const t = useTranslations('accountForm');
  return (
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
  );
}

type Part = AccountFormProps & { tools: FormTools };

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
