'use client';

import { useTranslations } from 'next-intl';
import { SelectField, TextField } from '@/components/form/field';
import { Choices, Form, type FormAction } from '@/components/form/form';
import { SuggestField } from '@/components/form/suggest-field';
import { RANKS, TIERS, UNIT_KINDS } from '@/lib/taxonomy/codes';
import type { Suggestion } from '@/lib/taxonomy/suggest';

type Props = {
  action: FormAction;
  before: Record<string, string | null | undefined>;
  editing: boolean;
  sectors: readonly { value: string; label: string }[];
  today: string;
  suggestRegion(text: string): Promise<Suggestion[]>;
};

/** Every field from the top down. */
const FIELDS = ['unit', 'region', 'sector', 'tier', 'kind', 'rank', 'standardBody', 'uscc', 'website', 'hotline', 'mode', 'changedOn'];

/** The form of a unit, for registering and for changing. */
export function UnitForm({ action, before, editing, sectors, today, suggestRegion }: Props) {
  const t = useTranslations('unitForm');
  const field = useTranslations('field');
  const code = useTranslations('code');
  return (
    <Form
      action={action}
      before={before}
      fields={FIELDS}
      submit={
        <button type="submit" className="button">
          {t(editing ? 'save' : 'register')}
        </button>
      }
    >
      {(tools) => {
        const shared = (name: string) => ({
          name,
          label: field(name as 'name'),
          errors: tools.errors(name),
          warnings: tools.warnings(name),
          defaultValue: tools.value(name),
        });
        return (
          <>
            <TextField {...shared('unit')} label={t('name')} required />
            <SuggestField {...shared('region')} required hint={t('regionHint')} suggest={suggestRegion} openLabel={t('suggestions')} />
            <Choices name="region" tools={tools} />
            <SelectField key={`sector${tools.value('sector')}`} {...shared('sector')} required empty={t('notSaid')} choices={sectors} />
            <SelectField
              key={`tier${tools.value('tier')}`}
              {...shared('tier')}
              empty={t('byRegion')}
              choices={TIERS.map((value) => ({ value, label: code(`tier.${value}`) }))}
            />
            <SelectField
              key={`kind${tools.value('kind')}`}
              {...shared('kind')}
              empty={t('byRule')}
              choices={UNIT_KINDS.map((value) => ({ value, label: code(`unitKind.${value}`) }))}
            />
            <SelectField
              key={`rank${tools.value('rank')}`}
              {...shared('rank')}
              empty={t('byRule')}
              choices={RANKS.map((value) => ({ value, label: code(`rank.${value}`) }))}
            />
            <SelectField
              key={`fills${tools.value('fillsChoice')}`}
              {...shared('fillsChoice')}
              label={field('standardBody')}
              hint={t('fillsHint')}
              errors={tools.errors('standardBody')}
              empty={editing ? undefined : t('byName')}
              choices={(['yes', 'no'] as const).map((value) => ({ value, label: t(value) }))}
            />
            <TextField {...shared('uscc')} />
            <TextField {...shared('website')} hint={t('websiteHint')} />
            <TextField {...shared('hotline')} hint={t('hotlineHint')} />
            {editing && (
              <>
                <SelectField
                  key={`mode${tools.value('mode')}`}
                  {...shared('mode')}
                  label={t('mode')}
                  hint={t('modeHint')}
                  choices={(['correct', 'change'] as const).map((value) => ({ value, label: t(value) }))}
                />
                <TextField {...shared('changedOn')} type="date" defaultValue={tools.value('changedOn') || today} />
                <input type="hidden" name="id" value={tools.value('id')} />
                <input type="hidden" name="version" value={tools.version} />
              </>
            )}
          </>
        );
      }}
    </Form>
  );
}
