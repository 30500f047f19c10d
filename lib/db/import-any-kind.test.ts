// Sheets of every kind, at random: what the check says is what the write does, and the undo takes back.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportKindName } from '@/lib/access/acts';
import { accepted, check, contents, imported, told, undo, write } from './import-told';

type Sheet = { header: string; cells: fc.Arbitrary<readonly string[]>; tables: string[] };

/** Mostly what can be read, and now and then what cannot. */
const cell = (good: readonly string[], bad: readonly string[] = []) =>
  bad.length ? fc.oneof({ weight: 7, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: fc.constantFrom(...bad) }) : fc.constantFrom(...good);
const REGION = cell(['330102', '上城区', '浙江省 杭州市 上城区（330102）', '440106'], ['没有这个区', '']);
const SECTOR = cell(['教育', '体育', '公安'], ['没有', '']);
const TIER = cell(['县级', ''], ['地市级']);
const DAY = cell(['2026-10-01', '2026/10/2', '2026年10月3日', '46300'], ['昨天', '']);
const COUNT = cell(['0', '12', '１２３', '1.2万'], ['-1', '很多', '']);
const PLATFORM = cell(['微博', '微信'], ['']);
const DOCUMENT = cell(['某〔2026〕1号', '某〔2026〕2号'], ['']);

// Accounts have theirs, beside their exports (import-engine.test.ts, account-export.test.ts).
const SHEETS: Record<Exclude<ImportKindName, 'accounts'>, Sheet> = {
  // Each with its region: a bare name is one unit's until another bears it, and then asks which.
  units: {
    header: '单位名称,统一社会信用代码,行政区划代码,职能系统,单位层级,单位性质,主管单位,成立日期',
    cells: fc.tuple(
      ...[
        cell(['任意甲局', '任意乙局', '任意丙中心', '任意丁所'], ['']),
        cell([''], ['1']),
        cell(['330102', '上城区', '440106'], ['没有这个区']),
        SECTOR,
        TIER,
      ],
      ...[cell(['', '事业单位', '政府部门'], ['什么']), cell(['', '', '任意甲局'], ['没有的局']), cell(['', '2001-03-01', '2026年1月'], ['昨天'])],
    ),
    tables: ['unit', 'unit_standing'],
  },
  snapshots: {
    header: '平台,平台ID,账号名称,主办单位,日期,粉丝数,发布数,阅读数',
    cells: fc.oneof(
      fc.tuple(fc.constant('微博'), cell(['1234567890'], ['999']), fc.constant(''), fc.constant(''), DAY, COUNT, COUNT, COUNT),
      fc.tuple(PLATFORM, fc.constant(''), cell(['任意发布'], ['任意别名']), cell(['任意新闻办'], ['']), DAY, COUNT, COUNT, COUNT),
    ),
    tables: ['snapshot'],
  },
  populations: {
    header: '行政区划代码,年份,口径,常住人口,来源',
    cells: fc.tuple(REGION, cell(['2019', '2021', '2023'], ['2199', '']), cell(['annual'], ['七普', '抽样', '']), COUNT, cell(['年鉴', '公报'], [''])),
    tables: ['region_population'],
  },
  expectations: {
    header: '行政区划代码,职能系统,单位层级,平台,应开设/可开设/不应开设,机构名称,生效,失效,文号,来源',
    cells: fc.tuple(
      ...[REGION, SECTOR, cell(['县级', '乡级及以下'], ['']), PLATFORM, cell(['应开设', '可开设', '不应开设'], ['随便']), cell(['任意站', '任意所'], [''])],
      ...[cell(['2026-01-01', '2026-05-01', '']), cell(['', '', '2026-12-01'], ['2025-01-01']), DOCUMENT, cell(['通知', ''])],
    ),
    tables: ['expectation'],
  },
  targets: {
    header: '地区,职能系统,单位层级,平台,指标,目标值,期限,文号,发文机关',
    cells: fc.tuple(
      ...[REGION, SECTOR, TIER, PLATFORM, cell(['开通率', '账号数'], ['次数']), cell(['80%', '0.5', '1'], ['两个', '']), DAY, DOCUMENT, cell(['某局', ''])],
    ),
    tables: ['target', 'target_past'],
  },
  users: {
    header: '用户名,姓名,邮箱,角色,行政区划代码,职能系统,单位',
    cells: fc.tuple(
      ...[
        cell(['renyi.jia', 'renyi.yi'], ['坏 名']),
        cell(['任意人'], ['']),
        cell([''], ['Jia@example.cn', '不是邮箱']),
        cell(['填报员', '备案管理员'], ['老板']),
      ],
      ...[REGION, cell(['', '教育'], ['没有']), cell([''], ['任意新闻办'])],
    ),
    tables: ['user', 'grant'],
  },
  'published-figures': {
    header: '截至日期,平台,统计范围,统计机构,来源,比较符,数值',
    cells: fc.tuple(
      ...[
        DAY,
        cell(['全国', '新浪微博'], ['']),
        cell(['任意范围'], ['']),
        cell(['甲中心', '乙网'], ['']),
        cell(['报告'], ['']),
        cell(['', '超过', '约'], ['很']),
        COUNT,
      ],
    ),
    tables: ['published_figure'],
  },
};

beforeAll(async () => {
  await imported('accounts', [
    '平台,账号名称,平台ID,主办单位,行政区划,职能系统',
    '微博,任意发布,1234567890,任意新闻办,330102,宣传',
    '微信,任意发布,,任意新闻办,330102,宣传',
  ]);
});

describe.each(Object.entries(SHEETS) as [ImportKindName, Sheet][])('any sheet of %s', (kind, { header, cells, tables }) => {
  it('is written as it was checked, says nothing new the second time, and is taken back whole', async () => {
    const good = { rows: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(cells, { minLength: 4, maxLength: 14 }), fc.boolean(), async (rows, takesBack) => {
        const lines = rows.map((each) => each.map((text) => (text.includes(',') ? `"${text}"` : text)).join(','));
        const before = await contents(...tables);
        const batch = await check(kind, [header, ...lines]);
        expect(await contents(...tables)).toEqual(before);
        const { new: added, changed, same, refused } = batch.counts;
        expect(added + changed + same + refused).toBe(lines.filter((line) => line.replaceAll(',', '') !== '').length);
        if (added + changed + same === 0) return;
        good.rows += added + changed;
        expect((await write(batch, undefined, true)).written).toBe(added + changed);
        const verdicts = await told(batch);
        const kept = lines.filter((line) => line.replaceAll(',', '') !== '').filter((_, index) => !verdicts[index]?.startsWith('refused'));
        const again = await check(kind, [header, ...kept]);
        expect(await told(again)).toEqual(kept.map(() => 'same'));
        if (!takesBack) return;
        accepted(await undo(batch));
        expect(await contents(...tables)).toEqual(before);
      }),
      { numRuns: 6, seed: 20261121 },
    );
    expect(good.rows).toBeGreaterThan(2);
  }, 90_000);
});
