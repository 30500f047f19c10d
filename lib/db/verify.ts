import { type Pasted, readPasted } from '@/lib/registry/links';
import { type Match, type Verification, verification } from '@/lib/registry/verify';
import { comparable } from '@/lib/taxonomy/text';
import { db } from './client';
import { Prisma } from './generated/client';
import { codesBegin, nameHas } from './search';
import { unitNameOn } from './unit-on';

/** 这个账号是官方的吗: answers for a link, a handle, a permanent id or a name. */
export async function verify(query: string): Promise<Verification> {
  const pasted = readPasted(query);
  const matches = await matching(pasted);
  // Letters that are nobody's handle may still be somebody's name.
  if (pasted.kind === 'bare' && matches.length === 0)
    return verification(query, { kind: 'name', platform: null, value: pasted.value }, await byName(pasted.value, null));
  return verification(query, pasted, matches);
}

async function matching(pasted: Pasted): Promise<Match[]> {
  switch (pasted.kind) {
    case 'platform-id':
      return found(Prisma.sql`a.platform = ${pasted.platform} AND a.platform_id = ${pasted.value}`);
    case 'handle':
      return found(Prisma.sql`${begun(pasted.value)} AND a.platform = ${pasted.platform} AND lower(a.handle) = lower(${pasted.value})`);
    case 'bare':
      return found(Prisma.sql`${begun(pasted.value)} AND (lower(a.handle) = lower(${pasted.value}) OR a.platform_id = ${pasted.value})`);
    case 'name':
      return byName(pasted.value, pasted.platform);
    default:
      return [];
  }
}

// The few accounts that an index gives are compared letter by letter.
function begun(code: string): Prisma.Sql {
  return Prisma.sql`a.id IN (SELECT x.account_id FROM account_search x WHERE ${codesBegin([code])})`;
}

function byName(name: string, platform: string | null): Promise<Match[]> {
  const wanted = comparable(name);
  return found(
    Prisma.sql`${platform === null ? Prisma.sql`true` : Prisma.sql`a.platform = ${platform}`}
    AND a.id IN (SELECT x.account_id FROM account_search x WHERE ${nameHas(wanted)})
    AND EXISTS (SELECT FROM account_name m WHERE m.account_id = a.id AND ${comparableSql(Prisma.sql`m.name`)} = ${wanted})`,
    wanted,
  );
}

// As `comparable` makes names alike.
function comparableSql(name: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`lower(translate(${name}, '（） ', '()'))`;
}

function found(condition: Prisma.Sql, name = ''): Promise<Match[]> {
  return db().$queryRaw`
    SELECT a.id, a.platform, n.name, a.platform_id AS "platformId", a.handle, s.unit_id AS "unitId", ${unitNameOn('9999-12-31')} AS unit, r.name AS region, s.status, a.provenance,
           ${name} <> '' AND ${comparableSql(Prisma.sql`n.name`)} <> ${name} AS formerly
    FROM account a
    JOIN account_name n ON n.account_id = a.id AND n.until IS NULL
    JOIN standing s ON s.account_id = a.id AND s.until IS NULL
    JOIN region r ON r.id = s.region_id
    WHERE ${condition}
    ORDER BY (s.status IN ('active', 'paused')) DESC, a.id`;
}
