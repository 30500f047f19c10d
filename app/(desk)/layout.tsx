import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';

// What forms say is read in the browser too; every other word stays on the server.
const WORDS = [
  'accountForm',
  'unitForm',
  'runForm',
  'undoForm',
  'formMapping',
  'mapping',
  'mending',
  'filingForm',
  'chaseForm',
  'users',
  'profile',
  'reforms',
  'relations',
  'erasure',
  'lint',
  'rules',
  'expectations',
  'rosters',
  'targetForm',
  'groupForm',
  'form',
  'field',
  'code',
  'reason',
] as const;

/** Pages for those who are signed in. Each page asks who that is; this only gives forms their words. */
export default async function DeskLayout({ children }: { children: React.ReactNode }) {
  const messages = await getMessages();
  return <NextIntlClientProvider messages={Object.fromEntries(WORDS.map((name) => [name, messages[name]]))}>{children}</NextIntlClientProvider>;
}
