import { db } from './client';
import { oncePerRequest } from './once';

const MOST = 500;
const kept = globalThis as { gutaKept?: { seen: string; answers: Map<string, Promise<unknown>> } };

/**
 * Answers a question about what is public once per state of the database: what a question found holds for as long as
 * no transaction anywhere has ended that could have written. The state is read anew each time, so that another
 * process's write is seen as well (docs/decisions/0027). What is answered is shared: nobody may change it.
 */
export async function keptWhile<T>(question: string, answer: () => Promise<T>): Promise<T> {
  const seen = await oncePerRequest('state', state);
  if (kept.gutaKept?.seen !== seen) kept.gutaKept = { seen, answers: new Map() };
  const { answers } = kept.gutaKept;
  const known = answers.get(question) as Promise<T> | undefined;
  if (known) return known;
  if (answers.size >= MOST) answers.clear();
  const asked = answer();
  answers.set(question, asked);
  asked.catch(() => answers.delete(question));
  return asked;
}

async function state(): Promise<string> {
  const [now]: { seen: string }[] = await db().$queryRaw`SELECT current_database() || ' ' || pg_current_snapshot() AS seen`;
  return now?.seen ?? '';
}
