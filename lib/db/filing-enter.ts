import type { Actor } from '@/lib/access/actor';
import { grantsFor } from '@/lib/access/acts';
import type { FilingKind } from '@/lib/registry/filing';
import { officeLineage, officeOf } from '@/lib/registry/filing-office';
import type { Waived } from '@/lib/registry/waiver';
import type { Day } from '@/lib/taxonomy/day';
import { type Present, presentOf } from './account-present';
import { recordWith } from './audit';
import type { Ask } from './raw';
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
 * wrote it: any number of entries in two statements, with what was waived of them.
 */
export async function enterFilings(ask: Ask, actor: Actor, entries: readonly DirectEntry[], lists: Reference, today: Day, by: EnteredBy = {}): Promise<void> {
  if (entries.length === 0) return;
  const unread = entries.flatMap(({ accountId, account }) => (account ? [] : [accountId]));
  const present = unread.length ? await presentOf(ask, unread) : new Map<number, Present>();
  const placed = placesFor(actor, lists, today);
  const rows = entries.flatMap(({ accountId, kind, effectiveOn, asked, present: was, links = [], account = present.get(accountId), waived = [] }) => {
    if (!account) return [];
    const { unitId: unit_id, platform, name, unitName: unit_name, countsFrom } = account;
    const on = kind === 'opening' ? countsFrom : (effectiveOn ?? today);
    const waivers = waiverRows(waived);
    return [{ kind, account_id: accountId, unit_id, platform, name, unit_name, asked, present: was, links, effective_on: on, waivers, ...placed(account) }];
  });
  const entered = await insertEntered(ask, actor, JSON.stringify(rows), by);
  const told = rows.flatMap(({ waivers }, index) => (waivers.length ? [waiverEvent(entered[index] ?? 0, waivers)] : []));
  if (told.length) await recordWith(ask, actor, told);
}

// The filings with their numbers as they were given, each with its one step and what was waived of it.
const INSERT = `
  WITH given AS MATERIALIZED (
    SELECT nextval('filing_id_seq')::int AS id, row.* FROM jsonb_to_recordset($5::jsonb) AS row(kind text, account_id int, unit_id int, platform text,
      name text, unit_name text, asked jsonb, present jsonb, links text[], lineage text[], sectors text[], vertical bool, units int[], office_code text,
      office text[], effective_on date, waivers jsonb)
  ), entered AS (
    INSERT INTO filing (id, kind, state, account_id, unit_id, platform, name, unit_name, asked, present, links, lineage, sectors, vertical, units,
                        office_code, office, asked_by_id, decided_by_id, decided_at, effective_on, direct, batch_id, reform_id, reason)
    SELECT id, kind, 'done', account_id, unit_id, platform, name, unit_name, asked, present, links, lineage, sectors, vertical, units,
           office_code, office, $1::int, $1::int, now(), effective_on, true, $2::int, $3::int, $4::text FROM given
  ), steps AS (
    INSERT INTO filing_event (filing_id, actor_id, step, to_state, day, reasons) SELECT id, $1::int, 'enter', 'done', effective_on, '{}' FROM given
  ), waived AS (
    INSERT INTO filing_waiver (filing_id, actor_id, ${W_COLUMNS}) SELECT id, $1::int, w.* FROM given, jsonb_to_recordset(waivers) AS w(${W})
  )
  SELECT id FROM given ORDER BY id`;

async function insertEntered(ask: Ask, actor: Actor, rows: string, { batchId = null, reformId = null, reason = null }: EnteredBy): Promise<number[]> {
  const entered = await ask<{ id: number }>(INSERT, [actor.userId, batchId, reformId, reason, rows]);
  return entered.map(({ id }) => id);
}

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
