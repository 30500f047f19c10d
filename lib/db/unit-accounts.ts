import type { Platform } from '@/lib/taxonomy/codes';
import { db } from './client';

/** An account that a reform may concern. */
export type UnitAccount = { id: number; name: string; platform: Platform };

/** Accounts that were open with a unit at any time: of a reform in the past, those too that have gone elsewhere since. */
export async function accountsEverOpen(unitId: number): Promise<UnitAccount[]> {
  return db().$queryRaw`
    SELECT a.id, n.name, a.platform
    FROM account a JOIN account_name n ON n.account_id = a.id AND n.until IS NULL
    WHERE EXISTS (SELECT FROM standing s WHERE s.account_id = a.id AND s.unit_id = ${unitId} AND s.status IN ('active', 'paused'))
    ORDER BY n.pinyin, a.id`;
}
