import { accept, type Decision, finding, refuse } from '@/lib/decision';
import type { Status } from '@/lib/taxonomy/codes';

/** 备案: 开设, 变更, 关停, 注销. */
export const FILING_KINDS = ['opening', 'change', 'closure', 'cancellation'] as const;
export type FilingKind = (typeof FILING_KINDS)[number];

/** 待审, 已退回, 已撤回, 已同意, 已开通待备案, 已公告停更, 平台已关停, 已备案. */
export const FILING_STATES = ['submitted', 'returned', 'withdrawn', 'agreed', 'opened', 'announced', 'closed', 'done'] as const;
export type FilingState = (typeof FILING_STATES)[number];

/** Why an office sends a filing back. */
export const RETURN_REASONS = [
  'incomplete',
  'name-unfit',
  'verification-without-owner',
  'second-account',
  'contact-missing',
  'owner-wrong',
  'function-overlaps',
  'notice-missing',
  'other',
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** What is done with a filing after it was submitted: what leads on first. */
export const MOVES = ['agree', 'complete', 'report', 'announce', 'close', 'cancel', 'return', 'resubmit', 'withdraw'] as const;
export type Move = (typeof MOVES)[number];

/** How a filing begins: asked for, or entered by an office that may decide it. */
export const BEGINNINGS = ['submit', 'enter'] as const;
export type Step = Move | (typeof BEGINNINGS)[number];

/** Who looks at a filing: one who files for the unit, one who decides, both or neither. */
export type Standpoint = { asks: boolean; decides: boolean };

type Line = {
  move: Move;
  kinds: readonly FilingKind[];
  from: readonly FilingState[];
  to: FilingState;
  by: 'asker' | 'office' | 'either';
  /** What becomes of the account. */
  status?: Status;
};

/**
 * Every legal move. An opening has two steps (同意开设 → 已开通并备案): one that is open already is
 * filed at once. A closure has three (停更公告 → 平台关停 → 注销), once the office has agreed.
 */
export const LINES: readonly Line[] = [
  { move: 'return', kinds: FILING_KINDS, from: ['submitted'], to: 'returned', by: 'office' },
  { move: 'return', kinds: ['opening'], from: ['opened'], to: 'agreed', by: 'office' },
  { move: 'resubmit', kinds: FILING_KINDS, from: ['returned'], to: 'submitted', by: 'asker' },
  { move: 'withdraw', kinds: FILING_KINDS, from: ['submitted', 'returned'], to: 'withdrawn', by: 'asker' },
  { move: 'withdraw', kinds: ['opening', 'closure'], from: ['agreed'], to: 'withdrawn', by: 'asker' },
  { move: 'agree', kinds: ['opening', 'closure'], from: ['submitted'], to: 'agreed', by: 'office' },
  { move: 'report', kinds: ['opening'], from: ['agreed'], to: 'opened', by: 'asker' },
  { move: 'complete', kinds: ['opening'], from: ['submitted', 'agreed', 'opened'], to: 'done', by: 'office' },
  { move: 'complete', kinds: ['change'], from: ['submitted'], to: 'done', by: 'office' },
  { move: 'complete', kinds: ['cancellation'], from: ['submitted'], to: 'done', by: 'office', status: 'cancelled' },
  { move: 'announce', kinds: ['closure'], from: ['agreed'], to: 'announced', by: 'either', status: 'paused' },
  { move: 'close', kinds: ['closure'], from: ['announced'], to: 'closed', by: 'either', status: 'closed' },
  { move: 'cancel', kinds: ['closure'], from: ['closed'], to: 'done', by: 'either', status: 'cancelled' },
];

type Stands = { kind: FilingKind; state: FilingState };

/** Where a move leads, if it is legal here and for whoever makes it. */
export function decideMove(filing: Stands, move: Move, who: Standpoint): Decision<Line> {
  const line = lineOf(filing, move);
  if (!line) return refuse(finding(null, 'filing-no-such-move', { state: filing.state }));
  return isFor(line, who) ? accept(line) : refuse(finding(null, 'not-allowed'));
}

/** The moves that are legal now for who looks. */
export function movesFor(filing: Stands, who: Standpoint): Move[] {
  return MOVES.filter((move) => decideMove(filing, move, who).accepted);
}

function lineOf({ kind, state }: Stands, move: Move): Line | undefined {
  return LINES.find((line) => line.move === move && line.kinds.includes(kind) && line.from.includes(state));
}

function isFor({ by }: Line, { asks, decides }: Standpoint): boolean {
  return (by !== 'office' && asks) || (by !== 'asker' && decides);
}

/** States in which the office is to act: its clock runs. */
export const WAITING_STATES: readonly FilingState[] = ['submitted', 'opened'];

/** States after which nothing more happens. */
export const OVER_STATES: readonly FilingState[] = ['done', 'withdrawn'];

/** 备案 kind of what has changed of an account: its end is a filing of its own. */
export function kindOfChange(was: Status, is: Status | null): FilingKind {
  if (is === 'cancelled' && was !== 'cancelled') return 'cancellation';
  return is === 'closed' && was !== 'closed' ? 'closure' : 'change';
}
