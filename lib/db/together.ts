/**
 * Looks once for all who ask before the look begins: who asks while one is under way waits for the next,
 * since what that one sees may be older than the question.
 */
export function together<T>(look: () => Promise<T>): () => Promise<T> {
  let next: Promise<T> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    if (next) return next;
    const begun = last.then(() => {
      next = undefined;
      return look();
    });
    next = begun;
    last = begun.catch(() => undefined);
    return begun;
  };
}
