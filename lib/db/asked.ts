import type { CoverageFilter } from '@/lib/coverage/filter';
import { type Ground, grounds, type RegionFrame, regionFrame, type SectorFrame, sectorFrame } from '@/lib/coverage/frame';
import { expectationsFor, expectedSlots } from '@/lib/coverage/slots';
import type { Layout } from '@/lib/coverage/tally';
import type { Expectation } from '@/lib/registry/expectation';
import { OPEN_STATUSES } from '@/lib/taxonomy/codes';
import { Prisma } from './generated/client';
import { type Reference, reference } from './reference';

/** What a question about a day is asked of: its frames, and the bodies that are expected. */
type Asked = ReturnType<typeof lay>;

const kept = new Map<string, Asked>();
const AT_MOST = 24;

/** Lays a question onto the lists; of questions asked before, it knows how. */
export async function asked(filter: CoverageFilter): Promise<Asked> {
  const lists = await reference();
  const key = JSON.stringify([filter, lists.revision]);
  const laid = kept.get(key) ?? lay(filter, lists);
  kept.delete(key);
  kept.set(key, laid);
  for (const oldest of kept.keys()) {
    if (kept.size <= AT_MOST) break;
    kept.delete(oldest);
  }
  return laid;
}

function lay(filter: CoverageFilter, { regions, sectors, expectations, rankOf, revision }: Reference) {
  const frames = { regions: regionFrame(regions, filter), sectors: sectorFrame(sectors, filter) };
  const ground = grounds(regions, frames.regions, filter);
  const rules = expectationsFor(expectations, filter, frames.sectors);
  const layout: Layout = { filter, ...frames, ground, rules, rankOf };
  return { frames, ground, rules, rankOf, layout, revision, slots: expectedSlots(ground, rules, filter, frames.sectors, rankOf) };
}

/** The same question for a count of every standing by the database. */
export async function askedOfDatabase(filter: CoverageFilter) {
  const { frames, ground, rules } = await asked(filter);
  return {
    rules,
    standing: standingsAsked(filter, frames.regions, frames.sectors, ground),
    // A body is expected at the rank of its like, so it is covered there, whatever rank it is said to have itself.
    ofAnyRank: standingsAsked({ ...filter, ranks: [] }, frames.regions, frames.sectors, ground),
  };
}

/** Standings that held on the day and answer the filter, laid onto the frames. */
function standingsAsked(filter: CoverageFilter, regions: RegionFrame, sectors: SectorFrame, ground: readonly Ground[]): Prisma.Sql {
  const slotTier = new Map(ground.map((each) => [each.region.id, each.slotTier ?? '']));
  const { placed } = regions;
  const statuses = filter.statuses.length ? filter.statuses : OPEN_STATUSES;
  return Prisma.sql`
    SELECT s.account_id, s.platform, s.holder, s.provenance, s.tier, s.rank, s.standard_body,
           r.region_key, r.place, r.slot_tier, k.sector, ${filter.asOf}::date AS as_of
    FROM standing s
    JOIN unnest(${placed.map(({ id }) => id)}::int[], ${placed.map(({ key }) => key)}::text[], ${placed.map(({ region }) => region.id)}::int[],
                ${placed.map(({ region }) => slotTier.get(region.id) ?? '')}::text[]) AS r(id, region_key, place, slot_tier) ON r.id = s.region_id
    JOIN unnest(${[...sectors.keys.keys()]}::text[], ${[...sectors.keys.values()]}::text[]) AS k(code, sector) ON k.code = s.sector_code
    WHERE s."from" <= ${filter.asOf}::date AND (s.until IS NULL OR s.until > ${filter.asOf}::date)
      AND s.status = ANY (${statuses}::text[])
      ${anyOf('platform', filter.platforms)} ${anyOf('tier', filter.tiers)} ${anyOf('rank', filter.ranks)}
      ${anyOf('holder', filter.holders)} ${anyOf('provenance', filter.provenances)}`;
}

function anyOf(column: 'platform' | 'tier' | 'rank' | 'holder' | 'provenance', values: readonly string[]): Prisma.Sql {
  return values.length ? Prisma.sql`AND s.${Prisma.raw(column)} = ANY (${values}::text[])` : Prisma.empty;
}

/** The rules as rows of a query. */
export function ruleRows(rules: readonly Expectation[]): Prisma.Sql {
  return Prisma.sql`
    SELECT sector, tier, body_name, unit_kind, string_to_array(platforms, ',') AS platforms
    FROM unnest(${rules.map((rule) => rule.sectorCode)}::text[], ${rules.map((rule) => rule.tier)}::text[], ${rules.map((rule) => rule.bodyName)}::text[],
                ${rules.map((rule) => rule.unitKind)}::text[], ${rules.map((rule) => rule.platforms.join(','))}::text[]) AS each(sector, tier, body_name, unit_kind, platforms)`;
}

/** A body is covered by an open institutional account of the unit that is marked as that body. */
export const COVERS = Prisma.sql`rule.sector = asked.sector AND rule.tier = asked.slot_tier AND rule.tier = asked.tier
  AND asked.platform = ANY (rule.platforms) AND asked.standard_body AND asked.holder = 'institution'`;
