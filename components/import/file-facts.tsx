import { getTranslations } from 'next-intl/server';
import type { BatchFacts, BatchView } from '@/lib/exchange/views';

/** How a file was read, as far as it is not as usual. */
export async function FileFacts({ facts, counts }: { facts: BatchFacts; counts: BatchView['counts'] }) {
  const t = await getTranslations('imports');
  const [mapping, field] = [await getTranslations('mapping'), await getTranslations('field')];
  const told = [
    facts.encoding && t('encoding', { encoding: facts.encoding.toUpperCase() }),
    facts.sheet && t('sheet', { sheet: facts.sheet }),
    facts.otherSheets.length > 0 && t('otherSheets', { sheets: facts.otherSheets.join('、') }),
    facts.row > 1 && t('headerRow', { row: facts.row }),
    facts.merged > 0 && t('merged', { merged: facts.merged }),
    facts.hiddenRows > 0 && t('hidden', { hidden: facts.hiddenRows }),
    facts.form && t('officialForm', { name: facts.form }),
    facts.unknown.length > 0 && t('unknownColumns', { columns: facts.unknown.join('、') }),
    facts.remembered && t('rememberedColumns', { columns: facts.remembered.join('、') }),
    facts.by && t('matchedBy', { by: facts.by === 'unitName' ? mapping('byUnitName') : field(facts.by) }),
    facts.ownRegion && t('ownRegion', { name: facts.ownRegion.name }),
    facts.units && t('units', { ...facts.units, accounts: counts.rows }),
  ].filter(Boolean);
  return (
    <ul className="mb-3 list-disc ps-5 text-muted">
      {told.map((each) => (
        <li key={String(each)}>{each}</li>
      ))}
    </ul>
  );
}
