import type { Actor } from '@/lib/access/actor';
import { grantsFor } from '@/lib/access/acts';
import { STANDING_LINTS, type StandingLint } from '@/lib/registry/filing-lint';
import type { FoundAccount } from '@/lib/registry/found';
import { ruleInForce } from '@/lib/registry/lint-rules';
import type { Page } from '@/lib/registry/views';
import type { Day } from '@/lib/taxonomy/day';
import { NATION } from '@/lib/taxonomy/regions';
import { type Area, regionIdsIn } from './area';
import { db } from './client';
import { Prisma } from './generated/client';
import { lintRules } from './lint-rules';
import { standingsReached } from './reach';
import { reference } from './reference';

export type FoundFilter = { areas: readonly Area[]; sectors: readonly string[]; lint?: StandingLint };

/** Open institutional accounts, among those whose filings an actor decides, that stand in breach of a rule which could be mended. */
export async function listFound(actor: Actor, filter: FoundFilter, today: Day, { skip, take }: { skip: number; take: number }): Promise<Page<FoundAccount>> {
  const found = await foundWithin(actor, filter, today);
  const [items, counted] = await Promise.all([
    db().$queryRaw<FoundAccount[]>`
      WITH found AS (${found})
      SELECT found.id, n.name, found.platform, found.unit_id AS "unitId", ${UNIT_NAME('found')} AS unit, r.name AS region, found.lints
      FROM found JOIN account_name n ON n.account_id = found.id AND n.until IS NULL JOIN region r ON r.id = found.region_id
      ORDER BY r.code, n.pinyin, found.id OFFSET ${skip} LIMIT ${take}`,
    db().$queryRaw<{ total: number }[]>`WITH found AS (${found}) SELECT count(*)::int AS total FROM found`,
  ]);
  return { items, total: counted[0]?.total ?? 0 };
}

/** How many there are in each region row. */
export async function countFound(actor: Actor, filter: FoundFilter, today: Day): Promise<Map<number, number>> {
  const rows: { region: number; accounts: number }[] = await db().$queryRaw`
    WITH found AS (${await foundWithin(actor, filter, today)}) SELECT region_id AS region, count(*)::int AS accounts FROM found GROUP BY 1`;
  return new Map(rows.map(({ region, accounts }) => [region, accounts]));
}

// A place may only be stricter than the nation, so what the nation looks for is looked for everywhere.
async function foundWithin(actor: Actor, { areas, sectors, lint }: FoundFilter, today: Day): Promise<Prisma.Sql> {
  const [lists, rules] = await Promise.all([reference(), lintRules([NATION])]);
  const inForce = STANDING_LINTS.filter((each) => ruleInForce(rules, each, [NATION], today));
  const asked = inForce.filter((each) => lint === undefined || each === lint);
  if (asked.length === 0) return NONE;
  const ids = areas.flatMap((area) => regionIdsIn(area, lists, today));
  const codes = lists.sectors.all.filter(({ code }) => sectors.some((other) => lists.sectors.isWithin(code, other, today))).map(({ code }) => code);
  return Prisma.sql`
    SELECT s.account_id AS id, s.platform, s.unit_id, s.region_id, each.lints
    FROM standing s
    JOIN account a ON a.id = s.account_id
    CROSS JOIN LATERAL (SELECT array_remove(ARRAY[${Prisma.join(asked.map((each) => Prisma.sql`CASE WHEN ${BREACHED[each]} THEN ${each} END`))}]::text[], NULL) AS lints) each
    WHERE ${OPEN} AND ${standingsReached(grantsFor(actor, 'filing.decide'), lists, today)}
      ${areas.length ? Prisma.sql`AND s.region_id = ANY (${ids}::int[])` : Prisma.empty}
      ${sectors.length ? Prisma.sql`AND s.sector_code = ANY (${codes}::text[])` : Prisma.empty}
      AND each.lints <> '{}'`;
}

const NONE = Prisma.sql`SELECT 0 AS id, '' AS platform, 0 AS unit_id, 0 AS region_id, '{}'::text[] AS lints WHERE false`;

const open = (alias: 's' | 'o') =>
  Prisma.sql`${Prisma.raw(alias)}.until IS NULL AND ${Prisma.raw(alias)}.holder = 'institution' AND ${Prisma.raw(alias)}.status IN ('active', 'paused')`;
const OPEN = open('s');

// Looked up only where a rule needs it, and for the rows that are shown.
const UNIT_NAME = (of: 's' | 'found') =>
  Prisma.sql`(SELECT x.name FROM unit_standing x WHERE x.unit_id = ${Prisma.raw(of)}.unit_id ORDER BY x."from" DESC NULLS LAST LIMIT 1)`;
const OWN_NAME = Prisma.sql`(SELECT n.name FROM account_name n WHERE n.account_id = s.account_id AND n.until IS NULL)`;

// What `comparable` does to a text that was cleaned when it was entered.
const comparable = (text: Prisma.Sql) => Prisma.sql`lower(translate(regexp_replace(${text}, '\\s', '', 'g'), '（）', '()'))`;

const SIBLING = Prisma.sql`SELECT FROM standing o JOIN account b ON b.id = o.account_id WHERE o.unit_id = s.unit_id AND o.account_id <> s.account_id AND ${open('o')}`;

// The checks of lib/registry/filing-lint.ts, which found.test.ts holds them against.
const BREACHED: Record<StandingLint, Prisma.Sql> = {
  'second-account': Prisma.sql`EXISTS (${SIBLING} AND o.platform = s.platform AND coalesce(a.wechat_type = b.wechat_type, true))`,
  'verification-without-owner': Prisma.sql`a.verification IS NOT NULL AND position(${comparable(UNIT_NAME('s'))} IN ${comparable(Prisma.sql`a.verification`)}) = 0`,
  'contact-missing': Prisma.sql`coalesce(a.contact_name, '') = '' AND coalesce(a.contact_phone, '') = ''`,
  'names-differ': Prisma.sql`EXISTS (${SIBLING} AND o.platform <> s.platform AND EXISTS (
    SELECT FROM account_name m WHERE m.account_id = b.id AND m.until IS NULL AND ${comparable(Prisma.sql`m.name`)} <> ${comparable(OWN_NAME)}))`,
};
