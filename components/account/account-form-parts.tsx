'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { SelectField, TextField } from '@/components/form/field';
import type { FormTools } from '@/components/form/form';
import { useShared } from '@/components/form/shared';
import { HOLDERS, POSITIONINGS, RANKS, STATUSES, WECHAT_TYPES } from '@/lib/taxonomy/codes';

/** Whose account it is: an institution's or an official's. */
export function Holder({ tools }: { tools: FormTools }) {
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

/** What an account is now, and whom to call. */
export function Rest({ tools, editing, asking, today }: { tools: FormTools; editing: boolean; asking: boolean; today: string }) {
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
      {editing && !asking && <TextField {...shared('notice')} hint={t('noticeHint')} />}
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
