import { describe, expect, it } from 'vitest';
import { db } from '../../lib/db/client';
import { readiness } from '../../lib/db/health';
import { reference } from '../../lib/db/reference';
import { clearDemonstration, loadDemonstration, PERSONAS } from './demonstration';
import { loadReference } from './reference';

const TODAY = '2026-11-20';

describe('reference data', () => {
  it('has 34, 333 and 2,849 regions of today, Sansha’s three included', async () => {
    const { regions } = await reference();
    const now = regions.all.filter(({ until, kind }) => until === null && !['nation', 'xpcc', 'missions'].includes(kind));
    const at = (level: string) => now.filter((region) => region.level === level).length;
    expect([at('province'), at('prefecture'), at('county')]).toEqual([34, 333, 2849]);
    expect(now.filter(({ code }) => ['460321', '460322', '460323'].includes(code))).toHaveLength(3);
  });

  it('adds rules of the linter that are missing, and keeps those of places', async () => {
    const row = { code: 'names-differ', severity: 'block', version: '1', documentNo: '1', issuer: '1', issuedOn: new Date(TODAY), from: new Date(TODAY) };
    await db().lintRule.create({ data: { ...row, regionCode: '330000' } });
    await db().lintRule.deleteMany({ where: { code: 'contact-missing' } });
    await db().dataset.update({ where: { name: 'lint-rules' }, data: { checksum: 'another' } });
    await loadReference(() => {});
    expect(await db().lintRule.count({ where: { regionCode: '000000', until: null } })).toBe(10);
    expect(await db().lintRule.count({ where: { regionCode: '330000' } })).toBe(1);
  });

  it('brings published figures anew and never touches what came by a file', async () => {
    const { id: listed, ...same } = await db().publishedFigure.findFirstOrThrow({ where: { imported: false, asOfSaid: '2012-09' } });
    expect(same.asOf).toEqual(new Date('2012-09-30'));
    await db().publishedFigure.update({ where: { id: listed }, data: { imported: true, value: 7 } });
    const own = { asOf: new Date('2013-06-30'), site: '某站', scope: '某范围', countedBy: '某机构', source: '某文', comparator: '=', value: 3 };
    await db().publishedFigure.create({ data: own });
    const lines = await db().publishedFigure.count();
    await db().dataset.update({ where: { name: 'published-figures' }, data: { checksum: 'another' } });
    await loadReference(() => {});
    expect(await db().publishedFigure.count()).toBe(lines);
    expect(Number((await db().publishedFigure.findUniqueOrThrow({ where: { id: listed } })).value)).toBe(7);
    expect(await db().publishedFigure.count({ where: { imported: true } })).toBe(2);
  });

  it('counts the economic regions and the six big areas', async () => {
    const { regions } = await reference();
    const provinces = regions.children('000000', TODAY);
    const count = (key: 'economicRegion' | 'bigArea', value: string) => provinces.filter((region) => region[key] === value).length;
    expect(['east', 'central', 'west', 'northeast', 'hmt'].map((value) => count('economicRegion', value))).toEqual([10, 6, 12, 3, 3]);
    expect(['north', 'northeast', 'east', 'central-south', 'southwest', 'northwest'].map((value) => count('bigArea', value))).toEqual([5, 3, 7, 6, 5, 5]);
  });

  it('has a sector for every word of the documents and of the real file', async () => {
    const words = [
      '公安',
      '共青团',
      '政府办',
      '税务',
      '检察',
      '文物旅游',
      '医疗卫生与计划生育',
      '党政新闻宣传',
      '司法行政',
      '法院',
      '医疗',
      '党政',
      '交通',
      '文化广电',
      '人保',
      '旅游',
      '公用事业',
      '林业',
      '统计',
      '市政',
      '招商',
      '文教',
      '体育',
      '质检',
      '团委',
      '铁路',
      '地铁',
      '环保',
      '气象',
      '网信',
      '通信',
      '市场监管',
      '卫生健康',
      '自然资源',
    ];
    const known = new Set([...(await db().sector.findMany()).map(({ name }) => name), ...(await db().sectorAlias.findMany()).map(({ alias }) => alias)]);
    expect(words.filter((word) => !known.has(word))).toEqual([]);
  });

  it('has populations of the 31 provinces and of Chongqing’s 38', async () => {
    const census = await db().regionPopulation.findMany({ where: { year: 2020, vintage: 'census-2020' } });
    const provinces = census.filter(({ code }) => code.endsWith('0000'));
    expect(provinces).toHaveLength(31);
    const chongqing = census.filter(({ code }) => code.startsWith('500') && code !== '500000');
    expect(chongqing).toHaveLength(38);
    expect(chongqing.reduce((sum, { people }) => sum + people, 0n)).toBe(provinces.find(({ code }) => code === '500000')?.people);
  });

  it('is loaded once, and makes the register ready', async () => {
    const said: string[] = [];
    await loadReference((line) => said.push(line));
    expect(said).toEqual([]);
    expect(await readiness()).toEqual([]);
  });
});

describe('the demonstration', () => {
  it('brings the accounts that the documents name, each with its document and the day it is known from', async () => {
    await loadDemonstration(() => undefined, { again: false, synthetic: false });
    expect(await db().account.count({ where: { provenance: 'document' } })).toBe(46);
    expect(await db().account.count({ where: { source: null } })).toBe(0);
    const opened = await db().account.findFirstOrThrow({
      where: { platform: 'wechat', names: { some: { name: '外交小灵通' } } },
      include: { standings: true },
    });
    expect(opened).toMatchObject({ openedOn: '2013-05-07', standings: [{ tier: 'central', rank: 'province-ministry' }] });
    const renamed = await db().accountName.findMany({ where: { account: { names: { some: { name: '四川雅安' } } } }, orderBy: { id: 'asc' } });
    expect(renamed.map(({ name }) => name)).toEqual(['四川雅安', '芦山地震救助']);
  });

  it('is loaded once', async () => {
    await loadDemonstration(() => undefined, { again: false, synthetic: false });
    expect(await db().account.count()).toBe(46);
    expect(await db().user.count({ where: { persona: true, disabledAt: null } })).toBe(PERSONAS.length);
  });

  it('goes away again and leaves what people entered', async () => {
    const unit = await db().unit.create({ data: { provenance: 'registered' } });
    await clearDemonstration(() => undefined);
    expect(await db().account.count()).toBe(0);
    expect(await db().unit.count()).toBe(1);
    expect(await db().user.count({ where: { disabledAt: null } })).toBe(0);
    await db().unit.delete({ where: { id: unit.id } });
  });
});
