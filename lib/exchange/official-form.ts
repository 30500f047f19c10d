import { type AccountRow, accountTexts } from './account-row';
import { ACCOUNT_COLUMNS, type ColumnField } from './columns';
import { type Arranged, AS_RECOGNISED, arrange, headerKeys, IGNORE, type Layout, WIDE_COLUMNS } from './layout';
import type { Spelling } from './spelling';
import type { TableRow } from './table';

/** An empty official form as it is kept: where its header stands and what each of its columns holds. */
export type OfficialForm = { id: number; name: string; row: number; headers: readonly string[]; fills: readonly string[] };

/** What an official form asks for beside the columns of the account file: a running number, the unit's bare name, the region's name. */
const BESIDE = ['serial', 'unitName', 'regionName'] as const;
const FIELDS = ACCOUNT_COLUMNS.map(({ field }) => field).filter((field) => field !== 'rowKey' && field !== 'followers');

/** What a column of an official form can be said to hold. */
export const FORM_FIELDS: readonly string[] = [...BESIDE, ...FIELDS];
const CONTACTS: readonly string[] = ['contactName', 'contactPhone', 'note'] satisfies ColumnField[];

/** Whether a form shows personal data. */
export function asksContacts(fills: readonly string[]): boolean {
  return fills.some((field) => CONTACTS.includes(field));
}

/** What the columns of a form most likely hold; empty where nobody knows. */
export function guessedFills({ headers, fields }: Pick<Arranged, 'headers' | 'fields'>): string[] {
  return headers.map((header, index) => {
    if (/^(序号|编号|No\.?)$/i.test(header.trim())) return 'serial';
    const field = fields[index] ?? '';
    if (field === 'unit') return 'unitName';
    if (field === 'region' && !/代码/.test(header)) return 'regionName';
    return FORM_FIELDS.includes(field) ? field : '';
  });
}

/** The cells of one account under the columns of a form. */
export function formCells({ fills }: Pick<OfficialForm, 'fills'>, row: AccountRow, serial: number, spelling: Spelling): string[] {
  const texts = accountTexts(row, spelling, asksContacts(fills));
  return fills.map((field) => {
    if (field === 'serial') return String(serial);
    if (field === 'unitName') return row.unit;
    if (field === 'regionName') return spelling.regionPath(row.regionId);
    return texts[field as ColumnField] ?? '';
  });
}

const KIND = { columns: ACCOUNT_COLUMNS, wide: WIDE_COLUMNS };

/** How a file is read that is one of these forms, filled in; null where it is none. */
export function asForm(rows: readonly TableRow[], forms: readonly OfficialForm[]): { form: OfficialForm; layout: Pick<Layout, 'row' | 'fills'> } | null {
  for (const form of forms) {
    const found = arrange(rows, KIND, { ...AS_RECOGNISED, row: form.row });
    if (found && headerKeys(found.headers).join('\n') === headerKeys(form.headers).join('\n')) return { form, layout: { row: form.row, fills: readAs(form) } };
  }
  return null;
}

function readAs({ headers, fills }: OfficialForm): Record<string, string> {
  return Object.fromEntries(headerKeys(headers).map((key, index) => [key, READ_AS[fills[index] ?? ''] ?? (fills[index] || IGNORE)]));
}

const READ_AS: Record<string, string> = { serial: IGNORE, unitName: 'unit', regionName: 'region' };
