'use client';

import { useTranslations } from 'next-intl';
import { Form, type FormAction } from '@/components/form/form';

export type SessionRow = { id: string; where: string; address: string; begun: string; lastUsed: string };

type Props = { sessions: readonly SessionRow[]; current: string; endOne: FormAction; endOthers: FormAction };

/** Where one is signed in, and signing out there. */
export function SessionList({ sessions, current, endOne, endOthers }: Props) {
  const t = useTranslations('profile');
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="overflow-x-auto" aria-label={t('sessions')} tabIndex={0}>
        <table className="list-table max-w-5xl break-keep">
          <thead>
            <tr>
              {(['where', 'address', 'begun', 'lastUsed'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`column.${name}`)}
                </th>
              ))}
              <th scope="col">{t('column.end')}</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.id}>
                <th scope="row" className="font-normal">
                  {session.where}
                </th>
                <td>{session.address}</td>
                <td>{session.begun}</td>
                <td>{session.lastUsed}</td>
                <td>{session.id === current ? t('thisOne') : <EndForm action={endOne} session={session} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {sessions.length > 1 && (
        <div className="mt-4">
          <Form
            action={endOthers}
            before={{}}
            submit={
              <button type="submit" className="button button-plain">
                {t('endOthers')}
              </button>
            }
          >
            {() => null}
          </Form>
        </div>
      )}
    </>
  );
}

function EndForm({ action, session }: { action: FormAction; session: SessionRow }) {
  const t = useTranslations('profile');
  return (
    <Form
      action={action}
      before={{}}
      submit={
        <>
          <input type="hidden" name="session" value={session.id} />
          <button
            type="submit"
            className="cursor-pointer text-accent underline underline-offset-2"
            aria-label={t('endNamed', { where: session.where, begun: session.begun })}
          >
            {t('end')}
          </button>
        </>
      }
    >
      {() => null}
    </Form>
  );
}
