import type { Actor } from '@/lib/access/actor';
import { grantsFor } from '@/lib/access/acts';
import type { FilingKind } from '@/lib/registry/filing';
import { officeLineage, officeOf } from '@/lib/registry/filing-office';
import type { Waived } from '@/lib/registry/waiver';
import type { Day } from '@/lib/taxonomy/day';
import { type Present, presentOf } from './account-present';
import { type Recorded, recordWith } from './audit';
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
  const numbered = known.map((entry, index) => ({ ...entry, filing: taken[index]?.filing ?? 0 }));
  await inOneStatement(ask, async (later) => {
    const waivers = await writeFilings(later, actor, numbered, lists, today, by);
    if (waivers.length) await recordWith(later, actor, waivers);
  });
}

/** An entry with its number, of an account that is known. */
export type NumberedEntry = DirectEntry & { filing: number; account: Present };

/**
 * Writes filings in statements that need not wait for each other.
 * @returns what is to be recorded of them
 */
export async function writeFilings(
  ask: Ask,
  actor: Actor,
  entries: readonly NumberedEntry[],
  lists: Reference,
  today: Day,
  { batchId = null, reformId = null, reason = null }: EnteredBy = {},
): Promise<Recorded[]> {
  const placed = placesFor(actor, lists, today);
  const rows = entries.map(({ filing: id, account, kind, effectiveOn, asked, present, links = [], waived = [] }) => {
    const { id: account_id, unitId: unit_id, platform, name, unitName: unit_name, countsFrom } = account;
    const on = kind === 'opening' ? countsFrom : (effectiveOn ?? today);
    const waivers = waiverRows(waived);
    return { id, kind, account_id, unit_id, platform, name, unit_name, asked, present, links, effective_on: on, waivers, ...placed(account) };
  });
  const filings = given(FILING, rows, 4);
  await ask(
    `INSERT INTO filing (${F_COLUMNS}, state, asked_by_id, decided_by_id, decided_at, direct, batch_id, reform_id, reason)
     SELECT ${F_COLUMNS}, 'done', $1::int, $1::int, now(), true, $2::int, $3::int, $4::text FROM ${filings.rows}`,
    [actor.userId, batchId, reformId, reason, ...filings.values],
  );
  const events = given('id int, effective_on date', rows, 1);
  await ask(
    `INSERT INTO filing_event (filing_id, actor_id, step, to_state, day, reasons) SELECT id, $1::int, 'enter', 'done', effective_on, '{}' FROM ${events.rows}`,
    [actor.userId, ...events.values],
  );
  const waiving = rows.filter(({ waivers }) => waivers.length);
  if (waiving.length) {
    const reasons = given(
      `id int, ${W}`,
      waiving.flatMap(({ id, waivers }) => waivers.map((waiver) => ({ id, ...waiver }))),
      1,
    );
    await ask(
      `INSERT INTO filing_waiver (filing_id, actor_id, ${W_COLUMNS}) SELECT id, $1::int, rule, region, version, source, found, reason FROM ${reasons.rows}`,
      [actor.userId, ...reasons.values],
    );
  }
  return waiving.map(({ id, waivers }) => waiverEvent(id, waivers));
}

/** A row of what is filed, as the database is to read it, and the columns that it fills. */
const FILING = `id int, kind text, account_id int, unit_id int, platform text, name text, unit_name text, asked jsonb, present jsonb, links text[], lineage text[],
  sectors text[], vertical bool, units int[], office_code text, office text[], effective_on date`;
const F_COLUMNS =
  'id, kind, account_id, unit_id, platform, name, unit_name, asked, present, links, lineage, sectors, vertical, units, office_code, office, effective_on';

// A file holds many accounts of one unit: where it stands is asked once.
function placesFor(actor: Actor, lists: Reference, today: Day) {
  const known = new Map<number, ReturnType<typeof placedAt>>();
  return ({ unitId, regionId, sectorCode, parentId }: Present) => {
    const placed = known.get(unitId) ?? placedAt(actor, { regionId, sectorCode, parentId }, unitId, lists, today);
    known.set(unitId, placed);
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
