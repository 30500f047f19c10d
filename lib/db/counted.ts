import { DayWatch } from '@/lib/coverage/day-watch';
import { LastFollowers } from '@/lib/coverage/followed';
import { namingOf } from '@/lib/coverage/naming';
import { NEVER, type StandingClass, Standings } from '@/lib/coverage/standings';
import { type Grouping, type Layout, Tally } from '@/lib/coverage/tally';
import type { Day } from '@/lib/taxonomy/day';
import { askDb, db } from './client';
import { accountsOf, coverText } from './cover-rows';
import { followersAgain, followersOf } from './followers';
import { Prisma } from './generated/client';
import { oncePerRequest } from './once';
import { changesSince, FORGOTTEN } from './revision';
import { together } from './together';

/** `snapshot`: of which state of the database it is. */
type Followers = { last: LastFollowers; snapshot: string };
type OfDay = { watch: DayWatch; answers: Map<string, unknown> };
type Copy = {
  standings: Standings;
  snapshot: string;
  at: number;
  tallies: Map<string, Tally>;
  days: Map<Day, OfDay>;
  followers: Map<Day, Followers>;
  reading: Map<Day, Promise<void>>;
};

const kept = globalThis as { gutaCopy?: Copy | undefined; gutaCopied?: (() => Promise<Copy>) | undefined; gutaCopyOf?: unknown };

/**
 * The counts of a question as the register stands when it is asked, whoever wrote last (docs/decisions/0028).
 * @param name what tells this way of grouping from others
 */
export async function tallyOf(layout: Layout, name: string, grouping: Grouping, revision: string): Promise<Tally> {
  const { standings, tallies } = await copy();
  const key = JSON.stringify([name, layout.filter, revision]);
  const known = tallies.get(key);
  const tally = known ?? new Tally(standings, layout, grouping, [], namingOf(standings, layout, name, grouping));
  tallies.delete(key);
  tallies.set(key, tally); // the one asked for last is the last to go
  for (const [oldest, old] of tallies) {
    if (tallies.size <= AT_MOST) break;
    old.end();
    tallies.delete(oldest);
  }
  return tally;
}

/** The same as if some accounts were not there; nobody asks for it twice, so it is not kept. */
export async function tallyWithout(layout: Layout, grouping: Grouping, accounts: readonly number[]): Promise<Tally> {
  const { standings } = await copy();
  const tally = new Tally(standings, layout, grouping, accounts);
  tally.end();
  return tally;
}

/** Answers that follow the writes at once: less than a megabyte each. */
const AT_MOST = 36;

/**
 * An answer about one day, for pages that ask for many: found anew only when what stood on that day is another. Of days
 * that are over most writes change nothing. What is answered is shared: nobody may change it.
 * @param question tells it from other questions about the day; with the lists' edition, if it depends on them
 */
export async function answerOfDay<T>(day: Day, question: string, answer: () => Promise<T>): Promise<T> {
  const { watch, answers } = ofDay(await copy(), day);
  if (watch.changed || answers.size >= ANSWERS) {
    answers.clear();
    watch.look();
  }
  if (answers.has(question)) return answers.get(question) as T;
  const { heard } = watch;
  const found = await answer();
  // What came while it was looked for may be in it or not.
  if (watch.heard === heard) answers.set(question, found);
  return found;
}

const DAYS = 60;
const ANSWERS = 200;

function ofDay({ standings, days }: Copy, day: Day): OfDay {
  const its = days.get(day) ?? { watch: new DayWatch(standings, day), answers: new Map() };
  days.delete(day);
  days.set(day, its);
  for (const [oldest, { watch }] of days) {
    if (days.size <= DAYS) break;
    watch.end();
    days.delete(oldest);
  }
  return its;
}

/** Days of which last followers are kept: two and a half megabytes each at 300,000 accounts. */
const FOLLOWED_DAYS = 4;

/**
 * Asks all standings with the last followers of each account on or before a day, both of one state of the register: the present one.
 * @param answer takes them as they are, before anything else is done: what is written next changes both
 * @param read whether a day that is not kept is read, which is done for all accounts
 * @returns null for a day that is not kept and was not read
 */
export async function ofFollowers<T>(day: Day, read: boolean, answer: (standings: Standings, last: LastFollowers) => T): Promise<T | null> {
  // Never one that the request looked up before: answers are kept under a state that may be later.
  for (;;) {
    await present();
    const now = kept.gutaCopy as Copy;
    const known = now.followers.get(day);
    if (known?.snapshot === now.snapshot) {
      now.followers.delete(day);
      now.followers.set(day, known);
      return answer(now.standings, known.last);
    }
    if (!known && !read) return null;
    if (!known) await readOnce(now, day); // the next look brings both to one state
  }
}

// By a statement of its own, so that nobody waits for it who asks for counts.
function readOnce(now: Copy, day: Day): Promise<void> {
  const underWay = now.reading.get(day) ?? readFollowers(now, day).finally(() => now.reading.delete(day));
  now.reading.set(day, underWay);
  return underWay;
}

async function readFollowers({ followers }: Copy, day: Day): Promise<void> {
  const [found] = await db().$queryRaw<{ snapshot: string; text: string }[]>`SELECT pg_current_snapshot()::text AS snapshot, ${followersOf(day)} AS text`;
  if (!found) throw new Error('The database told no snapshot.');
  const numbers: number[] = JSON.parse(found.text); // by account
  const last = new LastFollowers((numbers.at(-2) ?? 0) + 1);
  for (let at = 0; at < numbers.length; at += 2) last.set(numbers[at] ?? 0, numbers[at + 1] ?? null);
  followers.set(day, { last, snapshot: found.snapshot });
  for (const oldest of followers.keys()) {
    if (followers.size <= FOLLOWED_DAYS) break;
    followers.delete(oldest);
  }
}

/** Brings the counts to the present, for a request that is about to ask for them. */
export async function bringCounts(): Promise<void> {
  await copy();
}

function copy(): Promise<Copy> {
  return oncePerRequest('counted', present);
}

// Tests change their database: a copy belongs to its pool.
function present(): Promise<Copy> {
  if (kept.gutaCopyOf !== db()) Object.assign(kept, { gutaCopyOf: db(), gutaCopy: undefined, gutaCopied: together(brought) });
  return (kept.gutaCopied ?? brought)();
}

async function brought(): Promise<Copy> {
  const { gutaCopy: known } = kept;
  const at = Date.now();
  if (!known || at - known.at > FORGOTTEN) return read(at);
  const days = [...known.followers];
  const [now] = await ask(Prisma.sql`
    WITH change AS MATERIALIZED (${changesSince(known.snapshot)}),
      ${followedSince(known.snapshot, days)}
      renewed AS MATERIALIZED (SELECT DISTINCT unnest(units) AS id FROM change),
      touched AS MATERIALIZED (SELECT unnest(accounts) AS id FROM change UNION (${accountsOf(Prisma.sql`SELECT id FROM renewed`)}))
    SELECT pg_current_snapshot()::text AS snapshot, coalesce((SELECT bool_or(everyone) FROM change), false) AS everyone,
      coalesce((SELECT json_agg(id) FROM touched), '[]')::text AS touched,
      ${coverText(Prisma.sql`s.account_id = ANY (ARRAY(SELECT id FROM touched))`)} AS standings,
      ${days.length ? followersAgain(days.map(([day]) => day)) : Prisma.sql`'[]'`} AS followers`);
  if (!now || now.everyone) return read(at);
  const { standings } = known;
  for (const account of JSON.parse(now.touched) as number[]) standings.remove(account);
  fill(standings, now.standings);
  bringFollowers(known, days, now);
  kept.gutaCopy = { ...known, snapshot: now.snapshot, at };
  return kept.gutaCopy;
}

/** Accounts of which followers were written since some days were read, or since all was brought to the present. */
function followedSince(snapshot: string, days: readonly [Day, Followers][]): Prisma.Sql {
  if (days.length === 0) return Prisma.empty;
  const others = [...new Set(days.map(([, its]) => its.snapshot))].filter((each) => each !== snapshot);
  const since = [Prisma.sql`change`, ...others.map((each) => Prisma.sql`(${changesSince(each)}) AS later`)];
  const all = since.map((from) => Prisma.sql`SELECT unnest(followed) AS id FROM ${from}`);
  return Prisma.sql`followed AS MATERIALIZED (${Prisma.join(all, ' UNION ')}),`;
}

function bringFollowers({ followers }: Copy, days: readonly [Day, Followers][], { snapshot, followers: text }: Answer): void {
  const numbers: (number | null)[] = JSON.parse(text ?? '[]');
  for (let at = 0; at < numbers.length; at += 3) days[(numbers[at] ?? 0) - 1]?.[1].last.set(numbers[at + 1] ?? 0, numbers[at + 2] ?? null);
  for (const [day, its] of days) {
    its.snapshot = snapshot;
    if (text === null && followers.get(day) === its) followers.delete(day);
  }
}

async function read(at: number): Promise<Copy> {
  const [now] = await ask(
    Prisma.sql`SELECT pg_current_snapshot()::text AS snapshot, false AS everyone, '[]' AS touched, '[]' AS followers, ${coverText(Prisma.sql`true`)} AS standings`,
  );
  if (!now) throw new Error('The database told no snapshot.');
  const standings = new Standings();
  fill(standings, now.standings);
  kept.gutaCopy = { standings, snapshot: now.snapshot, at, tallies: new Map(), days: new Map(), followers: new Map(), reading: new Map() };
  return kept.gutaCopy;
}

type Answer = { snapshot: string; everyone: boolean; touched: string; standings: string; followers: string | null };

function ask(statement: Prisma.Sql): Promise<Answer[]> {
  return askDb(statement.text, statement.values);
}

function fill(standings: Standings, text: string): void {
  for (const { rows, ...its } of JSON.parse(text) as (StandingClass & { rows: string })[]) {
    const classOf = standings.classNumber(its);
    const numbers: number[] = JSON.parse(`[${rows}]`);
    for (let at = 0; at < numbers.length; at += 4)
      standings.add(numbers[at] ?? 0, numbers[at + 1] ?? 0, classOf, numbers[at + 2] ?? 0, numbers[at + 3] ?? NEVER);
  }
}
