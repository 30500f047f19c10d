import { useFormatter, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/page';
import type { LintFinding } from '@/lib/registry/filing-lint';
import type { WaiverView } from '@/lib/registry/filing-views';
import { RuleSource } from './rule-source';

/** What the one who decides should see, each with the rule that says so. */
export function FilingLint({ findings }: { findings: readonly LintFinding[] }) {
  const t = useTranslations('filings');
  const says = useTranslations('lint.says');
  if (findings.length === 0) return null;
  return (
    <Notice tone="warn" title={t('lintTitle')}>
      <ul className="list-disc ps-5">
        {findings.map(({ rule, facts }) => (
          <li key={rule.lint}>
            {says(rule.lint, facts as never)} <RuleSource {...rule} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What was found at entry and let pass: by whom, when and why. */
export function Waivers({ waivers }: { waivers: readonly WaiverView[] }) {
  const t = useTranslations('filings');
  const lint = useTranslations('lint');
  const format = useFormatter();
  if (waivers.length === 0) return null;
  return (
    <section aria-labelledby="waived" className="mb-4 border-s-4 border-warn px-4 py-3">
      <h2 id="waived" className="font-bold">
        {t('waived')}
      </h2>
      <ul className="list-disc ps-5">
        {waivers.map(({ id, rule, found, source, reason, by, at }) => (
          <li key={id}>
            {lint(`says.${rule}`, found as never)} <span className="text-sm text-muted">{lint('sourceOf', { source })}</span>
            <p className="font-semibold whitespace-pre-line">{reason}</p>
            <p className="text-sm text-muted">
              {t('waivedBy', { by: by ?? t('commandLine'), at: format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' }) })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
