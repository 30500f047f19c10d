import { coverageFilter, distributionQuery } from '@/lib/coverage/query';
import { readDistribution } from '@/lib/db/distribution';
import { route } from '@/lib/web/api';
import { bandName, distributionDefinition, shapeRule } from '@/lib/web/definitions';
import { today } from '@/lib/web/page-query';

export const GET = route(distributionQuery, async (query) => {
  const filter = coverageFilter(query, today());
  const { of, synthetic } = await readDistribution(filter);
  const { scheme, basis, bands, omitted, shape, ...counts } = of(query.scheme, query.basis);
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
  };
});
