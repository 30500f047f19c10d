import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { db } from './client';
import { Prisma } from './generated/client';
import { readStream, type TextRow, written } from './stream';

async function allOf(rows: AsyncGenerator<TextRow[]>): Promise<TextRow[]> {
  const all: TextRow[] = [];
  for await (const batch of rows) all.push(...batch);
  return all;
}

const COUNT = Prisma.sql`SELECT 1`;

/** Statements of ours that run in the database now. */
const running = async (mark: string) =>
  (
    await db().$queryRaw<
      { count: number }[]
    >`SELECT count(*)::int AS count FROM pg_stat_activity WHERE query LIKE ${`%${mark}%`} AND pid <> pg_backend_pid() AND query NOT LIKE '%pg_stat_activity%'`
  )[0]?.count;

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await what()); tries++) {
    if (tries > 100) throw new Error('It has not come to that.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('rows that are read as they are taken', () => {
  it('are what was stored, whatever the text', async () => {
    const texts = fc.array(
      fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(texts, async (row) => {
        const odd = [...row, '\\N', '\\', 'a\tb\nc\r\\d', "';--", null];
        const { rows } = await readStream(COUNT, Prisma.sql`SELECT ${Prisma.join(odd.map((text) => Prisma.sql`${text}::text`))}`);
        expect(await allOf(rows)).toEqual([odd]);
      }),
      { numRuns: 25 },
    );
  });

  it('keep lists, numbers and their signs', async () => {
    const { total, rows } = await readStream(
      Prisma.sql`SELECT count(*) FROM unnest(${['a"b', "c'd", 'e\\f', '{,}']}::text[])`,
      Prisma.sql`SELECT t, ${-3}::int, ${true}::bool FROM unnest(${['a"b', "c'd", 'e\\f', '{,}']}::text[]) t, unnest(${[1, -2]}::int[]) n WHERE n = ${-2}`,
    );
    expect(total).toBe(4);
    expect(await allOf(rows)).toEqual(['a"b', "c'd", 'e\\f', '{,}'].map((text) => [text, '-3', 't']));
  });

  it('are asked for in a query that takes no other kind of value', () => {
    expect(() => written(Prisma.sql`SELECT ${{ a: 1 } as never}`)).toThrow(/not written/);
    expect(() => written(Prisma.sql`SELECT ${Number.NaN}`)).toThrow(/not written/);
  });

  it('come in batches, more than memory need hold', async () => {
    const { rows } = await readStream(COUNT, Prisma.sql`SELECT g, repeat('平', 40) FROM generate_series(1, 200000) g`);
    let [batches, count, largest] = [0, 0, 0];
    for await (const batch of rows) [batches, count, largest] = [batches + 1, count + batch.length, Math.max(largest, batch.length)];
    expect(count).toBe(200_000);
    expect(batches).toBeGreaterThan(20);
    expect(largest).toBeLessThan(20_000);
  });

  it('cannot be written to', async () => {
    const { rows } = await readStream(COUNT, Prisma.sql`SELECT nextval('account_id_seq')`);
    await expect(allOf(rows)).rejects.toThrow(/read-only/);
  });

  it('are no more read when nobody takes them: while they come, and while they are being sorted', async () => {
    const coming = await readStream(COUNT, Prisma.sql`SELECT 'coming-mark', g, repeat('x', 1000) FROM generate_series(1, 100000000) g`);
    await coming.rows.next();
    expect(await running('coming-mark')).toBe(1);
    await coming.rows.return(undefined);
    await until(async () => (await running('coming-mark')) === 0);

    const slow = await readStream(COUNT, Prisma.sql`SELECT 'sorting-mark', pg_sleep(600)`);
    const first = slow.rows.next();
    first.catch(() => undefined);
    await until(async () => (await running('sorting-mark')) === 1);
    await slow.stop();
    await expect(first).rejects.toThrow();
    await until(async () => (await running('sorting-mark')) === 0);
  });

  it('end with the error of the query', async () => {
    const { rows } = await readStream(COUNT, Prisma.sql`SELECT 1 / (g - 5000) FROM generate_series(1, 10000) g`);
    await expect(allOf(rows)).rejects.toThrow(/division by zero/);
  });
});
