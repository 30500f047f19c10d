import { reference } from '@/lib/db/reference';
import { listTargets } from '@/lib/db/targets';
import type { TargetView } from '@/lib/exchange/views';
import { isWithin } from '@/lib/taxonomy/regions';
import { today } from '@/lib/web/page-query';

/** The targets that are set for regions within those asked for, all where none is. */
export async function targetsWithin(region: readonly string[]): Promise<TargetView[]> {
  const { regions } = await reference();
  const within = (code: string) => {
    const row = regions.at(code, today()) ?? regions.everAt(code).at(-1);
    return region.length === 0 || (row !== undefined && region.some((each) => isWithin(row, each)));
  };
  return (await listTargets(today())).filter(({ regionCode }) => within(regionCode));
}
