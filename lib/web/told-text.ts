import { z } from 'zod';
import { type Finding, notice } from '@/lib/decision';
import { MESSAGES } from './locale';

// Browsers let a cookie be of four kilobytes, its name and its terms included.
const MOST = 3600;

const text = z.string().max(2000);
const findings = z.array(
  z.object({
    field: text.nullable(),
    reason: text.refine((reason) => Object.hasOwn(MESSAGES['zh-CN'].reason, reason)),
    facts: z.record(text, z.union([text, z.number()])).optional(),
    severity: z.enum(['warning', 'notice']),
  }),
);
const kept = z.object({ at: text, findings });

/** Findings on their way to the page that tells them. What is too much for a cookie is counted. */
export function writeTold(at: string, all: readonly Finding[]): string {
  for (let count = all.length; ; count -= 1) {
    const some = all.slice(0, count);
    const rest = all.length - count;
    const said = rest ? [...some, notice(null, 'more-told', { count: rest })] : some;
    const written = Buffer.from(JSON.stringify({ at, findings: said })).toString('base64url');
    if (written.length <= MOST || count === 0) return written;
  }
}

/** The same read again; nothing where it is none, or is for another page. */
export function readTold(written: string, at: string): Finding[] {
  try {
    const read = kept.safeParse(JSON.parse(Buffer.from(written, 'base64url').toString()));
    return read.success && read.data.at === at ? read.data.findings : [];
  } catch {
    return [];
  }
}
