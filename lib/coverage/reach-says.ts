import type { Arranged, ReachMeasure, ReachRow, ReachTable } from './reach';

/** Sentences at the head of the page, as what they say: the words are in messages/. */
export type ReachSaid =
  | { says: 'none'; accounts: number }
  | { says: 'known'; accounts: number; known: number; followers: number; mean: number; median: number; platforms: number }
  | { says: 'ends'; measure: ReachMeasure; count: number; first: ReachRow[]; most: number; last: ReachRow[]; least: number }
  | { says: 'equal'; measure: ReachMeasure; count: number; value: number }
  | { says: 'over-one'; vintage: string; rows: ReachRow[] }
  | { says: 'unranked'; measure: ReachMeasure; rows: ReachRow[] };

/**
 * What the figures say, in at most four sentences: how much is known, who is first and last of those that are ranked,
 * which coefficients exceed 1, and who could not be ranked.
 * @param all every row laid out, not its ends alone
 */
export function reachSays({ rows, total }: ReachTable, all: Arranged, measure: ReachMeasure, vintage: string | null): ReachSaid[] {
  const { accounts, known, followers, median } = total.all;
  if (followers === null || median === null || total.mean === null) return [{ says: 'none', accounts }];
  const platforms = Object.values(total.platforms).filter((each) => each.known > 0).length;
  const over = rows.filter(
    ({ apart, coefficients }) => !apart && coefficients.some((each) => each.vintage === vintage && each.value !== null && each.value > 1),
  );
  return [
    { says: 'known', accounts, known, followers, mean: total.mean, median, platforms },
    ...endsOf(all, measure),
    ...(vintage !== null && over.length ? [{ says: 'over-one' as const, vintage, rows: over }] : []),
    ...(all.unranked.length && all.ranked.length ? [{ says: 'unranked' as const, measure, rows: all.unranked }] : []),
  ];
}

function endsOf({ ranked }: Arranged, measure: ReachMeasure): ReachSaid[] {
  const first = ranked.filter(({ rank }) => rank === 1);
  const last = ranked.filter(({ rankFromEnd }) => rankFromEnd === 1);
  const [most, least, count] = [first[0]?.value, last[0]?.value, ranked.length];
  if (most === undefined || least === undefined || count < 2) return [];
  if (most === least) return [{ says: 'equal', measure, count, value: most }];
  return [{ says: 'ends', measure, count, first: first.map(({ item }) => item), most, last: last.map(({ item }) => item), least }];
}
