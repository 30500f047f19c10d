import type { Actor } from '@/lib/access/actor';
import { grantsFor } from '@/lib/access/acts';
import type { FilingKind } from '@/lib/registry/filing';
import { officeLineage, officeOf } from '@/lib/registry/filing-office';
import type { Waived } from '@/lib/registry/waiver';
import type { Day } from '@/lib/taxonomy/day';
import { type Present, presentOf } from './account-present';
import { type Done, recordEach } from './audit';
import { type Ask, given, inOneStatement } from './raw';
import type { Reference } from './reference';
import { placeOfUnit } from './scope';
import { W, W_COLUMNS, waiverEvent, waiverRows } from './waivers';

/** What an office has written by itself: a filing that is decided at once. */
export type DirectEntry = {
  accountId: number;
  kind: FilingKind;
  /** From when it holds; an opening holds from the first day on which the account counts. */
  effectiveOn: Day | null;
  asked: Record<string, string | number | null>;
  present: Record<string, string | number | null> | null;
  /** Where the public was told. */
  links?: string[];
  /** The account as it is now, where that is known already. */
  account?: Present;
  /** What rules found, and why it may pass. */
  waived?: readonly Waived[];
};

/** With what it was entered: an import, or a reform and the document that orders it. */
export type EnteredBy = { batchId?: number | null; reformId?: number | null; reason?: string | null };

/**
 * Files what was entered or edited without being asked for, in the transaction that
 * wrote it, with what was waived of it: any number of entries in three statements.
 */
export async function enterFilings(ask: Ask, actor: Actor, entries: readonly DirectEntry[], lists: Reference, today: Day, by: EnteredBy = {}): Promise<void> {
  const unread = entries.flatMap(({ accountId, account }) => (account ? [] : [accountId]));
  const present = unread.length ? await presentOf(ask, unread) : new Map<number, Present>();
  const known = entries.flatMap(({ account, ...entry }) => {
    const read = account ?? present.get(entry.accountId);
    return read ? [{ ...entry, account: read }] : [];
  });
  if (known.length === 0) return;
  const taken = await ask<{ filing: number }>(`SELECT nextval('filing_id_seq')::int AS filing FROM generate_series(1, $1::int)`, [known.length]);
  const numbered = known.map((entry, index) => ({ ...entry, actor, filing: taken[index]?.filing ?? 0 }));
  await inOneStatement(ask, async (later) => {
    const waivers = await writeFilings(later, numbered, lists, today, by);
    if (waivers.length) await recordEach(later, waivers);
  });
}

/** An entry with its number, of an account that is known, and who makes it. */
export type EnteredEntry = DirectEntry & { filing: number; account: Present; actor: Actor };

/**
 * Writes filings in statements that need not wait for each other.
 * @returns what is to be recorded of them
 */
export async function writeFilings(
  ask: Ask,
  entries: readonly EnteredEntry[],
  lists: Reference,
  today: Day,
  { batchId = null, reformId = null, reason = null }: EnteredBy = {},
): Promise<Done[]> {
  const placed = placesFor(lists, today);
  const rows = entries.map(({ actor, filing: id, account, kind, effectiveOn, asked, present, links = [] }) => {
    const { id: account_id, unitId: unit_id, platform, name, unitName: unit_name, countsFrom } = account;
    const on = kind === 'opening' ? countsFrom : (effectiveOn ?? today);
    return {
      id,
      kind,
      account_id,
      unit_id,
      platform,
      name,
      unit_name,
      asked,
      present,
      links,
      effective_on: on,
      actor_id: actor.userId,
      ...placed(actor, account),
    };
  });
  const filings = given(FILING, rows, 3);
  await ask(
    `INSERT INTO filing (${F_COLUMNS}, state, asked_by_id, decided_by_id, decided_at, direct, batch_id, reform_id, reason)
     SELECT ${F_COLUMNS}, 'done', actor_id, actor_id, now(), true, $1::int, $2::int, $3::text FROM ${filings.rows}`,
    [batchId, reformId, reason, ...filings.values],
  );
  const events = given('id int, actor_id int, effective_on date', rows);
  await ask(
    `INSERT INTO filing_event (filing_id, actor_id, step, to_state, day, reasons) SELECT id, actor_id, 'enter', 'done', effective_on, '{}' FROM ${events.rows}`,
    events.values,
  );
  return waiveWith(ask, entries);
}

async function waiveWith(ask: Ask, entries: readonly EnteredEntry[]): Promise<Done[]> {
  const waiving = entries.flatMap(({ filing: id, actor, waived = [] }) => (waived.length ? [{ id, actor, waivers: waiverRows(waived) }] : []));
  if (waiving.length === 0) return [];
  const { rows, values } = given(
    `id int, actor_id int, ${W}`,
    waiving.flatMap(({ id, actor, waivers }) => waivers.map((waiver) => ({ id, actor_id: actor.userId, ...waiver }))),
  );
  await ask(
    `INSERT INTO filing_waiver (filing_id, actor_id, ${W_COLUMNS}) SELECT id, actor_id, rule, region, version, source, found, reason FROM ${rows}`,
    values,
  );
  return waiving.map(({ id, actor, waivers }) => ({ actor, event: waiverEvent(id, waivers) }));
}

/** A row of what is filed, as the database is to read it, and the columns that it fills. */
const FILING = `id int, kind text, account_id int, unit_id int, platform text, name text, unit_name text, asked jsonb, present jsonb, links text[], lineage text[],
  sectors text[], vertical bool, units int[], office_code text, office text[], effective_on date, actor_id int`;
const F_COLUMNS =
  'id, kind, account_id, unit_id, platform, name, unit_name, asked, present, links, lineage, sectors, vertical, units, office_code, office, effective_on';

// A file holds many accounts of one unit: where it stands is asked once.
function placesFor(lists: Reference, today: Day) {
  const known = new Map<Actor, Map<number, ReturnType<typeof placedAt>>>();
  return (actor: Actor, { unitId, regionId, sectorCode, parentId }: Present) => {
    const units = known.get(actor) ?? new Map<number, ReturnType<typeof placedAt>>();
    const placed = units.get(unitId) ?? placedAt(actor, { regionId, sectorCode, parentId }, unitId, lists, today);
    known.set(actor, units.set(unitId, placed));
    return placed;
  };
}

/** Where a unit's filings stand, and which office decides them. */
export function placedAt(actor: Actor, state: { regionId: number; sectorCode: string; parentId: number | null }, unitId: number, lists: Reference, today: Day) {
  const place = placeOfUnit(state, unitId, lists, today);
  const code = officeOf(place, grantsFor(actor, 'account.edit'), null, () => undefined);
  return {
    lineage: place.lineage,
    sectors: place.sectors,
    vertical: place.vertical,
    units: place.units,
    office_code: code,
    office: officeLineage(place, code),
  };
}
