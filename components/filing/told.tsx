import { useTranslations } from 'next-intl';
import { sentence } from '@/components/sentence';
import { Notice } from '@/components/ui/page';
import type { Finding } from '@/lib/decision';
import { LINTS } from '@/lib/registry/lint-rules';
import { WAIVE } from '@/lib/registry/waiver';
import { RuleSource } from './rule-source';

/** What was found of an entry that was written: it stopped nothing, and is said once. */
export function EntryTold({ findings }: { findings: readonly Finding[] }) {
  const t = useTranslations('form');
  if (findings.length === 0) return null;
  return (
    <Notice tone="warn" title={t('told')}>
      <ul className="list-disc ps-5">
        {findings.map((each) => (
          <li key={`${each.field} ${each.reason}`}>
            <Told finding={each} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Told({ finding }: { finding: Finding }) {
  const reason = useTranslations('reason');
  const field = useTranslations('field');
  const says = useTranslations('lint.says');
  const lint = LINTS.find((each) => finding.field === `${WAIVE}${each}`);
  if (!lint) {
    const named = finding.field !== null && field.has(finding.field as 'name') ? `${field(finding.field as 'name')}：` : '';
    return named + sentence(reason, finding);
  }
  const { documentNo, issuer, issuedOn, url } = finding.facts ?? {};
  return (
    <>
      {says(lint, finding.facts as never)} {sentence(reason, finding)}{' '}
      <RuleSource documentNo={String(documentNo)} issuer={String(issuer)} issuedOn={String(issuedOn)} url={url === undefined ? null : String(url)} />
    </>
  );
}
