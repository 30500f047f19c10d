import type { Client } from 'pg';
import type { Actor } from '@/lib/access/actor';
import type { Finding } from '@/lib/decision';
import type { Column } from '@/lib/exchange/columns';
import type { WideColumn } from '@/lib/exchange/layout';
import type { MatchBy, Verdict } from '@/lib/exchange/verdict';
import type { Day } from '@/lib/taxonomy/day';
import type { Ask } from './raw';
import type { Reference } from './reference';

/** A row of a file: its cells as they came, by the fields that they fill, and what is to be told of how it was read. `by`: by what alone its account is found. */
export type FileRow = { number: number; cells: string[]; texts: Partial<Record<string, string>>; told?: Finding[]; by?: MatchBy };

/** A row with its verdict, and what the write is to do: worked out once, by the check. */
export type JudgedRow = {
  number: number;
  cells: string[];
  verdict: Verdict;
  findings: Finding[];
  /** The account and the unit that it speaks of; of new ones the numbers that are kept for them. */
  accountId: number | null;
  unitId: number | null;
  plan: object | null;
};

/** In what a batch is worked on: one connection, within the transaction of the caller. */
export type Work = { client: Client; ask: Ask; actor: Actor; lists: Reference; today: Day; batchId: number };

/** Judges the rows of one file, some at a time and in their order: later ones see what earlier ones would make. */
export type RowsJudge = {
  judge(work: Work, rows: readonly FileRow[]): Promise<JudgedRow[]>;
  /** After the last row: keeps what rows have made together. */
  end(work: Work): Promise<void>;
};

/** What a person did to a row's account since the batch was written, so that it cannot be undone. */
export type Conflict = { number: number; name: string; reason: string; facts?: Record<string, string | number> };

/** A thing that sheets bring. What is the same for all of them, the engine does (lib/db/import-run.ts). */
export type ImportKind = {
  kind: string;
  columns: readonly Column[];
  /** Columns by which a row tells several things side by side. */
  wide?: readonly WideColumn[];
  /** Fields without whose columns a file cannot be used. */
  needs: readonly string[];
  begin(work: Pick<Work, 'lists' | 'today'>): RowsJudge;
  /** Before anything is written: locks what the rows are about, so that nobody changes it meanwhile. */
  lock(work: Work): Promise<void>;
  /** Rows of which the plan is no longer good, though nothing that was recorded says so. */
  stale(work: Work): Promise<number[]>;
  /** What several rows need, once. */
  prepare(work: Work): Promise<void>;
  /** Writes the good rows after one number and up to another, as they were planned, in a few statements. */
  write(work: Work, after: number, upTo: number): Promise<void>;
  /** Why the batch cannot be undone; at most so many. */
  conflicts(work: Work, written: bigint, most: number): Promise<Conflict[]>;
  /** Takes back what the batch has made and changed. */
  undo(work: Work, written: bigint): Promise<void>;
};
