import type { Actor } from '@/lib/access/actor';
import { grantsFor } from '@/lib/access/acts';
import type { FilingKind } from '@/lib/registry/filing';
import { officeLineage, officeOf } from '@/lib/registry/filing-office';
import type { Day } from '@/lib/taxonomy/day';
import { type Present, presentOf } from './account-present';
import type { Ask } from './raw';
import type { Reference } from './reference';
import { placeOfUnit } from './scope';

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
};

/** With what it was entered: an import, or a reform and the document that orders it. */
export type EnteredBy = { batchId?: number | null; reformId?: number | null; reason?: string | null };

/**
 * Files what was entered or edited without being asked for, in the transaction that
 * wrote it: any number of entries in two statements.
 * @returns the filings' numbers
 */
export async function enterFilings(
  ask: Ask,
  actor: Actor,
  entries: readonly DirectEntry[],
  lists: Reference,
  today: Day,
  by: EnteredBy = {},
): Promise<number[]> {
  if (entries.length === 0) return [];
  const present = await presentOf(
    ask,
    entries.map(({ accountId }) => accountId),
  );
  const placed = placesFor(actor, lists, today);
  const rows = entries.flatMap(({ accountId, kind, effectiveOn, asked, present: was, links = [] }) => {
    const account = present.get(accountId);
    if (!account) return [];
    const { unitId: unit_id, platform, name, unitName: unit_name, countsFrom } = account;
    const on = kind === 'opening' ? countsFrom : (effectiveOn ?? today);
    return [{ kind, account_id: accountId, unit_id, platform, name, unit_name, asked, present: was, links, effective_on: on, ...placed(account) }];
  });
  return insertEntered(ask, actor, JSON.stringify(rows), by);
}

async function insertEntered(ask: Ask, actor: Actor, rows: string, { batchId = null, reformId = null, reason = null }: EnteredBy): Promise<number[]> {
  const entered = await ask<{ filing_id: number }>(
    `WITH entered AS (
      INSERT INTO filing (kind, state, account_id, unit_id, platform, name, unit_name, asked, present, links, lineage, sectors, vertical, units,
                          office_code, office, asked_by_id, decided_by_id, decided_at, effective_on, direct, batch_id, reform_id, reason)
      SELECT kind, 'done', account_id, unit_id, platform, name, unit_name, asked, present, links, lineage, sectors, vertical, units,
             office_code, office, $1::int, $1::int, now(), effective_on, true, $2::int, $3::int, $4::text
      FROM jsonb_to_recordset($5::jsonb) AS row(kind text, account_id int, unit_id int, platform text, name text, unit_name text, asked jsonb,
        present jsonb, links text[], lineage text[], sectors text[], vertical bool, units int[], office_code text, office text[], effective_on date)
      RETURNING id, effective_on
    )
    INSERT INTO filing_event (filing_id, actor_id, step, to_state, day, reasons)
    SELECT id, $1::int, 'enter', 'done', effective_on, '{}' FROM entered
    RETURNING filing_id`,
    [actor.userId, batchId, reformId, reason, rows],
  );
  return entered.map(({ filing_id }) => filing_id);
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
