import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ListTable } from '@/components/ui/list-table';
import { Badge } from '@/components/ui/page';
import type { Alternative, ExpectationRule } from '@/lib/registry/expectation';

export type ShownExpectation = ExpectationRule & {
  region: string;
  sector: string | null;
  sectorEn: string | null;
  alternativeNames: readonly { zh: string; en: string }[];
  template: boolean;
};

/** 应开设规则: where, for whom, what is asked of them, from when, and by which document. */
export function ExpectationTable({ rules, caption, last }: { rules: readonly ShownExpectation[]; caption: string; last?(rule: ShownExpectation): ReactNode }) {
  const t = useTranslations('expectations');
  return (
    <ListTable caption={caption} heads={[t('who'), t('where'), t('modality'), t('platforms'), t('since'), t('until'), t('basis'), last && t('end')]}>
      {rules.map((rule) => (
        <Row key={rule.id} rule={rule} last={last?.(rule)} />
      ))}
    </ListTable>
  );
}

function Row({ rule, last }: { rule: ShownExpectation; last?: ReactNode }) {
  const t = useTranslations('expectations');
  const code = useTranslations('code');
  const { region, tier, unitKind, bodyName, modality, platforms, from, until } = rule;
  const sector = useSectorName(rule);
  return (
    <tr>
      <th scope="row" className="font-normal">
        {bodyName}{' '}
        <span className="text-sm text-muted">
          {code(`tier.${tier}`)} · {sector ?? t('everySector')} · {code(`unitKind.${unitKind}`)}
        </span>
        <AnyOf rule={rule} />
      </th>
      <td>{region}</td>
      <td className="whitespace-nowrap">
        <Badge tone={modality === 'must' || modality === 'should' ? 'plain' : 'warn'}>{code(`modality.${modality}`)}</Badge>
      </td>
      <td>{platforms.map((each) => code(`platform.${each}`)).join('、')}</td>
      <td className="whitespace-nowrap tabular-nums">{from ?? t('always')}</td>
      <td className="whitespace-nowrap tabular-nums">{until ?? t('always')}</td>
      <td>
        <Basis rule={rule} />
      </td>
      {last !== undefined && <td>{last}</td>}
    </tr>
  );
}

function useSectorName({ sector, sectorEn }: ShownExpectation): string | null {
  return useLocale() === 'en' ? sectorEn : sector;
}

function AnyOf({ rule: { alternatives, alternativeNames } }: { rule: ShownExpectation }) {
  const t = useTranslations('expectations');
  const code = useTranslations('code.unitKind');
  const english = useLocale() === 'en';
  if (alternatives.length === 0) return null;
  const kinds = alternatives.flatMap((each: Alternative) => ('unitKind' in each ? [code(each.unitKind)] : []));
  const names = [...alternativeNames.map(({ zh, en }) => (english ? en : zh)), ...kinds];
  return <span className="block text-sm">{t('anyOf', { names: names.join('、') })}</span>;
}

function Basis({ rule: { documentNo, issuer, documentDate, source, template } }: { rule: ShownExpectation }) {
  const t = useTranslations('expectations');
  if (documentNo) return t('documented', { document: documentNo, issuer: issuer ?? '—', day: documentDate ?? '—' });
  return template ? t('template') : source;
}
