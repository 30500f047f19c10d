'use client';

import { useTranslations } from 'next-intl';
import { AreaField } from '@/components/form/field';
import type { FormTools } from '@/components/form/form';
import { sentence } from '@/components/sentence';
import type { Finding } from '@/lib/decision';
import { LINTS, type Lint } from '@/lib/registry/lint-rules';
import { WAIVE } from '@/lib/registry/waiver';
import { RuleSource } from './rule-source';

/** What the rules found of what was sent, each with its source, and a field for the reason where one may be given. */
export function WaiverFields({ tools }: { tools: FormTools }) {
  const t = useTranslations('lint');
  const shown = LINTS.flatMap((lint) => {
    const found = tools.findings.find(({ field }) => field === `${WAIVE}${lint}`);
    return found || tools.value(`${WAIVE}${lint}`) ? [{ lint, found }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <fieldset className="mb-4 border border-warn px-4 py-3">
      <legend className="px-1 text-lg font-bold">{t('title')}</legend>
      <p className="mb-3 text-sm text-muted">{t('titleHint')}</p>
      {shown.map(({ lint, found }) => (
        <WaiverField key={lint} lint={lint} found={found} tools={tools} />
      ))}
    </fieldset>
  );
}

function WaiverField({ lint, found, tools }: { lint: Lint; found: Finding | undefined; tools: FormTools }) {
  const t = useTranslations('lint');
  const code = useTranslations('code.lint');
  const reason = useTranslations('reason');
  const field = `${WAIVE}${lint}`;
  const waivable = found === undefined || found.facts?.severity === 'waivable';
  return (
    <div className="mb-3">
      {found && (
        <p>
          {t(`says.${lint}`, found.facts as never)} <Source facts={found.facts} />
        </p>
      )}
      {waivable ? (
        <AreaField name={field} label={t('reason', { rule: code(lint) })} errors={tools.errors(field)} defaultValue={tools.value(field)} rows={2} />
      ) : (
        <p id={field} tabIndex={-1} className={found.severity === undefined ? 'font-semibold text-wrong' : 'text-sm text-muted'}>
          {sentence(reason, found)}
        </p>
      )}
    </div>
  );
}

function Source({ facts = {} }: { facts: Finding['facts'] }) {
  const { documentNo, issuer, issuedOn, url } = facts;
  return <RuleSource documentNo={String(documentNo)} issuer={String(issuer)} issuedOn={String(issuedOn)} url={url === undefined ? null : String(url)} />;
}
