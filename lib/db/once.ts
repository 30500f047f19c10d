type Share = <T>(name: string, ask: () => Promise<T>) => Promise<T>;

// A page and the server's start are bundled apart and share no variable.
const kept = globalThis as { gutaShare?: Share };

/** Asks once for a request that only reads, however many of its parts ask; elsewhere each time. */
export function oncePerRequest<T>(name: string, ask: () => Promise<T>): Promise<T> {
  return kept.gutaShare?.(name, ask) ?? ask();
}

/** Says how answers are shared within a request: called once, when the server starts. */
export function shareWithinRequests(share: Share): void {
  kept.gutaShare = share;
}
