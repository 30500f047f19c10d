'use client';

import { useTranslations } from 'next-intl';
import { Form, type FormAction } from '@/components/form/form';
import { sentence } from '@/components/sentence';
import { type Finding, refuses } from '@/lib/decision';

export type MendCell = { index: number; header: string; cell: string; findings: Finding[] };
/** A field for which the sheet has no column. */
export type MendField = { field: string; header: string; findings: Finding[] };

type Props = { action: FormAction; batch: number; number: number; cells: MendCell[]; missing: MendField[] };

/** The cells of a row below their headers, with every sentence about each, and what can be chosen where several things fit. */
export function MendForm({ action, batch, number, cells, missing }: Props) {
  const t = useTranslations('mending');
  const asked = missing.filter(({ findings }) => findings.length > 0);
  const others = missing.filter(({ findings }) => findings.length === 0);
  return (
    <Form
      action={action}
      before={Object.fromEntries(cells.map(({ index, cell }) => [`cell-${index}`, cell]))}
      submit={
        <button type="submit" className="button">
          {t('save')}
        </button>
      }
    >
      {(tools) => (
        <>
          <input type="hidden" name="batch" value={batch} />
          <input type="hidden" name="number" value={number} />
          {cells.map(({ index, header, findings }) => (
            <Cell key={index} name={`cell-${index}`} header={header} value={tools.value(`cell-${index}`)} findings={findings} />
          ))}
          {asked.length > 0 && <p className="mb-2 font-semibold">{t('missing')}</p>}
          {asked.map(({ field, header, findings }) => (
            <Cell key={field} name={`field-${field}`} header={header} value={tools.value(`field-${field}`)} findings={findings} />
          ))}
          {others.length > 0 && (
            <details className="mb-4">
              <summary>{t('others')}</summary>
              {others.map(({ field, header }) => (
                <Cell key={field} name={`field-${field}`} header={header} value={tools.value(`field-${field}`)} findings={[]} />
              ))}
            </details>
          )}
        </>
      )}
    </Form>
  );
}

function Cell({ name, header, value, findings }: { name: string; header: string; value: string; findings: Finding[] }) {
  const t = useTranslations('mending');
  const reason = useTranslations('reason');
  const wrong = findings.some(refuses);
  const options = findings.flatMap((each) => each.options ?? []);
  return (
    <div className={`mb-4 ${wrong ? 'border-s-4 border-wrong ps-3' : ''}`}>
      <label htmlFor={name} className="block font-semibold">
        {header}
      </label>
      {findings.map((each) => (
        <p key={each.reason} id={`${name}-${each.reason}`} className={`text-sm ${refuses(each) ? 'font-semibold text-wrong' : 'text-muted'}`}>
          {sentence(reason, each)}
        </p>
      ))}
      <input
        id={name}
        name={name}
        defaultValue={value}
        autoComplete="off"
        aria-invalid={wrong || undefined}
        aria-describedby={findings.map((each) => `${name}-${each.reason}`).join(' ') || undefined}
        className="input"
      />
      {options.length > 0 && (
        <fieldset className="my-2 border-s-4 border-warn ps-3">
          <legend className="font-semibold">{t('choose')}</legend>
          {options.map((option) => (
            <label key={option.value} className="block py-1">
              <input type="radio" name={`${name}.choice`} value={option.value} className="me-2" />
              {option.label}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
