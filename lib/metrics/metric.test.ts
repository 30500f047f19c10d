import { describe, expect, it } from 'vitest';
import { METRICS, readMetric, readMoment } from './metric';

describe('the metrics', () => {
  it('are those of the public contract', () => {
    expect(METRICS.map(({ code }) => code).join(' ')).toBe(
      'followers posts original_posts media_posts reposts comments likes shares reads looking replies headline_reads headline_looking headline_likes headline_shares top_reads top_looking top_likes top_shares last_post_at',
    );
  });

  it('are found by code, name and synonym, and no word means two', () => {
    const words = METRICS.flatMap(({ code, name, synonyms }) => [code, name, ...synonyms].map((word) => [word, code] as const));
    for (const [word, code] of words) expect(readMetric(word)?.code, word).toBe(code);
    expect(readMetric('热度')).toBeNull();
  });
});

describe('a moment', () => {
  it.each([
    ['2015-06-01 08:30', '2015-06-01T00:30:00.000Z'],
    ['2015/6/1 8:30:05', '2015-06-01T00:30:05.000Z'],
    ['2015年6月1日 08:30', '2015-06-01T00:30:00.000Z'],
    ['2015-06-01T08:30:00Z', '2015-06-01T08:30:00.000Z'],
    ['2015-06-01T08:30:00+0900', '2015-05-31T23:30:00.000Z'],
  ])('%s', (text, iso) => {
    expect(new Date((readMoment(text) ?? 0) * 1000).toISOString()).toBe(iso);
  });

  it.each(['2015-06-01', '2015-02-29 08:00', '2015-06-01 25:00', '昨天', ''])('none: %s', (text) => {
    expect(readMoment(text)).toBeNull();
  });
});
