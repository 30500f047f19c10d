import { z } from 'zod';
import { type Finding, finding } from '@/lib/decision';
import type { Platform, Rank, Status, Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { FILTERS, many } from '@/lib/taxonomy/query';

/** How an account can differ between two days; one may differ in several ways. */
export const CHANGE_KINDS = ['opened', 'closed', 'renamed', 'moved', 'reclassified', 'paused', 'resumed'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What an account was on one of the two days; null where it was not known. */
export type Side = { name: string; unit: string; region: string; sector: string; sectorEn: string; tier: Tier | null; rank: Rank | null; status: Status };

/** One way in which an account differs, and the day from which it is as it is on the later one. */
export type ChangeView = { id: number; platform: Platform; kind: ChangeKind; day: Day | null; was: Side | null; is: Side | null };

export type ChangesFilter = { from: Day; to: Day; regions: readonly string[]; platforms: readonly Platform[]; kinds: readonly ChangeKind[] };

const day = FILTERS.asOf;

/** Parameters of the page of changes. `place` is a region as typed, before it is resolved to its code. */
export const changesQuery = z.object({
  from: day,
  to: day,
  region: FILTERS.region,
  platform: FILTERS.platform,
  kind: many(z.enum(CHANGE_KINDS)),
  place: z.string().max(60).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

/** The two days that are asked for: unless said, the thirty days until today. */
export function daysAsked({ from, to }: { from?: Day; to?: Day }, today: Day): { from: Day; to: Day } {
  const until = to ?? today;
  const before = new Date(`${until}T00:00:00Z`);
  before.setUTCDate(before.getUTCDate() - 30);
  return { from: from ?? before.toISOString().slice(0, 10), to: until };
}

/** The earlier day comes first. */
export function checkDays(asked: { from?: Day; to?: Day }, today: Day): Finding[] {
  const { from, to } = daysAsked(asked, today);
  return from < to ? [] : [finding('from', 'days-in-order', { from, to })];
}
