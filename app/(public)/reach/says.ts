import { getFormatter, getTranslations } from 'next-intl/server';
import { figureText } from '@/components/coverage/reach-figures';
import type { ReachMeasure, ReachRow } from '@/lib/coverage/reach';
import { type ReachSaid, reachSays } from '@/lib/coverage/reach-says';
import { measureNames, type ReachView, rowNames, sentenceOf, vintageNames } from './view';

/** The page in a few sentences, made from its rows. */
export async function wordsOf(view: ReachView): Promise<string[]> {
  const { table, all, measure, vintage, query, filter } = view;
  const say = await teller(view);
  const what = await sentenceOf(query, filter);
  return reachSays(table, all, measure, vintage).map((said) => say(said, what));
}

const MOST_NAMES = 5;

async function teller({ query, vintage }: ReachView): Promise<(said: ReachSaid, what: string) => string> {
  const t = await getTranslations('reach.says');
  const [nameOf, measureName, vintageName, format] = [await rowNames(query), await measureNames(), await vintageNames(), await getFormatter()];
  const names = (rows: readonly ReachRow[]) => {
    const some = format.list(rows.slice(0, MOST_NAMES).map(nameOf), { type: 'conjunction' });
    return rows.length > MOST_NAMES ? t('some', { names: some, count: rows.length }) : some;
  };
  const figure = (value: number, measure: ReachMeasure) => figureText(value, measure);
  return (said, what) => {
    switch (said.says) {
      case 'none':
        return t('none', { what, accounts: said.accounts });
      case 'known': {
        const { accounts, known, followers, platforms } = said;
        return t('known', { what, accounts, known, followers, mean: figure(said.mean, 'mean'), median: figure(said.median, 'median'), platforms });
      }
      case 'ends': {
        const { measure, first, most, last, least, count } = said;
        const told = {
          measure: measureName(measure, vintage),
          first: names(first),
          most: figure(most, measure),
          last: names(last),
          least: figure(least, measure),
        };
        return t('ends', { ...told, count });
      }
      case 'equal':
        return t('equal', { measure: measureName(said.measure, vintage), count: said.count, value: figure(said.value, said.measure) });
      case 'over-one':
        return t('over-one', { vintage: vintageName(said.vintage), names: names(said.rows), count: said.rows.length });
      case 'unranked':
        return t('unranked', { measure: measureName(said.measure, vintage), names: names(said.rows), count: said.rows.length });
    }
  };
}
