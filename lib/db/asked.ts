import { barredTiers, expectedOn } from '@/lib/coverage/expected';
import { type CoverageFilter, everything } from '@/lib/coverage/filter';
import { type Ground, grounds, type RegionFrame, regionFrame, type SectorFrame, sectorFrame } from '@/lib/coverage/frame';
import { expectationsFor, expectedSlots } from '@/lib/coverage/slots';
import type { Layout } from '@/lib/coverage/tally';
import type { Expectation } from '@/lib/registry/expectation';
import { OPEN_STATUSES } from '@/lib/taxonomy/codes';
import { type Day, stretchesOf } from '@/lib/taxonomy/day';
import { Prisma } from './generated/client';
import { type Reference, reference } from './reference';

/** What a question about a day is asked of: its frames, and the bodies that are expected. */
type Asked = ReturnType<typeof lay>;

const kept = new Map<string, Asked>();
const AT_MOST = 36;

/**
 * Lays a question onto the lists; of questions asked before, also about another day of the same stretch, it knows how.
 * @param keep whether it is to be known from now on
 */
export async function asked(filter: CoverageFilter, keep = true): Promise<Asked> {
  const lists = await reference();
  const key = JSON.stringify([{ ...filter, asOf: stretchOf(lists, filter.asOf) }, lists.revision]);
  const laid = kept.get(key) ?? lay(filter, lists);
  const asked = laid.layout.filter === filter ? laid : { ...laid, layout: { ...laid.layout, filter } };
  if (!keep) return asked;
  kept.delete(key);
  kept.set(key, laid);
  for (const oldest of kept.keys()) {
    if (kept.size <= AT_MOST) break;
    kept.delete(oldest);
  }
  return asked;
}

const stretches = new WeakMap<Reference, (day: Day) => number>();

/** Days between which no list says anything else: whatever is laid onto the lists is laid the same. */
function stretchOf(lists: Reference, day: Day): number {
  const { regions, sectors, rules, confirmations, absences } = lists;
  const known = stretches.get(lists) ?? stretchesOf([...regions.all, ...sectors.all, ...rules, ...confirmations, ...absences]);
  stretches.set(lists, known);
  return known(day);
}

function lay(filter: CoverageFilter, lists: Reference) {
  const { regions, sectors, rankOf, revision } = lists;
  const frames = { regions: regionFrame(regions, filter), sectors: sectorFrame(sectors, filter) };
  const ground = withBarred(grounds(regions, frames.regions, filter), filter, lists);
  const rules = expectationsFor(expectedThen(lists, filter.asOf), filter, frames.sectors);
  const topOf = (code: string) => sectors.top(code, filter.asOf)?.code;
  const layout: Layout = { filter, ...frames, ground, rules, rankOf, topOf };
  return { frames, ground, rules, rankOf, layout, revision, slots: expectedSlots(ground, rules, filter, frames.sectors, rankOf) };
}

const resolved = new WeakMap<Reference, Map<number, Expectation[]>>();

/** The rules of a day laid onto all regions, once for every question of its stretch. */
export function expectedThen(lists: Reference, day: Day): Expectation[] {
  const byStretch = resolved.get(lists) ?? new Map<number, Expectation[]>();
  resolved.set(lists, byStretch);
  const stretch = stretchOf(lists, day);
  const known = byStretch.get(stretch);
  if (known) return known;
  if (byStretch.size >= AT_MOST) byStretch.clear();
  const ground = () => {
    const whole = everything(day);
    return grounds(lists.regions, regionFrame(lists.regions, whole), whole);
  };
  const roll = { ...lists, isVertical: (code: string) => lists.sectors.byCode(code)?.vertical ?? false };
  const expected = expectedOn(roll, ground, day);
  byStretch.set(stretch, expected);
  return expected;
}

// Of a platform that no such rule speaks of nothing is known.
function withBarred(ground: readonly Ground[], { asOf, platforms }: CoverageFilter, { rules }: Reference): readonly Ground[] {
  const speaks = rules.filter((rule) => rule.sectorCode === null && platforms.every((platform) => rule.platforms.includes(platform)));
  if (speaks.length === 0) return ground;
  return ground.map((each) => ({ ...each, barred: barredTiers({ rules: speaks }, each.region, asOf) }));
}

/** The same question for a count of every standing by the database: those that held on the day and answer the filter. */
export async function standingsAsked(filter: CoverageFilter): Promise<Prisma.Sql> {
  const { frames } = await asked(filter);
  const statuses = filter.statuses.length ? filter.statuses : OPEN_STATUSES;
  return Prisma.sql`
    SELECT s.account_id, s.platform, s.tier, s.rank, s.provenance, r.region_key, k.sector, ${filter.asOf}::date AS as_of
    FROM standing s
    JOIN (${regionRows(frames.regions)}) AS r ON r.id = s.region_id
    JOIN (${sectorRows(frames.sectors)}) AS k ON k.code = s.sector_code
    WHERE s."from" <= ${filter.asOf}::date AND (s.until IS NULL OR s.until > ${filter.asOf}::date)
      AND s.status = ANY (${statuses}::text[])
      ${anyOf('platform', filter.platforms)} ${anyOf('tier', filter.tiers)} ${anyOf('rank', filter.ranks)}
      ${anyOf('holder', filter.holders)} ${anyOf('provenance', filter.provenances)} ${ofKinds(filter)}`;
}

/** Each region row with its key on the axis and its region of the day. */
function regionRows({ placed }: RegionFrame): Prisma.Sql {
  return Prisma.sql`SELECT * FROM unnest(${placed.map(({ id }) => id)}::int[], ${placed.map(({ key }) => key)}::text[],
    ${placed.map(({ region }) => region.id)}::int[]) AS each(id, region_key, place)`;
}

/** Each sector with its key on the axis. */
export function sectorRows({ keys }: SectorFrame): Prisma.Sql {
  return Prisma.sql`SELECT * FROM unnest(${[...keys.keys()]}::text[], ${[...keys.values()]}::text[]) AS each(code, sector)`;
}

// Of the unit's history the latest period that had begun, else its first.
function ofKinds({ unitKinds = [], asOf }: CoverageFilter): Prisma.Sql {
  if (unitKinds.length === 0) return Prisma.empty;
  const begun = Prisma.sql`(u."from" IS NULL OR u."from" <= ${asOf}::date)`;
  return Prisma.sql`AND (SELECT u.kind FROM unit_standing u WHERE u.unit_id = s.unit_id
    ORDER BY ${begun} DESC, CASE WHEN ${begun} THEN u."from" END DESC NULLS LAST, u."from" LIMIT 1) = ANY (${[...unitKinds]}::text[])`;
}

function anyOf(column: 'platform' | 'tier' | 'rank' | 'holder' | 'provenance', values: readonly string[]): Prisma.Sql {
  return values.length ? Prisma.sql`AND s.${Prisma.raw(column)} = ANY (${values}::text[])` : Prisma.empty;
}
