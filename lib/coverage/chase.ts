import { PLATFORMS, type Platform, TIERS, type Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';

/** What is done about a gap: assigned 指派, noted 备注, chased 催报, put off 暂缓, answered 回复. */
export const CHASE_STEPS = ['assign', 'note', 'chase', 'snooze', 'reply'] as const;
export type ChaseStep = (typeof CHASE_STEPS)[number];

/** 回复结果: 待开设, 漏报补录, 已归并, 确认无（零报告）, 已撤并. None of them takes a body out of what is expected. */
export const OUTCOMES = ['to-open', 'unregistered', 'merged', 'none', 'abolished'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Where the chase of a gap stands: 未催, 已催, 逾期, 暂缓, 已回, 承诺逾期. Each gap is in one of them. */
export const CHASE_STATES = ['unchased', 'chased', 'overdue', 'snoozed', 'replied', 'promise-passed'] as const;
export type ChaseState = (typeof CHASE_STATES)[number];

/** A step as it was taken; `id` counts up. */
export type StepTaken = {
  id: number;
  step: ChaseStep;
  day: Day | null;
  until: Day | null;
  outcome: Outcome | null;
  assigneeId: number | null;
  assigneeOffice: string | null;
};

/** What has become of a gap, as its steps say. */
export type Chased = {
  state: ChaseState;
  /** The last step that was taken, so that the later of two is told; 0 is none. */
  seen: number;
  /** How often it was chased. */
  times: number;
  chasedOn: Day | null;
  /** By when the last chase is to be answered; its last good day. */
  dueOn: Day | null;
  snoozedUntil: Day | null;
  repliedOn: Day | null;
  outcome: Outcome | null;
  /** The day by which the answer promises an account; its last good day. */
  promisedOn: Day | null;
  assigneeId: number | null;
  assigneeOffice: string | null;
};

const UNTOUCHED: Chased = {
  ...{ state: 'unchased', seen: 0, times: 0, chasedOn: null, dueOn: null, snoozedUntil: null },
  ...{ repliedOn: null, outcome: null, promisedOn: null, assigneeId: null, assigneeOffice: null },
};

/**
 * Where a chase stands on a day. A later chase asks anew, so the answer before it is history; so does one after a
 * gap was put off. What is put off comes back by itself on the day it was put off to. An answer that promised an
 * account holds until the day it named is over: from then on it is none.
 */
export function chasedBy(steps: readonly StepTaken[], today: Day): Chased {
  if (steps.length === 0) return UNTOUCHED;
  const now = [...steps].sort((a, b) => a.id - b.id).reduce(after, UNTOUCHED);
  return { ...now, state: stateOf(now, today) };
}

function after(now: Chased, { id, step, day, until, outcome, assigneeId, assigneeOffice }: StepTaken): Chased {
  const seen = { ...now, seen: id };
  switch (step) {
    case 'assign':
      return { ...seen, assigneeId, assigneeOffice };
    case 'note':
      return seen;
    case 'snooze':
      return { ...seen, snoozedUntil: until };
    case 'chase':
      return { ...seen, times: now.times + 1, chasedOn: day, dueOn: until, snoozedUntil: null, repliedOn: null, outcome: null, promisedOn: null };
    case 'reply':
      return { ...seen, snoozedUntil: null, repliedOn: day, outcome, promisedOn: until };
  }
}

function stateOf({ snoozedUntil, repliedOn, promisedOn, chasedOn, dueOn }: Chased, today: Day): ChaseState {
  if (snoozedUntil !== null && today < snoozedUntil) return 'snoozed';
  if (repliedOn !== null) return promisedOn !== null && promisedOn < today ? 'promise-passed' : 'replied';
  if (chasedOn === null) return 'unchased';
  return dueOn !== null && dueOn < today ? 'overdue' : 'chased';
}

/** What tells one gap from another: the body's region, sector and level, and the platform. */
export type GapKey = { regionCode: string; sectorCode: string; tier: Tier; platform: Platform };

/** A gap in an address: 330106.health.county.wechat. */
export function gapText({ regionCode, sectorCode, tier, platform }: GapKey): string {
  return [regionCode, sectorCode, tier, platform].join('.');
}

/** The gap that such a text names; null where it names none. */
export function readGap(text: string): GapKey | null {
  const [regionCode = '', sectorCode = '', tier, platform, ...more] = text.split('.');
  if (!/^\d{6}$/.test(regionCode) || !/^[a-z0-9-]{1,60}$/.test(sectorCode) || more.length > 0) return null;
  const [known, on] = [TIERS.find((each) => each === tier), PLATFORMS.find((each) => each === platform)];
  return known && on ? { regionCode, sectorCode, tier: known, platform: on } : null;
}

/** Gaps by where their chase stands, and the answers that hold by their outcome: the states sum to `gaps`, the outcomes to `replied`. */
export type ChaseCounts = { gaps: number } & Record<ChaseState, number> & { outcomes: Record<Outcome, number> };

export function countChased(all: Iterable<Pick<Chased, 'state' | 'outcome'>>): ChaseCounts {
  const counts = {
    gaps: 0,
    ...(Object.fromEntries(CHASE_STATES.map((state) => [state, 0])) as Record<ChaseState, number>),
    outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>,
  };
  for (const { state, outcome } of all) {
    counts.gaps += 1;
    counts[state] += 1;
    if (state === 'replied' && outcome !== null) counts.outcomes[outcome] += 1;
  }
  return counts;
}
