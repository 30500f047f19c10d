export type Ranked<T> = { item: T; value: number; rank: number; rankFromEnd: number };

/**
 * Standard competition ranking, the greatest first: equals share a rank, and the next is counted on (1, 2, 2, 4).
 * What has no value has no rank and is left out.
 */
export function ranked<T>(items: readonly T[], figureOf: (item: T) => number | null): Ranked<T>[] {
  const known = items.flatMap((item) => {
    const value = figureOf(item);
    return value === null ? [] : [{ item, value }];
  });
  const above = known.map(({ value }) => value).sort((a, b) => b - a);
  const below = above.toReversed();
  const [first, last] = [placesIn(above), placesIn(below)];
  return known.map(({ item, value }) => ({ item, value, rank: first.get(value) ?? 0, rankFromEnd: last.get(value) ?? 0 })).sort((a, b) => a.rank - b.rank);
}

function placesIn(sorted: readonly number[]): Map<number, number> {
  const places = new Map<number, number>();
  for (const [index, value] of sorted.entries()) if (!places.has(value)) places.set(value, index + 1);
  return places;
}
