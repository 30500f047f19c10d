import { type Finding, finding } from '@/lib/decision';
import type { Ask } from './raw';

export type Task = 'check' | 'recheck' | 'write' | 'undo';

/** A batch that a worker has taken up. */
export type Claim = { id: number; kind: string; fileName: string; task: Task; attempt: number; onlyGood: boolean; day: string; counts: object };

/** Tells those who wait how far the work is. */
export type Progress = (done: number, total?: number | null) => void;

/** Another worker has taken the batch up: this one, thought dead, writes nothing more. */
export class Superseded extends Error {}

/** What was asked of a batch is refused, and the batch is as before; or it has failed for good. */
export class Refused extends Error {
  constructor(
    readonly findings: readonly Finding[],
    readonly status: 'failed' | null = null,
  ) {
    super(findings.map(({ reason }) => reason).join(', '));
  }
}

/** Holds the batch until the transaction ends, unless another worker has taken it up meanwhile. */
export async function fence(ask: Ask, { id, attempt }: Claim): Promise<void> {
  const [own] = await ask('SELECT FROM import_batch WHERE id = $1 AND attempt = $2 AND task IS NOT NULL FOR SHARE', [id, attempt]);
  if (!own) throw new Superseded();
}

/** Whose plans are no longer what was shown. */
export function outdated(rows: readonly number[]): Finding {
  return finding(null, 'import-outdated', { rows: rows.slice(0, NAMED).join('、'), count: rows.length });
}

const NAMED = 20;
