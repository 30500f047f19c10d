import type { Actor } from '@/lib/access/actor';
import { type Act, mayAt, type Place } from '@/lib/access/acts';
import { type Finding, finding } from '@/lib/decision';
import type { RowUnit } from '@/lib/exchange/owner';
import type { RowPlan } from '@/lib/exchange/verdict';
import type { UnitState } from '@/lib/registry/standing';
import type { Day } from '@/lib/taxonomy/day';
import type { Region } from '@/lib/taxonomy/regions';
import type { Sector } from '@/lib/taxonomy/sectors';
import type { Tx } from './client';
import type { Reference } from './reference';
import { unitTimelines } from './standings';

/** Where a unit stands today, as grants ask. */
export function placeOfUnit(
  state: Pick<UnitState, 'regionId' | 'sectorCode' | 'parentId'>,
  id: number | null,
  { regions, sectors }: Reference,
  today: Day,
): Place {
  const region = regions.byId(state.regionId);
  const now = region && (regions.resolve(region, today) ?? region);
  const sector = sectors.resolve(state.sectorCode, today);
  const top = sectors.top(state.sectorCode, today);
  return {
    lineage: now?.lineage ?? [],
    sectors: [...new Set([state.sectorCode, sector?.code, top?.code].flatMap((code) => code ?? []))],
    vertical: Boolean(sector?.vertical || top?.vertical),
    units: [id, state.parentId].flatMap((each) => each ?? []),
  };
}

/** Where a cell of region and sector stands, as grants ask: of all sectors, where no sector is said. */
export function placeOfCell(region: Region, sector: Sector | null, lists: Reference, today: Day): Place {
  if (sector) return placeOfUnit({ regionId: region.id, sectorCode: sector.code, parentId: null }, null, lists, today);
  return { lineage: (lists.regions.resolve(region, today) ?? region).lineage, sectors: [], vertical: false, units: [] };
}

/** Where an account stands today: with its present owner; null when there is none of that number. */
export async function placeOfAccount(tx: Tx, id: number, lists: Reference, today: Day): Promise<Place | null> {
  const standing = await tx.standing.findFirst({ where: { accountId: id, until: null }, select: { unitId: true } });
  const held = standing && (await unitTimelines(tx, [standing.unitId])).get(standing.unitId)?.at(-1)?.value;
  return held ? placeOfUnit(held, standing.unitId, lists, today) : null;
}

/** What a row may not do for want of a grant: register for this owner, change what is another's, or bring a unit. */
export function outsideScope(actor: Actor, { unit, known }: Pick<RowPlan, 'unit' | 'known'>, lists: Reference, today: Day): Finding[] {
  const place = placeOfOwner(unit, lists, today);
  const acts: Act[] = [known ? 'account.edit' : 'account.register', ...(unit.kind === 'provisional' ? (['unit.register'] as const) : [])];
  const owner = acts.every((act) => mayAt(actor, act, place)) ? [] : [finding('unit', 'outside-scope', { unit: stateOf(unit).name })];
  const held = known && !mayAt(actor, 'account.edit', placeOfUnit(known.unit.state, known.unit.id, lists, today));
  return [...owner, ...(held ? [finding('name', 'account-outside-scope', { name: known.facts.name })] : [])];
}

export function placeOfOwner(unit: RowUnit, lists: Reference, today: Day): Place {
  return placeOfUnit(stateOf(unit), unit.kind === 'known' ? unit.unit.id : null, lists, today);
}

function stateOf(unit: RowUnit): UnitState {
  return unit.kind === 'known' ? unit.unit.state : unit.state;
}
