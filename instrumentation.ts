import type { Instrumentation } from 'next';

/** What Next calls once, before it takes requests; it also builds this for a runtime that is not Node's, and never calls it there. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { follow } = await import('@/lib/web/follow');
  follow();
  const { sealAtIntervals } = await import('@/lib/web/sealing');
  sealAtIntervals();
}

/** What Next calls for each error of a page, an action or a route that nothing else has caught. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routePath }) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { reportError } = await import('@/lib/web/follow');
  reportError(error, routePath);
};
