'use client';

import { useTranslations } from 'next-intl';
import { AreaField, TextField } from '@/components/form/field';
import { Form, type FormAction, type FormTools } from '@/components/form/form';
import { type FilingKind, type Move, RETURN_REASONS } from '@/lib/registry/filing';

export type MoveFormProps = {
  action: FormAction;
  filing: { id: number; version: number; kind: FilingKind };
  move: Move;
  /** The letter of a return as it begins, to be edited. */
  letter: string;
  today: string;
};

/** The form of one move; several stand on a page, so each names its fields for itself. */
export function MoveForm({ action, filing, move, letter, today }: MoveFormProps) {
  const code = useTranslations('code.filingMove');
  const fields = ['reasons', 'day', 'link', 'platformId', 'text'].map((name) => `${move}-${name}`);
  return (
    <section aria-label={code(move)} className="mb-3 border border-line px-4 py-3">
      <h3 className="mb-2 font-bold">{code(move)}</h3>
      <Form
        action={action}
        before={move === 'return' ? { [`${move}-text`]: letter } : {}}
        fields={fields}
        submit={
          <button type="submit" className={move === 'return' || move === 'withdraw' ? 'button button-plain' : 'button'}>
            {code(move)}
          </button>
        }
      >
        {(tools) => (
          <>
            <input type="hidden" name="filing" value={filing.id} />
            <input type="hidden" name="version" value={filing.version} />
            <input type="hidden" name="move" value={move} />
            {move === 'return' && <Reasons tools={tools} />}
            <Told tools={tools} move={move} kind={filing.kind} today={today} />
          </>
        )}
      </Form>
    </section>
  );
}

function Reasons({ tools }: { tools: FormTools }) {
  const field = useTranslations('field');
  const code = useTranslations('code.returnReason');
  const errors = tools.errors('return-reasons');
  return (
    <fieldset id="return-reasons" className="mb-4" aria-describedby={errors.length ? 'return-reasons-error' : undefined}>
      <legend className="font-semibold">{field('reasons')}</legend>
      {errors.length > 0 && (
        <p id="return-reasons-error" className="font-semibold text-wrong">
          {errors.join(' ')}
        </p>
      )}
      {RETURN_REASONS.map((reason) => {
        const name = `return-reason-${reason}`;
        return (
          <label key={reason} className="block py-0.5">
            <input type="checkbox" name={name} value="yes" defaultChecked={tools.value(name) === 'yes'} className="me-2" />
            {code(reason)}
          </label>
        );
      })}
    </fieldset>
  );
}

const TELLS_DAY: readonly Move[] = ['report', 'announce', 'close', 'cancel'];

function Told({ tools, move, kind, today }: { tools: FormTools; move: Move; kind: FilingKind; today: string }) {
  const t = useTranslations('filingForm');
  const field = useTranslations('field');
  const shared = (name: string) => ({ name: `${move}-${name}`, errors: tools.errors(`${move}-${name}`), defaultValue: tools.value(`${move}-${name}`) });
  const opens = kind === 'opening' && (move === 'report' || move === 'complete');
  const day = { ...shared('day'), label: t('dayOf', { move }), type: 'date' };
  return (
    <>
      {TELLS_DAY.includes(move) && <TextField {...day} defaultValue={day.defaultValue || today} required />}
      {move === 'complete' && opens && <TextField {...day} />}
      {opens && <TextField {...shared('platformId')} label={t('platformId')} />}
      {move === 'announce' && <TextField {...shared('link')} label={field('link')} required />}
      <AreaField {...shared('text')} label={field('text')} hint={t(move === 'return' ? 'letterHint' : 'textHint')} rows={move === 'return' ? 5 : 2} />
    </>
  );
}
