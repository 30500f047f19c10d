import { getLocale, getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import { address } from '@/components/ui/query';
import { type ChangesFilter, type ChangeView, type changesQuery, daysAsked, type Side } from '@/lib/registry/changes';
import { today } from '@/lib/web/page-query';

export type ChangesQuery = z.infer<typeof changesQuery>;

export function filterOf(query: ChangesQuery): ChangesFilter {
  return { ...daysAsked(query, today()), regions: query.region, platforms: query.platform, kinds: query.kind };
}

/** The address of the page or of its file, with both days, so that it means the same tomorrow. */
export function changesAddress(path: string, query: ChangesQuery, change: Record<string, string | number | null> = {}): string {
  const { region, platform, kind } = query;
  return address(path, { ...daysAsked(query, today()), region, platform, kind, ...change });
}

/** What an account was and is, in the words of its kind of change. */
export async function wordsOf(): Promise<(change: ChangeView) => { was: string; is: string }> {
  const code = await getTranslations('code');
  const english = (await getLocale()) === 'en';
  const classed = ({ region, sector, sectorEn, tier, rank }: Side) =>
    [region, english ? sectorEn : sector, tier && code(`tier.${tier}`), rank && code(`rank.${rank}`)].filter(Boolean).join(' · ');
  const shown = (side: Side | null, { kind }: ChangeView) => {
    if (side === null) return '—';
    if (kind === 'renamed') return side.name;
    if (kind === 'moved') return side.unit;
    return kind === 'reclassified' ? classed(side) : code(`status.${side.status}`);
  };
  return (change) => ({ was: shown(change.was, change), is: shown(change.is, change) });
}
