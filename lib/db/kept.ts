import { askDb, db } from './client';
import { oncePerRequest } from './once';
import { together } from './together';

const MOST = 500;
const kept = globalThis as { gutaKept?: { seen: string; answers: Map<string, Promise<unknown>> }; gutaSeen?: { of: unknown; look: () => Promise<string> } };

/**
 * Answers a question about what is public once per state of the database: what a question found holds for as long as
 * no transaction anywhere has ended that could have written. The state is read anew each time, so that another
 * process's write is seen as well (docs/decisions/0027). What is answered is shared: nobody may change it.
 */
export async function keptWhile<T>(question: string, answer: () => Promise<T>): Promise<T> {
  const seen = await stateOfAll();
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

/**
 * What is another after any write, of whatever and through whichever server: looked up once by a request that reads, and by
 * one statement for all who ask at once. Nobody is answered from a look that began before they asked.
 */
export function stateOfAll(): Promise<string> {
  // Tests change their database.
  if (kept.gutaSeen?.of !== db()) kept.gutaSeen = { of: db(), look: together(look) };
  return oncePerRequest('state', kept.gutaSeen.look);
}

async function look(): Promise<string> {
  const [now] = await askDb<{ seen: string }>(`SELECT current_database() || ' ' || pg_current_snapshot() AS seen`);
  return now?.seen ?? '';
}
