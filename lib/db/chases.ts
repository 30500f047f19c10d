import { slotKey } from '@/lib/coverage/bodies';
import type { ChaseStep, Outcome, StepTaken } from '@/lib/coverage/chase';
import { everything } from '@/lib/coverage/filter';
import { type Placed, regionFrame } from '@/lib/coverage/frame';
import type { GapBody } from '@/lib/coverage/gap';
import type { Platform, Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { db, type Tx } from './client';
import { type Reference, reference } from './reference';

type Row = { id: number; step: string; day: Day | null; until: Day | null; outcome: string | null; assigneeId: number | null; assigneeOffice: string | null };
type Chase = { regionId: number; sectorCode: string; tier: string; platform: string; steps: Row[] };

/** What tells a body on a platform from others. */
export function bodyKey({ regionId, sectorCode, tier, platform }: Pick<GapBody, 'regionId' | 'sectorCode' | 'tier' | 'platform'>): string {
  return `${slotKey(regionId, sectorCode, tier)} ${platform}`;
}

/**
 * The steps of every chase in regions that were laid onto today, by body: what was begun under a region's or a
 * sector's former name goes on under its present one.
 */
export async function stepsOf(placed: readonly Placed[], { sectors }: Reference, today: Day, from: Tx = db()): Promise<Map<string, StepTaken[]>> {
  const regionOf = new Map(placed.map(({ id, region }) => [id, region.id]));
  const chases: Chase[] = await from.$queryRaw`
    SELECT c.region_id AS "regionId", c.sector_code AS "sectorCode", c.tier, c.platform, json_agg(json_build_object(
      'id', s.id, 'step', s.step, 'day', s.day, 'until', s.until, 'outcome', s.outcome, 'assigneeId', s.assignee_id, 'assigneeOffice', s.assignee_office)) AS steps
    FROM chase c JOIN chase_step s ON s.chase_id = c.id WHERE c.region_id = ANY (${[...regionOf.keys()]}::int[]) GROUP BY c.id`;
  const found = new Map<string, StepTaken[]>();
  for (const { regionId, sectorCode, tier, platform, steps } of chases) {
    const its = { sectorCode: sectors.resolve(sectorCode, today)?.code ?? sectorCode, tier: tier as Tier, platform: platform as Platform };
    const key = bodyKey({ ...its, regionId: regionOf.get(regionId) ?? regionId });
    found.set(key, [...(found.get(key) ?? []), ...steps.map(taken)]);
  }
  return found;
}

function taken({ step, outcome, ...row }: Row): StepTaken {
  return { ...row, step: step as ChaseStep, outcome: outcome as Outcome | null };
}

/** The number of the last step about each body, by its text; 0 where there was none. */
export async function lastSteps(tx: Tx, bodies: readonly GapBody[], today: Day): Promise<Map<string, number>> {
  if (bodies.length === 0) return new Map();
  const lists = await reference();
  const { placed } = regionFrame(lists.regions, { ...everything(today), regions: bodies.map(({ regionCode }) => regionCode), scope: 'own' });
  const found = await stepsOf(placed, lists, today, tx);
  return new Map(bodies.map((body) => [body.text, Math.max(0, ...(found.get(bodyKey(body)) ?? []).map(({ id }) => id))]));
}
