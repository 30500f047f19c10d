import type { Platform } from '@/lib/taxonomy/codes';

/** The account's page on its platform, where one follows from its id: WeChat has none that a browser could open. */
export function profileAddress({ platform, platformId, handle }: { platform: Platform; platformId: string | null; handle: string | null }): string | null {
  if (platform !== 'weibo') return null;
  if (platformId) return `https://weibo.com/u/${encodeURIComponent(platformId)}`;
  return handle ? `https://weibo.com/${encodeURIComponent(handle)}` : null;
}
