import type { Actor } from '@/lib/access/actor';
import { grantsFor, may } from '@/lib/access/acts';
import { accept, type Decision, type Finding, finding, refuse } from '@/lib/decision';
import type { AccountRow } from '@/lib/exchange/account-row';
import { ACCOUNT_COLUMNS } from '@/lib/exchange/columns';
import { filledForm, MAX_FORM_BYTES } from '@/lib/exchange/form-file';
import { type Arranged, AS_RECOGNISED, arrange, noHeader, WIDE_COLUMNS } from '@/lib/exchange/layout';
import { asksContacts, FORM_FIELDS, formCells, guessedFills, type OfficialForm } from '@/lib/exchange/official-form';
import { sourceOf } from '@/lib/exchange/source';
import type { Spelling } from '@/lib/exchange/spelling';
import { openTable, type TableRow, unusable } from '@/lib/exchange/table';
import { openWorkbook } from '@/lib/exchange/xlsx';
import type { AccountSort } from '@/lib/registry/query';
import type { Day } from '@/lib/taxonomy/day';
import { NATION } from '@/lib/taxonomy/regions';
import { clean } from '@/lib/taxonomy/text';
import { exportAccounts, type Taken } from './account-export';
import type { AccountFilter } from './account-list';
import { record, refuseAct, refuseOutside } from './audit';
import { attempt, db, type Tx } from './client';

/** A form as pages show it: whether who looks may change it. */
export type FormView = OfficialForm & { fileName: string; sheet: string; keptBy: string | null; createdAt: Date; mine: boolean };

const VIEW = { id: true, name: true, fileName: true, sheet: true, row: true, headers: true, fills: true, keptById: true, createdAt: true } as const;
const FORM = { ...VIEW, keptBy: { select: { displayName: true } } } as const;
type Kept = { keptById: number | null };

// Forms are everybody's who fills them in; changing one is for who has sent it, and for the nation's administrators.
function mayChange(actor: Actor, { keptById }: Kept): boolean {
  const grants = grantsFor(actor, 'form.keep');
  const nation = grants.some(({ regionCode, sectorCode, unitId }) => regionCode === NATION && sectorCode === null && unitId === null);
  return nation || (grants.length > 0 && keptById !== null && keptById === actor.userId);
}

/** All forms by name, for who may fill one in. */
export async function listForms(actor: Actor): Promise<FormView[]> {
  if (!may(actor, 'form.fill')) return [];
  const forms = await db().officialForm.findMany({ select: FORM, orderBy: { name: 'asc' } });
  return forms.map(({ keptBy, keptById, ...form }) => ({ ...form, keptBy: keptBy?.displayName ?? null, mine: mayChange(actor, { keptById }) }));
}

/** One form, for who may change what its columns hold. */
export async function readForm(actor: Actor, id: number): Promise<FormView | null> {
  const forms = await listForms(actor);
  return forms.find((form) => form.id === id && form.mine) ?? null;
}

/**
 * Keeps an empty official form under a name; of one that bears the name already it takes the place.
 * @returns its number; what its columns hold is guessed, and said by the person next
 */
export async function keepForm(actor: Actor, { name, fileName, bytes }: { name: string; fileName: string; bytes: Uint8Array }): Promise<Decision<number>> {
  if (!may(actor, 'form.keep')) return refuseAct(actor, 'form.keep', { subjectType: 'form', subjectId: 'new' });
  const called = clean(name).text;
  const wrong =
    called === ''
      ? [finding('formName', 'form-name-needed')]
      : [...called].length > 60
        ? [finding('formName', 'too-long', { longest: 60, length: [...called].length })]
        : [];
  const read = await emptyForm(bytes);
  if (!read.accepted || wrong.length) return refuse(...wrong, ...(read.accepted ? [] : read.findings));
  return attempt(async (tx) => {
    const other = await tx.officialForm.findUnique({ where: { name: called }, select: { id: true, keptById: true, headers: true, fills: true } });
    if (other && !mayChange(actor, other))
      return refuseOutside(actor, 'form.keep', { subjectType: 'form', subjectId: other.id }, finding('formName', 'form-name-taken', { name: called }));
    const same = other?.headers.join('\n') === read.change.headers.join('\n');
    const data = { ...read.change, fills: same ? other?.fills : read.change.fills, fileName: clean(fileName).text.slice(0, 200), bytes: new Uint8Array(bytes) };
    const { id } = other
      ? await tx.officialForm.update({ where: { id: other.id }, data, select: { id: true } })
      : await tx.officialForm.create({ data: { ...data, name: called, keptById: actor.userId }, select: { id: true } });
    await record(tx, actor, {
      act: 'form.keep',
      subjectType: 'form',
      subjectId: id,
      after: { name: called, fileName: data.fileName, sheet: data.sheet, row: data.row },
    });
    return accept(id);
  });
}

type Empty = { sheet: string; part: string; row: number; headers: string[]; fills: string[] };
const NEEDS = ['platform', 'name'];
const KIND = { columns: ACCOUNT_COLUMNS, wide: WIDE_COLUMNS, needs: NEEDS };

async function emptyForm(bytes: Uint8Array): Promise<Decision<Empty>> {
  if (bytes.length > MAX_FORM_BYTES)
    return refuse(finding('file', 'file-too-large', { megabytes: Math.ceil(bytes.length / 1024 / 1024), limit: MAX_FORM_BYTES / 1024 / 1024 }));
  const table = await openTable(sourceOf(bytes));
  if (!table.accepted) return table;
  if (table.change.format !== 'xlsx') return refuse(finding('file', 'form-not-workbook'));
  try {
    const rows: TableRow[] = [];
    for await (const some of table.change.rows()) {
      rows.push(...some);
      if (rows.length > MOST_ROWS) break;
    }
    const header = arrange(rows, KIND, AS_RECOGNISED);
    const wrong = header ? faultOf(header, rows) : noHeader(KIND);
    const sheet = (await openWorkbook(sourceOf(bytes))).find(({ name }) => name === table.change.sheet);
    if (wrong || !header || !sheet) return refuse(wrong ?? noHeader(KIND));
    return accept({ sheet: sheet.name, part: sheet.part, row: header.row, headers: header.headers, fills: guessedFills(header) });
  } catch (error) {
    return refuse(unusable(error));
  }
}

/** An empty form is a few rows: titles, a header, empty ones. */
const MOST_ROWS = 100;

function faultOf({ row, parts }: Arranged, rows: readonly TableRow[]): Finding | null {
  if (parts) return finding('file', 'form-side-by-side');
  const below = rows.find(({ number }) => number > row);
  return below ? finding('file', 'form-not-empty', { row: below.number }) : null;
}

/**
 * Says what the columns of a form hold, once for all who use it.
 * @param texts `column-0`…: a field, or empty where nothing is written
 */
export async function mapForm(actor: Actor, id: number, texts: Record<string, string>): Promise<Decision<number>> {
  return changing(actor, id, async (tx, { headers, fills: before }) => {
    const fills = headers.map((_, index) => texts[`column-${index}`] ?? before[index] ?? '');
    const wrong = fills.flatMap((field, index) => {
      if (field === '') return [];
      if (!FORM_FIELDS.includes(field)) return [finding(`column-${index}`, 'column-fills-nothing')];
      return fills.indexOf(field) < index ? [finding(`column-${index}`, 'column-taken')] : [];
    });
    const lacking = NEEDS.filter((field) => !fills.includes(field)).map((field) => finding(null, 'form-column-needed', { column: headerOf(field) }));
    if (wrong.length || lacking.length) return refuse(...wrong, ...lacking);
    await tx.officialForm.update({ where: { id }, data: { fills } });
    await record(tx, actor, { act: 'form.map', subjectType: 'form', subjectId: id, before: { fills: before }, after: { fills } });
    return accept(id);
  });
}

function headerOf(field: string): string {
  return ACCOUNT_COLUMNS.find((column) => column.field === field)?.header ?? field;
}

/** Takes a form away; what was filled in and sent stays what it is. */
export async function removeForm(actor: Actor, id: number): Promise<Decision<number>> {
  return changing(actor, id, async (tx, { name }) => {
    await tx.officialForm.delete({ where: { id } });
    await record(tx, actor, { act: 'form.remove', subjectType: 'form', subjectId: id, before: { name } });
    return accept(id);
  });
}

type Row = { name: string; headers: string[]; fills: string[] };

async function changing(actor: Actor, id: number, change: (tx: Tx, form: Row) => Promise<Decision<number>>): Promise<Decision<number>> {
  const subject = { subjectType: 'form', subjectId: id } as const;
  if (!may(actor, 'form.keep')) return refuseAct(actor, 'form.keep', subject);
  return attempt(async (tx) => {
    const form = await tx.officialForm.findUnique({ where: { id }, select: { name: true, headers: true, fills: true, keptById: true } });
    if (!form || !mayChange(actor, form)) return refuseOutside(actor, 'form.keep', subject, finding(null, 'not-found'));
    return change(tx, form);
  });
}

export type FilledForm = { name: string; total: number; bytes: AsyncGenerator<Uint8Array>; stop(): Promise<void> };

/**
 * A form filled in with the accounts of a filtered list, while it is sent. Where it asks for contacts it holds those that the
 * actor may see, and that is recorded as a look.
 */
export async function fillForm(
  actor: Actor,
  id: number,
  filter: AccountFilter,
  sort: AccountSort,
  { spelling, today, taken }: { spelling: Spelling; today: Day; taken: Taken },
): Promise<Decision<FilledForm>> {
  const subject = { subjectType: 'form', subjectId: id } as const;
  if (!may(actor, 'form.fill')) return refuseAct(actor, 'form.fill', subject);
  const form = await db().officialForm.findUnique({ where: { id }, select: { name: true, bytes: true, part: true, row: true, fills: true } });
  if (!form) return refuse(finding(null, 'not-found'));
  const stream = await exportAccounts(actor, filter, sort, { contacts: asksContacts(form.fills), today, taken });
  if (!stream.accepted) return stream;
  const { total, rows, stop } = stream.change;
  return accept({ name: form.name, total, stop, bytes: filledForm(form.bytes, form, cellsOf(rows, form, spelling)) });
}

async function* cellsOf(batches: AsyncIterable<AccountRow[]>, form: Pick<OfficialForm, 'fills'>, spelling: Spelling): AsyncGenerator<string[][]> {
  let serial = 0;
  for await (const batch of batches) yield batch.map((row) => formCells(form, row, ++serial, spelling));
}
