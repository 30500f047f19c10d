import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/page';
import type { ListedReform, UnitView } from '@/lib/registry/views';

/** That a unit has ended, who came after it, and which accounts it has left behind. */
export function UnitEnded({ unit: { id, endedOn, successors, leftAccounts } }: { unit: UnitView }) {
  const t = useTranslations('reforms');
  if (endedOn === null) return null;
  return (
    <Notice tone="warn" title={t('ended', { day: endedOn })}>
      <Kin units={successors} side="into" />
      {leftAccounts > 0 && (
        <p>
          {t('left', { count: leftAccounts })} <Link href={`/accounts?unit=${id}&status=active&status=paused`}>{t('seeLeft')}</Link>
        </p>
      )}
    </Notice>
  );
}

/** The units before and after the reforms of one that is still there. */
export function UnitKin({ unit: { endedOn, predecessors, successors } }: { unit: UnitView }) {
  return (
    <>
      <Kin units={predecessors} side="from" />
      {endedOn === null && <Kin units={successors} side="into" />}
    </>
  );
}

function Kin({ units, side }: { units: UnitView['successors']; side: 'from' | 'into' }) {
  const t = useTranslations('reforms');
  return (
    <ul>
      {units.map(({ id, name, kind, day }) => (
        <li key={`${id}${day}`}>
          {t(`${side}.${kind}`, { day })} <Link href={`/units/${id}`}>{name}</Link>
        </li>
      ))}
    </ul>
  );
}

/** The reforms that were entered of a unit, for who may look at them and take them back. */
export function ReformsEntered({ reforms }: { reforms: readonly ListedReform[] }) {
  const t = useTranslations('reforms');
  if (reforms.length === 0) return null;
  return (
    <p className="mt-2">
      {t('entered')}：
      {reforms.map(({ id, kind, day, takenBack }) => (
        <span key={id} className="me-4">
          <Link href={`/desk/reforms/${id}`}>{t('enteredOn', { day, kind: t(`kind.${kind}`) })}</Link>
          {takenBack && ` ${t('takenBack')}`}
        </span>
      ))}
    </p>
  );
}
