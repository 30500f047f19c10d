import type { Actor } from '@/lib/access/actor';
import { may, mayAt } from '@/lib/access/acts';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import type { AccountRow } from '@/lib/exchange/account-row';
import { OPEN_STATUSES } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { isWithin } from '@/lib/taxonomy/regions';
import { type AccountStream, streamAccounts, type Taken } from './account-export';
import { record, refuseAct, refuseOutside } from './audit';
import { db, transaction } from './client';
import { Prisma } from './generated/client';
import { reference } from './reference';
import { placeOfUnit } from './scope';

/** A unit and its open accounts, as a sheet that is sent to it to be filled in. */
export type UnitSheet = { id: number; name: string; uscc: string | null; regionId: number; sectorCode: string; tier: string | null; accounts: AccountRow[] };

export type SheetStream = { units: number; accounts: number; sheets: AsyncGenerator<UnitSheet>; stop(): Promise<void> };

/** Files in one archive: the format without its 64-bit extension counts to 65,535. */
export const MOST_SHEETS = 20_000;

type Asked = { region: string } | { unit: number };

/**
 * Reads what the sheets of units hold, one unit after another: of one unit, or of all present units of a region
 * that the actor's grants reach. They hold contacts, so that they were taken is recorded as a look.
 */
export async function readSheets(actor: Actor, asked: Asked, today: Day, taken: Taken): Promise<Decision<SheetStream>> {
  const subject = { subjectType: 'page', subjectId: taken.path } as const;
  if (!may(actor, 'account.read-contact')) return refuseAct(actor, 'account.read-contact', subject);
  const units = await reachedUnits(actor, asked, today);
  if (units.length === 0) return refuseOutside(actor, 'account.read-contact', subject, finding(null, 'not-found'));
  if (units.length > MOST_SHEETS) return refuse(finding('region', 'too-many-sheets', { units: units.length, most: MOST_SHEETS }));
  const accounts = await streamAccounts(actor, { ...OPEN_NOW, asOf: today }, 'id', { contacts: true, today, units: units.map(({ id }) => id) });
  await transaction(async (tx) => {
    const after = { query: taken.query, rows: accounts.total, units: units.length };
    await record(tx, actor, { act: 'page.export', ...subject, after });
    await record(tx, actor, { act: 'account.look-contacts', ...subject, after });
  });
  return accept({ units: units.length, accounts: accounts.total, sheets: sheetsOf(units, accounts), stop: accounts.stop });
}

const OPEN_NOW = {
  platforms: [],
  regions: [],
  scope: 'subtree',
  sectors: [],
  tiers: [],
  ranks: [],
  holders: [],
  statuses: [...OPEN_STATUSES],
  provenances: [],
  unitId: null,
  text: null,
} as const;

type Unit = Omit<UnitSheet, 'accounts'>;

async function reachedUnits(actor: Actor, asked: Asked, today: Day): Promise<Unit[]> {
  const lists = await reference();
  const here = 'unit' in asked ? [] : lists.regions.all.filter((row) => isWithin(lists.regions.resolve(row, today) ?? row, asked.region));
  const where = 'unit' in asked ? Prisma.sql`u.unit_id = ${asked.unit}` : Prisma.sql`u.region_id = ANY (${here.map(({ id }) => id)}::int[])`;
  const rows: (Unit & { parentId: number | null })[] = await db().$queryRaw`
    SELECT u.unit_id AS id, u.name, o.uscc, u.region_id AS "regionId", u.sector_code AS "sectorCode", u.tier, u.parent_id AS "parentId"
    FROM unit_standing u JOIN unit o ON o.id = u.unit_id WHERE u.until IS NULL AND ${where} ORDER BY u.unit_id`;
  return rows.filter((unit) => mayAt(actor, 'account.read-contact', placeOfUnit(unit, unit.id, lists, today)));
}

// Both go by the unit's number, so that a unit's accounts are those that come next.
async function* sheetsOf(units: readonly Unit[], { rows }: Pick<AccountStream, 'rows'>): AsyncGenerator<UnitSheet> {
  let waiting: AccountRow[] = [];
  let ended = false;
  for (const unit of units) {
    while (!ended && (waiting.at(-1)?.unitId ?? 0) <= unit.id) {
      const { value, done } = await rows.next();
      ended = done ?? false;
      waiting = [...waiting, ...(value ?? [])];
    }
    const after = waiting.findIndex(({ unitId }) => unitId > unit.id);
    const accounts = after === -1 ? waiting : waiting.slice(0, after);
    waiting = after === -1 ? [] : waiting.slice(after);
    yield { ...unit, accounts };
  }
}
