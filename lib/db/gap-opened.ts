import { gapText } from '@/lib/coverage/chase';
import { everything } from '@/lib/coverage/filter';
import { regionFrame } from '@/lib/coverage/frame';
import type { GapBody } from '@/lib/coverage/gap';
import { OPEN_STATUSES, type Platform, type Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { db } from './client';
import { dateOf, dayFrom } from './days';
import { reference } from './reference';

/** Since when bodies have an account of their own: the first day of the earliest that is open now. Those covered otherwise are not in it. */
export async function openedDays(bodies: readonly GapBody[], today: Day): Promise<Map<string, Day>> {
  if (bodies.length === 0) return new Map();
  const { regions, sectors } = await reference();
  const { placed } = regionFrame(regions, { ...everything(today), regions: [...new Set(bodies.map(({ regionCode }) => regionCode))], scope: 'own' });
  const regionOf = new Map(placed.map(({ id, region }) => [id, region.code]));
  const open = { holder: 'institution', standardBody: true, status: { in: [...OPEN_STATUSES] } };
  const covering = await db().standing.findMany({
    where: {
      ...open,
      regionId: { in: [...regionOf.keys()] },
      from: { lte: dateOf(today) },
      OR: [{ until: null }, { until: { gt: dateOf(today) } }],
    },
    select: { accountId: true, regionId: true, sectorCode: true, tier: true, platform: true },
  });
  const first = await db().standing.groupBy({
    by: ['accountId'],
    where: { accountId: { in: covering.map(({ accountId }) => accountId) } },
    _min: { from: true },
  });
  const since = new Map(first.map(({ accountId, _min }) => [accountId, dayFrom(_min.from)]));
  const found = new Map<string, Day>();
  for (const { accountId, regionId, sectorCode, tier, platform } of covering) {
    const top = sectors.top(sectorCode, today)?.code ?? sectorCode;
    const text = gapText({ regionCode: regionOf.get(regionId) ?? '', sectorCode: top, tier: tier as Tier, platform: platform as Platform });
    const day = since.get(accountId);
    if (day && day < (found.get(text) ?? '9999')) found.set(text, day);
  }
  return found;
}
