import type { Platform } from '@/lib/taxonomy/codes';
import type { Roster } from './roster';

/** Bodies of a row that are expected to have an account on a platform and have none; null where there is no roster. */
export type Gap = { row: string; platform: Platform; roster: Roster; gaps: number | null };

/** What an office watches over: a region, and one vertical system where its grant is for one. */
export type Watch = { region: string; name: string; sector: string | null };

/** 未整改 and waiting, of a child region or of what belongs to the region itself. */
export type RegionWork = {
  code: string;
  name: string;
  nameEn: string | null;
  own: boolean;
  waiting: number;
  today: number;
  overdue: number;
  returned: number;
  /** Registered accounts with something that nobody has mended. */
  found: number;
  gaps: Gap[];
};
