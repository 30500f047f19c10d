import { useTranslations } from 'next-intl';
import { ExportLinks } from '@/components/ui/export-links';
import { address } from '@/components/ui/query';
import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import type { Day } from '@/lib/taxonomy/day';

type Props = { actor: Actor; at(change: Record<string, string>): string; asOf: Day; unit: number | undefined; regions: readonly string[] };

/** The list as files; for offices with contacts, and as sheets for its units to fill in. */
export function AccountExports({ actor, at, asOf, unit, regions }: Props) {
  const t = useTranslations('export');
  const hrefOf = (format: string, more: Record<string, string> = {}) => at({ asOf, format, per: '', ...more }).replace('/accounts?', '/accounts/export?');
  return (
    <ExportLinks hrefOf={hrefOf}>
      {may(actor, 'account.read-contact') && (
        <a href={hrefOf('xlsx', { contacts: 'yes' })} download>
          {t('withContacts')}
        </a>
      )}
      {may(actor, 'form.fill') && <a href={at({ asOf, per: '' }).replace('/accounts?', '/desk/forms?')}>{t('toForms')}</a>}
      {may(actor, 'account.read-contact') && (unit !== undefined || regions.length === 1) && (
        <a href={address('/desk/sheets', unit !== undefined ? { unit } : { region: regions })} download>
          {t(unit !== undefined ? 'sheetOf' : 'sheetsOf')}
        </a>
      )}
    </ExportLinks>
  );
}
