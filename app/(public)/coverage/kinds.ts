import { getTranslations } from 'next-intl/server';
import type { UnitKind } from '@/lib/taxonomy/codes';
import type { System } from '@/lib/taxonomy/systems';

/** By which kinds of units a page is narrowed, in words; empty where by none. */
export async function kindsInWords({ unitKind, system }: { unitKind: readonly UnitKind[]; system: readonly System[] }): Promise<string> {
  const code = await getTranslations('code');
  return [...system.map((each) => code(`system.${each}`)), ...unitKind.map((each) => code(`unitKind.${each}`))].join('、');
}
