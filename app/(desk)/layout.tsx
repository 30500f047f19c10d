import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';

/** Pages for those who are signed in. Each page asks who that is; this only gives forms their words. */
export default async function DeskLayout({ children }: { children: React.ReactNode }) {
  const {
    accountForm,
    unitForm,
    runForm,
    undoForm,
    formMapping,
    mapping,
    mending,
    filingForm,
    chaseForm,
    users,
    profile,
    reforms,
    relations,
    erasure,
    lint,
    rules,
    expectations,
    rosters,
    targetForm,
    groupForm,
    form,
    field,
    code,
    reason,
  } = await getMessages();
  return (
    <NextIntlClientProvider
      messages={{
        accountForm,
        unitForm,
        runForm,
        undoForm,
        formMapping,
        mapping,
        mending,
        filingForm,
        chaseForm,
        users,
        profile,
        reforms,
        relations,
        erasure,
        lint,
        rules,
        expectations,
        rosters,
        targetForm,
        groupForm,
        form,
        field,
        code,
        reason,
      }}
    >
      {children}
    </NextIntlClientProvider>
  );
}
