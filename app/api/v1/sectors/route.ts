import { reference } from '@/lib/db/reference';
import { covers } from '@/lib/taxonomy/day';
import { sectorsQuery } from '@/lib/taxonomy/region-query';
import { route } from '@/lib/web/api';
import { today } from '@/lib/web/page-query';

export const GET = route(sectorsQuery, async ({ asOf = today() }) => {
  const { sectors } = await reference();
  const items = sectors.all.map(({ code, name, nameEn, parentCode, from, until, successorCode, aliases, ...sector }) => ({
    code,
    name,
    nameEn,
    parent: parentCode,
    valid: covers({ from, until }, asOf),
    validFrom: from,
    validUntil: until,
    successor: successorCode,
    countsAs: sectors.top(code, asOf)?.code ?? null,
    aliases,
    pinyin: sector.pinyin,
    initials: sector.initials,
  }));
  return { asOf, items };
});
