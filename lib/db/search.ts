import { isLongEnough, type Search, type SearchWord } from '@/lib/taxonomy/search';
import { Prisma } from './generated/client';

// Each part is answered by one GIN index over trigrams (prisma/migrations/0013_search).
type Texts = { names: Prisma.Sql; spelled: Prisma.Sql; codes: Prisma.Sql };

const ACCOUNT: Texts = { names: Prisma.sql`x.names`, spelled: Prisma.sql`x.spelled`, codes: Prisma.sql`x.codes` };
const UNIT: Texts = {
  names: Prisma.sql`search_name(m.name)`,
  spelled: Prisma.sql`search_pinyin(m.pinyin)`,
  codes: Prisma.sql`search_codes(m.pinyin, m.initials)`,
};

/** Whether rows `x` of account_search are found, as `isFound` of lib/taxonomy/search.ts has it. */
export function accountFound(search: Search): Prisma.Sql {
  return anyWay(search, (word) => matches(word, ACCOUNT));
}

/** Whether the units of rows `u` are found by any name that they ever bore. */
export function unitFound(search: Search): Prisma.Sql {
  return anyWay(search, (word) => Prisma.sql`u.unit_id IN (SELECT m.unit_id FROM unit_standing m WHERE ${matches(word, UNIT)})`);
}

function anyWay(search: Search, one: (word: SearchWord) => Prisma.Sql): Prisma.Sql {
  if (search.length === 0) return Prisma.sql`true`;
  const ways = search.map((words) => Prisma.join(words.map(one), ' AND '));
  return Prisma.sql`(${Prisma.join(ways, ' OR ')})`;
}

/** Whether rows `x` of account_search have a handle or permanent id that begins like one of these; empty ones begin nothing. */
export function codesBegin(codes: readonly string[]): Prisma.Sql {
  const each = codes.filter(Boolean).map((code) => Prisma.sql`x.codes LIKE ${`% ${escaped(code.toLowerCase())}%`}`);
  return Prisma.sql`(${Prisma.join([Prisma.sql`false`, ...each], ' OR ')})`;
}

/** Whether rows `x` of account_search bear or bore a name with this in it, as names are compared. */
export function nameHas(comparable: string): Prisma.Sql {
  return Prisma.sql`x.names LIKE ${spacedPattern(comparable)}`;
}

function spacedPattern(name: string): string {
  return `%x${[...name].map(escaped).join('x')}x%`;
}

function matches({ name, latin }: SearchWord, { names, spelled, codes }: Texts): Prisma.Sql {
  const spaced = spacedPattern(name);
  if (latin === null) return Prisma.sql`${names} LIKE ${spaced}`;
  const begins = Prisma.sql`${names} LIKE ${spaced} OR ${codes} LIKE ${`% ${escaped(latin)}%`}`;
  return isLongEnough(latin) ? Prisma.sql`(${begins} OR ${spelled} LIKE ${`%${escaped(latin)}%`})` : Prisma.sql`(${begins})`;
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
