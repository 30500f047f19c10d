'use client';

import { useActionState } from 'react';
import { Facts } from '@/components/ui/page';

type Contact = { contactName: string | null; contactPhone: string | null };
/** What a look shows; null before, and `refused` to whom may not. */
export type Look = Contact | 'refused' | null;

type Props = {
  account: number;
  masked: Contact;
  /** Where it is erased, for those who may. */
  eraseAt: string | null;
  look(before: Look, form: FormData): Promise<Look>;
  words: { contactName: string; contactPhone: string; show: string; hint: string; shown: string; refused: string; erase: string };
};

/** Whom to call about an account: masked until somebody asks, which is recorded. Works without JavaScript. */
export function ContactFacts({ account, masked, eraseAt, look, words }: Props) {
  const [answer, send, pending] = useActionState(look, null);
  const shown = answer === null || answer === 'refused' ? masked : answer;
  const some = masked.contactName !== null || masked.contactPhone !== null;
  return (
    <div>
      <Facts
        facts={[
          [words.contactName, shown.contactName],
          [words.contactPhone, shown.contactPhone],
        ]}
      />
      {some && shown === masked && (
        <form action={send} className="no-print my-2 flex flex-wrap items-center gap-3">
          <input type="hidden" name="account" value={account} />
          <button type="submit" className="button button-plain" disabled={pending}>
            {words.show}
          </button>
          <span className="text-sm text-muted">{words.hint}</span>
        </form>
      )}
      {some && eraseAt && (
        <p className="no-print text-sm">
          <a href={eraseAt}>{words.erase}</a>
        </p>
      )}
      <p role="status" className="text-sm text-muted">
        {answer !== null && (answer === 'refused' ? words.refused : words.shown)}
      </p>
    </div>
  );
}
