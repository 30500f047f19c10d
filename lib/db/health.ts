import { db } from './client';

/** What the register still lacks before it can serve: nothing, when it is ready. */
export async function readiness(): Promise<('database' | 'migrations' | 'reference-data')[]> {
  try {
    const [{ unfinished } = { unfinished: 1 }] = await db().$queryRaw<
      { unfinished: number }[]
    >`SELECT count(*)::int AS unfinished FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL`;
    if (unfinished > 0) return ['migrations'];
    const short = await db().dataset.count({ where: { loadedCount: { lt: db().dataset.fields.expectedCount } } });
    return short > 0 || (await db().dataset.count()) === 0 ? ['reference-data'] : [];
  } catch {
    return ['database'];
  }
}
