import Link from 'next/link';
import { useTranslations } from 'next-intl';

const TABS = [
  ['checks', '/desk/rules'],
  ['filing', '/desk/rules/filing'],
] as const;

/** The two pages of rules. */
export function RuleTabs({ at }: { at: (typeof TABS)[number][0] }) {
  const t = useTranslations('rules');
  return (
    <nav aria-label={t('tabs')} className="no-print mb-4 border-b border-line">
      <ul className="flex flex-wrap gap-x-6">
        {TABS.map(([name, href]) => (
          <li key={name} className={name === at ? 'border-b-2 border-accent' : ''}>
            <Link href={href} aria-current={name === at ? 'page' : undefined} className="inline-block py-1.5">
              {t(name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
