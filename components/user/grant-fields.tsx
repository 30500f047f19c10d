'use client';

import { useTranslations } from 'next-intl';
import { SelectField } from '@/components/form/field';
import { Choices, type FormTools } from '@/components/form/form';
import { SuggestField } from '@/components/form/suggest-field';
import { ROLES } from '@/lib/access/actor';
import type { Suggestion } from '@/lib/taxonomy/suggest';

export type Lists = {
  sectors: readonly { value: string; label: string }[];
  suggestRegion(text: string): Promise<Suggestion[]>;
  suggestUnit(text: string): Promise<Suggestion[]>;
};

/** A role and where it holds. */
export function GrantFields({ tools, sectors, suggestRegion, suggestUnit }: Lists & { tools: FormTools }) {
  const t = useTranslations('users');
  const form = useTranslations('unitForm');
  const field = useTranslations('field');
  const role = useTranslations('code.role');
  const about = (name: string) => ({ name, errors: tools.errors(name), warnings: tools.warnings(name), defaultValue: tools.value(name) });
  return (
    <>
      <SelectField
        key={`role${tools.value('role')}`}
        {...about('role')}
        label={t('role')}
        required
        empty={form('notSaid')}
        choices={ROLES.map((value) => ({ value, label: role(value) }))}
      />
      <SuggestField {...about('region')} label={field('region')} hint={t('regionHint')} suggest={suggestRegion} openLabel={form('suggestions')} />
      <Choices name="region" tools={tools} />
      <SelectField
        key={`sector${tools.value('sector')}`}
        {...about('sector')}
        label={field('sector')}
        hint={t('sectorHint')}
        empty={t('anySector')}
        choices={sectors}
      />
      <SuggestField {...about('grantUnit')} label={field('grantUnit')} hint={t('unitHint')} suggest={suggestUnit} openLabel={form('suggestions')} />
    </>
  );
}
