import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/page';
import type { Editions } from '@/lib/coverage/edition';
import { PLATFORMS, type Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';

type Shown = { platform: Platform; asOf: Day };
type Props = { editions: Editions; shown: readonly Shown[]; today: Day; hrefOf: (day: Day | null) => string };

/** While made-up accounts are shown: for which day they are meant, and what another day is worth. */
export function EditionNotice({ editions, shown, today, hrefOf }: Props) {
  const t = useTranslations('edition');
  const name = useTranslations('code.platform');
  const made = shown.filter(({ platform }) => editions[platform] !== undefined);
  if (!made.length) return null;
  const meant = made.map(({ platform }) => t('each', { platform: name(platform), day: editions[platform] ?? '' })).join('、');
  const off = made.filter(({ platform, asOf }) => editions[platform] !== asOf);
  return (
    <Notice tone="warn">
      <p>{t('opened', { editions: meant })}</p>
      {off.length > 0 && <p>{t('off', { shown: off.map(({ platform, asOf }) => t('each', { platform: name(platform), day: asOf })).join('、') })}</p>}
      <p className="no-print mt-1 flex gap-4">
        {made.some(({ asOf }) => asOf !== today) && <a href={hrefOf(today)}>{t('today', { day: today })}</a>}
        {off.length > 0 && <a href={hrefOf(null)}>{t('back')}</a>}
      </p>
    </Notice>
  );
}

/** The platforms asked for, all on one day. */
export function onDay(platforms: readonly Platform[], asOf: Day): Shown[] {
  return (platforms.length ? platforms : PLATFORMS).map((platform) => ({ platform, asOf }));
}
