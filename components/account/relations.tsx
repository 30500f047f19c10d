import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RelationView } from '@/lib/registry/views';

/** Units that have to do with an account beside its owner, each with what it is and since when. */
export function RelationList({ relations }: { relations: readonly RelationView[] }) {
  const t = useTranslations('relations');
  const code = useTranslations('code.relation');
  if (!relations.length) return <p className="mb-4">{t('none')}</p>;
  return (
    <ul className="mb-4 list-disc ps-5">
      {relations.map(({ id, kind, unitId, unit, from, until }) => (
        <li key={id}>
          {code(kind)}：<Link href={`/units/${unitId}`}>{unit}</Link>{' '}
          <span className="text-sm text-muted">{until === null ? t('since', { from }) : t('period', { from, until })}</span>
        </li>
      ))}
    </ul>
  );
}
