import { type Finding, finding } from '@/lib/decision';
import { OVER_STATES } from '@/lib/registry/filing';
import type { Tx } from './client';
import { type KeptRelation, relationsOf, type Trace } from './reform-trace';

/** What has been built on a reform since, each naming what: any of it keeps the reform from being taken back. */
export async function builtOn(tx: Tx, trace: Trace): Promise<Finding[]> {
  return [...(await changedUnits(tx, trace)), ...(await changedAccounts(tx, trace)), ...(await changedRelations(tx, trace)), ...(await onNewUnits(tx, trace))];
}

async function changedUnits(tx: Tx, { units }: Trace): Promise<Finding[]> {
  const rows = await tx.unit.findMany({ where: { id: { in: units.map(({ id }) => id) } }, select: { id: true, version: true } });
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  const changed = units.filter(({ id, version }) => versions.get(id) !== version);
  return Promise.all(changed.map(async ({ id }) => finding(null, 'reform-built-on-unit', { name: await nameOf(tx, id), id })));
}

async function changedAccounts(tx: Tx, { accounts }: Trace): Promise<Finding[]> {
  const select = { id: true, version: true, names: { where: { until: null }, select: { name: true } } };
  const rows = new Map((await tx.account.findMany({ where: { id: { in: accounts.map(({ id }) => id) } }, select })).map((row) => [row.id, row]));
  return accounts.flatMap(({ id, version }) => {
    const row = rows.get(id);
    return row?.version === version ? [] : [finding(null, 'reform-built-on-account', { name: row?.names[0]?.name ?? '—', id })];
  });
}

async function changedRelations(tx: Tx, { units, relations }: Trace): Promise<Finding[]> {
  const accountIds = [...new Set([...relations.before, ...relations.after].map(({ accountId }) => accountId))];
  const now = await relationsOf(
    tx,
    units.map(({ id }) => id),
    accountIds,
  );
  const same = (accountId: number) => {
    const of = (all: typeof now) => all.filter((each) => each.accountId === accountId).map(asText);
    return of(now).join() === of(relations.after).join();
  };
  const changed = accountIds.filter((id) => !same(id));
  const names = await tx.accountName.findMany({ where: { accountId: { in: changed }, until: null }, select: { accountId: true, name: true } });
  return names.map(({ accountId, name }) => finding(null, 'reform-built-on-relation', { name, id: accountId }));
}

// The database keeps what is in the trace in an order of its own.
function asText({ id, unitId, kind, from, until }: KeptRelation): string {
  return `${id} ${unitId} ${kind} ${from} ${until}`;
}

// A unit that the reform made goes: nothing else may hang on it.
async function onNewUnits(tx: Tx, { units, accounts, relations }: Trace): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const { id } of units.filter(({ made }) => made)) {
    const name = await nameOf(tx, id);
    const moved = accounts.map((account) => account.id);
    const standing = await tx.standing.groupBy({ by: ['accountId'], where: { unitId: id, accountId: { notIn: moved } } });
    if (standing.length) found.push(finding(null, 'reform-new-unit-accounts', { name, id, count: standing.length }));
    const related = await tx.accountRelation.count({ where: { unitId: id, id: { notIn: relations.after.map((each) => each.id) } } });
    if (related) found.push(finding(null, 'reform-new-unit-relations', { name, id, count: related }));
    const below = await tx.unitStanding.groupBy({ by: ['unitId'], where: { parentId: id, unitId: { notIn: units.map((unit) => unit.id) } } });
    if (below.length) found.push(finding(null, 'reform-new-unit-below', { name, id, count: below.length }));
    const grants = await tx.grant.count({ where: { unitId: id } });
    if (grants) found.push(finding(null, 'reform-new-unit-grants', { name, id, count: grants }));
    const filings = await tx.filing.count({ where: { unitId: id, state: { notIn: [...OVER_STATES] } } });
    if (filings) found.push(finding(null, 'reform-new-unit-filings', { name, id, count: filings }));
  }
  return found;
}

async function nameOf(tx: Tx, unitId: number): Promise<string> {
  const last = await tx.unitStanding.findFirst({ where: { unitId }, orderBy: { from: { sort: 'desc', nulls: 'last' } }, select: { name: true } });
  return last?.name ?? '—';
}
