/** What Next calls once, before it takes requests; it also builds this for a runtime that is not Node's, and never calls it there. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { followRequests } = await import('@/lib/web/request');
  followRequests();
  const { sealAtIntervals } = await import('@/lib/web/sealing');
  sealAtIntervals();
}
