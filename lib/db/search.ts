import { isLongEnough, type Search, type SearchWord } from '@/lib/taxonomy/search';
import { Prisma } from './generated/client';

// Each part is answered by a GIN index, over trigrams or, where what accounts' codes begin with is asked, over words (docs/decisions/0027, 0041).
type Texts = { names: Prisma.Sql; spelled: Prisma.Sql; begins: (latin: string) => Prisma.Sql };

const ACCOUNT: Texts = { names: Prisma.sql`x.names`, spelled: Prisma.sql`x.spelled`, begins: wordBegins };
const UNIT: Texts = {
  names: Prisma.sql`search_name(m.name)`,
  spelled: Prisma.sql`search_pinyin(m.pinyin)`,
  begins: (latin) => Prisma.sql`search_codes(m.pinyin, m.initials) LIKE ${`% ${escaped(latin)}%`}`,
};

// A word has no space in it.
function wordBegins(text: string): Prisma.Sql {
  return Prisma.sql`search_words(x.codes) @@ ${`'${text.replace(/[\\']/g, '$&$&')}':*`}::tsquery`;
}

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
  const each = codes.filter(Boolean).map((code) => {
    const [word = ''] = code.toLowerCase().split(' ', 1);
    const like = Prisma.sql`x.codes LIKE ${`% ${escaped(code.toLowerCase())}%`}`;
    return word === '' ? like : Prisma.sql`(${wordBegins(word)} AND ${like})`;
  });
  return Prisma.sql`(${Prisma.join([Prisma.sql`false`, ...each], ' OR ')})`;
}

/** Whether rows `x` of account_search bear or bore a name with this in it, as names are compared. */
export function nameHas(comparable: string): Prisma.Sql {
  return Prisma.sql`x.names LIKE ${spacedPattern(comparable)}`;
}

// Compared again with every hit, so nothing that is not needed: where a name's characters stand is known from a first one that
// is no x, and one follows each. A single character is found by the three around it.
function spacedPattern(name: string): string {
  const [first, ...others] = [...name].map(escaped);
  if (others.length === 0 || first === 'x') return `%x${[first, ...others].join('x')}x%`;
  return `%${[first, ...others].join('x')}%`;
}

function matches({ name, latin }: SearchWord, { names, spelled, begins }: Texts): Prisma.Sql {
  const spaced = Prisma.sql`${names} LIKE ${spacedPattern(name)}`;
  if (latin === null) return spaced;
  // Words last: to split them anew costs the most, where a hit is compared again.
  return isLongEnough(latin)
    ? Prisma.sql`(${spaced} OR ${spelled} LIKE ${`%${escaped(latin)}%`} OR ${begins(latin)})`
    : Prisma.sql`(${spaced} OR ${begins(latin)})`;
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
