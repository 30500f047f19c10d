'use client';

import { useTranslations } from 'next-intl';
import { SelectField, TextField } from '@/components/form/field';
import { Choices, Form, type FormAction, type FormTools } from '@/components/form/form';
import { SuggestField } from '@/components/form/suggest-field';
import { RELATIONS } from '@/lib/registry/relation';
import type { RelationView } from '@/lib/registry/views';
import type { Suggestion } from '@/lib/taxonomy/suggest';

type Shared = { action: FormAction; before: Record<string, string> };

/** Enters a unit that has to do with the account beside its owner. */
export function AddRelation({ action, before, suggestUnit }: Shared & { suggestUnit(text: string): Promise<Suggestion[]> }) {
  const t = useTranslations('relations');
  const code = useTranslations('code.relation');
  return (
    <Form
      action={action}
      before={before}
      fields={['kind', 'unit', 'from', 'until']}
      submit={
        <button type="submit" className="button">
          {t('add')}
        </button>
      }
    >
      {(tools) => (
        <>
          <SelectField
            key={`kind${tools.value('kind')}`}
            name="kind"
            label={t('kind')}
            required
            {...said(tools, 'kind')}
            empty={t('choose')}
            choices={RELATIONS.map((value) => ({ value, label: code(value) }))}
          />
          <SuggestField
            name="unit"
            label={t('unit')}
            required
            hint={t('unitHint')}
            {...said(tools, 'unit')}
            suggest={suggestUnit}
            openLabel={t('suggestions')}
          />
          <Choices name="unit" tools={tools} />
          <div className="grid gap-x-4 sm:grid-cols-2">
            <TextField name="from" type="date" label={t('from')} required {...said(tools, 'from')} />
            <TextField name="until" type="date" label={t('until')} hint={t('untilHint')} {...said(tools, 'until')} />
          </div>
          <Own tools={tools} />
        </>
      )}
    </Form>
  );
}

/** Ends a relation on a day, or takes it back. */
export function EndRelation({ action, before, relation, today }: Shared & { relation: RelationView; today: string }) {
  const t = useTranslations('relations');
  const code = useTranslations('code.relation');
  const until = `until${relation.id}`;
  return (
    <Form
      action={action}
      before={{ ...before, [until]: relation.until ?? today }}
      submit={
        <>
          <button type="submit" className="button button-plain">
            {t('end')}
          </button>
          <button type="submit" name="then" value="remove" className="button button-plain">
            {t('remove')}
          </button>
        </>
      }
    >
      {(tools) => (
        <>
          <TextField name={until} type="date" label={t('endOf', { unit: relation.unit, kind: code(relation.kind) })} {...said(tools, until)} />
          <input type="hidden" name="relation" value={relation.id} />
          <Own tools={tools} />
        </>
      )}
    </Form>
  );
}

function said(tools: FormTools, name: string) {
  return { errors: tools.errors(name), warnings: tools.warnings(name), defaultValue: tools.value(name) };
}

function Own({ tools }: { tools: FormTools }) {
  return (
    <>
      <input type="hidden" name="id" value={tools.value('id')} />
      <input type="hidden" name="version" value={tools.version} />
    </>
  );
}
