import Link from 'next/link';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { TargetList } from '@/components/import/target-list';
import { UploadForm } from '@/components/import/upload-form';
import { ListTable } from '@/components/ui/list-table';
import { Empty, PageHeader } from '@/components/ui/page';
import { may } from '@/lib/access/acts';
import { importChoices } from '@/lib/db/import-kinds';
import { listImports } from '@/lib/db/imports';
import { listTargets } from '@/lib/db/targets';
import { requireAct } from '@/lib/web/desk';
import { today } from '@/lib/web/page-query';

export async function generateMetadata() {
  return { title: (await getTranslations('imports'))('title') };
}

export default async function ImportsPage() {
  const actor = await requireAct('import.read', '/desk/imports');
  if (!actor) return <Absent />;
  const t = await getTranslations('imports');
  const code = await getTranslations('code.importKind');
  const format = await getFormatter();
  const batches = await listImports(actor);
  const targets = await listTargets(today());
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {may(actor, 'import.run') && <UploadForm choices={importChoices(actor)} />}
      {may(actor, 'filing.submit') && <Templates />}
      <h2 className="mt-8 mb-2">{t('batches')}</h2>
      {batches.length === 0 ? (
        <Empty title={t('none')} />
      ) : (
        <ListTable caption={t('batches')} heads={(['file', 'kind', 'uploaded', 'status', 'counts'] as const).map((head) => t(head))}>
          {batches.map(({ id, kind, fileName, createdAt, uploadedBy, status, counts, facts }) => (
            <tr key={id}>
              <th scope="row" className="font-normal">
                <Link href={`/desk/imports/${id}`}>{fileName}</Link>
              </th>
              <td>{code(kind)}</td>
              <td>
                {format.dateTime(createdAt, { dateStyle: 'medium', timeStyle: 'short' })} {uploadedBy}
              </td>
              <td>{status === 'failed' && !facts ? t('isUnusable') : t(`is.${status}`)}</td>
              <td>{facts ? t('summary', counts) : '—'}</td>
            </tr>
          ))}
        </ListTable>
      )}
      {targets.length > 0 && (
        <>
          <h2 className="mt-8 mb-2">{t('targets')}</h2>
          <TargetList targets={targets} />
        </>
      )}
    </>
  );
}

async function Templates() {
  const t = await getTranslations('export');
  return (
    <p className="mt-3 flex flex-wrap gap-x-4">
      <span>{t('template')}</span>
      <a href="/desk/imports/template?kind=accounts&format=xlsx" download>
        {t('templateXlsx')}
      </a>
      <a href="/desk/imports/template?kind=accounts&format=csv" download>
        {t('templateCsv')}
      </a>
    </p>
  );
}
