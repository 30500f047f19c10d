import { type Finding, finding } from '@/lib/decision';
import type { KnownUnit } from '@/lib/exchange/owner';
import type { UnitState } from '@/lib/registry/standing';
import type { UnitFacts } from '@/lib/registry/unit-fields';
import type { Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import type { Step } from '@/lib/taxonomy/timeline';
import type { Work } from './import-kind';
import type { Ask } from './raw';
import type { Reference } from './reference';
import { unitTimelinesOf } from './standings';

/** A unit as a row would leave it. */
export type DraftUnit = {
  id: number;
  row: number;
  known: boolean;
  /** It is called so and stands there already, whoever else may. */
  settled: boolean;
  state: UnitState;
  uscc: string | null;
  /** When it begins and ends, where the row says it. */
  foundedOn: Day | null;
  endedOn: Day | null;
  findings: Finding[];
};

/** A unit of the register with all its time. */
export type Registered = { version: number; provisional: boolean; website: string | null; hotline: string | null; steps: Step<UnitState>[] };

export async function registeredUnits(ask: Ask, ids: readonly number[]): Promise<Map<number, Registered>> {
  if (ids.length === 0) return new Map();
  const timelines = await unitTimelinesOf(ask, ids);
  const rows = await ask<{ id: number } & Omit<Registered, 'steps'>>('SELECT id, version, provisional, website, hotline FROM unit WHERE id = ANY ($1::int[])', [
    ids,
  ]);
  return new Map(rows.map(({ id, ...unit }) => [id, { ...unit, steps: timelines.get(id) ?? [] }]));
}

export function slotKey({ regionId, sectorCode, tier }: Pick<UnitState, 'regionId' | 'sectorCode' | 'tier'>): string {
  return `${regionId} ${sectorCode} ${tier}`;
}

type Other = { at: number; id: number; name: string };

/**
 * What in the register stands in the way of drafts, as registerUnit and editUnit ask it of one: two units of one name
 * in one region, one code for two units, two bodies for one slot. With each the day since which its slot is free.
 */
export async function clashesOf(ask: Ask, drafts: readonly DraftUnit[]): Promise<Map<DraftUnit, { findings: Finding[]; free: Day | null }>> {
  const clashes = new Map(drafts.map((draft) => [draft, { findings: [] as Finding[], free: null as Day | null }]));
  if (drafts.length === 0) return clashes;
  const asked = JSON.stringify(
    drafts.map(({ id, known, settled, state, uscc, foundedOn, endedOn }, at) => ({
      at,
      id,
      uscc,
      name: state.name,
      region: state.regionId,
      sector: state.sectorCode,
      tier: state.tier,
      body: state.standardBody,
      living: endedOn === null,
      settled,
      since: foundedOn,
      until: known ? null : endedOn,
    })),
  );
  const drafted = `jsonb_to_recordset($1::jsonb) AS d(at int, id int, uscc text, name text, region int, sector text, tier text, body bool, living bool, settled bool, since date, until date)`;
  const slot = 's.region_id = d.region AND s.sector_code = d.sector AND s.tier = d.tier AND s.standard_body';
  const tell = (rows: readonly Other[], make: (other: Other) => Finding) => {
    for (const other of rows) {
      const draft = drafts[other.at];
      if (draft) clashes.get(draft)?.findings.push(make(other));
    }
  };
  const of = (sql: string) => ask<Other>(sql, [asked]);
  tell(
    await of(
      `SELECT d.at, min(s.unit_id) AS id, d.name FROM ${drafted} JOIN unit_standing s ON s.name = d.name AND s.region_id = d.region AND s.until IS NULL AND s.unit_id <> d.id
       WHERE d.living AND NOT d.settled GROUP BY d.at, d.name`,
    ),
    ({ name, id }) => finding('unit', 'unit-exists', { name, id }),
  );
  tell(await of(`SELECT d.at, u.id, '' AS name FROM ${drafted} JOIN unit u ON u.uscc = d.uscc::bpchar AND u.id <> d.id`), ({ id }) =>
    finding('uscc', 'uscc-taken', { id }),
  );
  tell(
    await of(
      `SELECT d.at, s.unit_id AS id, s.name FROM ${drafted} JOIN unit_standing s ON ${slot} AND s.unit_id <> d.id
       WHERE d.body AND (d.living AND s.until IS NULL OR coalesce(d.since, d.until) IS NOT NULL AND daterange(s."from", s.until) && daterange(d.since, d.until))`,
    ),
    ({ name, id }) => finding('standardBody', 'slot-taken', { name, id }),
  );
  const free = await ask<{ at: number; since: Day }>(
    `SELECT d.at, max(s.until)::text AS since FROM ${drafted} JOIN unit_standing s ON ${slot} AND s.until IS NOT NULL AND s.unit_id <> d.id WHERE d.body GROUP BY d.at`,
    [asked],
  );
  for (const { at, since } of free) {
    const clash = drafts[at] && clashes.get(drafts[at]);
    if (clash) clash.free = since;
  }
  return clashes;
}

/** Whether a cell names the place where a unit stands: one that is no more, said of it still, is no news. */
export function saysHeldRegion(cell: string | undefined, { state }: KnownUnit, { regions }: Reference): boolean {
  const held = regions.byId(state.regionId);
  return held !== undefined && (cell?.trim() === held.code || cell?.trim() === held.name);
}

type Lists = Pick<Work, 'lists' | 'today'>;

/** What a row says of a unit, with what the register holds where it says nothing. */
export function completedBy(said: UnitFacts, known: KnownUnit, { lists, today }: Lists): UnitFacts {
  const { state, name, uscc } = known;
  const held = lists.regions.byId(state.regionId) ?? null;
  const facts = ofItsTime(said, known, { lists, today });
  const moved = facts.region !== null && facts.region.id !== held?.id;
  return {
    ...facts,
    name: facts.name ?? name,
    uscc: facts.uscc ?? uscc,
    region: facts.region ?? (facts.tier === 'central' ? (lists.regions.at('000000', today) ?? null) : held),
    sector: facts.sector ?? lists.sectors.byCode(state.sectorCode) ?? null,
    tier: facts.tier ?? (moved ? null : (state.tier as Tier | null)),
  };
}

// A place or a system that bears another name since is what the register holds under the name of its time.
function ofItsTime({ region, sector, ...facts }: UnitFacts, { state }: KnownUnit, { lists, today }: Lists): UnitFacts {
  const held = lists.regions.byId(state.regionId);
  const samePlace = region !== null && held !== undefined && lists.regions.resolve(held, today)?.id === region.id;
  const sameSector = sector !== null && lists.sectors.resolve(state.sectorCode, today)?.code === sector.code;
  return { ...facts, region: samePlace ? held : region, sector: sameSector ? (lists.sectors.byCode(state.sectorCode) ?? sector) : sector };
}
