import { certaintyOf, nearestOf } from '@/lib/coverage/certainty';
import { gravityOf } from '@/lib/coverage/gravity';
import { coverageFilter, distributionQuery } from '@/lib/coverage/query';
import { readDistribution } from '@/lib/db/distribution';
import { route } from '@/lib/web/api';
import { bandName, distributionDefinition, shapeRule } from '@/lib/web/definitions';
import { today } from '@/lib/web/page-query';

export const GET = route(distributionQuery, async (query) => {
  const filter = coverageFilter(query, today());
  const { of, synthetic } = await readDistribution(filter);
  const shown = of(query.scheme, query.basis);
  const { scheme, basis, bands, omitted, shape, ...counts } = shown;
  return {
    scheme,
    basis,
    asOf: filter.asOf,
    ...(synthetic ? { demonstration: true } : {}),
    definition: distributionDefinition(),
    bands: bands.map(({ code, ...band }) => ({ code, name: bandName(code), ...band })),
    omitted: omitted.map(({ code }) => code),
    ...counts,
    shape,
    rule: shapeRule(shape),
    certainty: certaintyOf(shown),
    nearest: nearestOf(shown),
    gravity: gravityOf(shown),
  };
});
