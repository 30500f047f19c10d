const kept = new Map<string, Map<string, unknown>>();
const AT_MOST = 12;

/** What was written of a table's rows for the same address and language, by the process that writes them: some two megabytes each, as text and as bytes. */
export function writtenRows<Row>(key: string): Map<string, Row> {
  const known = (kept.get(key) ?? new Map()) as Map<string, Row>;
  kept.delete(key);
  kept.set(key, known);
  for (const oldest of kept.keys()) {
    if (kept.size <= AT_MOST) break;
    kept.delete(oldest);
  }
  return known;
}
