import { describe, expect, it } from 'vitest';
import { loadReference } from '@/prisma/seed/reference';
import { db } from './client';
import { check, contents, imported, office, told, undo, write } from './import-told';

const file = (...lines: string[]) => ['行政区划代码,年份,口径,常住人口,来源', ...lines];
const wan = (...lines: string[]) => ['行政区划,年份,口径,常住人口（万人）,来源', ...lines];

describe('a file of populations', () => {
  it('brings new ones, counted singly or in ten thousands as the header says', async () => {
    const before = await db().regionPopulation.count();
    const batch = await check('populations', file('330102,2020,七普,"1,323,467",浙江统计年鉴2021', '330102,2021,annual,132.5万,浙江统计年鉴2022'));
    expect(await told(batch)).toEqual(['new', 'new']);
    expect(await db().regionPopulation.count()).toBe(before);
    await write(batch);
    await imported('populations', wan('杭州市上城区,2022,annual,138.9,浙江统计年鉴2023'));
    const rows = await db().regionPopulation.findMany({ where: { code: '330102' }, orderBy: { year: 'asc' } });
    expect(rows.map(({ year, vintage, people, imported: byFile }) => [year, vintage, Number(people), byFile])).toEqual([
      [2020, 'census-2020', 1323467, true],
      [2021, 'annual', 1325000, true],
      [2022, 'annual', 1389000, true],
    ]);
  });

  it('says the same a second time; a change keeps what was before and is taken back', async () => {
    const before = await contents('region_population');
    const again = await imported('populations', file('330102,2020,census-2020,1323467,浙江统计年鉴2021'));
    expect(again.counts).toMatchObject({ same: 1, new: 0, changed: 0 });
    expect(await contents('region_population')).toEqual(before);
    const listed = await db().regionPopulation.findFirstOrThrow({ where: { imported: false, vintage: 'census-2020' } });
    const changed = await imported('populations', file(`${listed.code},2020,census-2020,7,改正`));
    expect(changed.counts).toMatchObject({ changed: 1 });
    expect(await db().regionPopulation.findFirstOrThrow({ where: { code: listed.code, vintage: 'census-2020' } })).toMatchObject({
      people: 7n,
      imported: true,
    });
    expect((await undo(changed)).accepted).toBe(true);
    expect(await contents('region_population')).toEqual(before);
  });

  it('refuses what is no figure, beside its field', async () => {
    const batch = await check(
      'populations',
      file(
        '330102,2099,x,1,甲',
        '330102,二十,x,1,甲',
        '999999,2020,x,1,甲',
        '330102,2020,x,-5,甲',
        '330102,2020,,5,甲',
        '330102,2020,x,,甲',
        '330102,2020,y,5,',
        '330102,2019,y,5,甲',
        '330102,2019,y,6,甲',
      ),
    );
    expect(await told(batch)).toEqual([
      'refused year-later@year',
      'refused year-form@year',
      'refused region-code-never@region',
      'refused count-form@people',
      'refused cell-needed@vintage',
      'refused cell-needed@people',
      'refused cell-needed@source',
      'new',
      'refused row-repeats@region',
    ]);
    expect(await told(await check('populations', wan('330102,2020,x,12万,甲')))).toEqual(['refused people-unit@peopleWan']);
  });

  it('outlive the list that is loaded anew, and go no further than grants', async () => {
    await db().dataset.update({ where: { name: 'populations' }, data: { checksum: 'older' } });
    await loadReference(() => undefined);
    expect(await db().regionPopulation.count({ where: { imported: true } })).toBe(3);
    const administrator = await office('administrator', '330000');
    const batch = await check('populations', file('330102,2018,y,5,甲', '440106,2018,y,5,甲'), administrator);
    expect(await told(batch)).toEqual(['new', 'refused outside-scope@region']);
  });
});
