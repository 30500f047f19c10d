import type { Day } from '@/lib/taxonomy/day';

/** A `date` column holds a day without a time; Prisma shows it as midnight UTC. */
export function dayFrom(date: Date): Day;
export function dayFrom(date: Date | null): Day | null;
export function dayFrom(date: Date | null): Day | null {
  return date === null ? null : date.toISOString().slice(0, 10);
}

export function dateOf(day: Day): Date;
export function dateOf(day: Day | null): Date | null;
export function dateOf(day: Day | null): Date | null {
  return day === null ? null : new Date(`${day}T00:00:00Z`);
}
