import { describe, expect, it } from 'vitest';
import { figuresBeside, narrowedTo, seriesOf, tellsOf } from './published';

const FOUR = '新浪、腾讯、人民、新华四网站微博';

describe('published figures', () => {
  it.each([
    ['weibo', '新浪微博', true],
    ['weibo', FOUR, true],
    ['weibo', '腾讯微博', false],
    ['weibo', '微信', false],
    ['tencent-weibo', '腾讯微博', true],
    ['tencent-weibo', FOUR, true],
    ['tencent-weibo', '腾讯微信', false],
    ['wechat', '微信', true],
    ['wechat', '今日头条', false],
  ] as const)('of %s count %s: %s', (platform, site, tells) => {
    expect(tellsOf(platform, { site })).toBe(tells);
  });

  it.each([
    ['政务微博（机构和个人）', ''],
    ['公职人员微博', ''],
    ['广东政务微博（机构和个人）', '广东'],
    ['北京公职人员微博', '北京'],
    ['公安政务微信', '公安'],
    ['“僵尸”政务微博', '“僵尸”'],
    ['每个政务微信平均关注用户数', '每个'],
  ])('%s is narrowed to “%s”', (scope, narrowed) => {
    expect(narrowedTo(scope)).toBe(narrowed);
  });

  it('stand beside a question of the same narrowing alone', () => {
    const figures = ['政务微信', '公安政务微信', '浙江政务微信', '每个政务微信平均关注用户数'].map((scope) => ({ site: '微信', scope }));
    expect(figuresBeside(figures, 'wechat', []).map(({ scope }) => scope)).toEqual(['政务微信']);
    expect(figuresBeside(figures, 'wechat', ['浙江省', '浙江', '浙']).map(({ scope }) => scope)).toEqual(['浙江政务微信']);
    expect(figuresBeside(figures, 'weibo', [])).toEqual([]);
  });

  it('are one series only where site, scope and counting body are the same', () => {
    const figure = (site: string, scope: string, countedBy: string, value: number) => ({ site, scope, countedBy, value, source: String(value) });
    const series = seriesOf([
      figure('a', 'b', 'c', 1),
      figure('a', 'b', 'd', 2),
      figure('a', 'b', 'c', 3),
      figure('a,b', '', 'c', 4),
      figure('a', 'b', '未注明', 5),
      figure('a', 'b', '未注明', 6),
    ]);
    expect(series.map(({ figures }) => figures.map(({ value }) => value))).toEqual([[1, 3], [2], [4], [5], [6]]);
  });
});
