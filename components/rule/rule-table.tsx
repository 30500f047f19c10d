import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RuleSource } from '@/components/filing/rule-source';
import { Badge } from '@/components/ui/page';
import { Scroll } from '@/components/ui/scroll';
import type { LintRule } from '@/lib/registry/lint-rules';

export type ShownRule = LintRule & { id: number; region: string };

/** Rules of the linter: how strict, by whom, from when until when, and by which document. */
export function RuleTable({ rules, caption, last }: { rules: readonly ShownRule[]; caption: string; last?(rule: ShownRule): ReactNode }) {
  const t = useTranslations('rules');
  const field = useTranslations('field');
  return (
    <Scroll label={caption}>
      <table className="list-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{field('lint')}</th>
            <th scope="col">{field('severity')}</th>
            <th scope="col">{t('setBy')}</th>
            <th scope="col">{t('since')}</th>
            <th scope="col">{t('until')}</th>
            <th scope="col">{t('source')}</th>
            {last && <th scope="col">{t('end')}</th>}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <RuleRow key={rule.id} rule={rule} last={last?.(rule)} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function RuleRow({ rule, last }: { rule: ShownRule; last?: ReactNode }) {
  const t = useTranslations('rules');
  const code = useTranslations('code');
  const { lint, severity, days, region, version, from, until } = rule;
  return (
    <tr>
      <th scope="row">{code(`lint.${lint}`)}</th>
      <td className="whitespace-nowrap">
        <Badge tone={severity === 'notice' ? 'plain' : 'warn'}>{code(`severity.${severity}`)}</Badge> {days !== null && t('days', { days })}
      </td>
      <td>{region}</td>
      <td className="whitespace-nowrap tabular-nums">{from}</td>
      <td className="whitespace-nowrap tabular-nums">{until ?? t('always')}</td>
      <td>
        <RuleSource {...rule} /> <span className="text-sm text-muted">{t('version', { version })}</span>
      </td>
      {last !== undefined && <td>{last}</td>}
    </tr>
  );
}
