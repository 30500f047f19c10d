/** 双微: 齐全, 仅微博, 仅微信, 均无. */
export const CHANNEL_STATES = ['both', 'weibo-only', 'wechat-only', 'none'] as const;
export type ChannelState = (typeof CHANNEL_STATES)[number];

/** Of whom the states are told: of bodies that the rules expect, or of units of the register. */
export const CHANNEL_SUBJECTS = ['bodies', 'units'] as const;
export type ChannelSubject = (typeof CHANNEL_SUBJECTS)[number];

/** The state of one body or unit. */
export function channelState(weibo: boolean, wechat: boolean): ChannelState {
  if (weibo) return wechat ? 'both' : 'weibo-only';
  return wechat ? 'wechat-only' : 'none';
}

/** How many of a place are in each state. Websites and hotlines are known of units alone: null of bodies. */
export type ChannelCounts = Record<ChannelState, number> & { total: number; website: number | null; hotline: number | null; onePlusTwo: number | null };

/** Counts that begin at nothing. */
export function noChannels(of: ChannelSubject): ChannelCounts {
  const further = of === 'units' ? 0 : null;
  return { both: 0, 'weibo-only': 0, 'wechat-only': 0, none: 0, total: 0, website: further, hotline: further, onePlusTwo: further };
}

/** Whether nobody can say: of a place where no body is expected there is no roster to tell the states of. Units are counted as they are. */
export function isUnknown({ total, website }: ChannelCounts): boolean {
  return website === null && total === 0;
}

/** Adds units that are alike. `onePlusTwo`: a website beside both accounts. */
export function addChannels(counts: ChannelCounts, state: ChannelState, count: number, further?: { website: number; hotline: number }): void {
  counts[state] += count;
  counts.total += count;
  if (!further) return;
  counts.website = (counts.website ?? 0) + further.website;
  counts.hotline = (counts.hotline ?? 0) + further.hotline;
  if (state === 'both') counts.onePlusTwo = (counts.onePlusTwo ?? 0) + further.website;
}

/** One body or unit with its channels. */
export type ChannelUnit = {
  region: string;
  regionCode: string;
  sectorCode: string;
  tier: string | null;
  /** Null of an expected body that the register has no unit for. */
  unitId: number | null;
  name: string;
  state: ChannelState;
  website: string | null;
  hotline: string | null;
};
