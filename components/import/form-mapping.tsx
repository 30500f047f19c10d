'use client';

import { useTranslations } from 'next-intl';
import { Form, type FormAction } from '@/components/form/form';

type Props = {
  action: FormAction;
  form: number;
  headers: readonly string[];
  fills: readonly string[];
  choices: readonly { value: string; name: string }[];
};

/** Says what stands in each column of an official form. */
export function FormMapping({ action, form, headers, fills, choices }: Props) {
  const t = useTranslations('formMapping');
  const called = (index: number) => headers[index] || t('unnamed', { number: index + 1 });
  const names = headers.map((_, index) => [`column-${index}`, called(index)] as const);
  return (
    <Form
      action={action}
      before={Object.fromEntries(headers.map((_, index) => [`column-${index}`, fills[index] ?? '']))}
      fields={names.map(([name]) => name)}
      names={Object.fromEntries(names)}
      submit={
        <button type="submit" className="button">
          {t('save')}
        </button>
      }
    >
      {(tools) => (
        <>
          <input type="hidden" name="form" value={form} />
          {names.map(([name, header]) => (
            <div key={name} className="mb-3">
              <label htmlFor={name} className="block font-semibold">
                {header}
              </label>
              {tools.errors(name).map((each) => (
                <p key={each} id={`${name}-error`} className="font-semibold text-wrong">
                  {each}
                </p>
              ))}
              <select
                id={name}
                name={name}
                defaultValue={tools.value(name)}
                aria-describedby={tools.errors(name).length ? `${name}-error` : undefined}
                className="input"
              >
                <option value="">{t('nothing')}</option>
                {choices.map(({ value, name: words }) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </select>
            </div>
          ))}
        </>
      )}
    </Form>
  );
}
