import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/page';
import type { Editions } from '@/lib/coverage/edition';
import type { Platform } from '@/lib/taxonomy/codes';

/** While made-up accounts are counted on several days: on which day alone they are meant. */
export function MadeUpDays({ editions }: { editions: Editions }) {
  const t = useTranslations('edition');
  const name = useTranslations('code.platform');
  const each = Object.entries(editions).map(([platform, day]) => t('each', { platform: name(platform as Platform), day }));
  if (!each.length) return null;
  return <Notice tone="warn">{t('manyDays', { editions: each.join('、') })}</Notice>;
}
