import type { Platform, Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import type { Chased, ChaseStep, Outcome } from './chase';

/** 缺口: an expected body that has no account on a platform, with what is done about it; `covered` once it has one. */
export type GapBody = {
  /** As it stands in an address. */
  text: string;
  regionId: number;
  regionCode: string;
  region: string;
  /** The entry of the region axis that it counts into. */
  key: string;
  sectorCode: string;
  sector: string;
  sectorEn: string;
  tier: Tier;
  platform: Platform;
  bodyName: string;
  /** Named by the template, not by a roster that anybody confirmed. */
  estimated: boolean;
  covered: boolean;
  chase: Chased;
};

/** A gap in a list: with the unit that is registered as the body, and who it is assigned to. */
export type ListedGap = GapBody & { unitId: number | null; unit: string | null; assignee: string | null; openedOn: Day | null };

/** A step with who took it and what its numbers name. */
export type StepView = {
  id: number;
  step: ChaseStep;
  at: Date;
  by: string | null;
  day: Day | null;
  until: Day | null;
  outcome: Outcome | null;
  into: { href: string; name: string } | null;
  assignee: string | null;
  text: string | null;
};

/** Whom a gap can be assigned to. */
export type Assignee = { value: string; name: string };

/** What is missing below a region, by child: counts of chases, and how many that were chased have got their account. */
export type GapRow<Counts> = { code: string; name: string; nameEn: string | null; own: boolean; opened: number } & Counts;
