import type { Platform } from '@/lib/taxonomy/codes';
import type { Day, PartialDay } from '@/lib/taxonomy/day';
import type { Scheme } from './scheme';
import type { Shape } from './shape';

/** How sources name the sites of each platform; a figure of several sites names them all. */
const SITES: Record<Platform, string> = { weibo: '新浪', 'tencent-weibo': '腾讯', wechat: '微信' };

/** Whether a figure counts a site of the platform, alone or with others. */
export function tellsOf(platform: Platform, { site }: { site: string }): boolean {
  // 腾讯 also names 微信's owner; a figure of WeChat says 微信.
  return site.includes(SITES[platform]) && (platform === 'wechat' || !site.includes('微信'));
}

/** What a scope is narrowed to: 广东 of 广东政务微博, nothing of 政务微博. */
export function narrowedTo(scope: string): string {
  const at = scope.search(/政务|公职人员/);
  return at < 0 ? scope : scope.slice(0, at);
}

/**
 * The published figures that stand beside what is asked: of the platform, and of just the region or sector
 * asked for, by whichever of its names; of the whole where neither is asked for.
 * @param narrowing names of the region and of the sector asked for
 */
export function figuresBeside<T extends { site: string; scope: string }>(figures: readonly T[], platform: Platform, narrowing: readonly string[]): T[] {
  const fits = (scope: string) => (narrowing.length ? narrowing.includes(narrowedTo(scope)) : narrowedTo(scope) === '');
  return figures.filter((figure) => tellsOf(platform, figure) && fits(figure.scope));
}

/** Of figures those of a day's year, in order. */
export function ofYear<T extends { asOf: string }>(figures: readonly T[], day: Day): T[] {
  return figures.filter(({ asOf }) => asOf.startsWith(day.slice(0, 4))).sort((a, b) => a.asOf.localeCompare(b.asOf));
}

/** 公布数据的系列: who counted what where. Series are never added, nor one continued by another. */
export type Series<T> = { site: string; scope: string; countedBy: string; figures: T[] };

/** What a list says where the source names no counting body. */
const NOT_SAID = '未注明';

/** Figures series by series, as they come; of an unknown body nobody can say that it is the same one, so each source stands alone. */
export function seriesOf<T extends { site: string; scope: string; countedBy: string; source: string }>(figures: readonly T[]): Series<T>[] {
  const series = new Map<string, Series<T>>();
  for (const figure of figures) {
    const { site, scope, countedBy, source } = figure;
    const key = JSON.stringify([site, scope, countedBy === NOT_SAID ? source : countedBy, countedBy]);
    const known = series.get(key) ?? { site, scope, countedBy, figures: [] };
    series.set(key, known);
    known.figures.push(figure);
  }
  return [...series.values()];
}

/** 公布的形状: what a document said of the shape on its day. `shape` null where it said less than a verdict. */
export type PublishedShape = { key: string; platform: Platform; asOf: PartialDay; scheme: Scheme; shape: Shape | null; source: string };

/** Dated claims, beside which stands what is computed; the later contradict the earlier. */
export const PUBLISHED_SHAPES = [
  { key: 'weibo-2011', platform: 'weibo', asOf: '2011-10', scheme: 'rank4', shape: 'pyramid', source: '全国首份政务微博年度报告（2011-12-12 发布）' },
  { key: 'weibo-2012-top', platform: 'weibo', asOf: '2012-06', scheme: 'rank4', shape: null, source: '新京报（2012-07-14）' },
  { key: 'weibo-2012', platform: 'weibo', asOf: '2012', scheme: 'rank4', shape: null, source: '2012 年政务微博评估报告（人民网 2013-03-27 报道）' },
  { key: 'wechat-2014', platform: 'wechat', asOf: '2014-12-31', scheme: 'tier3', shape: 'drum', source: '腾讯研究院、微信团队白皮书报道' },
  { key: 'wechat-2015', platform: 'wechat', asOf: '2015', scheme: 'tier3', shape: null, source: '腾讯 2015 年度报告（新京报 2016-01-19 A17 版报道）' },
] as const satisfies readonly PublishedShape[];
