import type { Finding } from '@/lib/decision';
import type { Header } from './columns';
import type { Table } from './table';
import type { Verdict } from './verdict';

/** Verdicts in the order in which pages show them. */
export const VERDICTS = ['new', 'changed', 'same', 'refused'] as const satisfies readonly Verdict[];

/** How many rows a batch has of each verdict, and how many were written. */
export type Counts = { rows: number; written: number } & Record<Verdict, number>;

/** What the check page says above the rows. */
export type BatchFacts = Pick<Table, 'format' | 'encoding' | 'sheet' | 'otherSheets' | 'merged' | 'hiddenRows'> &
  Pick<Header, 'row' | 'headers' | 'fields' | 'unknown'>;

/** 导入批次 as pages show it. */
export type BatchView = {
  id: number;
  fileName: string;
  status: 'checked' | 'done' | 'failed';
  /** Null of a file that could not be used, for the reasons in `findings`. */
  facts: BatchFacts | null;
  findings: Finding[];
  counts: Counts;
  uploadedBy: string | null;
  createdAt: Date;
  doneAt: Date | null;
};

/** A row as it came, and the verdict on it. */
export type RowView = { number: number; cells: string[]; verdict: Verdict; findings: Finding[]; accountId: number | null };
