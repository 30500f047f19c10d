import { type Finding, finding } from '@/lib/decision';
import { covers, type Day, type Period } from '@/lib/taxonomy/day';
import { at, type Timeline } from '@/lib/taxonomy/timeline';
import type { Held } from './standing';

/** 主办之外的关系: 联合主办, 承办, 运维, 由上级账号承载. No account counts twice for them. */
export const RELATIONS = ['joint', 'organiser', 'operator', 'consolidated'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Those by which an account covers the unit as its own would: 联合主办, and 由上级账号承载 after 集约化. */
export const COVERING_RELATIONS: readonly Relation[] = ['joint', 'consolidated'];

export type Related = Period & { unitId: number; kind: Relation };

/** What refuses a relation of an account: its days, the same one again, or that the unit is the owner anyway. */
export function relationFindings(asked: Related & { from: Day }, existing: readonly Related[], held: Timeline<Held>, today: Day): Finding[] {
  const { from, until, unitId, kind } = asked;
  const ahead = [from, until].filter((day) => day !== null && day > today);
  return [
    ...ahead.map((date) => finding(date === from ? 'from' : 'until', 'date-future', { date: date ?? '' })),
    ...(until !== null && until <= from ? [finding('until', 'relation-until-before-from', { from })] : []),
    ...(at(held, from)?.unitId === unitId ? [finding('unit', 'relation-is-owner')] : []),
    ...(existing.some((other) => other.unitId === unitId && other.kind === kind && meet(other, asked)) ? [finding('unit', 'relation-exists')] : []),
  ];
}

function meet(one: Period, other: Period & { from: Day }): boolean {
  return covers(one, other.from) || (one.from !== null && covers(other, one.from));
}
