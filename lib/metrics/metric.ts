import { comparable } from '@/lib/taxonomy/text';

/**
 * What is measured of an account on a day. `sums`: how values of days make one of a period: the last counts, they are
 * summed, or the greatest counts. A moment is kept as seconds since 1970 in UTC.
 */
export type Metric = { code: string; name: string; synonyms: readonly string[]; takes: 'last' | 'sum' | 'maximum'; isMoment?: true };

const metric = (takes: Metric['takes'], code: string, name: string, ...synonyms: string[]): Metric => ({ code, name, synonyms, takes });

/** 监测指标 of the public contract (api.md, "Metrics"). */
export const METRICS: readonly Metric[] = [
  metric('last', 'followers', '关注用户数', '粉丝数', '关注数', '关注人数', '用户数', '订阅数', '粉丝量'),
  metric('sum', 'posts', '发布数', '发文数', '发博数', '微博数', '文章数', '发布量', '发文量', '推文数'),
  metric('sum', 'original_posts', '原创数', '原创发布数', '原创微博数', '原创文章数'),
  metric('sum', 'media_posts', '多媒体发布数', '图文视频数', '带图带视频数'),
  metric('sum', 'reposts', '转发数', '转发量', '被转发数'),
  metric('sum', 'comments', '评论数', '评论量', '被评论数'),
  metric('sum', 'likes', '点赞数', '点赞量', '赞数'),
  metric('sum', 'shares', '分享数', '分享量'),
  metric('sum', 'reads', '阅读数', '阅读量', '总阅读数'),
  metric('sum', 'looking', '在看数', '总在看数'),
  metric('sum', 'replies', '回复数', '回复量'),
  metric('sum', 'headline_reads', '头条阅读数'),
  metric('sum', 'headline_looking', '头条在看数'),
  metric('sum', 'headline_likes', '头条点赞数'),
  metric('sum', 'headline_shares', '头条分享数'),
  metric('maximum', 'top_reads', '最高阅读数'),
  metric('maximum', 'top_looking', '最高在看数'),
  metric('maximum', 'top_likes', '最高点赞数'),
  metric('maximum', 'top_shares', '最高分享数'),
  { ...metric('last', 'last_post_at', '最后发布时间', '最近发布时间', '最近更新时间'), isMoment: true },
];

const WORDS = new Map(METRICS.flatMap((each) => [each.code, each.name, ...each.synonyms].map((word) => [comparable(word), each] as const)));

/** The metric that a text names. */
export function readMetric(text: string): Metric | null {
  return WORDS.get(comparable(text)) ?? null;
}

/**
 * A moment as sheets and clients write it, as seconds since 1970: 2015-06-01 08:30, 2015/6/1 8:30:05 in Shanghai, or with
 * its own offset (2015-06-01T00:30:00Z). Null where it is none.
 */
export function readMoment(text: string): number | null {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(text.trim());
  if (!parts) return null;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', zone = '+08:00'] = parts;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour.padStart(2, '0')}:${minute}:${second}${zone}`;
  const moment = Date.parse(iso);
  const exists =
    !Number.isNaN(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`)) && new Date(`${iso.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(iso.slice(0, 10));
  return Number.isNaN(moment) || !exists ? null : moment / 1000;
}
