'use client';

import { useTranslations } from 'next-intl';
import { Form, type FormAction, type FormTools } from '@/components/form/form';

export type Choice = { value: string; name: string };
export type ShownColumn = { index: number; header: string; chosen: string | null; known: boolean; first: string[] };
export type ShownValue = { field: string; column: string; value: string; rows: number; words: Choice[] };

type Props = {
  action: FormAction;
  batch: number;
  sheets: string[];
  sheet: string | null;
  row: number;
  columns: ShownColumn[];
  choices: Choice[];
  values: ShownValue[];
  /** By what alone rows are found among the accounts; null where the file is of none. */
  by: string | null;
  matches: Choice[];
};

/** Says what the columns of a file fill, where its header stands, and what values nobody knows mean. */
export function MappingForm({ action, batch, sheets, sheet, row, columns, choices, values, by, matches }: Props) {
  const t = useTranslations('mapping');
  const before = Object.fromEntries(columns.map(({ index, chosen }) => [`column-${index}`, chosen ?? '']));
  const names = Object.fromEntries(columns.map(({ index, header }) => [`column-${index}`, header || t('unnamed', { number: index + 1 })]));
  return (
    <Form
      wide
      action={action}
      before={{ ...before, sheet, row: String(row), by }}
      fields={['sheet', 'row', 'by', ...columns.map(({ index }) => `column-${index}`)]}
      names={{ ...names, row: t('row'), sheet: t('sheet'), by: t('by') }}
      submit={
        <button type="submit" className="button">
          {t('save')}
        </button>
      }
    >
      {(tools) => (
        <>
          <input type="hidden" name="batch" value={batch} />
          <Place sheets={sheets} tools={tools} />
          <Columns columns={columns} choices={choices} tools={tools} />
          {by !== null && <Match matches={matches} tools={tools} />}
          {values.length > 0 && <Values values={values} tools={tools} />}
        </>
      )}
    </Form>
  );
}

function Wrong({ name, tools }: { name: string; tools: FormTools }) {
  const errors = tools.errors(name);
  if (errors.length === 0) return null;
  return (
    <p id={`${name}-error`} className="font-semibold text-wrong">
      {errors.join(' ')}
    </p>
  );
}

function Place({ sheets, tools }: { sheets: string[]; tools: FormTools }) {
  const t = useTranslations('mapping');
  return (
    <fieldset className="mb-4 flex flex-wrap gap-4">
      <legend className="mb-1 font-semibold">{t('place')}</legend>
      {sheets.length > 1 && (
        <label>
          {t('sheet')}
          <Wrong name="sheet" tools={tools} />
          <select id="sheet" name="sheet" defaultValue={tools.value('sheet')} className="input">
            {sheets.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      )}
      <label>
        {t('row')}
        <Wrong name="row" tools={tools} />
        <input id="row" name="row" inputMode="numeric" defaultValue={tools.value('row')} className="input" />
      </label>
    </fieldset>
  );
}

function Columns({ columns, choices, tools }: { columns: ShownColumn[]; choices: Choice[]; tools: FormTools }) {
  const t = useTranslations('mapping');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must scroll by keyboard too
    <section className="mb-6 overflow-x-auto" aria-label={t('columns')} tabIndex={0}>
      <table className="list-table">
        <thead>
          <tr>
            <th scope="col">{t('header')}</th>
            <th scope="col">{t('fills')}</th>
            <th scope="col">{t('first')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ index, header, known, first }) => (
            <tr key={index}>
              <th scope="row" className="font-normal" id={`header-${index}`}>
                {header || t('unnamed', { number: index + 1 })}
                {!known && <span className="block text-sm font-semibold text-warn">{t('unknown')}</span>}
              </th>
              <td>
                <Wrong name={`column-${index}`} tools={tools} />
                <select
                  id={`column-${index}`}
                  name={`column-${index}`}
                  aria-labelledby={`header-${index}`}
                  defaultValue={tools.value(`column-${index}`)}
                  className="input"
                >
                  <option value="">{t('nothing')}</option>
                  <option value="ignore">{t('ignore')}</option>
                  {choices.map(({ value, name }) => (
                    <option key={value} value={value}>
                      {name}
                    </option>
                  ))}
                </select>
              </td>
              <td className="wrap-anywhere text-muted">{first.join(' / ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Match({ matches, tools }: { matches: Choice[]; tools: FormTools }) {
  const t = useTranslations('mapping');
  return (
    <div className="mb-6">
      <label>
        <span className="block font-semibold">{t('by')}</span>
        <Wrong name="by" tools={tools} />
        <select id="by" name="by" defaultValue={tools.value('by')} className="input" aria-describedby="by-hint">
          <option value="">{t('byFirst')}</option>
          {matches.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p id="by-hint" className="text-sm text-muted">
        {t('byHint')}
      </p>
    </div>
  );
}

function Values({ values, tools }: { values: ShownValue[]; tools: FormTools }) {
  const t = useTranslations('mapping');
  return (
    <fieldset className="mb-6">
      <legend className="mb-1 font-semibold">{t('values')}</legend>
      <p className="mb-2 text-sm text-muted">{t('valuesHint')}</p>
      {values.map(({ field, column, value, rows, words }) => (
        <label key={`${field}.${value}`} className="mb-2 block">
          {t('value', { column, value, rows })}
          <Wrong name={`learn.${field}.${value}`} tools={tools} />
          <select name={`learn.${field}.${value}`} defaultValue={tools.value(`learn.${field}.${value}`)} className="input">
            <option value="">{t('nothing')}</option>
            {words.map((word) => (
              <option key={word.value} value={word.value}>
                {word.name}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  );
}
