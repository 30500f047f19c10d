'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState, useEffect, useRef } from 'react';
import { sentence } from '@/components/sentence';
import { Notice } from '@/components/ui/page';
import { type Finding, refuses } from '@/lib/decision';
import type { Lint } from '@/lib/registry/lint-rules';
import { WAIVE } from '@/lib/registry/waiver';
import { inOrderOf } from './order';

export type FormAnswer = { values: Record<string, string>; findings: Finding[]; told?: string[] } | null;
export type FormAction = (before: FormAnswer, form: FormData) => Promise<FormAnswer>;

/** What the fields of a form need to know: what was typed, and what is said of it. */
export type FormTools = {
  answer: FormAnswer;
  /** What stands in a field: what was typed, else what was there before. */
  value(name: string): string;
  errors(name: string): string[];
  warnings(name: string): string[];
  findings: readonly Finding[];
  /** The version that the person has seen: the one the form opened with, until a conflict has shown them a later one. */
  version: string;
};

type Props = {
  action: FormAction;
  before: Record<string, string | null | undefined>;
  /** The names of the fields from the top down: the summary of errors follows them. */
  fields?: readonly string[];
  /** What fields are called that are numbered, or called otherwise here than elsewhere. */
  names?: Readonly<Record<string, string>>;
  submit: ReactNode;
  /** As wide as the page: for a form around a table. */
  wide?: boolean;
  /** What takes the place of the form when its answer tells something. */
  told?(lines: string[]): ReactNode;
  children(tools: FormTools): ReactNode;
};

/**
 * A form that works without JavaScript and loses nothing that was typed. After a refusal the
 * summary at its top is spoken and leads to the fields.
 */
export function Form({ action, before, fields = [], names = {}, submit, wide = false, told, children }: Props) {
  const [answer, send, pending] = useActionState(action, null);
  const reason = useTranslations('reason');
  const findings = answer?.findings ?? [];
  const about = (name: string, refused: boolean) =>
    findings.filter((each) => each.field === name && refuses(each) === refused).map((each) => sentence(reason, each));
  const tools: FormTools = {
    answer,
    value: (name) => answer?.values[name] ?? before[name] ?? '',
    errors: (name) => about(name, true),
    warnings: (name) => about(name, false),
    findings,
    version: (findings.some((each) => each.reason === 'changed-meanwhile') ? before.version : (answer?.values.version ?? before.version)) ?? '',
  };
  if (answer?.told && told) return told(answer.told);
  return (
    // React resets a form after its action: that would take back what was typed while it ran.
    <form action={send} noValidate onReset={(event) => event.preventDefault()} className={wide ? undefined : 'max-w-3xl'}>
      <Summary findings={inOrderOf(fields, findings.filter(refuses))} answer={answer} names={names} />
      {children(tools)}
      <fieldset disabled={pending} className="flex flex-wrap gap-3">
        {submit}
      </fieldset>
    </form>
  );
}

function Summary({ findings, answer, names }: { findings: readonly Finding[]; answer: FormAnswer; names: Readonly<Record<string, string>> }) {
  const t = useTranslations('form');
  const reason = useTranslations('reason');
  const label = useLabel(names);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer) top.current?.focus();
  }, [answer]);
  if (!findings.length) return null;
  return (
    <div ref={top} tabIndex={-1}>
      <Notice tone="wrong" title={t('refused')}>
        <ul className="list-disc ps-5">
          {findings.map((each) => (
            <li key={`${each.field}${each.reason}`}>
              {each.field === null ? (
                sentence(reason, each)
              ) : (
                <a href={`#${each.field}`}>
                  {label(each.field)}
                  {sentence(reason, each)}
                </a>
              )}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

/** What goes before a sentence about a field: its name, or that of the rule whose waiver it is. */
function useLabel(names: Readonly<Record<string, string>>) {
  const field = useTranslations('field');
  const rule = useTranslations('code.lint');
  return (name: string) => {
    const lint = name.startsWith(WAIVE) ? name.slice(WAIVE.length) : '';
    const known = names[name] ?? (field.has(name as 'name') ? field(name as 'name') : rule.has(lint as Lint) ? rule(lint as Lint) : null);
    return known === null ? '' : `${known}：`;
  };
}

/** Where several things fit what was typed: one of them to be chosen. */
export function Choices({ name, tools }: { name: string; tools: FormTools }) {
  const t = useTranslations('form');
  const options = tools.findings.find((each) => each.field === name && each.options)?.options;
  if (!options) return null;
  return (
    <fieldset className="mb-4 border-s-4 border-warn ps-3">
      <legend className="font-semibold">{t('choose')}</legend>
      {options.map(({ value, label }) => (
        <label key={value} className="block py-1">
          <input type="radio" name={`${name}.choice`} value={value} className="me-2" />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
