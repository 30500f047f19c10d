import type { ColumnField, RowTexts } from '@/lib/exchange/columns';
import type { KnownUnit } from '@/lib/exchange/owner';
import type { Directory, KnownAccount } from '@/lib/exchange/verdict';
import { readAccountFields } from '@/lib/registry/account-fields';
import {
  type Holder,
  OPEN_STATUSES,
  type Platform,
  type Positioning,
  type Rank,
  type Status,
  type Tier,
  type UnitKind,
  type WechatType,
} from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { findRegion } from '@/lib/taxonomy/find';
import { NATION, type RegionTree } from '@/lib/taxonomy/regions';
import { clean, comparable } from '@/lib/taxonomy/text';
import type { Tx } from './client';
import { dayFrom } from './days';
import type { Prisma } from './generated/client';

/** Reads from the register what the rows of a file may mean, in a few queries for all of them. */
export async function directoryFor(tx: Tx, rows: readonly RowTexts[], regions: RegionTree, today: Day): Promise<Directory> {
  const said = (field: ColumnField) => [...new Set(rows.flatMap((texts) => (texts[field] === undefined ? [] : [clean(texts[field]).text])))];
  const places = [NATION, ...said('region')].flatMap((text) => {
    const found = findRegion(regions, text, today);
    return found.accepted ? [found.change.value.id] : [];
  });
  // Looked up as the rules read them: without the marks that say nothing.
  const facts = rows.map((texts) => readAccountFields(texts, today).facts);
  const read = (field: 'platformId' | 'handle' | 'name') => [...new Set(facts.flatMap((each) => each[field] ?? []))];
  const accounts = await knownAccounts(tx, read('platformId'), read('handle'), read('name'));
  const numbered = said('unit').flatMap((text) => Number(/#(\d{1,9})[）)]?$/.exec(text)?.[1] ?? 0) || []);
  const units = await knownUnits(tx, {
    OR: [
      { id: { in: [...numbered, ...accounts.map(({ unitId }) => unitId)] } },
      { uscc: { in: said('uscc').map((code) => code.toUpperCase().replace(/\s/g, '')) } },
      { standings: { some: { name: { in: said('unit') } } } },
      { standings: { some: { standardBody: true, until: null, regionId: { in: places } } } },
      { provisional: true, standings: { some: { until: null, regionId: { in: places } } } },
    ],
  });
  return directory(units, accounts);
}

type BareAccount = Omit<KnownAccount, 'unit'> & { unitId: number };

function directory(units: readonly KnownUnit[], bare: readonly BareAccount[]): Directory {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const accounts = bare.flatMap(({ unitId, ...account }): KnownAccount[] => {
    const unit = byId.get(unitId);
    return unit ? [{ ...account, unit }] : [];
  });
  const living = units.filter(({ endedOn }) => endedOn === null);
  const namesOf = ({ name, formerNames }: KnownUnit) => [name, ...formerNames].map(comparable);
  // A unit that has ended is meant by its name only where no other bears it now.
  const named = new Map([...group(units, namesOf), ...group(living, namesOf)]);
  const coded = new Map(units.flatMap((unit) => (unit.uscc ? [[unit.uscc, unit]] : [])));
  const bodies = new Map(
    living.flatMap((unit) => (unit.state.standardBody ? [[slotKey(unit.state.regionId, unit.state.sectorCode, unit.state.tier), unit]] : [])),
  );
  const withId = new Map(accounts.map((account) => [`${account.facts.platform} ${account.facts.platformId}`, account]));
  // Of several that bore a handle the one that is open bears it now.
  const openLast = [...accounts].sort((a, b) => Number(OPEN_STATUSES.includes(a.status)) - Number(OPEN_STATUSES.includes(b.status)));
  const withHandle = new Map(openLast.map((account) => [`${account.facts.platform} ${account.facts.handle?.toLowerCase()}`, account]));
  const accountsNamed = group(accounts, ({ facts }) => [`${facts.platform} ${comparable(facts.name)}`]);
  return {
    unitNumbered: (id) => byId.get(id),
    unitsNamed: (name) => named.get(comparable(name)) ?? [],
    unitCoded: (uscc) => coded.get(uscc),
    standardBody: (regionId, sectorCode, tier) => bodies.get(slotKey(regionId, sectorCode, tier)),
    accountWithId: (platform, id) => withId.get(`${platform} ${id}`),
    accountWithHandle: (platform, handle) => withHandle.get(`${platform} ${handle.toLowerCase()}`),
    accountsNamed: (platform, name) => accountsNamed.get(`${platform} ${comparable(name)}`) ?? [],
  };
}

function slotKey(regionId: number, sectorCode: string, tier: Tier | null): string {
  return `${regionId} ${sectorCode} ${tier}`;
}

function group<T>(items: readonly T[], keys: (item: T) => string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) for (const key of new Set(keys(item))) groups.set(key, [...(groups.get(key) ?? []), item]);
  return groups;
}

async function knownUnits(tx: Tx, where: Prisma.UnitWhereInput): Promise<KnownUnit[]> {
  const units = await tx.unit.findMany({ where, include: { standings: { orderBy: { from: { sort: 'asc', nulls: 'first' } } } } });
  return units.flatMap(({ id, uscc, standings }): KnownUnit[] => {
    const now = standings.at(-1);
    if (!now) return [];
    const { name, kind, regionId, sectorCode, tier, rank, parentId, standardBody } = now;
    const state = { name, kind: kind as UnitKind, regionId, sectorCode, tier: tier as Tier | null, rank: rank as Rank | null, parentId, standardBody };
    return [{ id, name, uscc, formerNames: standings.slice(0, -1).map((each) => each.name), state, endedOn: dayFrom(now.until) }];
  });
}

async function knownAccounts(tx: Tx, ids: readonly string[], handles: readonly string[], names: readonly string[]): Promise<BareAccount[]> {
  const accounts = await tx.account.findMany({
    where: {
      OR: [
        { platformId: { in: [...ids] } },
        { handle: { in: [...handles], mode: 'insensitive' } },
        { names: { some: { until: null, name: { in: [...names] } } } },
      ],
    },
    include: { names: { where: { until: null } }, standings: { where: { until: null } } },
  });
  return accounts.flatMap(({ id, names: [name], standings: [standing], ...row }): BareAccount[] => {
    if (!name || !standing) return [];
    return [
      {
        id,
        unitId: standing.unitId,
        status: standing.status as Status,
        facts: { ...factsOf(row), name: name.name, status: null, closedOn: null, post: standing.post, postRank: standing.postRank as Rank | null },
      },
    ];
  });
}

type AccountRow = Prisma.AccountGetPayload<{ omit: { id: true } }>;

function factsOf({
  platform,
  platformId,
  handle,
  holder,
  person,
  wechatType,
  positioning,
  openedOn,
  verification,
  contactName,
  contactPhone,
  note,
}: AccountRow) {
  return {
    platform: platform as Platform,
    holder: holder as Holder,
    wechatType: wechatType as WechatType | null,
    positioning: positioning as Positioning | null,
    platformId,
    handle,
    person,
    openedOn,
    verification,
    contactName,
    contactPhone,
    note,
  };
}
