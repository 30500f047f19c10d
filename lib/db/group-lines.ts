import type { Finding } from '@/lib/decision';
import { type Candidate, numberIn, resolveLines } from '@/lib/registry/group';
import type { Tx } from './client';

/** The accounts that the lines of a list mean, each exactly one, or what is wrong with the lines. */
export async function accountsMeant(tx: Tx, lines: readonly string[], field: string): Promise<{ ids: number[]; findings: Finding[] }> {
  return resolveLines(lines, await candidates(tx, lines), field);
}

function candidates(tx: Tx, lines: readonly string[]): Promise<Candidate[]> {
  const ids = lines.flatMap((line) => numberIn(line) ?? []);
  const texts = [...lines];
  return tx.$queryRaw`
    SELECT a.id, a.platform, n.name, a.platform_id AS "platformId", a.handle,
      coalesce((SELECT u.name FROM standing s JOIN unit_standing u ON u.unit_id = s.unit_id AND u.until IS NULL WHERE s.account_id = a.id AND s.until IS NULL), '—') AS unit
    FROM account a JOIN account_name n ON n.account_id = a.id AND n.until IS NULL
    WHERE a.id = ANY (${ids}::int[]) OR a.platform_id = ANY (${texts}::text[]) OR lower(a.handle) = ANY (${texts.map((text) => text.toLowerCase())}::text[])
      OR n.name = ANY (${texts}::text[])
    ORDER BY a.id`;
}
