import { getLocale, getTranslations } from 'next-intl/server';
import { Absent } from '@/app/absent';
import { MappingForm } from '@/components/import/mapping-form';
import { sentence } from '@/components/sentence';
import { Notice, PageHeader } from '@/components/ui/page';
import { readMapping } from '@/lib/db/import-mapping';
import { type Learnable, wordsFor } from '@/lib/exchange/values';
import { MATCHES } from '@/lib/exchange/verdict';
import { requireAct } from '@/lib/web/desk';
import { sectorChoices } from '@/lib/web/sector-choices';
import { mapImportAction } from '../../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('mapping'))('title') };
}

export default async function MappingPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await requireAct('import.run', `/desk/imports/${id}/columns`);
  const mapping = actor && /^\d{1,9}$/.test(id) ? await readMapping(actor, Number(id)) : null;
  if (!mapping) return <Absent />;
  const t = await getTranslations('mapping');
  const imports = await getTranslations('imports');
  const reason = await getTranslations('reason');
  const choices = await fillNames(mapping.choices);
  const values = await Promise.all(
    mapping.values.map(async (each) => ({ ...each, column: (await fillNames([each.field]))[0]?.name ?? each.field, words: await wordNames(each.field) })),
  );
  const crumbs = [
    { href: '/desk/imports', name: imports('title') },
    { href: `/desk/imports/${id}`, name: mapping.fileName },
  ];
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={crumbs} crumbsLabel={imports('title')} />
      {mapping.findings.length > 0 && (
        <Notice tone="wrong" title={imports('unusable')}>
          {mapping.findings.map((each) => sentence(reason, each)).join(' ')}
        </Notice>
      )}
      {mapping.remembered.length > 0 && <Notice tone="plain" title={t('remembered', { columns: mapping.remembered.join('、') })} />}
      <MappingForm
        action={mapImportAction}
        batch={mapping.id}
        sheets={mapping.sheets}
        sheet={mapping.sheet}
        row={mapping.row}
        columns={mapping.columns}
        choices={choices}
        values={values}
        by={mapping.by}
        matches={await matchNames()}
      />
    </>
  );
}

/** What choices of the mapping are called: a field, or a field of one platform. */
async function fillNames(choices: readonly string[]) {
  const field = await getTranslations('field');
  const platform = await getTranslations('code.platform');
  return choices.map((value) => {
    const [first = '', second] = value.split('.');
    const named = second ?? first;
    const name = field.has(named as 'name') ? field(named as 'name') : named;
    return { value, name: second ? `${platform(first as 'weibo')} · ${name}` : name };
  });
}

/** By what alone accounts can be found. */
async function matchNames() {
  const field = await getTranslations('field');
  const t = await getTranslations('mapping');
  return MATCHES.map((value) => ({ value, name: value === 'unitName' ? t('byUnitName') : field(value) }));
}

async function wordNames(field: Learnable) {
  if (field === 'sector') return (await sectorChoices(await getLocale())).map(({ value, label }) => ({ value, name: label }));
  const code = await getTranslations(`code.${field}`);
  const words = code as unknown as ((word: string) => string) & { has(word: string): boolean };
  return wordsFor(field).map((value) => ({ value, name: words.has(value) ? words(value) : value }));
}
