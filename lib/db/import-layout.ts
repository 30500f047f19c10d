import { grantsFor } from '@/lib/access/acts';
import { type Finding, notice } from '@/lib/decision';
import { type Arranged, AS_RECOGNISED, type Layout, rowsIn, textsOf, type Values } from '@/lib/exchange/layout';
import { asForm, type OfficialForm } from '@/lib/exchange/official-form';
import type { TableRow } from '@/lib/exchange/table';
import type { BatchFacts } from '@/lib/exchange/views';
import { ownTier } from '@/lib/taxonomy/regions';
import type { FileRow, Work } from './import-kind';
import type { Ask } from './raw';

/** How a batch is read, and what its uploader has told of other files of its kind. */
export type Understanding = { kind: string; layout: Layout; remembered: { fills: Record<string, string>; values: Values }; forms: OfficialForm[] };

/** What was said of this file, and of its uploader's files before. */
export async function understandingOf(ask: Ask, batchId: number): Promise<Understanding> {
  const [batch] = await ask<{ kind: string; layout: Layout | null; user: number | null }>(
    'SELECT kind, layout, uploaded_by_id AS user FROM import_batch WHERE id = $1',
    [batchId],
  );
  const kind = batch?.kind ?? '';
  const own = [batch?.user ?? null, kind];
  const fills = await ask<{ header: string; fills: string }>('SELECT header, fills FROM import_mapping WHERE user_id = $1 AND kind = $2', own);
  const values = await ask<{ field: string; text: string; value: string }>('SELECT field, text, value FROM import_value WHERE user_id = $1 AND kind = $2', own);
  const learnt: Record<string, Record<string, string>> = {};
  for (const { field, text, value } of values) learnt[field] = { ...learnt[field], [text]: value };
  const forms = kind === 'accounts' ? await ask<OfficialForm>('SELECT id, name, "row", headers, fills FROM official_form ORDER BY id DESC') : [];
  return {
    kind,
    forms,
    layout: batch?.layout ?? AS_RECOGNISED,
    remembered: { fills: Object.fromEntries(fills.map((each) => [each.header, each.fills])), values: learnt },
  };
}

/** How the first rows of a file are to be read: as the person said, else as the official form that they are, else as is recognised and remembered. */
export function layoutOf({ layout, remembered, forms }: Understanding, rows: readonly TableRow[]): { layout: Layout; fills: Layout['fills']; form?: string } {
  const said = layout.row !== null || Object.keys(layout.fills).length > 0;
  const found = said ? null : asForm(rows, forms);
  return found ? { layout: { ...layout, ...found.layout }, fills: {}, form: found.form.name } : { layout, fills: remembered.fills };
}

/** What is learnt of values: of this file before that of others. */
export function valuesOf({ layout, remembered }: Understanding): Values {
  const fields = new Set([...Object.keys(remembered.values), ...Object.keys(layout.values)]);
  return Object.fromEntries([...fields].map((field) => [field, { ...remembered.values[field], ...layout.values[field] }]));
}

/** The place for which alone somebody may import, where that is one county: their sheets need no column of it. */
export function ownCounty({ actor, lists, today }: Pick<Work, 'actor' | 'lists' | 'today'>): { code: string; name: string } | null {
  const codes = new Set(grantsFor(actor, 'import.run').map(({ regionCode }) => regionCode));
  const [code] = codes;
  const region = codes.size === 1 && code !== undefined ? lists.regions.at(code, today) : undefined;
  return region && ownTier(region) === 'county' ? { code: region.code, name: region.name } : null;
}

/** What a batch keeps of how its columns are understood. */
export function arrangementFacts(arranged: Arranged, values: Values, work: Pick<Work, 'actor' | 'lists' | 'today'>) {
  const { row, headers, fields, unknown, parts, remembered } = arranged;
  const own = fields.includes('region') ? null : ownCounty(work);
  return { row, headers, fields, unknown, parts, remembered, values, ownRegion: own ?? undefined };
}

type Read = Pick<BatchFacts, 'fields' | 'parts' | 'values' | 'ownRegion' | 'by'>;

/** The rows of a file as they are judged: those of units come apart into accounts. */
export function rowsOfFile(facts: Read, rows: readonly TableRow[]): FileRow[] {
  return rowsKept(
    facts,
    rows.flatMap((row) => rowsIn(facts, row)),
  );
}

/** The same of rows that are kept, which have come apart already. */
export function rowsKept({ fields, parts, values = {}, ownRegion, by }: Read, rows: readonly TableRow[]): FileRow[] {
  return rows.map(({ number, cells }) => {
    const texts = textsOf({ fields, parts }, values, { number, cells });
    // Whoever gives a unit's number has said where it is.
    if (!ownRegion || texts.region !== undefined || /#\d+[）)]?$/.test(texts.unit ?? '')) return { number, cells, texts, by };
    return { number, cells, texts: { ...texts, region: ownRegion.code }, told: [ownRegionTold(ownRegion.name)], by };
  });
}

function ownRegionTold(name: string): Finding {
  return notice('region', 'region-own', { name });
}
