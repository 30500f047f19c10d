import { reference } from '@/lib/db/reference';
import { covers } from '@/lib/taxonomy/day';
import { today } from './page-query';

/** The sectors of today for a list to choose from, sub-sectors below their parents. */
export async function sectorChoices(locale: string): Promise<{ value: string; label: string }[]> {
  const { sectors } = await reference();
  const now = sectors.all.filter((sector) => covers(sector, today()));
  const label = (sector: (typeof now)[number]) => (locale === 'en' ? sector.nameEn : sector.name);
  return now
    .filter(({ parentCode }) => parentCode === null)
    .flatMap((top) => [
      { value: top.code, label: label(top) },
      ...now
        .filter(({ code, parentCode }) => parentCode !== null && sectors.top(code, today()) === top)
        .map((sub) => ({ value: sub.code, label: `　${label(sub)}` })),
    ]);
}
