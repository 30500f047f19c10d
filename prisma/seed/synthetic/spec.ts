// What a synthetic account is to be, before it has a unit and a name.
import type { Holder, Platform, Rank, Tier } from '../../../lib/taxonomy/codes.ts';

export type Spec = {
  platform: Platform;
  /** A province-level region, or 000000 for the centre. */
  province: string;
  tier: Tier;
  sector: string;
  holder: Holder;
  /** Of the unit, or of the official's post; null: as the table of ranks says for the body. */
  rank: Rank | null;
  openedOn: string;
  followers: number | null;
};

/** One edition of the demonstration: meant for its day, and for nothing before or after it. */
export type Edition = { platform: Platform; day: string; specs: Spec[] };

/** Accounts that are there already and count among an edition's figures: the real ones that documents name. */
export type Present = { province: string; tier: Tier | null; sector: string; rank: Rank | null; holder: Holder; openedOn: string };

/** Days between two, evenly by chance, as a function of a number from 0 to 1. */
export function dayBetween(first: string, last: string, share: number): string {
  const from = Date.parse(first);
  const until = Date.parse(last);
  return new Date(from + Math.floor((until - from) * share)).toISOString().slice(0, 10);
}
