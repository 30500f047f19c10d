import { reference } from '@/lib/db/reference';
import { refuse } from '@/lib/decision';
import { checkPlaces } from '@/lib/taxonomy/query';
import { regionsQuery } from '@/lib/taxonomy/region-query';
import { NATION } from '@/lib/taxonomy/regions';
import { route } from '@/lib/web/api';
import { today } from '@/lib/web/page-query';

export const GET = route(regionsQuery, async ({ parent = NATION, asOf = today() }) => {
  const { regions, sectors } = await reference();
  const wrong = checkPlaces({ region: [parent], sector: [] }, { regions, sectors }, asOf).map((each) => ({ ...each, field: 'parent' }));
  if (wrong.length) return refuse(...wrong);
  const items = regions
    .children(parent, asOf)
    .map(({ code, name, shortName, nameEn, level, kind, parentCode, from, until, successorId, economicRegion, bigArea, pinyin, initials, aliases }) => {
      const successor = successorId === null ? undefined : regions.byId(successorId);
      return {
        code,
        name,
        shortName,
        nameEn,
        level,
        kind,
        parent: parentCode,
        validFrom: from,
        validUntil: until,
        successor: successor ? { code: successor.code, name: successor.name } : null,
        economicRegion,
        bigArea,
        pinyin,
        initials,
        aliases,
      };
    });
  return { asOf, parent, items };
});
