import { getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { FormMapping } from '@/components/import/form-mapping';
import { RemoveForm } from '@/components/import/remove-form';
import { PageHeader } from '@/components/ui/page';
import { readForm } from '@/lib/db/official-forms';
import { ACCOUNT_COLUMNS } from '@/lib/exchange/columns';
import { FORM_FIELDS } from '@/lib/exchange/official-form';
import { requireAct } from '@/lib/web/desk';
import { mapFormAction, removeFormAction } from '../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('forms'))('mapTitle') };
}

/** What each column of an official form holds: said once, for all who fill it in. */
export default async function FormPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await requireAct('form.keep', `/desk/forms/${id}`);
  const form = actor && /^\d{1,9}$/.test(id) ? await readForm(actor, Number(id)) : null;
  if (!form) return <Absent />;
  const t = await getTranslations('forms');
  const beside = { serial: t('fields.serial'), unitName: t('fields.unitName'), regionName: t('fields.regionName') };
  const nameOf = (field: string) => beside[field as 'serial'] ?? ACCOUNT_COLUMNS.find((column) => column.field === field)?.header ?? field;
  const choices = FORM_FIELDS.map((value) => ({ value, name: nameOf(value) }));
  return (
    <>
      <PageHeader
        title={form.name}
        lead={t('mapLead', { sheet: form.sheet, row: form.row })}
        crumbs={[{ href: '/desk/forms', name: t('title') }]}
        crumbsLabel={t('title')}
      />
      <FormMapping action={mapFormAction} form={form.id} headers={form.headers} fills={form.fills} choices={choices} />
      <RemoveForm action={removeFormAction} form={form.id} />
    </>
  );
}
