import type { Actor } from '@/lib/access/actor';
import { grantsFor } from '@/lib/access/acts';
import { everything } from '@/lib/coverage/filter';
import { regionFrame } from '@/lib/coverage/frame';
import type { Gap, RegionWork, Watch } from '@/lib/coverage/work';
import { WAITING_STATES } from '@/lib/registry/filing';
import type { Day } from '@/lib/taxonomy/day';
import { localSectors } from '@/lib/taxonomy/sectors';
import { dayFrom } from './days';
import { openFilings } from './filing-read';
import { countFound } from './found';
import { countGaps } from './gaps';
import { type Reference, reference } from './reference';

/** What an actor watches over as a registrar, the widest first; what lies within another of the same system is not told twice. */
export async function watchesOf(actor: Actor, today: Day): Promise<Watch[]> {
  const { regions, sectors } = await reference();
  const held = grantsFor(actor, 'filing.decide').flatMap(({ role, unitId, regionCode, sectorCode }) =>
    role === 'registrar' && unitId === null ? [{ region: regionCode, sector: sectorCode }] : [],
  );
  const system = (code: string | null) => (code !== null && sectors.byCode(code)?.vertical ? code : null);
  return held
    .filter(({ region, sector }, index) => {
      const lineage = regions.at(region, today)?.lineage ?? [region];
      const holds = (other: (typeof held)[number]) =>
        lineage.includes(other.region) && (other.sector === sector || (other.sector === null && system(sector) === null));
      return !held.some((other, place) => holds(other) && (other.region !== region || other.sector !== sector || place < index));
    })
    .map((each) => ({ ...each, name: regions.at(each.region, today)?.name ?? each.region }));
}

/** The sectors of which an office watches the gaps: its system's, else those without 垂直管理. */
export function sectorsWatched({ sector }: Pick<Watch, 'sector'>, { sectors }: Reference, today: Day): string[] {
  return sector === null ? localSectors(sectors, today) : [sector];
}

/** What waits and what is not mended, region by region: three statements, each narrowed to what the actor may see. */
export async function readRegionWork(actor: Actor, { region, sector }: Watch, today: Day): Promise<RegionWork[]> {
  const lists = await reference();
  const { entries, placed } = regionFrame(lists.regions, { ...everything(today), regions: [region] });
  const sectors = sector === null ? [] : [sector];
  const [filings, found, gaps] = await Promise.all([
    openFilings(actor, { region, sectors }, today),
    countFound(actor, { areas: [{ region, scope: 'subtree' }], sectors }, today),
    countGaps(region, sectorsWatched({ sector }, lists, today), today),
  ]);
  const children = new Set(entries.filter(({ own }) => !own).map(({ code }) => code));
  const rows = new Map(entries.map(({ code, name, nameEn, own = false }) => [code, emptyRow(code, name, nameEn, own, gaps)]));
  for (const { lineage, state, dueOn, _count: filed } of filings) {
    const row = rows.get(lineage.find((code) => children.has(code)) ?? region);
    if (row) addFilings(row, { waits: (WAITING_STATES as readonly string[]).includes(state), due: dayFrom(dueOn), filed }, today);
  }
  for (const { id, key } of placed) {
    const row = rows.get(key);
    if (row) row.found += found.get(id) ?? 0;
  }
  return [...rows.values()];
}

function emptyRow(code: string, name: string, nameEn: string | null, own: boolean, gaps: readonly Gap[]): RegionWork {
  return { ...{ code, name, nameEn, own }, waiting: 0, today: 0, overdue: 0, returned: 0, found: 0, gaps: gaps.filter(({ row }) => row === code) };
}

function addFilings(row: RegionWork, { waits, due, filed }: { waits: boolean; due: Day | null; filed: number }, today: Day): void {
  if (!waits) row.returned += filed;
  else row.waiting += filed;
  if (due !== null && due === today) row.today += filed;
  if (due !== null && due < today) row.overdue += filed;
}
