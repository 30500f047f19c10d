import { reference } from '@/lib/db/reference';
import { covers } from '@/lib/taxonomy/day';
import { today } from './page-query';

/** Every sector that ever was, for what is entered of a day long past; one that is no more says until when it was. */
export async function sectorsEver(locale: string): Promise<{ value: string; label: string }[]> {
  const { sectors } = await reference();
  return sectors.all.map(({ code, name, nameEn, until }) => ({
    value: code,
    label: `${locale === 'en' ? nameEn : name}${until === null ? '' : ` (–${until})`}`,
  }));
}

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
