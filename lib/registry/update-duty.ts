import type { Platform, Status } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';

/** 内容不更新: without an update in the two weeks before it is looked at, an account fails the inspection. */
export const UPDATE_DUTY = { days: 14, source: '国办秘函〔2019〕19号' } as const;

/** Metrics of which a value above 0 on a day says that something was published on it. */
export const PUBLISHING_METRICS = ['posts', 'original_posts', 'media_posts'] as const;

/** Days until the duty is not met, the last update being of this day: 0 on the last good day, negative after it; null where no update is known. */
export function dutyDaysLeft(lastUpdate: Day | null, today: Day): number | null {
  if (lastUpdate === null) return null;
  return UPDATE_DUTY.days - (Date.parse(today) - Date.parse(lastUpdate)) / 86_400_000;
}

/** An open account of whoever files for it, with the day on which it was last seen to publish; null while nobody has told. */
export type OwnAccount = { id: number; name: string; platform: Platform; unit: string; status: Status; lastUpdate: Day | null; daysLeft: number | null };

/** Of all own accounts: how many there are, how many are beyond the duty to update, and of how many nothing is known. */
export type OwnAccounts = { items: OwnAccount[]; total: number; late: number; unknown: number };
