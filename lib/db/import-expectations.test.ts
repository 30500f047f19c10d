import { describe, expect, it } from 'vitest';
import { csvLine } from '@/lib/exchange/csv';
import { EXPECTATION_HEADER, expectationCells } from '@/lib/exchange/expectation-row';
import { NATION, type Region } from '@/lib/taxonomy/regions';
import { MESSAGES } from '@/lib/web/locale';
import { loadReference } from '@/prisma/seed/reference';
import { db } from './client';
import { expectationRules } from './expectation-rules';
import { accepted, check, contents, imported, office, TODAY, told, undo, write } from './import-told';
import { reference } from './reference';

const HEADER = '职能系统,单位层级,平台,应开设/可开设/不应开设,机构名称,单位性质,名称模式,生效,失效,文号,发文机关,发文日期,是否估计,来源';
const file = (...lines: string[]) => [HEADER, ...lines];
const expectedNow = async (body: string) => (await reference()).expectations.filter(({ bodyName }) => bodyName === body);

describe('a file of expectations', () => {
  it('brings rules that hold at once, everywhere', async () => {
    const batch = await check(
      'expectations',
      file(
        '教育,乡级及以下,微博、微信,应开设,中心学校,事业单位,中心学校;{}中心小学,2020-01-01,,国办发〔2018〕123号,国务院办公厅,2018-12-27,否,',
        '税务,乡级及以下,,不应开设,税务所,,,,,,,,,某市通知',
      ),
    );
    expect(await told(batch)).toEqual(['new', 'new']);
    expect(await expectedNow('中心学校')).toEqual([]);
    await write(batch);
    expect(await expectedNow('中心学校')).toMatchObject([
      { tier: 'township', platforms: ['weibo', 'wechat'], namePatterns: ['中心学校', '{}中心小学'], from: '2020-01-01' },
    ]);
    expect(await db().expectation.findFirstOrThrow({ where: { bodyName: '税务所' } })).toMatchObject({
      modality: 'should-not',
      estimated: false,
      source: '某市通知',
      imported: true,
    });
    expect(await expectedNow('税务所')).toEqual([]);
  });

  it('says the same a second time, ends a rule so that another follows, and takes that back', async () => {
    const before = await contents('expectation');
    const same = await imported('expectations', file('教育,乡级及以下,,应开设,中心学校,,,2020-01-01,,,,,,'));
    expect(same.counts).toMatchObject({ same: 1 });
    expect(await contents('expectation')).toEqual(before);
    const lines = file(
      '教育,乡级及以下,,应开设,中心学校,,,2020-01-01,2026-01-01,,,,,',
      '教育,乡级及以下,微信,应开设,教育集团,事业单位,,2026-01-01,,,,,,某省通知',
    );
    const batch = await imported('expectations', lines);
    expect(await told(batch)).toEqual(['changed', 'new']);
    const { expectations } = await reference();
    expect(
      expectations.filter(({ sectorCode, tier, until }) => sectorCode === 'education' && tier === 'township' && (until === null || until > TODAY)),
    ).toMatchObject([{ bodyName: '教育集团' }]);
    expect((await undo(batch)).accepted).toBe(true);
    expect(await contents('expectation')).toEqual(before);
    expect(await expectedNow('教育集团')).toEqual([]);
  });

  it('as it was taken from the register changes nothing, entered rules and the template alike', async () => {
    const brought = await imported('expectations', [
      `地区,${HEADER},或由其开设`,
      '330100,公安,县级,微信,可以开设,县级公安机关,政府部门,,2020-01-01,2030-01-01,某〔2020〕1号,某厅,2020-01-01,否,,宣传；政府',
      '330000,全部系统,乡级及以下,,不宜开设,乡级部门,政府部门,,,,,,,,某省通知,',
    ]);
    const { regions, sectors } = await reference();
    const rules = await expectationRules(regions.at(NATION, TODAY) as Region, TODAY);
    expect(rules.filter(({ template }) => !template).length).toBeGreaterThan(2);
    const lines = [EXPECTATION_HEADER, ...rules.map((rule) => expectationCells(rule, MESSAGES['zh-CN'].code, sectors))];
    const batch = await check(
      'expectations',
      lines.map((cells) => csvLine(cells).trimEnd()),
    );
    expect((await told(batch)).filter((verdict) => verdict !== 'same')).toEqual([]);
    expect(batch.counts).toMatchObject({ rows: rules.length, same: rules.length });
    accepted(await undo(brought));
  });

  it('refuses what is no rule, beside its field, and a second one at a time', async () => {
    const batch = await check(
      'expectations',
      file(
        '教育,县级,,应开设,教育体育局,,,,,,,,,某省通知',
        '玄学,县级,,应开设,甲,,,,,,,,,乙',
        '统计,楼级,,应开设,甲,,,,,,,,,乙',
        '统计,乡级及以下,抖音,应开设,甲,,,,,,,,,乙',
        '统计,乡级及以下,,随便,甲,,,,,,,,,乙',
        '统计,乡级及以下,,可开设,统计站,,,,,,,,,',
        '统计,乡级及以下,,可开设,统计站,,{}{}站,,,,,,,乙',
        '统计,乡级及以下,,可开设,统计站,,,2020-01-01,2019-01-01,,,,,乙',
      ),
    );
    expect(await told(batch)).toEqual([
      'refused expectation-overlaps@bodyName',
      'refused sector-unknown@sector',
      'refused choice-unknown@tier',
      'refused choice-unknown@platform',
      'refused choice-unknown@modality',
      'refused expectation-source-needed@source',
      'refused pattern-form@namePatterns',
      'refused date-not-after@validUntil',
    ]);
  });

  it('outlives the template that is loaded anew, and is the nation’s to set', async () => {
    await db().dataset.update({ where: { name: 'expectations' }, data: { checksum: 'older' } });
    await loadReference(() => undefined);
    expect(await db().expectation.count({ where: { imported: true } })).toBe(2);
    const administrator = await office('administrator', '330000');
    expect(await told(await check('expectations', file('统计,乡级及以下,,可开设,统计站,,,,,,,,,某省通知'), administrator))).toEqual([
      'refused not-allowed@sector',
    ]);
  });
});

describe('a file of a place’s rules', () => {
  const OWN = '行政区划,职能系统,单位层级,平台,应开设/可开设/不应开设,机构名称,单位性质,或由其开设,生效,文号,发文机关,发文日期';

  it('brings what holds in its subtree alone, with whom it may be met by, and rules for every sector', async () => {
    const batch = await imported('expectations', [
      OWN,
      '浙江省,宣传发布,县级,微信,必须,县委宣传部,党委部门,党政综合；人民团体,2021-01-01,浙委办〔2021〕1号,浙江省委办公厅,2021-01-01',
      '杭州市,全部系统,县级,微博,不宜,县级部门,政府部门,,2021-01-01,杭政办〔2021〕2号,杭州市政府办公厅,2021-01-01',
    ]);
    expect(await told(batch)).toEqual(['new', 'new']);
    const { rules } = await reference();
    expect(rules.filter(({ documentNo }) => documentNo?.includes('2021'))).toMatchObject([
      { regionCode: '330000', sectorCode: 'publicity', modality: 'must', alternatives: [{ sector: 'party-government' }, { unitKind: 'mass-organisation' }] },
      { regionCode: '330100', sectorCode: null, modality: 'should-not', unitKind: 'department', platforms: ['weibo'] },
    ]);
    expect((await imported('expectations', [OWN, '浙江省,宣传发布,县级,微信,必须,县委宣传部,,,2021-01-01,,,'])).counts).toMatchObject({ same: 1 });
    expect((await undo(batch)).accepted).toBe(true);
    expect((await reference()).rules.filter(({ regionCode }) => regionCode !== '000000')).toEqual([]);
  });

  it('is the registrar’s for its own place, and what is no rule is refused beside its field', async () => {
    const registrar = await office('registrar', '330000');
    const lines = [
      OWN,
      '杭州市,教育,县级,,可开设,教育局,,,2021-01-01,杭政办〔2021〕3号,,',
      '广州市,教育,县级,,可开设,教育局,,,2021-01-01,穗府办〔2021〕3号,,',
      '杭州市,税务,县级,,可开设,税务局,,,2021-01-01,杭政办〔2021〕3号,,',
      '无此地,教育,县级,,可开设,教育局,,,2021-01-01,杭政办〔2021〕3号,,',
      '杭州市,全部系统,县级,,不宜,部门,,,2021-01-01,杭政办〔2021〕3号,,',
      '杭州市,法院,县级,,应开设,法院,法院,,2021-01-01,国办发〔2018〕123号,国务院办公厅,2018-12-07',
    ];
    expect(await told(await check('expectations', lines, registrar))).toEqual([
      'new',
      'refused not-allowed@sector',
      'refused not-allowed@sector',
      'refused region-unknown@region',
      'refused kind-needed-for-all@unitKind',
      'refused binds-government-only@unitKind',
    ]);
  });
});
