import type { Platform, Status } from '@/lib/taxonomy/codes';
import type { Day, Period } from '@/lib/taxonomy/day';
import type { GroupKind, Known } from './group';
import type { GroupTable } from './group-table';

/** 矩阵, 发布厅, 微博群 as pages show it. */
export type GroupView = Period & {
  id: number;
  kind: GroupKind;
  /** What it is called on the day; before it began, or after its end, the nearest name. */
  name: string;
  names: (Period & { name: string })[];
  leadUnitId: number | null;
  leadAccountId: number | null;
  lead: string | null;
  /** Where its lead stands; the nation's where it has none. */
  regionCode: string;
  region: string;
  platforms: Platform[];
  note: string | null;
  version: number;
  members: number;
};

/** A member on a day: what the account was then, and what is known of it. */
export type MemberView = {
  id: number;
  accountId: number;
  platform: Platform;
  name: string;
  status: Status | null;
  unitId: number | null;
  unit: string | null;
  regionId: number | null;
  sectorCode: string | null;
  from: Day;
  /** The last followers known by the day; null where none are. */
  followers: number | null;
  followersOn: Day | null;
  /** Posts of the known days of the period; null where no day is known. */
  posts: number | null;
  knownDays: number;
};

/** What is told of a group on a day. */
export type GroupSummary = { table: GroupTable; open: number; posts: Known; lead: Known; others: Known };
