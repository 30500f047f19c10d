/** A value of a parameter: repeated when it is a list, left out when empty. */
export type QueryValue = string | number | readonly string[] | null | undefined;

/** The address of a page with parameters, in a stable order; empty ones are left out. */
export function address(path: string, query: Record<string, QueryValue>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== null && each !== undefined && each !== '') search.append(name, String(each));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
