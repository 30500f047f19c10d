import type { RowTexts } from '@/lib/exchange/columns';
import type { KnownUnit } from '@/lib/exchange/owner';
import { type Directory, type KnownAccount, type ReadRow, readRow } from '@/lib/exchange/verdict';
import type { UnitState } from '@/lib/registry/standing';
import { provisionalName } from '@/lib/registry/unit';
import { placeOf } from '@/lib/registry/unit-fields';
import {
  type Holder,
  OPEN_STATUSES,
  PLATFORMS,
  type Platform,
  type Positioning,
  type Rank,
  type Status,
  type Tier,
  type WechatType,
} from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { comparable } from '@/lib/taxonomy/text';
import type { Tx } from './client';
import { type Ask, askIn, renumbered } from './raw';
import type { Reference } from './reference';

/** Reads from the register what the texts of forms or rows may mean. */
export function directoryFor(tx: Tx, rows: readonly RowTexts[], lists: Reference, today: Day): Promise<Directory> {
  return directoryOf(
    askIn(tx),
    rows.map((texts) => readRow(texts, lists, today)),
    lists,
    today,
  );
}

/** The same of rows that were read: two statements for any number of them, a third where accounts are of units that no row means. */
export async function directoryOf(ask: Ask, rows: readonly ReadRow[], lists: Reference, today: Day): Promise<Directory> {
  const [accounts, units] = await Promise.all([knownAccounts(ask, rows), knownUnits(ask, unitsMeant(rows, lists, today))]);
  const known = new Set(units.map(({ id }) => id));
  const others = [...new Set(accounts.map(({ unitId }) => unitId))].filter((id) => !known.has(id));
  return directory(
    [...units, ...(await unitsById(ask, others))].sort((a, b) => a.id - b.id),
    accounts,
  );
}

type Meant = { ids: Set<number>; codes: Set<string>; names: Set<string>; slots: Map<string, { regionId: number; sectorCode: string; tier: Tier }> };

// A row that names its unit may still mean to make the standard body of its place; one that names none means the body or its stand-in.
function unitsMeant(rows: readonly ReadRow[], lists: Reference, today: Day): Meant {
  const meant: Meant = { ids: new Set(), codes: new Set(), names: new Set(), slots: new Map() };
  for (const { unit } of rows) {
    const { name, uscc, sector } = unit;
    const number = Number(/#(\d{1,9})[）)]?$/.exec(name ?? '')?.[1] ?? 0);
    if (number) meant.ids.add(number);
    if (uscc !== null) meant.codes.add(uscc);
    if (name !== null) meant.names.add(name);
    const place = sector && placeOf(unit, lists, today);
    if (!sector || !place) continue;
    const slot = { regionId: place.region.id, sectorCode: sector.code, tier: place.tier };
    meant.slots.set(slotKey(slot.regionId, slot.sectorCode, slot.tier), slot);
    if (name === null) meant.names.add(provisionalName(sector, place, lists, today));
  }
  return meant;
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
  const numbered = new Map(accounts.map((account) => [account.id, account]));
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
    accountNumbered: (id) => numbered.get(id),
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
  for (const item of items)
    for (const key of new Set(keys(item))) {
      const others = groups.get(key);
      if (others) others.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}

type UnitRow = UnitState & { id: number; uscc: string | null; from: Day | null; until: Day | null };

async function knownUnits(ask: Ask, { ids, codes, names, slots }: Meant): Promise<KnownUnit[]> {
  const wanted = [...slots.values()];
  const { sql, values } = anyWay([
    [[[...ids]], 'SELECT unnest($1::int[]) AS id'],
    [[[...codes]], 'SELECT id FROM unit WHERE uscc = ANY ($1::bpchar[])'],
    [[[...names]], 'SELECT unit_id AS id FROM unit_standing WHERE name = ANY ($1::text[])'],
    [
      [wanted.map(({ regionId }) => regionId), wanted.map(({ sectorCode }) => sectorCode), wanted.map(({ tier }) => tier)],
      `SELECT s.unit_id AS id FROM unnest($1::int[], $2::text[], $3::text[]) AS slot(region_id, sector_code, tier)
        JOIN unit_standing s USING (region_id, sector_code, tier) WHERE s.standard_body AND s.until IS NULL`,
    ],
  ]);
  if (sql === null) return [];
  const rows = await ask<UnitRow>(
    `SELECT u.id, u.uscc, s."from"::text, s.until::text, s.name, s.kind, s.region_id AS "regionId", s.sector_code AS "sectorCode", s.tier, s.rank,
       s.parent_id AS "parentId", s.standard_body AS "standardBody"
     FROM (${sql}) AS meant JOIN unit u USING (id) JOIN unit_standing s ON s.unit_id = u.id`,
    values,
  );
  return [...group(rows, ({ id }) => [String(id)]).values()].map(unitOf).sort((a, b) => a.id - b.id);
}

function unitOf(rows: readonly UnitRow[]): KnownUnit {
  const standings = [...rows].sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));
  const now = standings.at(-1);
  if (!now) throw new Error('A unit without a standing.');
  const { id, uscc, from: _, until, ...state } = now;
  return { id, name: state.name, uscc, formerNames: standings.slice(0, -1).map(({ name }) => name), state, endedOn: until };
}

/** Numbers of what is said in any of some ways, each once; a way in which nothing is said is not asked for, as each has its price. */
function anyWay(ways: readonly (readonly [said: readonly (readonly unknown[])[], sql: string])[]): { sql: string | null; values: readonly unknown[] } {
  const values: unknown[] = [];
  const parts = ways.flatMap(([said, sql]) => {
    if (!said[0]?.length) return [];
    const before = values.length;
    values.push(...said);
    return [renumbered(sql, before)];
  });
  if (parts.length === 0) return { sql: null, values };
  return { sql: parts.length > 1 ? parts.join(' UNION ') : `SELECT DISTINCT id FROM (${parts[0]}) AS said`, values };
}

/** Units by their numbers, as rows may mean them. */
export function unitsById(ask: Ask, ids: readonly number[]): Promise<KnownUnit[]> {
  const meant: Meant = { ids: new Set(ids), codes: new Set(), names: new Set(), slots: new Map() };
  return ids.length ? knownUnits(ask, meant) : Promise.resolve([]);
}

type AccountRow = {
  id: number;
  platform: string;
  platform_id: string | null;
  handle: string | null;
  holder: string;
  person: string | null;
  wechat_type: string | null;
  positioning: string | null;
  opened_on: string | null;
  verification: string | null;
  contact_name: string | null;
  contact_phone: string | null;
  note: string | null;
  name: string;
  unit_id: number;
  status: string;
  post: string | null;
  post_rank: string | null;
};

async function knownAccounts(ask: Ask, rows: readonly ReadRow[]): Promise<BareAccount[]> {
  const said = (field: 'platformId' | 'handle' | 'name') => [...new Set(rows.flatMap(({ account }) => account[field] ?? []))];
  const { sql, values } = anyWay([
    [[said('platformId'), PLATFORMS], 'SELECT id FROM account WHERE platform_id = ANY ($1::text[]) AND platform = ANY ($2::text[])'],
    [[[...new Set(said('handle').map((handle) => handle.toLowerCase()))]], 'SELECT id FROM account WHERE lower(handle) = ANY ($1::text[])'],
    [[said('name')], 'SELECT account_id AS id FROM account_name WHERE until IS NULL AND name = ANY ($1::text[])'],
    [[rows.flatMap(({ key }) => key?.accountId ?? [])], 'SELECT unnest($1::int[]) AS id'],
  ]);
  if (sql === null) return [];
  const found = await ask<AccountRow>(
    `SELECT a.id, a.platform, a.platform_id, a.handle, a.holder, a.person, a.wechat_type, a.positioning, a.opened_on, a.verification, a.contact_name,
       a.contact_phone, a.note, n.name, s.unit_id, s.status, s.post, s.post_rank
     FROM (${sql}) AS meant JOIN account a USING (id)
     JOIN account_name n ON n.account_id = a.id AND n.until IS NULL
     JOIN standing s ON s.account_id = a.id AND s.until IS NULL ORDER BY a.id`,
    values,
  );
  return found.map((row) => ({ id: row.id, unitId: row.unit_id, status: row.status as Status, facts: factsOf(row) }));
}

function factsOf(row: AccountRow): BareAccount['facts'] {
  return {
    platform: row.platform as Platform,
    name: row.name,
    platformId: row.platform_id,
    handle: row.handle,
    holder: row.holder as Holder,
    person: row.person,
    post: row.post,
    postRank: row.post_rank as Rank | null,
    wechatType: row.wechat_type as WechatType | null,
    positioning: row.positioning as Positioning | null,
    openedOn: row.opened_on,
    status: null,
    closedOn: null,
    verification: row.verification,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    note: row.note,
  };
}
