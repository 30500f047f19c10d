import type { Comparator } from '@/lib/exchange/figure-file';
import type { PartialDay } from '@/lib/taxonomy/day';
import { db } from './client';
import { dayFrom } from './days';

/** 公布数据: one number that somebody published, as far as the source tells its day. */
export type PublishedFigure = {
  id: number;
  /** As said: a day, a month or a year. */
  asOf: PartialDay;
  site: string;
  scope: string;
  countedBy: string;
  source: string;
  comparator: Comparator;
  value: number;
};

/** Every published figure, series by series (site, scope, counting body), each in the order of its days. */
export async function listPublished(): Promise<PublishedFigure[]> {
  const rows = await db().publishedFigure.findMany({ orderBy: [{ site: 'asc' }, { scope: 'asc' }, { countedBy: 'asc' }, { asOf: 'asc' }, { source: 'asc' }] });
  return rows.map(({ asOf, asOfSaid, comparator, value, imported: _, ...row }) => ({
    ...row,
    asOf: asOfSaid ?? dayFrom(asOf),
    comparator: comparator as Comparator,
    value: Number(value),
  }));
}
