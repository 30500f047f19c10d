import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { Absent } from '@/app/absent';
import { NoSuchPage } from '@/app/no-such-page';
import { FileFacts } from '@/components/import/file-facts';
import { ImportProgress } from '@/components/import/progress';
import { Reasonings, Verdicts } from '@/components/import/row-filters';
import { RowTable } from '@/components/import/row-table';
import { RunForm } from '@/components/import/run-form';
import { UndoForm } from '@/components/import/undo-form';
import { UploadForm } from '@/components/import/upload-form';
import { type Scope, Written } from '@/components/import/written';
import { RefusedQuery } from '@/components/refused';
import { sentence } from '@/components/sentence';
import { ListFoot } from '@/components/ui/list-foot';
import { Notice, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import type { Actor } from '@/lib/access/actor';
import { may, mayImport } from '@/lib/access/acts';
import { importChoices } from '@/lib/db/import-kinds';
import { usersWithoutPassword } from '@/lib/db/import-passwords';
import { countRows, reasonCounts } from '@/lib/db/import-rows';
import { batchScope, readImport, readImportRows } from '@/lib/db/imports';
import { type BatchFacts, type BatchView, VERDICTS } from '@/lib/exchange/views';
import { requireAct } from '@/lib/web/desk';
import { pageQuery, type SearchParams } from '@/lib/web/page-query';
import { UNNAMED } from '@/lib/web/upload';
import { runImportAction, undoImportAction } from '../actions';

const PER_PAGE = 200;
const query = z.object({
  verdict: z.enum(VERDICTS).optional(),
  reason: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

export async function generateMetadata() {
  return { title: (await getTranslations('imports'))('batchTitle') };
}

export default async function ImportPage({ params, searchParams }: Props) {
  const { id } = await params;
  const path = `/desk/imports/${id}`;
  const actor = await requireAct('import.read', address(path, await searchParams));
  const batch = actor && /^\d{1,9}$/.test(id) ? await readImport(actor, Number(id)) : null;
  if (!actor || !batch) return <Absent />;
  const t = await getTranslations('imports');
  const code = await getTranslations('code.importKind');
  const read = await pageQuery(query, path, searchParams);
  if (!read.accepted) return <RefusedQuery title={batch.fileName} findings={read.findings} path={path} query={await searchParams} />;
  const header = (
    <PageHeader
      title={batch.fileName}
      crumbs={[{ href: '/desk/imports', name: t('title') }]}
      crumbsLabel={t('title')}
      lead={`${code(batch.kind)} · ${batch.status === 'failed' && !batch.facts ? t('isUnusable') : t(`is.${batch.status}`)}`}
    />
  );
  if (batch.task)
    return (
      <>
        {header}
        <ImportProgress task={batch.task} progress={batch.progress} />
      </>
    );
  if (!batch.facts) return <Failed batch={batch} header={header} choices={may(actor, 'import.run') ? importChoices(actor) : []} />;
  return (
    <>
      {header}
      <Judged actor={actor} batch={batch} facts={batch.facts} asked={read.change} path={path} />
    </>
  );
}

type JudgedProps = { actor: Actor; batch: BatchView; facts: BatchFacts; asked: z.infer<typeof query>; path: string };

async function Judged({ actor, batch, facts, asked, path }: JudgedProps) {
  const t = await getTranslations('imports');
  const { verdict, reason, page } = asked;
  const rows = await readImportRows(actor, batch.id, { verdict, reason, skip: (page - 1) * PER_PAGE, take: PER_PAGE });
  const total = await countRows(actor, batch.id, { verdict, reason });
  const mends = mendsAt(actor, batch);
  const pages = Math.ceil(total / PER_PAGE);
  const toPage = (number: number) => address(path, { verdict, reason, page: number === 1 ? null : number });
  return (
    <>
      <FileFacts facts={facts} counts={batch.counts} />
      {mends && <ToMapping id={batch.id} />}
      <p className="mb-3 text-lg font-semibold">{t('summary', batch.counts)}</p>
      <State
        batch={batch}
        runs={mayImport(actor, batch.kind)}
        scope={batch.status === 'done' ? await batchScope(actor, batch.id) : null}
        open={batch.kind === 'users' && mayImport(actor, 'users') ? await usersWithoutPassword(batch.id) : 0}
      />
      <ToRefused path={path} refused={mayImport(actor, batch.kind) ? batch.counts.refused : 0} />
      <Verdicts counts={batch.counts} chosen={verdict} path={path} />
      <Reasonings counts={await reasonCounts(actor, batch.id)} chosen={reason} verdict={verdict} path={path} />
      {page > 1 && page > pages ? <NoSuchPage page={page} pages={Math.max(pages, 1)} href={toPage} /> : <RowTable rows={rows} facts={facts} mends={mends} />}
      <ListFoot page={page} pages={pages} href={toPage} />
    </>
  );
}

/** What became of the batch, and what can be done with it now. */
async function State({ batch, runs, scope, open }: { batch: BatchView; runs: boolean; scope: Scope | null; open: number }) {
  const t = await getTranslations('imports');
  const { id, status, counts, findings } = batch;
  return (
    <>
      {scope && <Written batch={batch} scope={scope} open={open} />}
      {findings.length > 0 && <NotDone batch={batch} />}
      {status === 'undone' && <Notice tone="plain" title={t('undone')} />}
      {runs && (status === 'checked' || status === 'failed') && <RunForm action={runImportAction} batch={id} counts={counts} />}
      {runs && status === 'done' && <UndoForm action={undoImportAction} batch={id} />}
    </>
  );
}

async function NotDone({ batch: { status, findings } }: { batch: BatchView }) {
  const t = await getTranslations('imports');
  return (
    <Notice tone="wrong" title={t(status === 'failed' ? 'writeFailed' : 'notDone')}>
      <Reasons findings={findings} />
    </Notice>
  );
}

async function Reasons({ findings }: Pick<BatchView, 'findings'>) {
  const reason = await getTranslations('reason');
  return (
    <ul className="list-disc ps-5">
      {findings.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one row may be named for several reasons
        <li key={index}>{sentence(reason, each)}</li>
      ))}
    </ul>
  );
}

type Choices = ReturnType<typeof importChoices>;

async function Failed({ batch, header, choices }: { batch: BatchView; header: React.ReactNode; choices: Choices }) {
  const t = await getTranslations('imports');
  return (
    <>
      {header}
      <Notice tone="wrong" title={batch.fileName === UNNAMED ? t('unusable') : t('unusableNamed', { name: batch.fileName })}>
        <Reasons findings={batch.findings} />
      </Notice>
      {choices.length > 0 && batch.findings.some(({ reason }) => MAPPABLE.test(reason)) && <ToMapping id={batch.id} />}
      {choices.length > 0 && <UploadForm choices={choices} chosen={batch.kind} />}
    </>
  );
}

/** What keeps a file from being used and can be said on the mapping screen. */
const MAPPABLE = /^(header-not-found|file-without-rows|columns-twice|column-.*needed)$/;

/** Where rows are mended; null once nothing of the batch can be changed. */
function mendsAt(actor: Actor, { id, kind, status }: BatchView): string | null {
  return mayImport(actor, kind) && (status === 'checked' || status === 'failed') ? `/desk/imports/${id}/rows` : null;
}

async function ToRefused({ path, refused }: { path: string; refused: number }) {
  const t = await getTranslations('imports');
  if (refused === 0) return null;
  return (
    <p className="mb-3">
      <a href={`${path}/refused`} download>
        {t('download')}
      </a>
    </p>
  );
}

async function ToMapping({ id }: { id: number }) {
  const t = await getTranslations('imports');
  return (
    <p className="mb-3">
      <Link href={`/desk/imports/${id}/columns`}>{t('toMapping')}</Link>
    </p>
  );
}
