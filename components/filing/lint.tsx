import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/page';
import type { LintFinding } from '@/lib/registry/filing-lint';

/** What the one who decides should see, each with the rule that says so. */
export function FilingLint({ findings }: { findings: readonly LintFinding[] }) {
  const t = useTranslations('filings');
  const lint = useTranslations('filings.lint');
  if (findings.length === 0) return null;
  return (
    <Notice tone="warn" title={t('lintTitle')}>
      <ul className="list-disc ps-5">
        {findings.map(({ lint: code, facts, source }) => (
          <li key={code}>
            {lint(code, facts as never)} <span className="text-sm text-muted">{t('lintSource', { source })}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
