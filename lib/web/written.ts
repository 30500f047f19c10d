const kept = new Map<string, Map<string, { from: string; html: string }>>();
const AT_MOST = 12;

/** What was written of a table's rows for the same address and language, by the process that writes them: some half a megabyte each. */
export function writtenRows(key: string): Map<string, { from: string; html: string }> {
  const known = kept.get(key) ?? new Map();
  kept.delete(key);
  kept.set(key, known);
  for (const oldest of kept.keys()) {
    if (kept.size <= AT_MOST) break;
    kept.delete(oldest);
  }
  return known;
}
