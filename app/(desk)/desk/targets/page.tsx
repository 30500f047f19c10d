import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { OwnTargets } from '@/components/target/own-targets';
import { PageHeader } from '@/components/ui/page';
import { mayChangeTarget } from '@/lib/db/target-set';
import { listTargets } from '@/lib/db/targets';
import type { TargetView } from '@/lib/exchange/views';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';

export async function generateMetadata() {
  return { title: (await getTranslations('targets'))('title') };
}

export default async function DeskTargetsPage() {
  const actor = await requireAct('target.record', '/desk/targets');
  if (!actor) return <Absent />;
  const t = await getTranslations('targets');
  const own: TargetView[] = [];
  for (const target of await listTargets(today())) if (await mayChangeTarget(actor, target, today())) own.push(target);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('manage')}
        actions={
          <>
            <Link className="button" href="/desk/targets/new">
              {t('newTitle')}
            </Link>
            <Link className="button button-plain" href="/desk/targets/sets">
              {t('sets')}
            </Link>
          </>
        }
      />
      <OwnTargets targets={own} />
    </>
  );
}
