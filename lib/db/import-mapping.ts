import type { Actor } from '@/lib/access/actor';
import { may, mayImport } from '@/lib/access/acts';
import { maskContacts } from '@/lib/audit/mask';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import { PASSED_OVER } from '@/lib/exchange/columns';
import { type Arranged, AS_RECOGNISED, arrange, choicesOf, chosenOf, faultsOf, headerKeys, IGNORE, type Layout, noHeader } from '@/lib/exchange/layout';
import { openTable, type TableRow } from '@/lib/exchange/table';
import { coded, isWord, type Learnable } from '@/lib/exchange/values';
import { MATCHES, type MatchBy } from '@/lib/exchange/verdict';
import type { BatchFacts, BatchView } from '@/lib/exchange/views';
import type { Day } from '@/lib/taxonomy/day';
import { comparable } from '@/lib/taxonomy/text';
import { db } from './client';
import type { Prisma } from './generated/client';
import { uploadOf } from './import-chunks';
import { importKind } from './import-kinds';
import { arrangementFacts, understandingOf, valuesOf } from './import-layout';
import { ask, batchFor, readImport } from './imports';
import { askWith, withConnection } from './raw';
import { reference } from './reference';

export type MappedColumn = { index: number; header: string; chosen: string | null; known: boolean; first: string[] };

/** How a batch is understood, and what can be said of it otherwise. */
export type MappingView = {
  id: number;
  fileName: string;
  sheets: string[];
  sheet: string | null;
  row: number;
  columns: MappedColumn[];
  choices: string[];
  remembered: string[];
  /** Values that nobody knows, of columns that hold one of a few words. */
  values: { field: Learnable; value: string; rows: number }[];
  /** By what alone its rows are found among the accounts, where that is said; null where the file is of no accounts. */
  by: MatchBy | '' | null;
  /** Why the file cannot be used as it is understood. */
  findings: Finding[];
};

const SHOWN = 3;
const LOOKED_THROUGH = 60;

/** A batch as its columns are understood, for who may say that they mean something else; null where nothing can be said any more. */
export async function readMapping(actor: Actor, id: number): Promise<MappingView | null> {
  const batch = may(actor, 'import.run') ? await readImport(actor, id) : null;
  if (!batch || !mayImport(actor, batch.kind) || batch.task !== null || !['checked', 'failed'].includes(batch.status)) return null;
  const opened = await openedAs(batch);
  if (!opened) return null;
  const { kind, arranged, rows, sheets, sheet } = opened;
  const chosen = saidOf(arranged);
  const columns = arranged.headers.map((header, index) => ({
    index,
    header,
    chosen: chosen[index] ?? null,
    known: !arranged.unknown.includes(header),
    first: firstOf(rows, index, arranged.fields[index] ?? ''),
  }));
  return {
    id,
    fileName: batch.fileName,
    sheets,
    sheet,
    row: arranged.row,
    columns,
    choices: choicesOf(importKind(kind)),
    remembered: arranged.remembered ?? [],
    values: batch.facts ? await unknownValues(id) : [],
    by: kind === 'accounts' ? opened.by : null,
    findings: batch.facts ? [] : batch.findings,
  };
}

/** What each column fills or that it is left out; null of those of which nothing is known. */
function saidOf(arranged: Arranged): (string | null)[] {
  const chosen = chosenOf(arranged);
  const open = (header: string) => arranged.unknown.includes(header) || PASSED_OVER.has(comparable(header));
  return arranged.headers.map((header, index) => chosen[index] ?? (open(header) ? null : IGNORE));
}

function firstOf(rows: readonly TableRow[], index: number, field: string): string[] {
  const texts = [...new Set(rows.map(({ cells }) => (cells[index] ?? '').trim()).filter((text) => text !== ''))].slice(0, SHOWN);
  return texts.map((text) => (Object.values(maskContacts({ [field]: text }))[0] ?? text).slice(0, 40));
}

type Opened = { kind: string; arranged: Arranged; rows: TableRow[]; sheets: string[]; sheet: string | null; by: MatchBy | '' };

async function openedAs({ id, facts }: BatchView): Promise<Opened | null> {
  return withConnection(async (client) => {
    const work = { ask: askWith(client), batchId: id };
    const understood = await understandingOf(work.ask, id);
    const by = understood.layout.by ?? '';
    if (facts) {
      const rows = await work.ask<TableRow>('SELECT number, cells FROM import_row WHERE batch_id = $1 ORDER BY number LIMIT $2', [id, LOOKED_THROUGH]);
      const sheets = facts.sheet === null ? [] : [facts.sheet, ...facts.otherSheets];
      return { kind: understood.kind, arranged: { ...facts, duplicate: [] }, rows, sheets, sheet: facts.sheet, by };
    }
    // A file that was not understood is looked at once more, as far as its first rows.
    const opened = await beginningOf(work, understood.layout);
    if (!opened || opened.rows.length === 0) return null;
    const kind = importKind(understood.kind);
    const arranged = arrange(opened.rows, kind, understood.layout, understood.remembered.fills) ?? bare(opened.rows, kind);
    return arranged && { kind: understood.kind, by, ...opened, arranged, rows: opened.rows.filter(({ number }) => number > arranged.row) };
  });
}

// Where no row names any column, the first that has several cells is shown as the header.
function bare(rows: readonly TableRow[], kind: Parameters<typeof arrange>[1]): Arranged | null {
  const filled = ({ cells }: TableRow) => cells.filter((cell) => cell.trim() !== '').length;
  const row = rows.slice(0, 10).find((each) => filled(each) > 1) ?? rows[0];
  return row ? arrange([row], kind, { ...AS_RECOGNISED, row: row.number }) : null;
}

async function beginningOf(work: Parameters<typeof uploadOf>[0], layout: Layout) {
  const [kept] = await work.ask('SELECT FROM import_chunk WHERE batch_id = $1 LIMIT 1', [work.batchId]);
  const opened = kept ? await openTable(await uploadOf(work), layout.sheet) : null;
  if (!opened?.accepted) return null;
  const { sheet, otherSheets } = opened.change;
  const rows: TableRow[] = [];
  for await (const some of opened.change.rows()) {
    rows.push(...some);
    if (rows.length >= LOOKED_THROUGH && (rows.at(-1)?.number ?? 0) >= (layout.row ?? 0)) break;
  }
  return { sheets: sheet === null ? [] : [sheet, ...otherSheets], sheet, rows };
}

// Long values are quoted by their beginning and so cannot be learnt.
async function unknownValues(id: number): Promise<MappingView['values']> {
  const rows: { field: string; value: string; rows: number }[] = await db().$queryRaw`
    SELECT f->>'field' AS field, f->'facts'->>'value' AS value, count(*)::int AS rows
    FROM import_row r, jsonb_array_elements(r.findings) AS f
    WHERE r.batch_id = ${id} AND f->>'reason' LIKE '%-unknown' AND f->'facts'->>'value' IS NOT NULL AND length(f->'facts'->>'value') < 30
    GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 100`;
  return rows.flatMap(({ field, ...row }) => {
    const learnable = coded(field);
    return learnable ? [{ field: learnable, ...row }] : [];
  });
}

const LEARN = 'learn.';

/**
 * Says what the columns and values of a batch mean; its rows are judged anew by a worker, and the
 * person's next file of the kind is understood in the same way.
 * @param texts `sheet`, `row`, `by`, `column-0`…, and `learn.<field>.<value>` of values
 * @returns the batch, and whether the file was opened at another place, so that its columns are to be looked at again
 */
export async function saveMapping(actor: Actor, id: number, today: Day, texts: Record<string, string>): Promise<Decision<{ id: number; elsewhere: boolean }>> {
  const batch = await batchFor(actor, id);
  if (!batch.accepted) return batch;
  if (!['checked', 'failed'].includes(batch.change.status)) return refuse(finding(null, 'import-busy'));
  const opened = await openedAs(batch.change);
  if (!opened) return refuse(finding('file', 'file-gone'));
  const place = placeSaid(texts, opened);
  if (!place.accepted) return place;
  const understood = await withConnection((client) => understandingOf(askWith(client), id));
  const values = learnt(texts);
  if (!values.accepted) return values;
  const by = matchSaid(texts.by ?? opened.by);
  if (!by.accepted) return by;
  const known = { ...understood.layout, values: merged(understood.layout.values, values.change), by: by.change };
  if (place.change) return told(actor, id, 'check', { ...known, ...place.change, fills: {} }, understood.kind, { values: values.change, elsewhere: true });
  return columnsSaid(actor, batch.change, today, texts, opened, { ...known, sheet: opened.sheet, row: opened.arranged.row }, values.change);
}

type Learnt = Record<string, Record<string, string>>;

async function columnsSaid(
  actor: Actor,
  { id, facts }: BatchView,
  today: Day,
  texts: Record<string, string>,
  { arranged, kind: name }: Opened,
  before: Layout,
  values: Learnt,
): Promise<Decision<{ id: number; elsewhere: boolean }>> {
  const kind = importKind(name);
  const header = { number: arranged.row, cells: arranged.headers };
  const plain = chosenOf(arrange([header], kind, { ...AS_RECOGNISED, row: header.number }) ?? { fields: [] });
  const keys = headerKeys(arranged.headers);
  const said = keys.map((_, index) => texts[`column-${index}`] ?? saidOf(arranged)[index] ?? '');
  const unheard = said.findIndex((choice) => choice !== '' && choice !== IGNORE && !choicesOf(kind).includes(choice));
  if (unheard >= 0) return refuse(finding(`column-${unheard}`, 'column-fills-nothing'));
  const fills = Object.fromEntries(keys.map((key, index) => [key, said[index] || IGNORE] as const).filter((_, index) => said[index] !== (plain[index] ?? '')));
  const layout = { ...before, fills: { ...Object.fromEntries(keys.flatMap((key, index) => (plain[index] ? [[key, plain[index]]] : []))), ...fills } };
  const now = arrange([header], kind, layout);
  const faults = now ? faultsOf(now, kind) : [noHeader(kind)];
  if (!now || faults.length) return refuse(...faults.flatMap((fault) => besideColumns(fault, said)));
  const learns = { values, fills, forgets: keys.filter((key) => fills[key] === undefined) };
  const again = facts === null || JSON.stringify(facts.parts) !== JSON.stringify(now.parts);
  if (again) return told(actor, id, 'check', layout, name, learns);
  const work = { actor, lists: await reference(), today };
  const understood = await withConnection((client) => understandingOf(askWith(client), id));
  const columns: BatchFacts = { ...facts, ...arrangementFacts(now, valuesOf({ ...understood, layout }), work), by: layout.by };
  return told(actor, id, 'recheck', layout, name, { ...learns, columns, today });
}

function matchSaid(text: string): Decision<MatchBy | undefined> {
  const by = MATCHES.find((each) => each === text);
  return by || text === '' ? accept(by) : refuse(finding('by', 'match-unknown'));
}

function besideColumns(fault: Finding, said: readonly string[]): Finding[] {
  if (fault.reason !== 'columns-twice') return [{ ...fault, field: null }];
  return said.flatMap((choice, index) =>
    choice !== '' && choice !== IGNORE && said.indexOf(choice) !== index ? [finding(`column-${index}`, 'column-taken')] : [],
  );
}

// Null where the sheet and the header's row stay what they are.
function placeSaid(texts: Record<string, string>, { sheets, sheet, arranged }: Opened): Decision<Pick<Layout, 'sheet' | 'row'> | null> {
  const wanted = texts.sheet ?? sheet;
  if (wanted !== null && wanted !== sheet && !sheets.includes(wanted)) return refuse(finding('sheet', 'sheet-unknown'));
  const row = texts.row?.normalize('NFKC').trim() || String(arranged.row);
  if (!/^[1-9]\d{0,3}$/.test(row)) return refuse(finding('row', 'header-row-form', { value: row.slice(0, 20) }));
  if (wanted !== sheet) return accept({ sheet: wanted, row: Number(row) === arranged.row ? null : Number(row) });
  return accept(Number(row) === arranged.row ? null : { sheet, row: Number(row) });
}

function learnt(texts: Record<string, string>): Decision<Learnt> {
  const values: Learnt = {};
  for (const [name, word] of Object.entries(texts)) {
    const [, field = '', text = ''] = name.startsWith(LEARN) ? (/^learn\.(\w+)\.(.+)$/s.exec(name) ?? []) : [];
    if (field === '' || word === '') continue;
    const learnable = coded(field);
    if (!learnable || !isWord(learnable, word)) return refuse(finding(name, 'value-fills-nothing'));
    values[field] = { ...values[field], [comparable(text)]: word };
  }
  return accept(values);
}

function merged(before: Layout['values'], more: Learnt): Layout['values'] {
  return Object.fromEntries([...new Set([...Object.keys(before), ...Object.keys(more)])].map((field) => [field, { ...before[field], ...more[field] }]));
}

type Learns = { values: Learnt; fills?: Record<string, string>; forgets?: string[]; columns?: BatchFacts; today?: Day; elsewhere?: boolean };

async function told(
  actor: Actor,
  id: number,
  task: 'check' | 'recheck',
  layout: Layout,
  kind: string,
  learns: Learns,
): Promise<Decision<{ id: number; elsewhere: boolean }>> {
  const { columns } = learns;
  const data = { layout: layout as Prisma.InputJsonObject, ...(columns ? { columns: columns as unknown as Prisma.InputJsonObject } : {}) };
  const asked = await ask(actor, id, task, { status: { in: ['checked', 'failed'] } }, data);
  if (!asked.accepted) return asked;
  if (actor.userId !== null) await remember(actor.userId, kind, learns);
  return accept({ id, elsewhere: learns.elsewhere ?? false });
}

async function remember(userId: number, kind: string, { values, fills = {}, forgets = [] }: Learns): Promise<void> {
  const named = Object.entries(fills).filter(([header]) => header.trim() !== '');
  await db().$transaction(async (tx) => {
    await tx.importMapping.deleteMany({ where: { userId, kind, header: { in: [...forgets, ...named.map(([header]) => header)] } } });
    await tx.importMapping.createMany({ data: named.map(([header, told]) => ({ userId, kind, header, fills: told })) });
    for (const [field, words] of Object.entries(values)) {
      await tx.importValue.deleteMany({ where: { userId, kind, field, text: { in: Object.keys(words) } } });
      await tx.importValue.createMany({ data: Object.entries(words).map(([text, value]) => ({ userId, kind, field, text, value })) });
    }
  });
}
