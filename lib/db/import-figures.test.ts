import { describe, expect, it } from 'vitest';
import { csvLine } from '@/lib/exchange/csv';
import { db } from './client';
import { check, contents, imported, office, told, undo, write } from './import-told';
import { listPublished } from './published';

const file = (...lines: string[]) => ['截至日期,平台,统计范围,统计机构,来源,比较符,数值', ...lines];
const FIRST = '2011-12-31,全国,政务微博,某中心,某报告第3页,,"50,561"';
const RIVAL = '2011-12-31,全国,政务微博,某网,某报告第3页,超过,5万';

describe('a file of published figures', () => {
  it('brings rival series side by side, with what each says of its own exactness', async () => {
    const batch = await check('published-figures', file(FIRST, RIVAL, '2012-12-31,新浪微博,公安微博,某中心,某报告第4页,余,1万'));
    expect(await told(batch)).toEqual(['new', 'new', 'new']);
    expect(await db().publishedFigure.count({ where: { imported: true } })).toBe(0);
    await write(batch);
    const figures = await db().publishedFigure.findMany({ where: { imported: true }, orderBy: { id: 'asc' } });
    expect(figures.map(({ countedBy, comparator, value }) => [countedBy, comparator, Number(value)])).toEqual([
      ['某中心', '=', 50561],
      ['某网', '>', 50000],
      ['某中心', '余', 10000],
    ]);
  });

  it('says the same a second time; a change keeps what was before and is taken back', async () => {
    const before = await contents('published_figure');
    expect((await imported('published-figures', file(FIRST, RIVAL))).counts).toMatchObject({ same: 2 });
    expect(await contents('published_figure')).toEqual(before);
    const changed = await imported('published-figures', file('2011-12-31,全国,政务微博,某中心,某报告第3页,约,5万'));
    expect(await told(changed)).toEqual(['changed']);
    expect((await undo(changed)).accepted).toBe(true);
    expect(await contents('published_figure')).toEqual(before);
  });

  it('is of a day, a month or a year, as its source says, whose last day it counts for', async () => {
    const [month, year] = ['2012-09,全国,政务微博,某月报,某月报第1页,,7', '2013年,全国,政务微博,某年报,某年报第1页,,8'];
    await imported('published-figures', file(month, year));
    const figures = await db().publishedFigure.findMany({ where: { countedBy: { in: ['某月报', '某年报'] } }, orderBy: { asOf: 'asc' } });
    expect(figures.map(({ asOf, asOfSaid }) => [asOf.toISOString().slice(0, 10), asOfSaid])).toEqual([
      ['2012-09-30', '2012-09'],
      ['2013-12-31', '2013'],
    ]);
    const again = await check('published-figures', file(month, year, '2012-09-30,全国,政务微博,某月报,某月报第1页,,7'));
    expect(await told(again)).toEqual(['same', 'same', 'refused row-repeats@asOf']);
  });

  it('as it was taken from the register changes nothing', async () => {
    const figures = await listPublished();
    const lines = figures.map(({ asOf, site, scope, countedBy, source, comparator, value }) =>
      csvLine([asOf, site, scope, countedBy, source, comparator, value]).trimEnd(),
    );
    expect(lines.length).toBeGreaterThan(50);
    expect((await check('published-figures', file(...lines))).counts).toMatchObject({ same: lines.length });
  });

  it('refuses what is no figure, beside its field, and all of it from a province', async () => {
    const lines = file(
      '2030-01-01,甲,乙,丙,丁,,1',
      '2030,甲,乙,丙,丁,,1',
      '2011-12-31,,乙,丙,丁,,1',
      '2011-12-31,甲,乙,丙,丁,大概也许,1',
      '2011-12-31,甲,乙,丙,丁,,很多',
      FIRST,
      FIRST,
    );
    expect(await told(await check('published-figures', lines))).toEqual([
      'refused date-future@asOf',
      'refused date-future@asOf',
      'refused cell-needed@site',
      'refused choice-unknown@comparator',
      'refused count-form@value',
      'same',
      'refused row-repeats@asOf',
    ]);
    const administrator = await office('administrator', '330000');
    expect(await told(await check('published-figures', file(FIRST), administrator))).toEqual(['refused not-allowed@site']);
  });
});
