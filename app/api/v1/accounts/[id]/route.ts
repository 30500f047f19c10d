import { z } from 'zod';
import { NOBODY } from '@/lib/access/actor';
import { readAccount } from '@/lib/db/account-read';
import { publicFilings } from '@/lib/db/filing-read';
import { route } from '@/lib/web/api';
import { today } from '@/lib/web/page-query';

type Context = { params: Promise<{ id: string }> };

/** One account as everyone may read it, whoever asks. */
export const GET = route(z.object({}), async (_query, { params }: Context) => {
  const { id } = await params;
  const account = /^\d{1,9}$/.test(id) ? await readAccount(NOBODY, Number(id)) : null;
  if (!account) return null;
  const {
    contactName: _name,
    contactPhone: _phone,
    note: _note,
    version: _version,
    updatedAt: _updated,
    mayEdit: _edit,
    mayFile: _file,
    seesContacts: _sees,
    ...shown
  } = account;
  return { asOf: today(), ...(account.provenance === 'synthetic' ? { demonstration: true } : {}), ...shown, filings: await publicFilings(account.id) };
});
