import { type CoverageFilter, everything } from '@/lib/coverage/filter';
import { axisEntries } from '@/lib/coverage/frame';
import { ofRoster, ROSTERS } from '@/lib/coverage/roster';
import { expectedSlots } from '@/lib/coverage/slots';
import { coverageTable } from '@/lib/coverage/table';
import type { Gap } from '@/lib/coverage/work';
import type { Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { asked } from './asked';
import { countsOf, tallied } from './coverage';

/**
 * How many expected bodies have no account today, by the region and its children, platform and roster. A roster
 * or platform of which no rule in force speaks has no gaps, and is left out.
 */
export async function countGaps(region: string, sectors: readonly string[], today: Day): Promise<Gap[]> {
  const filter: CoverageFilter = { ...everything(today), regions: [region], sectors };
  const { frames, ground, rules, rankOf, layout, revision } = await asked(filter);
  const gaps = ROSTERS.map(async (roster) => {
    const some = rules.filter(ofRoster(roster));
    if (some.length === 0) return [];
    const tally = await tallied('region', 'platform', { ...layout, rules: some }, revision, roster);
    const { cells } = coverageTable(
      {
        ...{ rowAxis: 'region', columnAxis: 'platform', filter },
        rows: axisEntries('region', filter, frames.regions, frames.sectors),
        columns: axisEntries('platform', filter, frames.regions, frames.sectors),
        grounds: ground,
        slots: expectedSlots(ground, some, filter, frames.sectors, rankOf),
      },
      countsOf(tally, new Map()),
      tally.totalCovered,
    );
    return cells
      .filter(({ column }) => some.some(({ platforms }) => platforms.includes(column as Platform)))
      .map(
        ({ row, column, expected, covered: held }): Gap => ({
          row,
          platform: column as Platform,
          roster,
          gaps: expected === null ? null : expected - (held ?? 0),
        }),
      );
  });
  return (await Promise.all(gaps)).flat();
}
