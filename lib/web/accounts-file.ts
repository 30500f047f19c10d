import type { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { exportAccounts, type Taken } from '@/lib/db/account-export';
import type { AccountFilter } from '@/lib/db/account-list';
import { reference } from '@/lib/db/reference';
import { accept, type Decision } from '@/lib/decision';
import { accountSheetColumns, accountWriter } from '@/lib/exchange/account-row';
import { spellingOf } from '@/lib/exchange/spelling';
import type { accountsExportQuery, accountsPageQuery } from '@/lib/registry/query';
import type { Day } from '@/lib/taxonomy/day';
import { address } from '@/lib/taxonomy/link';
import type { Export } from './export-file';
import { type FilterTongue, filterSaid } from './filter-words';
import { MESSAGES } from './locale';

type Asked = { tongue: FilterTongue; notice: [string, string][]; today: Day; taken: Taken };

/** The account list as a file: the same from its page and from the command line. */
export async function accountsFile(
  actor: Actor,
  {
    page: _,
    per: __,
    place: ___,
    sort,
    contacts: asked,
    ...query
  }: Partial<Pick<z.infer<typeof accountsPageQuery>, 'page'>> & Omit<z.infer<typeof accountsExportQuery>, 'page'>,
  { tongue, notice, today, taken }: Asked,
): Promise<Decision<Export>> {
  const { t } = tongue;
  const asOf = query.asOf ?? today;
  const contacts = asked === 'yes';
  // In Chinese, whoever takes them: that is how files are read.
  const writer = accountWriter(spellingOf(MESSAGES['zh-CN'].code, await reference(), today), contacts);
  const stream = await exportAccounts(actor, accountFilter(query, asOf), sort, { contacts, today, taken });
  if (!stream.accepted) return stream;
  const { total, rows, stop } = stream.change;
  return accept({
    name: `${t('accounts')}-${asOf}`,
    header: writer.header,
    rows: (async function* () {
      for await (const batch of rows) yield batch.map(writer.cells);
    })(),
    total,
    stop,
    recorded: true,
    sheet: { columns: accountSheetColumns(contacts) },
    facts: [
      [t('content'), t('accounts')],
      ...notice,
      [t('filter'), await filterSaid({ ...query, asOf }, tongue)],
      [t('asOf'), asOf],
      [t('definition'), t('accountsDefinition')],
      ...(contacts ? [[t('contacts'), t('contactsSaid')] as [string, string]] : []),
      [t('source'), t('fromRegister')],
    ],
    page: address('/accounts', { ...query, scope: query.scope === 'own' ? 'own' : null, sort: sort === 'name' ? null : sort, asOf }),
  });
}

/** What the account list, its page and its file, is narrowed by. */
export function accountFilter(query: Omit<z.infer<typeof accountsPageQuery>, 'page' | 'per' | 'sort'>, asOf: Day): AccountFilter {
  return {
    asOf,
    platforms: query.platform,
    regions: query.region,
    scope: query.scope,
    sectors: query.sector,
    tiers: query.tier,
    ranks: query.rank,
    holders: query.holder,
    statuses: query.status,
    provenances: query.provenance,
    unitId: query.unit ?? null,
    text: query.q ?? null,
  };
}
