import Link from 'next/link';
import { useTranslations } from 'next-intl';

const TABS = [
  ['exceptions', '/desk/audit'],
  ['events', '/desk/audit/events'],
] as const;

/** The pages of the audit. */
export function AuditTabs({ at }: { at: (typeof TABS)[number][0] }) {
  const t = useTranslations('audit');
  return (
    <nav aria-label={t('title')} className="no-print mb-4 border-b border-line">
      <ul className="flex gap-6">
        {TABS.map(([name, href]) => (
          <li key={name} className={name === at ? 'border-b-2 border-accent' : ''}>
            <Link href={href} aria-current={name === at ? 'page' : undefined} className="inline-block py-1.5">
              {t(`tab.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
