import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { RefusedQuery } from '@/components/refused';
import { Empty, PageHeader } from '@/components/ui/page';
import { address } from '@/components/ui/query';
import { may } from '@/lib/access/acts';
import { type FormView, listForms } from '@/lib/db/official-forms';
import { accountsPageQuery } from '@/lib/registry/query';
import { requireAct } from '@/lib/web/desk';
import { filterWords } from '@/lib/web/filter-words';
import { pageQuery, type SearchParams, today } from '@/lib/web/page-query';

const PATH = '/desk/forms';
const query = accountsPageQuery.omit({ page: true, per: true });

export async function generateMetadata() {
  return { title: (await getTranslations('forms'))('title') };
}

/** Empty official forms, filled in with the accounts of the list that led here. */
export default async function FormsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireAct('form.fill', address(PATH, await searchParams));
  if (!actor) return <Absent />;
  const t = await getTranslations('forms');
  const read = await pageQuery(query, PATH, searchParams);
  if (!read.accepted) return <RefusedQuery title={t('title')} findings={read.findings} path={PATH} query={await searchParams} />;
  const { place: _, ...asked } = read.change;
  const filter = { ...asked, sort: asked.sort === 'name' ? null : asked.sort, scope: asked.scope === 'own' ? 'own' : null };
  const forms = await listForms(actor);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <p className="mb-4">
        {t('filter', { filter: (await filterWords({ ...asked, asOf: asked.asOf ?? today() })) || t('all') })}{' '}
        <Link href={address('/accounts', filter)}>{t('otherFilter')}</Link>
      </p>
      {forms.length === 0 ? (
        <Empty title={t('none')} />
      ) : (
        <ul className="mb-8 grid max-w-3xl gap-3">
          {forms.map((form) => (
            <FormItem key={form.id} form={form} href={address(`${PATH}/${form.id}/filled`, filter)} />
          ))}
        </ul>
      )}
      {may(actor, 'form.keep') && <KeepForm />}
    </>
  );
}

async function FormItem({ form, href }: { form: FormView; href: string }) {
  const t = await getTranslations('forms');
  return (
    <li className="border border-line bg-surface p-4">
      <h2 className="text-lg">{form.name}</h2>
      <p className="mb-2 text-muted">
        {t('of', { file: form.fileName, sheet: form.sheet, columns: form.fills.filter((field) => field !== '').length, of: form.headers.length })}
      </p>
      <p className="flex flex-wrap gap-x-5">
        <a href={href} download>
          {t('take', { name: form.name })}
        </a>
        {form.mine && <Link href={`${PATH}/${form.id}`}>{t('map', { name: form.name })}</Link>}
      </p>
    </li>
  );
}

async function KeepForm() {
  const t = await getTranslations('forms');
  return (
    <form action={`${PATH}/upload`} method="post" encType="multipart/form-data" className="max-w-3xl border border-line bg-surface p-4">
      <h2 className="mb-2 text-lg">{t('keep')}</h2>
      <label htmlFor="formName" className="block font-semibold">
        {t('name')}
      </label>
      <p id="formName-hint" className="mb-1 text-sm text-muted">
        {t('nameHint')}
      </p>
      <input id="formName" name="formName" required maxLength={60} aria-describedby="formName-hint" autoComplete="off" className="input mb-3" />
      <label htmlFor="file" className="block font-semibold">
        {t('file')}
      </label>
      <p id="file-hint" className="mb-1 text-sm text-muted">
        {t('fileHint')}
      </p>
      <input id="file" type="file" name="file" required accept=".xlsx" aria-describedby="file-hint" className="input" />
      <button type="submit" className="button mt-3">
        {t('send')}
      </button>
    </form>
  );
}
