import { inject } from 'vitest';

/** The cluster of the worker that runs this test file. */
export function here(): { admin: string; owner: string; app: string } {
  const clusters = inject('clusters');
  const mine = clusters[(Number(process.env.VITEST_POOL_ID ?? '1') - 1) % clusters.length];
  if (!mine) throw new Error('No cluster was started for the tests.');
  return mine;
}
