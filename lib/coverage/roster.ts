import type { Expectation } from '@/lib/registry/expectation';

/** 名录: confirmed by somebody, or estimated from the template of standard bodies. */
export const ROSTERS = ['confirmed', 'estimated'] as const;
export type Roster = (typeof ROSTERS)[number];

/** Whether a rule speaks from this roster. */
export function ofRoster(roster: Roster): (rule: Expectation) => boolean {
  return ({ estimated }) => estimated === (roster === 'estimated');
}
