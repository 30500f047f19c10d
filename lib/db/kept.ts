import { askDb } from './client';
import { oncePerRequest } from './once';
import { together } from './together';

const MOST = 500;
const kept = globalThis as { gutaKept?: { seen: string; answers: Map<string, Promise<unknown>> }; gutaState?: () => Promise<State> };

/** What every page asks first. */
type State = {
  /** Another after any write, of whatever and through whichever server. */
  seen: string;
  /** The edition of the lists that everything is classed by. */
  lists: string;
  /** The days of the demonstration, as JSON. */
  editions: string | null;
};

/** Under which name the days of the demonstration are a setting. */
export const EDITIONS = 'editions';

/**
 * Answers a question about what is public once per state of the database: what a question found holds for as long as
 * no transaction anywhere has ended that could have written. The state is read anew each time, so that another
 * process's write is seen as well (docs/decisions/0027). What is answered is shared: nobody may change it.
 */
export async function keptWhile<T>(question: string, answer: () => Promise<T>): Promise<T> {
  const { seen } = await stateOfAll();
  if (kept.gutaKept?.seen !== seen) kept.gutaKept = { seen, answers: new Map() };
  const { answers } = kept.gutaKept;
  const known = answers.get(question) as Promise<T> | undefined;
  const asked = known ?? answer();
  answers.delete(question);
  answers.set(question, asked); // the one asked for last is the last to go
  if (known) return known;
  asked.catch(() => answers.delete(question));
  for (const oldest of answers.keys()) {
    if (answers.size <= MOST) break;
    answers.delete(oldest);
  }
  return asked;
}

/**
 * The state of the database: looked up once by a request that reads, and by one statement for all who ask at once.
 * Nobody is answered from a look that began before they asked.
 */
export function stateOfAll(): Promise<State> {
  kept.gutaState ??= together(look);
  return oncePerRequest('state', kept.gutaState);
}

async function look(): Promise<State> {
  const [now] = await askDb<State>(
    `SELECT current_database() || ' ' || pg_current_snapshot() AS seen,
      (SELECT coalesce(string_agg(concat_ws(' ', name, checksum, revision), ',' ORDER BY name), '') FROM dataset) AS lists,
      (SELECT value FROM setting WHERE name = $1) AS editions`,
    [EDITIONS],
  );
  if (!now) throw new Error('The database told no state.');
  return now;
}
