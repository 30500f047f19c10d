import { PLATFORMS, type Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';

/** 示例数据的版次: the one day for which the synthetic accounts of a platform are meant. Empty without a demonstration. */
export type Editions = Partial<Record<Platform, Day>>;

/**
 * The day on which a page opens when nobody said one: that of the demonstration's edition, the
 * latest of several, else today.
 * @param platforms asked for; none means all
 */
export function openingDay(platforms: readonly Platform[], editions: Editions, today: Day): Day {
  const days = (platforms.length ? platforms : PLATFORMS).flatMap((platform) => editions[platform] ?? []);
  return days.sort().at(-1) ?? today;
}
