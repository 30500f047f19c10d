import { useTranslations } from 'next-intl';
import { TimeLine } from '@/components/account/history';
import { unitEvents } from '@/lib/registry/history';
import type { UnitView } from '@/lib/registry/views';

/** What happened to a unit, newest first, in sentences. */
export function UnitHistory({ unit }: { unit: UnitView }) {
  const t = useTranslations('changes.unit');
  return <TimeLine told={unitEvents(unit).map(({ day, kind, facts }) => ({ day, text: t(kind as 'renamed', facts as { from: string; to: string }) }))} />;
}
