import type { Tx } from './client';
import { Prisma } from './generated/client';

type ColumnType = 'int' | 'bigint' | 'text' | 'bool' | 'date' | 'timestamptz';
type Value = string | number | boolean | Date | null;

const AT_ONCE = 20_000;

/** Takes the next ids of a table, so that rows of several tables can be written that refer to each other. */
export async function reserveIds(tx: Tx, table: 'unit' | 'account', count: number): Promise<number[]> {
  const rows: { id: number }[] = await tx.$queryRaw`SELECT nextval(${`${table}_id_seq`}::regclass)::int AS id FROM generate_series(1, ${count})`;
  return rows.map(({ id }) => id);
}

/** Writes many rows in one statement per twenty thousand: a column is one array, whatever the number of rows. */
export async function insertRows(tx: Tx, table: string, columns: Record<string, ColumnType>, rows: readonly (readonly Value[])[]): Promise<void> {
  const names = Object.keys(columns);
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const some = rows.slice(start, start + AT_ONCE);
    const arrays = names.map((name, index) => Prisma.sql`${some.map((row) => row[index] ?? null)}::${Prisma.raw(columns[name] ?? 'text')}[]`);
    await tx.$executeRaw`INSERT INTO ${Prisma.raw(`"${table}"`)} (${Prisma.raw(names.map((name) => `"${name}"`).join(', '))}) SELECT * FROM unnest(${Prisma.join(arrays)})`;
  }
}
