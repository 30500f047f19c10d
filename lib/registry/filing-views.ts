import type { Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import type { FilingKind, FilingState, Move, ReturnReason, Step } from './filing';
import type { Lint } from './lint-rules';

/** A filing as lists show it. */
export type ListedFiling = {
  id: number;
  kind: FilingKind;
  state: FilingState;
  platform: Platform;
  name: string;
  unitName: string;
  accountId: number | null;
  office: string;
  askedBy: string | null;
  askedAt: Date;
  dueOn: Day | null;
  /** Working days that are left; negative when overdue; null while no clock runs. */
  daysLeft: number | null;
  version: number;
  /** What can be done with many at once. */
  bulk: 'agree' | 'complete' | null;
};

/** One filing, with its history and what whoever looks may do. */
export type FilingPage = ListedFiling & {
  unitId: number | null;
  reason: string | null;
  links: string[];
  /** What is asked, field by field, beside what is registered. */
  asked: AskedField[];
  /** The same as texts, for the form that mends it. */
  texts: Record<string, string>;
  informed: string[];
  /** Codes of the regions from the nation down to its own. */
  lineage: string[];
  decidedBy: string | null;
  decidedAt: Date | null;
  effectiveOn: Day | null;
  direct: boolean;
  /** Decided by whoever asked. */
  bySelf: boolean;
  batchId: number | null;
  reformId: number | null;
  /** Years within the clock whose holidays are not known. */
  yearsUnknown: string[];
  steps: FilingStep[];
  waivers: WaiverView[];
  moves: Move[];
};

/** What a rule found and was let pass for a reason. */
export type WaiverView = { id: string; rule: Lint; source: string; found: Record<string, string | number>; reason: string; by: string | null; at: Date };

export type AskedField = { field: string; was: string | null; is: string };

export type FilingStep = {
  id: string;
  at: Date;
  by: string | null;
  step: Step;
  from: FilingState | null;
  to: FilingState;
  day: Day | null;
  reasons: ReturnReason[];
  text: string | null;
  link: string | null;
  mended: AskedField[];
};

/** 备案 as everyone may read it. */
export type PublicFiling = {
  kind: FilingKind;
  filedOn: Day;
  effectiveOn: Day | null;
  office: string;
  officeCode: string;
  direct: boolean;
  batchId: number | null;
};
