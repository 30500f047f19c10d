import type { Actor } from '@/lib/access/actor';
import { grantsFor } from '@/lib/access/acts';
import type { FilingKind } from '@/lib/registry/filing';
import { officeLineage, officeOf } from '@/lib/registry/filing-office';
import type { Day } from '@/lib/taxonomy/day';
import type { Tx } from './client';
import { dayFrom } from './days';
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
export async function enterFilings(tx: Tx, actor: Actor, entries: readonly DirectEntry[], lists: Reference, today: Day, by: EnteredBy = {}): Promise<number[]> {
  if (entries.length === 0) return [];
  const present = await presentOf(
    tx,
    entries.map(({ accountId }) => accountId),
  );
  const placed = placesFor(actor, lists, today);
  const rows = entries.flatMap(({ accountId, kind, effectiveOn, asked, present: was, links = [] }) => {
    const account = present.get(accountId);
    if (!account) return [];
    const { unit_id, platform, name, unit_name, counts_from } = account;
    const on = kind === 'opening' ? dayFrom(counts_from) : (effectiveOn ?? today);
    return [{ kind, account_id: accountId, unit_id, platform, name, unit_name, asked, present: was, links, effective_on: on, ...placed(account) }];
  });
  return insertEntered(tx, actor, JSON.stringify(rows), by);
}

async function insertEntered(tx: Tx, actor: Actor, rows: string, { batchId = null, reformId = null, reason = null }: EnteredBy): Promise<number[]> {
  const entered: { filing_id: number }[] = await tx.$queryRaw`
    WITH entered AS (
      INSERT INTO filing (kind, state, account_id, unit_id, platform, name, unit_name, asked, present, links, lineage, sectors, vertical, units,
                          office_code, office, asked_by_id, decided_by_id, decided_at, effective_on, direct, batch_id, reform_id, reason)
      SELECT kind, 'done', account_id, unit_id, platform, name, unit_name, asked, present, links, lineage, sectors, vertical, units,
             office_code, office, ${actor.userId}::int, ${actor.userId}::int, now(), effective_on, true, ${batchId}::int, ${reformId}::int, ${reason}::text
      FROM jsonb_to_recordset(${rows}::jsonb) AS row(kind text, account_id int, unit_id int, platform text, name text, unit_name text, asked jsonb,
        present jsonb, links text[], lineage text[], sectors text[], vertical bool, units int[], office_code text, office text[], effective_on date)
      RETURNING id, effective_on
    )
    INSERT INTO filing_event (filing_id, actor_id, step, to_state, day, reasons)
    SELECT id, ${actor.userId}::int, 'enter', 'done', effective_on, '{}' FROM entered
    RETURNING filing_id`;
  return entered.map(({ filing_id }) => filing_id);
}

type Present = {
  id: number;
  platform: string;
  name: string;
  unit_id: number;
  unit_name: string;
  region_id: number;
  sector_code: string;
  parent_id: number | null;
  counts_from: Date;
};

async function presentOf(tx: Tx, ids: readonly number[]): Promise<Map<number, Present>> {
  const rows: Present[] = await tx.$queryRaw`
    SELECT a.id, a.platform, n.name, s.unit_id, u.name AS unit_name, s.region_id, s.sector_code, u.parent_id,
           (SELECT min(f."from") FROM standing f WHERE f.account_id = a.id) AS counts_from
    FROM account a
    JOIN account_name n ON n.account_id = a.id AND n.until IS NULL
    JOIN standing s ON s.account_id = a.id AND s.until IS NULL
    JOIN LATERAL (SELECT name, parent_id FROM unit_standing last WHERE last.unit_id = s.unit_id ORDER BY last."from" DESC NULLS LAST LIMIT 1) u ON true
    WHERE a.id = ANY (${[...ids]}::int[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

// A file holds many accounts of one unit: where it stands is asked once.
function placesFor(actor: Actor, lists: Reference, today: Day) {
  const known = new Map<number, ReturnType<typeof placedAt>>();
  return ({ unit_id, region_id, sector_code, parent_id }: Present) => {
    const placed = known.get(unit_id) ?? placedAt(actor, { regionId: region_id, sectorCode: sector_code, parentId: parent_id }, unit_id, lists, today);
    known.set(unit_id, placed);
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
