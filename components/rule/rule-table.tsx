import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RuleSource } from '@/components/filing/rule-source';
import { ListTable } from '@/components/ui/list-table';
import { Badge } from '@/components/ui/page';
import type { LintRule } from '@/lib/registry/lint-rules';

export type ShownRule = LintRule & { id: number; region: string };

/** Rules of the linter: how strict, by whom, from when until when, and by which document. */
export function RuleTable({ rules, caption, last }: { rules: readonly ShownRule[]; caption: string; last?(rule: ShownRule): ReactNode }) {
  const t = useTranslations('rules');
  const field = useTranslations('field');
  return (
    <ListTable caption={caption} heads={[field('lint'), field('severity'), t('setBy'), t('since'), t('until'), t('source'), last && t('end')]}>
      {rules.map((rule) => (
        <RuleRow key={rule.id} rule={rule} last={last?.(rule)} />
      ))}
    </ListTable>
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
