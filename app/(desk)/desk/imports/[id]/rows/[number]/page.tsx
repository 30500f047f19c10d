import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { MendForm } from '@/components/import/mend-form';
import { sentence } from '@/components/sentence';
import { Notice, PageHeader } from '@/components/ui/page';
import { readRowToMend } from '@/lib/db/import-rows';
import { requireAct } from '@/lib/web/desk';
import { mendRowAction } from '../../../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('imports'))('mend') };
}

export default async function MendPage({ params }: { params: Promise<{ id: string; number: string }> }) {
  const { id, number } = await params;
  const actor = await requireAct('import.run', `/desk/imports/${id}/rows/${number}`);
  const known = actor && /^\d{1,9}$/.test(id) && /^\d{1,8}$/.test(number);
  const mend = known ? await readRowToMend(actor, Number(id), Number(number)) : null;
  if (!mend) return <Absent />;
  const t = await getTranslations('mending');
  const imports = await getTranslations('imports');
  const reason = await getTranslations('reason');
  const { batch, row, place, columns, missing, elsewhere } = mend;
  const crumbs = [
    { href: '/desk/imports', name: imports('title') },
    { href: `/desk/imports/${id}`, name: batch.fileName },
  ];
  const named = place.column === null ? String(place.row) : imports('rowColumn', { row: place.row, column: place.column });
  return (
    <>
      <PageHeader title={t('title', { row: named })} lead={t('lead')} crumbs={crumbs} crumbsLabel={imports('title')} />
      {row.verdict !== 'refused' && <Notice tone="good" title={t('good')} />}
      {elsewhere.map((each) => (
        <p key={`${each.field}${each.reason}`} className="mb-2 font-semibold">
          {sentence(reason, each)}
        </p>
      ))}
      <MendForm action={mendRowAction} batch={batch.id} number={row.number} cells={columns} missing={missing} />
    </>
  );
}
