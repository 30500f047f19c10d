import type { ImportKindName } from '@/lib/access/acts';
import type { Progress, Reading, TargetMeasure } from '@/lib/coverage/target';
import type { Finding } from '@/lib/decision';
import type { Platform, Tier } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import type { Header } from './columns';
import type { Arranged, Values } from './layout';
import type { TableFacts } from './table';
import type { MatchBy, Verdict } from './verdict';

/** Verdicts in the order in which pages show them. */
export const VERDICTS = ['new', 'changed', 'same', 'refused'] as const satisfies readonly Verdict[];

/** How many rows a batch has of each verdict, and how many were written. */
export type Counts = { rows: number; written: number } & Record<Verdict, number>;

/** What the check page says above the rows. */
export type BatchFacts = TableFacts & { hiddenRows: number } & Pick<Header, 'row' | 'headers' | 'fields' | 'unknown'> &
  Pick<Arranged, 'parts' | 'remembered'> & {
    /** Words in whose place the file has others. */
    values?: Values;
    /** The region of rows that name none: the one county of the person who sent the file. */
    ownRegion?: { code: string; name: string };
    /** By what alone its rows are found among the accounts. */
    by?: MatchBy;
    /** The official form that the file is, whose columns are read as it says. */
    form?: string;
    /** Where a row is a unit: how many there are, and how many of them tell no account. */
    units?: { rows: number; empty: number };
  };

export const BATCH_STATUSES = ['uploaded', 'checking', 'checked', 'running', 'done', 'failed', 'undone'] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];

/** How far the worker is with a batch. */
export type BatchProgress = {
  done: number;
  /** Null where the file does not tell before it is read. */
  total: number | null;
  /** Rows of each second so far; null at the beginning. */
  rate: number | null;
  secondsLeft: number | null;
};

/** 导入批次 as pages show it. */
export type BatchView = {
  id: number;
  /** What its rows bring. */
  kind: ImportKindName;
  fileName: string;
  status: BatchStatus;
  /** What a worker is asked to do at present; null while nothing is. */
  task: 'check' | 'recheck' | 'write' | 'undo' | null;
  progress: BatchProgress | null;
  /** Null of a file that is not read yet, or could not be used, for the reasons in `findings`. */
  facts: BatchFacts | null;
  /** Why the file cannot be used, or why what was asked last was not done. */
  findings: Finding[];
  counts: Counts;
  uploadedBy: string | null;
  createdAt: Date;
  doneAt: Date | null;
  undoneAt: Date | null;
};

/** A row as it came, and the verdict on it. */
export type RowView = { number: number; cells: string[]; verdict: Verdict; findings: Finding[]; accountId: number | null };

/** 目标任务 as pages show it; null of sector, tier and platform means all. */
export type TargetView = {
  id: number;
  regionCode: string;
  region: string;
  /** The named set of regions that it is set for; null: the subtree of its region. */
  setId: number | null;
  set: string | null;
  sectorCode: string | null;
  sector: string | null;
  tier: Tier | null;
  platform: Platform | null;
  measure: TargetMeasure;
  /** Accounts, or a rate from 0 to 1. */
  value: number;
  dueOn: Day;
  documentNo: string;
  issuer: string | null;
  documentDate: Day | null;
  withdrawnOn: Day | null;
  withdrawnBy: string | null;
  revision: number;
};

/** What a target said before it was changed, and until when the register said so. */
export type PastTarget = { id: number; value: number; dueOn: Day; documentNo: string; issuer: string | null; documentDate: Day | null; until: Date };

/** How far a target is, with its month-ends, the oldest first, and the codes of its regions on the day of `progress.now`. */
export type MeasuredTarget = TargetView & { progress: Progress; monthly: Reading[]; regions: string[] };
