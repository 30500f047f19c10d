import { comparable } from '@/lib/taxonomy/text';
import { Prisma } from './generated/client';

/** Whether a row of names matches what was typed: part of the name, pinyin without its spaces, or the beginning of its initials. */
export function nameMatches(table: 'm' | 'n' | 'u', text: string): Prisma.Sql {
  const wanted = comparable(text).replace(/[\\%_]/g, '\\$&');
  const column = (name: string) => Prisma.raw(`${table}.${name}`);
  return Prisma.sql`(lower(${column('name')}) LIKE ${`%${wanted}%`} OR replace(${column('pinyin')}, ' ', '') LIKE ${`%${wanted}%`} OR ${column('initials')} LIKE ${`${wanted}%`})`;
}
