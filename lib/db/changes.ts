import { CHANGE_KINDS, type ChangeKind, type ChangesFilter, type ChangeView } from '@/lib/registry/changes';
import type { Day } from '@/lib/taxonomy/day';
import { isWithin } from '@/lib/taxonomy/regions';
import { db } from './client';
import { Prisma } from './generated/client';
import { reference } from './reference';
import { unitNameOn } from './unit-on';

/** How many accounts differ between two days, in each way. */
export async function countChanges(filter: ChangesFilter): Promise<Record<ChangeKind, number>> {
  const rows: { kind: ChangeKind; accounts: number }[] = await db().$queryRaw`
    ${await differing({ ...filter, kinds: [] })} SELECT kind, count(*)::int AS accounts FROM change GROUP BY kind`;
  const counted = new Map(rows.map(({ kind, accounts }) => [kind, accounts]));
  return Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, counted.get(kind) ?? 0])) as Record<ChangeKind, number>;
}

/** The accounts that differ between two days, by kind and name, each with what it was and is. */
export async function listChanges(filter: ChangesFilter, { skip, take }: { skip: number; take: number }): Promise<ChangeView[]> {
  const { from, to } = filter;
  return db().$queryRaw`
    ${await differing(filter)},
    shown AS (
      SELECT change.*, a.platform FROM change JOIN account a ON a.id = change.id
      LEFT JOIN account_name n ON n.account_id = change.id AND n.until IS NULL
      ORDER BY array_position(${[...CHANGE_KINDS]}::text[], change.kind), n.pinyin, change.id OFFSET ${skip} LIMIT ${take}
    )
    SELECT shown.id, shown.platform, shown.kind, ${sideOn(from)} AS was, ${sideOn(to)} AS "is", ${sinceWhen(from, to)} AS day
    FROM shown LEFT JOIN account_name n ON n.account_id = shown.id AND n.until IS NULL
    ORDER BY array_position(${[...CHANGE_KINDS]}::text[], shown.kind), n.pinyin, shown.id`;
}

/** What each account was on the two days, and in which ways that differs. */
async function differing({ from, to, regions, platforms, kinds }: ChangesFilter): Promise<Prisma.Sql> {
  const ofPlatform = platforms.length ? Prisma.sql`AND s.platform = ANY (${[...platforms]}::text[])` : Prisma.empty;
  const on = (day: Day) => Prisma.sql`
    SELECT s.account_id AS id, s.status, s.status IN ('active', 'paused') AS open, s.unit_id, s.region_id, s.sector_code, s.tier, s.rank, n.name
    FROM standing s JOIN account_name n ON n.account_id = s.account_id AND ${covers('n', day)}
    WHERE ${covers('s', day)} ${ofPlatform}`;
  return Prisma.sql`
    WITH was AS (${on(from)}), now AS (${on(to)}),
    change AS (
      SELECT id, each.kind FROM was FULL JOIN now USING (id)
      CROSS JOIN LATERAL (VALUES
        ('opened', now.open AND was.open IS NOT TRUE),
        ('closed', was.open AND now.open IS NOT TRUE),
        ('renamed', was.open AND now.open AND was.name <> now.name),
        ('moved', was.open AND now.open AND was.unit_id <> now.unit_id),
        ('reclassified', was.open AND now.open AND was.unit_id = now.unit_id
          AND (was.region_id, was.sector_code, was.tier, was.rank) IS DISTINCT FROM (now.region_id, now.sector_code, now.tier, now.rank)),
        ('paused', was.status = 'active' AND now.status = 'paused'),
        ('resumed', was.status = 'paused' AND now.status = 'active')
      ) AS each(kind, holds)
      WHERE each.holds ${await within(regions, to)} ${kinds.length ? Prisma.sql`AND each.kind = ANY (${[...kinds]}::text[])` : Prisma.empty}
    )`;
}

function covers(table: 'n' | 's', day: Day): Prisma.Sql {
  const [from, until] = [Prisma.raw(`${table}."from"`), Prisma.raw(`${table}.until`)];
  return Prisma.sql`(${from} IS NULL OR ${from} <= ${day}::date) AND (${until} IS NULL OR ${until} > ${day}::date)`;
}

// One that has left a region differs there too, and one that has come.
async function within(regions: readonly string[], day: Day): Promise<Prisma.Sql> {
  if (!regions.length) return Prisma.empty;
  const lists = await reference();
  const ids = lists.regions.all.filter((row) => regions.some((code) => isWithin(lists.regions.resolve(row, day) ?? row, code))).map(({ id }) => id);
  return Prisma.sql`AND (was.region_id = ANY (${ids}::int[]) OR now.region_id = ANY (${ids}::int[]))`;
}

function sideOn(day: Day): Prisma.Sql {
  return Prisma.sql`(
    SELECT jsonb_build_object('name', n.name, 'unit', ${unitNameOn(day)}, 'region', r.name, 'sector', k.name, 'sectorEn', k.name_en, 'tier', s.tier, 'rank', s.rank, 'status', s.status)
    FROM standing s
    JOIN account_name n ON n.account_id = s.account_id AND ${covers('n', day)}
    JOIN region r ON r.id = s.region_id
    JOIN sector k ON k.code = s.sector_code
    WHERE s.account_id = shown.id AND ${covers('s', day)})`;
}

// The last day between the two on which just this became other than it was.
function sinceWhen(from: Day, to: Day): Prisma.Sql {
  return Prisma.sql`to_char(CASE shown.kind WHEN 'renamed'
    THEN (SELECT max(m."from") FROM account_name m WHERE m.account_id = shown.id AND m."from" <= ${to}::date)
    ELSE (SELECT max(x."from") FROM standing x LEFT JOIN standing p ON p.account_id = x.account_id AND p.until = x."from"
      WHERE x.account_id = shown.id AND x."from" > ${from}::date AND x."from" <= ${to}::date AND CASE
        WHEN shown.kind IN ('opened', 'closed') THEN (p.status IN ('active', 'paused')) IS DISTINCT FROM (x.status IN ('active', 'paused'))
        WHEN shown.kind = 'moved' THEN p.unit_id IS DISTINCT FROM x.unit_id
        WHEN shown.kind IN ('paused', 'resumed') THEN p.status IS DISTINCT FROM x.status
        ELSE (p.region_id, p.sector_code, p.tier, p.rank) IS DISTINCT FROM (x.region_id, x.sector_code, x.tier, x.rank) END)
    END, 'YYYY-MM-DD')`;
}
