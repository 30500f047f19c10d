import type { Holder, Platform, Positioning, Provenance, Rank, Status, Tier, UnitKind, WechatType } from '@/lib/taxonomy/codes';
import type { Day, Period } from '@/lib/taxonomy/day';
import type { Reform, Succession } from './reform';
import type { Relation } from './relation';

/** Some of a list, and how many there are in all. */
export type Page<T> = { items: T[]; total: number };

/** An account as lists show it: what it was on the day. */
export type ListedAccount = {
  id: number;
  platform: Platform;
  name: string;
  platformId: string | null;
  handle: string | null;
  holder: Holder;
  person: string | null;
  post: string | null;
  status: Status;
  unitId: number;
  unit: string;
  regionCode: string;
  region: string;
  sectorCode: string;
  sector: string;
  sectorEn: string;
  tier: Tier | null;
  rank: Rank | null;
  openedOn: string | null;
  countsFrom: Day;
  provenance: Provenance;
  /** The last that were counted on or before the day; null where nobody knows. */
  followers: number | null;
  /** Former names without which a search would not have found it. */
  foundBy: readonly string[];
};

/** One account with all its time. Contacts are null for those who may not see them. */
export type AccountView = {
  id: number;
  platform: Platform;
  platformId: string | null;
  handle: string | null;
  name: string;
  holder: Holder;
  person: string | null;
  wechatType: WechatType | null;
  positioning: Positioning | null;
  verification: string | null;
  openedOn: string | null;
  knownBy: Day;
  source: string | null;
  provenance: Provenance;
  note: string | null;
  contactName: string | null;
  contactPhone: string | null;
  version: number;
  /** Whether who reads may change it, and see whom to call. */
  mayEdit: boolean;
  mayFile: boolean;
  seesContacts: boolean;
  updatedAt: Date;
  names: (Period & { name: string })[];
  standings: StandingView[];
  followers: { value: number; day: Day; source: string } | null;
};

export type StandingView = Period & {
  status: Status;
  unitId: number;
  unit: string;
  regionId: number;
  region: string;
  regionCode: string;
  sectorCode: string;
  sector: string;
  sectorEn: string;
  tier: Tier | null;
  rank: Rank | null;
  post: string | null;
  postRank: Rank | null;
};

/** 单位沿革 of one period, with names for what it refers to. */
export type UnitStandingView = Period & {
  name: string;
  kind: UnitKind;
  regionCode: string;
  region: string;
  sectorCode: string;
  sector: string;
  sectorEn: string;
  tier: Tier | null;
  rank: Rank | null;
  standardBody: boolean;
};

export type UnitView = {
  id: number;
  uscc: string | null;
  /** Further channels, as they are registered now. */
  website: string | null;
  hotline: string | null;
  provenance: Provenance;
  provisional: boolean;
  source: string | null;
  version: number;
  /** Whether who reads may change it, and register accounts of it or ask for them. */
  mayEdit: boolean;
  mayRegister: boolean;
  now: UnitStandingView;
  history: UnitStandingView[];
  /** The day from which it is no more; null while it is. */
  endedOn: Day | null;
  predecessors: SuccessionView[];
  successors: SuccessionView[];
  /** Open accounts that an ended unit has left behind. */
  leftAccounts: number;
};

/** A unit that has to do with an account beside its owner. */
export type RelationView = { id: number; kind: Relation; unitId: number; unit: string; from: Day; until: Day | null };

/** An account that a unit has to do with beside those it owns. */
export type UnitRelationView = { id: number; kind: Relation; accountId: number; account: string; from: Day };

/** The unit at the other end of a 合并 or 分设. */
export type SuccessionView = { id: number; name: string; kind: Succession; day: Day };

export type ListedUnit = Omit<UnitStandingView, 'from' | 'until'> & { id: number; provisional: boolean; accounts: number; foundBy: readonly string[] };

/** A reform as it was entered. */
export type ListedReform = { id: number; kind: Reform; day: Day; takenBack: boolean };

/** The same with what it concerned. A unit without a name went when the reform was taken back; nobody in `enteredBy` is the command line. */
export type ReformView = ListedReform & {
  document: string | null;
  enteredBy: string | null;
  enteredAt: Date;
  takenBackBy: string | null;
  takenBackAt: Date | null;
  units: { id: number; name: string | null; made: boolean }[];
  filings: { id: number; name: string; kind: string }[];
};
