import { NOBODY } from '@/lib/access/actor';
import { readAccount } from '@/lib/db/account-read';
import { readAccountAsOf } from '@/lib/db/as-of';
import { publicFilings } from '@/lib/db/filing-read';
import { asOfQuery } from '@/lib/registry/query';
import { route } from '@/lib/web/api';
import { today } from '@/lib/web/page-query';

type Context = { params: Promise<{ id: string }> };

/** One account as everyone may read it, whoever asks: with all its time, or as it was on a day. */
export const GET = route(asOfQuery, async ({ asOf }, { params }: Context) => {
  const { id } = await params;
  if (!/^\d{1,9}$/.test(id)) return null;
  const account = asOf ? await readAccountAsOf(NOBODY, Number(id), asOf) : await readAccount(NOBODY, Number(id));
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
  const filings = await publicFilings(account.id, asOf);
  return { asOf: asOf ?? today(), ...(account.provenance === 'synthetic' ? { demonstration: true } : {}), ...shown, filings };
});
