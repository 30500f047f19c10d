import type { z } from 'zod';
import type { CoverageFilter } from '@/lib/coverage/filter';
import { coverageFilter } from '@/lib/coverage/query';
import type { firstsPageQuery } from '@/lib/coverage/time-query';
import type { Platform } from '@/lib/taxonomy/codes';
import { today } from '@/lib/web/page-query';

export type FirstsQuery = z.infer<typeof firstsPageQuery>;

/** What is asked of each platform: of Weibo and WeChat where none is named. */
export function firstsAsked(query: FirstsQuery): { platform: Platform; filter: CoverageFilter }[] {
  const platforms: Platform[] = query.platform.length ? [...new Set(query.platform)] : ['weibo', 'wechat'];
  return platforms.map((platform) => ({
    platform,
    filter: coverageFilter({ ...query, platform: [platform], holder: [query.holder], rank: [], status: [], provenance: [] }, today()),
  }));
}
