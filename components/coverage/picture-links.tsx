import { useTranslations } from 'next-intl';
import { PngButton } from '@/components/chart/png-button';

/** What is seen as a picture: drawn by the server as SVG, made into PNG by the browser. */
export function PictureLinks({ href }: { href: string }) {
  const t = useTranslations('coverage');
  return (
    <span className="no-print inline-flex flex-wrap gap-x-3">
      <span>{t('picture')}</span>
      <a href={href}>{t('svg')}</a>
      <PngButton href={href} words={{ png: t('png'), failed: t('pngFailed') }} />
      <span className="hidden-with-script">{t('pngNeedsScript')}</span>
    </span>
  );
}
