import type { Actor } from '@/lib/access/actor';
import { grantsFor, may } from '@/lib/access/acts';
import { slotKey } from '@/lib/coverage/bodies';
import { type ChaseCounts, countChased, type Outcome } from '@/lib/coverage/chase';
import type { GapBody, GapRow, ListedGap } from '@/lib/coverage/gap';
import type { GapSort, GapState } from '@/lib/coverage/gap-query';
import type { Roster } from '@/lib/coverage/roster';
import type { Day } from '@/lib/taxonomy/day';
import { NATION } from '@/lib/taxonomy/regions';
import { assigneeNames } from './chase-names';
import { unitsOf } from './coverage';
import { type BodyFilter, bodiesReached } from './gap-bodies';
import { openedDays } from './gap-opened';
import { reference } from './reference';

export type GapFilter = BodyFilter & { roster?: Roster; state?: GapState; outcome?: Outcome; mine?: boolean };

/** Gaps that an actor may see, those that were chased and are gaps no longer by `state: 'opened'` alone. `counts` is of all gaps, before `state`, `outcome` and `mine` narrow them. */
export async function listGaps(
  actor: Actor,
  filter: GapFilter,
  today: Day,
  { sort = 'region', skip, take }: { sort?: GapSort; skip: number; take: number },
): Promise<{ items: ListedGap[]; total: number; counts: ChaseCounts; opened: number }> {
  if (!may(actor, 'gap.read')) return { items: [], total: 0, counts: countChased([]), opened: 0 };
  const { bodies } = await bodiesReached(actor, 'gap.read', filter, today);
  const all = bodies.filter(({ estimated }) => !filter.roster || estimated === (filter.roster === 'estimated'));
  const [gaps, opened] = [all.filter(({ covered }) => !covered), all.filter(wasChased)];
  const own = new Set(grantsFor(actor, 'gap.chase').map(({ regionCode }) => regionCode));
  const isMine = ({ chase }: GapBody) =>
    (chase.assigneeId !== null && chase.assigneeId === actor.userId) || (chase.assigneeOffice !== null && own.has(chase.assigneeOffice));
  const asked = (filter.state === 'opened' ? opened : gaps)
    .filter(({ chase }) => !filter.state || filter.state === 'opened' || chase.state === filter.state)
    .filter(({ chase }) => !filter.outcome || (chase.state === 'replied' && chase.outcome === filter.outcome))
    .filter((body) => !filter.mine || isMine(body));
  const items = await listed(inOrder(asked, sort).slice(skip, skip + take), today);
  return { items, total: asked.length, counts: countChased(gaps.map(({ chase }) => chase)), opened: opened.length };
}

// 已开设: it was asked for and has come; what nobody did anything about is none of this list's.
function wasChased({ covered, chase }: GapBody): boolean {
  return covered && chase.seen > 0;
}

function inOrder(gaps: readonly GapBody[], sort: GapSort): GapBody[] {
  const due = ({ chase }: GapBody) => chase.dueOn ?? '9999';
  if (sort === 'due') return [...gaps].sort((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0));
  if (sort === '-due') return [...gaps].sort((a, b) => (due(a) > due(b) ? -1 : due(a) < due(b) ? 1 : 0));
  return sort === '-region' ? [...gaps].reverse() : [...gaps];
}

/** Bodies with what only those that are shown need. */
export async function listed(bodies: readonly GapBody[], today: Day): Promise<ListedGap[]> {
  const { regions } = await reference();
  const places = bodies.flatMap(({ regionId }) => regions.byId(regionId) ?? []).map((region) => ({ region }));
  const [units, names, days] = await Promise.all([
    unitsOf(places, { asOf: today }),
    assigneeNames(
      bodies.map(({ chase }) => chase),
      today,
    ),
    openedDays(
      bodies.filter(({ covered }) => covered),
      today,
    ),
  ]);
  return bodies.map((body) => {
    const unit = units.get(slotKey(body.regionId, body.sectorCode, body.tier));
    return { ...body, unitId: unit?.unitId ?? null, unit: unit?.name ?? null, assignee: names(body.chase), openedOn: days.get(body.text) ?? null };
  });
}

/** Gaps by child of a region, and what belongs to the region itself; of several regions by each. The rows sum to what `listGaps` counts of them. */
export async function countChases(actor: Actor, filter: GapFilter & { regions: readonly string[] }, today: Day): Promise<GapRow<ChaseCounts>[]> {
  if (!may(actor, 'gap.read')) return [];
  const { bodies, frame } = await bodiesReached(actor, 'gap.read', filter, today);
  const all = bodies.filter(({ estimated }) => !filter.roster || estimated === (filter.roster === 'estimated'));
  const byKey = new Map<string, GapBody[]>(frame.entries.map(({ code }) => [code, []]));
  for (const body of all) byKey.get(body.key)?.push(body);
  return frame.entries
    .map(({ code, name, nameEn, own = false }) => {
      const here = byKey.get(code) ?? [];
      const gaps = here.filter(({ covered }) => !covered);
      return { code, name, nameEn, own, opened: here.filter(wasChased).length, ...countChased(gaps.map(({ chase }) => chase)) };
    })
    .filter(({ code, own }) => own || (byKey.get(code) ?? []).length > 0);
}

/** The region whose children an actor looks at first: the widest that a grant names. */
export async function firstRegion(actor: Actor, today: Day): Promise<string> {
  const { regions } = await reference();
  const depth = (code: string) => regions.at(code, today)?.lineage.length ?? Number.MAX_SAFE_INTEGER;
  const [widest] = grantsFor(actor, 'gap.read')
    .map(({ regionCode }) => regionCode)
    .sort((a, b) => depth(a) - depth(b));
  return widest ?? NATION;
}
