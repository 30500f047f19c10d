'use client';

import { useTranslations } from 'next-intl';
import { SelectField, TextField } from '@/components/form/field';
import { Choices, Form, type FormAction, type FormTools } from '@/components/form/form';
import { useShared } from '@/components/form/shared';
import { SuggestField } from '@/components/form/suggest-field';
import { ROSTER_SCOPES } from '@/lib/registry/roster';
import type { Suggestion } from '@/lib/taxonomy/suggest';

type Choice = { value: string; label: string };
type Suggest = (text: string) => Promise<Suggestion[]>;
type Props = { action: FormAction; before: Record<string, string>; sectors: readonly Choice[]; suggestRegion: Suggest };

/** Confirms the roster of a place, of one sector or of all. */
export function ConfirmForm({ action, before, sectors, suggestRegion }: Props) {
  const t = useTranslations('rosters');
  const code = useTranslations('code.rosterScope');
  const fields = ['region', 'rosterScope', 'sector', 'rosterFrom', 'rosterUntil', 'document', 'note'];
  return (
    <Form action={action} before={before} fields={fields} submit={<Submit text={t('confirmDo')} />}>
      {(tools) => (
        <Shared tools={tools} suggestRegion={suggestRegion} sectors={sectors} empty={t('everySector')}>
          <Scope tools={tools} choices={ROSTER_SCOPES.map((value) => ({ value, label: code(value) }))} />
        </Shared>
      )}
    </Form>
  );
}

/** Tells of a body that a place does not have, and of the unit that does its work. */
export function AbsenceForm({ action, before, sectors, suggestRegion, suggestUnit }: Props & { suggestUnit: Suggest }) {
  const t = useTranslations('rosters');
  const fields = ['region', 'sector', 'carrier', 'rosterFrom', 'rosterUntil', 'document', 'note'];
  return (
    <Form action={action} before={before} fields={fields} submit={<Submit text={t('absentDo')} />}>
      {(tools) => (
        <Shared tools={tools} suggestRegion={suggestRegion} sectors={sectors} empty={t('choose')} required>
          <Carrier tools={tools} suggest={suggestUnit} />
        </Shared>
      )}
    </Form>
  );
}

type SharedProps = {
  tools: FormTools;
  sectors: readonly Choice[];
  suggestRegion: Suggest;
  empty: string;
  required?: boolean;
  children: React.ReactNode;
};

function Shared({ tools, sectors, suggestRegion, empty, required, children }: SharedProps) {
  const t = useTranslations('rosters');
  const shared = useShared(tools);
  return (
    <>
      <SuggestField {...shared('region')} hint={t('regionHint')} suggest={suggestRegion} openLabel={t('suggestions')} required />
      <Choices name="region" tools={tools} />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <SelectField key={`sector${tools.value('sector')}`} {...shared('sector')} required={required} empty={empty} choices={sectors} />
        {children}
        <TextField {...shared('rosterFrom')} type="date" required />
        <TextField {...shared('rosterUntil')} type="date" hint={t('untilHint')} />
        <TextField {...shared('document')} label={t('document')} required hint={t('documentHint')} />
        <TextField {...shared('note')} />
      </div>
    </>
  );
}

function Scope({ tools, choices }: { tools: FormTools; choices: readonly Choice[] }) {
  const shared = useShared(tools);
  return <SelectField key={`scope${tools.value('rosterScope')}`} {...shared('rosterScope')} required choices={choices} />;
}

function Carrier({ tools, suggest }: { tools: FormTools; suggest: Suggest }) {
  const t = useTranslations('rosters');
  const shared = useShared(tools);
  return (
    <div>
      <SuggestField {...shared('carrier')} hint={t('carrierHint')} suggest={suggest} openLabel={t('suggestions')} />
      <Choices name="carrier" tools={tools} />
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
