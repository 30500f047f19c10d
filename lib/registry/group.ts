import { type Finding, finding } from '@/lib/decision';
import type { Platform } from '@/lib/taxonomy/codes';
import { covers, type Day, type Period } from '@/lib/taxonomy/day';

/** 矩阵, 发布厅, 微博群. */
export const GROUP_KINDS = ['matrix', 'hall', 'cluster'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** An account that a line of a list may mean. */
export type Candidate = { id: number; platform: Platform; name: string; platformId: string | null; handle: string | null; unit: string };

/** The lines of a pasted list, each once, in their order. */
export function listedLines(text: string): string[] {
  return [
    ...new Set(
      text
        .replaceAll('\0', '')
        .split(/\r?\n/)
        .flatMap((line) => line.trim() || []),
    ),
  ];
}

/** The number that a line gives: #12, or a name with （#12） behind it. */
export function numberIn(line: string): number | null {
  const digits = /#(\d{1,9})[）)]?$/.exec(line)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Whether a line means an account: by its number alone where it gives one, else exactly by platform id, handle or present name. */
export function means(line: string, { id, name, platformId, handle }: Candidate): boolean {
  const number = numberIn(line);
  if (number !== null) return number === id;
  return line === platformId || line === name || line.toLowerCase() === handle?.toLowerCase();
}

/** Which accounts the lines of a list mean. A line that means none, or several, refuses the list and is named with what it may mean. */
export function resolveLines(lines: readonly string[], candidates: readonly Candidate[], field: string): { ids: number[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const ids = lines.flatMap((line) => {
    const meant = candidates.filter((each) => means(line, each));
    const [only, ...others] = meant;
    const value = line.slice(0, 60);
    if (!only) findings.push(finding(field, 'group-line-unknown', { value }));
    else if (others.length) findings.push(finding(field, 'group-line-ambiguous', { value, candidates: meant.map(labelOf).join('；') }));
    else return [only.id];
    return [];
  });
  return { ids: [...new Set(ids)], findings };
}

function labelOf({ id, name, unit }: Candidate): string {
  return `${name}（#${id}），${unit}`;
}

/** What members have of a measure: of how many it is known, and the sum, mean and median of those. Nulls where none is. */
export type Known = { of: number; known: number; sum: number | null; mean: number | null; median: number | null };

/** Sums up what is known; null is unknown and adds nothing. */
export function summed(values: readonly (number | null)[]): Known {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length === 0) return { of: values.length, known: 0, sum: null, mean: null, median: null };
  const sum = known.reduce((total, value) => total + value, 0);
  const middle = known.length / 2;
  const median = known.length % 2 ? (known[Math.floor(middle)] ?? 0) : ((known[middle - 1] ?? 0) + (known[middle] ?? 0)) / 2;
  return { of: values.length, known: known.length, sum, mean: sum / known.length, median };
}

/** Whether a membership that begins on a day would meet another of the same account. */
export function meets(from: Day, other: Period): boolean {
  return covers(other, from) || (other.from !== null && other.from >= from);
}
