import { describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import { editAccount } from './account-edit';
import { db } from './client';
import { EXPLAINED } from './filing-given';
import { accepted, counted, given, others, ownerOn, reasons, reform, TODAY } from './reform-given';
import { readUnit } from './unit-read';
import { editUnit } from './units';
import { verify } from './verify';

describe('a merge', () => {
  it('of 卫生局 and 计生局 in 2013 makes 卫计委: before under the old units, from the day under the new one', async () => {
    const health = await given('试验无锡市卫生局', '320200', 'health-bureau');
    const family = await given('试验无锡市人口计生委', '320200', 'family-planning');
    const taker = { place: 1, unit: '无锡市卫生和计划生育委员会', region: '320200', sector: 'health-family-planning' };
    const made = accepted(await reform(health.unit, { kind: 'merge', day: '2013-03-14', others: others(family.unit), takers: [taker] }));
    expect(await ownerOn(health.account, '2013-03-13')).toBe('试验无锡市卫生局 health-bureau active');
    expect(await ownerOn(family.account, '2013-03-13')).toBe('试验无锡市人口计生委 family-planning active');
    for (const { account } of [health, family]) expect(await ownerOn(account, '2013-03-14')).toBe('无锡市卫生和计划生育委员会 health-family-planning active');
    expect(await counted('320200', '2013-03-13')).toMatchObject({ health: { accounts: 2 } });
    expect(await counted('320200', '2013-03-14')).toMatchObject({ health: { accounts: 2 } });
    expect(await readUnit(COMMAND_LINE, made)).toMatchObject({
      history: [{ from: '2013-03-14', until: null }],
      predecessors: [{ name: '试验无锡市卫生局', kind: 'merged-into', day: '2013-03-14' }, { name: '试验无锡市人口计生委' }],
    });
    expect(await readUnit(COMMAND_LINE, health.unit)).toMatchObject({ endedOn: '2013-03-14', mayRegister: false, successors: [{ id: made }] });
  });

  it('of 旅游局 and 文广新局 in 2018 makes 文旅局: one sector and one body in the place of two', async () => {
    const tourism = await given('常州市旅游局', '320400', 'tourism', true);
    const culture = await given('常州市文化广电新闻出版局', '320400', 'culture');
    const taker = { place: 1, unit: '常州市文化广电和旅游局', region: '320400', sector: 'culture-tourism' };
    accepted(await reform(tourism.unit, { kind: 'merge', day: '2018-12-28', others: others(culture.unit), takers: [taker] }));
    expect(await counted('320400', '2018-03-16')).toEqual({ tourism: { accounts: 1, covered: 1 }, culture: { accounts: 1, covered: expect.anything() } });
    expect(await ownerOn(tourism.account, '2018-12-27')).toBe('常州市旅游局 tourism active');
    expect(await ownerOn(tourism.account, '2018-12-28')).toBe('常州市文化广电和旅游局 culture-tourism active');
    expect(await counted('320400', '2018-12-27')).toEqual({ 'culture-tourism': { accounts: 2, covered: 1 } });
    expect(await counted('320400', '2018-12-28')).toEqual({ 'culture-tourism': { accounts: 2, covered: 1 } });
  });

  it('of 国税局 and 地税局 in 2018 makes 税务局, by the system’s office and not by the region’s', async () => {
    const state = await given('苏州市国家税务局', '320500', 'state-tax');
    const local = await given('苏州市地方税务局', '320500', 'local-tax');
    const taker = { place: 1, unit: '国家税务总局苏州市税务局', region: '320500', sector: 'tax' };
    const asked = { kind: 'merge', day: '2018-07-05', others: others(local.unit), takers: [taker] } as const;
    const holding = (sectorCode: string | null): Actor => ({
      ...NOBODY,
      userId: 1,
      grants: [{ role: 'registrar', regionCode: '320000', sectorCode, unitId: null }],
    });
    expect(reasons(await reform(state.unit, asked, holding(null)))).toEqual(['null:not-found']);
    expect(reasons(await reform(999_999, asked, holding(null)))).toEqual(['null:not-found']);
    await db().user.create({ data: { id: 1, username: 'shiyan', displayName: '试验', passwordHash: '-' } });
    accepted(await reform(state.unit, asked, holding('tax')));
    expect(await ownerOn(local.account, '2018-07-04')).toBe('苏州市地方税务局 local-tax active');
    expect(await counted('320500', '2018-07-04')).toEqual({ tax: { accounts: 2, covered: 0 } });
    expect(await counted('320500', '2018-07-05')).toEqual({ tax: { accounts: 2, covered: 1 } });
  });

  it('into one of them, 工商局, which lives on and is renamed 市场监管局 the same day', async () => {
    const industry = await given('南通市工商行政管理局', '320600', 'industry-commerce');
    const quality = await given('南通市质量技术监督局', '320600', 'quality');
    const food = await given('南通市食品药品监督管理局', '320600', 'food-drug');
    const asked = { kind: 'merge', day: '2018-12-30', others: others(quality.unit, food.unit), takers: [{ place: 1, unit: `#${industry.unit}` }] } as const;
    expect(accepted(await reform(industry.unit, asked))).toBe(industry.unit);
    const named = { unit: '南通市市场监督管理局', region: '320600', sector: 'market-regulation' };
    const change = { version: (await readUnit(COMMAND_LINE, industry.unit))?.version ?? 0, mode: 'change', changedOn: '2018-12-30', fills: true } as const;
    accepted(await editUnit(COMMAND_LINE, industry.unit, named, TODAY, change));
    expect(await ownerOn(food.account, '2018-12-29')).toBe('南通市食品药品监督管理局 food-drug active');
    for (const { account } of [industry, quality, food]) expect(await ownerOn(account, '2018-12-30')).toBe('南通市市场监督管理局 market-regulation active');
    expect(await counted('320600', '2018-03-16')).toMatchObject({
      'market-regulation': { accounts: 1 },
      quality: { accounts: 1 },
      'food-drug': { accounts: 1 },
    });
    expect(await counted('320600', '2018-12-30')).toEqual({ 'market-regulation': { accounts: 3, covered: 1 } });
  });

  it('leaves the account that was closed before, and what became of one later', async () => {
    const one = await given('试验扬州一局', '321000', 'education');
    const two = await given('试验扬州二局', '321000', 'education');
    const texts = { platform: '微信', name: '试验扬州一局号', unit: `#${one.unit}`, openedOn: '2012-06-01' };
    accepted(
      await editAccount(COMMAND_LINE, one.account, { ...texts, ...EXPLAINED, status: 'closed' }, TODAY, {
        version: 1,
        changedOn: '2014-01-01',
        correctsName: false,
      }),
    );
    const later = { ...texts, name: '试验扬州二局号', unit: `#${two.unit}`, status: 'paused' };
    accepted(await editAccount(COMMAND_LINE, two.account, { ...later, ...EXPLAINED }, TODAY, { version: 1, changedOn: '2020-01-01', correctsName: false }));
    const taker = { place: 1, unit: '试验扬州三局', region: '321000', sector: 'education' };
    const child = await given('试验扬州下属', '321000', 'education');
    await db().unitStanding.updateMany({ where: { unitId: child.unit }, data: { parentId: one.unit } });
    const made = accepted(await reform(one.unit, { kind: 'merge', day: '2016-01-01', others: others(two.unit), takers: [taker] }));
    const parents = await db().unitStanding.findMany({ where: { unitId: child.unit }, orderBy: { from: { sort: 'asc', nulls: 'first' } } });
    expect(parents.map(({ parentId }) => parentId)).toEqual([one.unit, made]);
    expect(await ownerOn(one.account, TODAY)).toBe('试验扬州一局 education closed');
    expect(await ownerOn(two.account, '2015-12-31')).toBe('试验扬州二局 education active');
    expect(await ownerOn(two.account, '2016-01-01')).toBe('试验扬州三局 education active');
    expect(await ownerOn(two.account, '2020-01-01')).toBe('试验扬州三局 education paused');
    expect((await verify('试验扬州一局号')).candidates).toMatchObject([{ unit: '试验扬州一局' }]);
  });

  it('is refused where it cannot be, and writes nothing', async () => {
    const one = await given('试验泰州一局', '321200', 'education');
    const two = await given('试验泰州二局', '321200', 'education');
    const taker = { place: 1, unit: '试验泰州三局', region: '321200', sector: 'education' };
    const asked = { kind: 'merge', day: '2018-01-01', others: others(two.unit), takers: [taker] } as const;
    expect(reasons(await reform(one.unit, { ...asked, day: '2027-01-01' }))).toEqual(['day:date-future']);
    expect(reasons(await reform(one.unit, { ...asked, others: [] }))).toEqual(['other1:reform-merge-needs-two']);
    expect(reasons(await reform(one.unit, { ...asked, takers: [] }))).toEqual(['unit1:reform-taker-needed']);
    expect(reasons(await reform(one.unit, { ...asked, others: others(one.unit) }))).toEqual(['other1:reform-named-twice']);
    expect(reasons(await reform(one.unit, { ...asked, others: [{ field: 'other1', text: '没有这个局' }] }))).toEqual(['other1:unit-to-choose']);
    expect(reasons(await reform(one.unit, { ...asked, takers: [{ place: 1, unit: '试验泰州四局' }] }))).toEqual([
      'sector1:sector-needed-for-unit',
      'region1:region-needed-for-unit',
    ]);
    expect(reasons(await reform(one.unit, { ...asked, version: 7 }))).toEqual(['null:changed-meanwhile']);
    expect(reasons(await reform(one.unit, asked, NOBODY))).toEqual(['null:not-allowed']);
    expect(await readUnit(COMMAND_LINE, one.unit)).toMatchObject({ endedOn: null, version: 1, successors: [] });
    accepted(await reform(one.unit, asked));
    expect(reasons(await reform(one.unit, { ...asked, version: 2 }))).toContain('null:unit-ended');
  });
});
