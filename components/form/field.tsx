import type { ReactNode } from 'react';

type Shared = { name: string; label: string; hint?: ReactNode; errors?: readonly string[]; warnings?: readonly string[]; required?: boolean };

/** Ids by which a control points at its hint and errors. */
export function describedBy({ name, hint, errors }: Pick<Shared, 'name' | 'hint' | 'errors'>): string | undefined {
  return [hint ? `${name}-hint` : '', errors?.length ? `${name}-error` : ''].filter(Boolean).join(' ') || undefined;
}

/** A label, its control, and every sentence about it beside it. */
export function Field({ name, label, hint, errors = [], warnings = [], required, children }: Shared & { children: ReactNode }) {
  return (
    <div className={`mb-4 ${errors.length ? 'border-s-4 border-wrong ps-3' : ''}`}>
      <label htmlFor={name} className="block font-semibold">
        {label}
        {required && (
          <span aria-hidden="true" className="ms-1 text-wrong">
            *
          </span>
        )}
      </label>
      {hint && (
        <p id={`${name}-hint`} className="mb-1 text-sm text-muted">
          {hint}
        </p>
      )}
      {errors.length > 0 && (
        <ul id={`${name}-error`} className="font-semibold text-wrong">
          {errors.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {children}
      {warnings.map((text) => (
        <p key={text} className="text-sm text-warn">
          {text}
        </p>
      ))}
    </div>
  );
}

export function TextField({
  defaultValue,
  type = 'text',
  autoComplete,
  inputMode,
  maxLength,
  ...shared
}: Shared & { defaultValue?: string; type?: string; autoComplete?: string; inputMode?: 'numeric' | 'text'; maxLength?: number }) {
  const { name, errors, required } = shared;
  return (
    <Field {...shared}>
      <input
        id={name}
        name={name}
        type={type}
        defaultValue={defaultValue}
        autoComplete={autoComplete ?? 'off'}
        inputMode={inputMode}
        maxLength={maxLength}
        required={required}
        aria-invalid={errors?.length ? true : undefined}
        aria-describedby={describedBy(shared)}
        className="input"
      />
    </Field>
  );
}

export type Choice = { value: string; label: string };

export function SelectField({ defaultValue, choices, empty, ...shared }: Shared & { defaultValue?: string; choices: readonly Choice[]; empty?: string }) {
  const { name, errors, required } = shared;
  return (
    <Field {...shared}>
      <select
        id={name}
        name={name}
        defaultValue={defaultValue ?? ''}
        required={required}
        aria-invalid={errors?.length ? true : undefined}
        aria-describedby={describedBy(shared)}
        className="input"
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function AreaField({ defaultValue, rows = 3, ...shared }: Shared & { defaultValue?: string; rows?: number }) {
  const { name, errors, required } = shared;
  return (
    <Field {...shared}>
      <textarea
        id={name}
        name={name}
        rows={rows}
        defaultValue={defaultValue}
        required={required}
        aria-invalid={errors?.length ? true : undefined}
        aria-describedby={describedBy(shared)}
        className="input h-auto"
      />
    </Field>
  );
}
