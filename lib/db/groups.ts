import { type GroupKind, summed } from '@/lib/registry/group';
import { groupTable } from '@/lib/registry/group-table';
import type { GroupSummary, GroupView, MemberView } from '@/lib/registry/group-views';
import { OPEN_STATUSES, type Platform } from '@/lib/taxonomy/codes';
import { covers, type Day } from '@/lib/taxonomy/day';
import { toPinyin } from '@/lib/taxonomy/pinyin';
import { isWithin, NATION, type Region } from '@/lib/taxonomy/regions';
import { db } from './client';
import { dayFrom } from './days';
import { Prisma } from './generated/client';
import { reference } from './reference';
import { unitNameOn } from './unit-on';

const LAST = { orderBy: { from: { sort: 'desc', nulls: 'last' } }, take: 1 } as const;
const WITH_LEAD = {
  names: { orderBy: { from: 'asc' } },
  leadUnit: { select: { standings: { ...LAST, select: { name: true, regionId: true } } } },
  leadAccount: { select: { names: { ...LAST, select: { name: true } }, standings: { orderBy: { from: 'desc' }, take: 1, select: { regionId: true } } } },
  members: { select: { from: true, until: true } },
} as const satisfies Prisma.GroupInclude;

/** Every group, those within a region alone where one is said, by name. */
export async function listGroups(day: Day, regionCode: string = NATION): Promise<GroupView[]> {
  const { regions } = await reference();
  const rows = await db().group.findMany({ include: WITH_LEAD, orderBy: { id: 'asc' } });
  const views = await Promise.all(rows.map((row) => viewOf(row, day)));
  const within = (group: GroupView) => {
    const region = regions.at(group.regionCode, day);
    return regionCode === NATION || (region !== undefined && isWithin(region, regionCode));
  };
  return views.filter(within).sort((a, b) => Number(a.until !== null) - Number(b.until !== null) || comparePinyin(a.name, b.name) || a.id - b.id);
}

/** One group, or null when there is none of that number. */
export async function readGroup(id: number, day: Day): Promise<GroupView | null> {
  const row = Number.isInteger(id) ? await db().group.findUnique({ where: { id }, include: WITH_LEAD }) : null;
  return row && viewOf(row, day);
}

async function viewOf(row: Prisma.GroupGetPayload<{ include: typeof WITH_LEAD }>, day: Day): Promise<GroupView> {
  const { regions } = await reference();
  const { kind, names: given, leadUnit, leadAccount, members, from, until, platforms, ...group } = row;
  const names = given.map((each) => ({ name: each.name, from: dayFrom(each.from), until: dayFrom(each.until) }));
  const placed = regions.byId(leadUnit?.standings[0]?.regionId ?? leadAccount?.standings[0]?.regionId ?? -1);
  const region: Region | undefined = (placed && regions.resolve(placed, day)) ?? regions.at(NATION, day);
  return {
    ...group,
    kind: kind as GroupKind,
    platforms: platforms as Platform[],
    name: (names.find((each) => covers(each, day)) ?? names.at(-1))?.name ?? '',
    names,
    lead: leadUnit?.standings[0]?.name ?? leadAccount?.names[0]?.name ?? null,
    regionCode: region?.code ?? NATION,
    region: region?.name ?? '',
    from: dayFrom(from),
    until: dayFrom(until),
    members: members.filter((each) => covers({ from: dayFrom(each.from), until: dayFrom(each.until) }, day)).length,
  };
}

/** Who is in a group on a day, with posts of a period of days (both included). */
export async function membersOf(groupId: number, day: Day, period: { from: Day; to: Day }): Promise<MemberView[]> {
  const rows: (Omit<MemberView, 'followers' | 'posts'> & { followers: bigint | null; posts: bigint | null })[] = await db().$queryRaw`
    SELECT m.id, m.account_id AS "accountId", a.platform, coalesce(n.name, '') AS name, s.status, s.unit_id AS "unitId",
      CASE WHEN s.unit_id IS NULL THEN NULL ELSE ${unitNameOn(day)} END AS unit, s.region_id AS "regionId", s.sector_code AS "sectorCode",
      to_char(m."from", 'YYYY-MM-DD') AS from, f.value AS followers, to_char(f.day, 'YYYY-MM-DD') AS "followersOn", p.posts, p.known AS "knownDays"
    FROM account_group_member m JOIN account a ON a.id = m.account_id
    LEFT JOIN standing s ON s.account_id = a.id AND s."from" <= ${day}::date AND (s.until IS NULL OR s.until > ${day}::date)
    LEFT JOIN LATERAL (SELECT x.name, x.pinyin FROM account_name x WHERE x.account_id = a.id AND (x.until IS NULL OR x.until > ${day}::date) ORDER BY x."from" NULLS FIRST LIMIT 1) n ON true
    LEFT JOIN LATERAL (SELECT x.value, x.day FROM snapshot x WHERE x.account_id = a.id AND x.metric = 'followers' AND x.value IS NOT NULL AND x.day <= ${day}::date ORDER BY x.day DESC LIMIT 1) f ON true
    CROSS JOIN LATERAL (SELECT sum(x.value)::bigint AS posts, count(x.value)::int AS known FROM snapshot x
      WHERE x.account_id = a.id AND x.metric = 'posts' AND x.day BETWEEN ${period.from}::date AND ${period.to}::date) p
    WHERE m.group_id = ${groupId} AND m."from" <= ${day}::date AND (m.until IS NULL OR m.until > ${day}::date)
    ORDER BY a.platform, n.pinyin, a.id`;
  return rows.map(({ followers, posts, ...row }) => ({ ...row, followers: numberOf(followers), posts: numberOf(posts) }));
}

const numberOf = (value: bigint | null) => (value === null ? null : Number(value));

/** Coverage, activity and 以大带小 of a group: of its members on the day. The lead's own accounts are those that it leads with. */
export async function summaryOf(group: GroupView, members: readonly MemberView[], day: Day): Promise<GroupSummary> {
  const { regions, sectors } = await reference();
  const open = members.filter(({ status }) => status !== null && OPEN_STATUSES.includes(status));
  const placed = open.flatMap(({ regionId, sectorCode }) => (regionId === null || sectorCode === null ? [] : [{ regionId, sectorCode }]));
  const leading = await accountsLeading(group, day);
  const led = new Set(leading.map(({ id }) => id));
  return {
    table: groupTable(placed, group.regionCode, regions, sectors, day),
    open: open.length,
    posts: summed(members.map(({ posts }) => posts)),
    lead: summed(leading.map(({ followers }) => numberOf(followers))),
    others: summed(members.filter(({ accountId }) => !led.has(accountId)).map(({ followers }) => followers)),
  };
}

// The account that leads, or the open accounts of the unit that does, on the group's platforms; members or not.
function accountsLeading({ leadAccountId, leadUnitId, platforms }: GroupView, day: Day): Promise<{ id: number; followers: bigint | null }[]> {
  return db().$queryRaw`
    SELECT s.account_id AS id, (SELECT x.value FROM snapshot x WHERE x.account_id = s.account_id AND x.metric = 'followers' AND x.value IS NOT NULL AND x.day <= ${day}::date
      ORDER BY x.day DESC LIMIT 1) AS followers
    FROM standing s WHERE s."from" <= ${day}::date AND (s.until IS NULL OR s.until > ${day}::date) AND s.status = ANY (${[...OPEN_STATUSES]}::text[])
      AND (s.account_id = ${leadAccountId}::int OR (s.unit_id = ${leadUnitId}::int AND (${platforms}::text[] = '{}' OR s.platform = ANY (${platforms}::text[]))))`;
}

/** Units of a region's subtree with no account in any group on a day, by name, and how many there are. */
export async function unitsInNoGroup(
  regionCode: string,
  day: Day,
  skip: number,
  take: number,
): Promise<{ items: { id: number; name: string }[]; total: number }> {
  const { regions } = await reference();
  const ids = regions.all.filter((row) => isWithin(regions.resolve(row, day) ?? row, regionCode)).map(({ id }) => id);
  const none = Prisma.sql`FROM unit_standing u WHERE u.region_id = ANY (${ids}::int[]) AND (u."from" IS NULL OR u."from" <= ${day}::date) AND (u.until IS NULL OR u.until > ${day}::date)
    AND NOT EXISTS (SELECT FROM standing s JOIN account_group_member m ON m.account_id = s.account_id
      WHERE s.unit_id = u.unit_id AND s."from" <= ${day}::date AND (s.until IS NULL OR s.until > ${day}::date) AND m."from" <= ${day}::date AND (m.until IS NULL OR m.until > ${day}::date))`;
  const [items, counted] = await Promise.all([
    db().$queryRaw<{ id: number; name: string }[]>`SELECT u.unit_id AS id, u.name ${none} ORDER BY u.pinyin, u.unit_id OFFSET ${skip} LIMIT ${take}`,
    db().$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${none}`,
  ]);
  return { items, total: counted[0]?.total ?? 0 };
}

function comparePinyin(a: string, b: string): number {
  const [one, other] = [toPinyin(a).pinyin, toPinyin(b).pinyin];
  return one < other ? -1 : Number(one > other);
}
