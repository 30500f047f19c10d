import { listAccountsAfter } from '@/lib/db/account-list';
import { holdsSynthetic } from '@/lib/db/demonstration';
import { accountsQuery } from '@/lib/registry/query';
import { route } from '@/lib/web/api';
import { today } from '@/lib/web/page-query';

export const GET = route(accountsQuery, async ({ limit, cursor = 0, q, asOf = today(), ...query }) => {
  const { items, total } = await listAccountsAfter(
    {
      asOf,
      platforms: query.platform,
      regions: query.region,
      scope: 'subtree',
      sectors: query.sector,
      tiers: query.tier,
      ranks: query.rank,
      holders: query.holder,
      statuses: query.status,
      provenances: query.provenance,
      unitId: null,
      text: q ?? null,
    },
    cursor,
    limit,
  );
  const listed = items.map(({ foundBy: _, followers: __, ...account }) => account);
  const demonstration = await holdsSynthetic();
  const next = items.length === limit ? items.at(-1)?.id : undefined;
  return { asOf, ...(demonstration ? { demonstration } : {}), items: listed, total, next: next ?? null };
});
