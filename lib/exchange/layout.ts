import { type Facts, type Finding, finding } from '@/lib/decision';
import { comparable } from '@/lib/taxonomy/text';
import { type Column, type ColumnField, type Header, headerAt, LOOKED_AT, PASSED_OVER } from './columns';
import { fused } from './formula';
import type { TableRow } from './table';
import { belowGroups, wideNamed } from './two-rows';
import type { MatchBy } from './verdict';

/** What a person has said of how a file is to be read; what they have not said is recognised. */
export type Layout = {
  /** The sheet of a workbook; null for the first that holds something. */
  sheet: string | null;
  /** Number of the header's row; null to look for it. */
  row: number | null;
  /** What a column fills, by its key (`headerKeys`): a field, a field of one platform (`wechat.name`), or `ignore`. */
  fills: Readonly<Record<string, string>>;
  values: Values;
  /** By what alone its rows are found among the accounts; absent for the first that a row has. */
  by?: MatchBy;
};

/** Values that nobody knows, by field and as they are compared, and the word in whose place they stand. */
export type Values = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const AS_RECOGNISED: Layout = { sheet: null, row: null, fills: {}, values: {} };
export const IGNORE = 'ignore';

/** The columns of one platform, where a row is a unit and tells its accounts side by side. */
export type Part = { platform: string; header: string; columns: number[] };

/** A column that a sheet of one row for each unit has for one platform. */
export type WideColumn = { platform: string; field: ColumnField; words: readonly string[] };

export type Arranged = Header & {
  /** Absent where a row is one account. */
  parts?: Part[];
  /** Headers whose meaning the person has told before, in another file. */
  remembered?: string[];
};

/** The sheet that county offices keep: 单位, 微博, 微信, each with its number and followers beside it. */
export const WIDE_COLUMNS: readonly WideColumn[] = [
  wide('weibo', 'name', '微博', '新浪微博', '政务微博', '官方微博', '微博名称', '微博账号', '微博帐号', '微博昵称', '新浪微博名称', '微博账号名称'),
  wide('weibo', 'platformId', '微博ID', '微博UID', '微博账号ID', '新浪微博ID', '新浪微博UID'),
  wide('weibo', 'handle', '微博域名', '微博个性域名'),
  wide('weibo', 'followers', '微博粉丝数', '微博粉丝', '微博粉丝量', '微博关注数', '微博关注用户数'),
  wide('weibo', 'openedOn', '微博开设日期', '微博开通时间', '微博开通日期', '微博开设时间'),
  wide('weibo', 'status', '微博状态'),
  wide('wechat', 'name', '微信', '微信公众号', '公众号', '政务微信', '官方微信', '微信名称', '公众号名称', '微信公众号名称', '微信账号', '微信公众账号'),
  wide('wechat', 'platformId', '微信原始ID', '微信ID', '公众号原始ID', '公众号ID'),
  wide('wechat', 'handle', '微信号', '公众号微信号'),
  wide('wechat', 'wechatType', '微信类型', '公众号类型', '微信公众号类型'),
  wide('wechat', 'followers', '微信粉丝数', '微信粉丝', '微信粉丝量', '微信关注数', '微信关注人数', '微信关注用户数', '公众号粉丝数', '微信订阅数'),
  wide('wechat', 'openedOn', '微信开设日期', '微信开通时间', '微信开通日期', '微信开设时间', '公众号开通时间'),
  wide('wechat', 'status', '微信状态', '公众号状态'),
];

function wide(platform: string, field: ColumnField, ...words: string[]): WideColumn {
  return { platform, field, words: words.map(comparable) };
}

/** How the columns of a file are remembered: their headers as they are compared, numbered where one stands twice. */
export function headerKeys(headers: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headers.map((header) => {
    const key = comparable(header).slice(0, 100);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key} ${count}`;
  });
}

export type Kind = { columns: readonly Column[]; wide?: readonly WideColumn[] };
export type Named = { platform: string | null; field: string };

/** Finds the header among the first rows of a file and what each of its columns fills; null where no row names any. */
export function arrange(rows: readonly TableRow[], kind: Kind, layout: Layout, remembered: Layout['fills'] = {}): Arranged | null {
  const told = layout.row;
  const looked = rows.flatMap((row, index) => ((told === null ? index < LOOKED_AT : row.number === told) ? [belowGroups(row, rows[index - 1], kind)] : []));
  const read = looked.map((row) => arrangedAt(row, kind, layout, remembered));
  const known = (header: Arranged) => new Set(chosenOf(header).filter((field) => field !== null)).size;
  const best = read.reduce<Arranged | null>((found, header) => (found === null || known(header) > known(found) ? header : found), null);
  return best && (known(best) > 0 || told !== null) ? best : null;
}

function arrangedAt({ number, cells }: TableRow, kind: Kind, layout: Layout, remembered: Layout['fills']): Arranged {
  const header = headerAt(number, cells, kind.columns);
  const keys = headerKeys(header.headers);
  const said = keys.map((key) => layout.fills[key] ?? (key === '' ? undefined : remembered[key]));
  const plain = header.fields.map((field, index): Named | null => {
    const choice = said[index];
    if (choice === undefined) return field === null ? null : { platform: null, field };
    return choice === IGNORE ? null : readChoice(choice, kind);
  });
  const named = kind.wide ? sideBySide(plain, header.headers, said, kind.wide) : plain;
  const first = (index: number) => named.findIndex((each) => each !== null && sameAs(each, named[index] ?? null)) === index;
  const duplicate = [...new Set(named.flatMap((each, index) => (each !== null && !first(index) ? [header.headers[index] ?? ''] : [])))];
  const unknown = header.headers.filter((text, index) => named[index] === null && said[index] !== IGNORE && !PASSED_OVER.has(comparable(text)));
  const parts = partsOf(named, header.headers);
  const used = keys.filter((key, index) => said[index] !== undefined && layout.fills[key] === undefined && differs(said[index], header.fields[index]));
  return {
    ...header,
    fields: named.map((each) => each?.field ?? null),
    unknown,
    duplicate,
    ...(parts.length ? { parts } : {}),
    ...(used.length ? { remembered: used.map((key) => header.headers[keys.indexOf(key)] ?? key) } : {}),
  };
}

function differs(choice: string | undefined, field: string | null | undefined): boolean {
  return choice !== field;
}

/** Reads what a column was said to fill; null for what this kind of file does not have. */
function readChoice(choice: string, { columns, wide: beside = [] }: Kind): Named | null {
  const own = columns.find(({ field }) => field === choice);
  if (own) return { platform: null, field: own.field };
  const part = beside.find(({ platform, field }) => `${platform}.${field}` === choice);
  return part ? { platform: part.platform, field: part.field } : null;
}

/** What a person can say that a column fills. */
export function choicesOf({ columns, wide: beside = [] }: Kind): string[] {
  return [...columns.map(({ field }) => field), ...beside.map(({ platform, field }) => `${platform}.${field}`)];
}

// Without a column of the platform, 微博 and 微信 each name an account of the row's unit.
function sideBySide(
  plain: readonly (Named | null)[],
  headers: readonly string[],
  said: readonly (string | undefined)[],
  wide: readonly WideColumn[],
): (Named | null)[] {
  if (plain.some((each) => each?.field === 'platform')) return [...plain];
  const beside = headers.map((header, index): Named | null => {
    if (said[index] !== undefined) return null;
    return wideNamed(header, wide);
  });
  const named = plain.map((each, index) => beside[index] ?? each);
  const names = named.filter((each) => each?.field === 'name');
  return names.length > 0 && names.every((each) => each?.platform !== null) ? named : [...plain];
}

function sameAs(one: Named, other: Named | null): boolean {
  return other !== null && one.field === other.field && one.platform === other.platform;
}

function partsOf(named: readonly (Named | null)[], headers: readonly string[]): Part[] {
  const platforms = [...new Set(named.flatMap((each) => each?.platform ?? []))];
  return platforms.map((platform) => {
    const columns = named.flatMap((each, index) => (each?.platform === platform ? [index] : []));
    const name = columns.find((index) => named[index]?.field === 'name') ?? columns[0] ?? 0;
    return { platform, header: headers[name] ?? platform, columns };
  });
}

/** That no row names any column, with those that one must name. */
export function noHeader({ needs, columns }: Pick<Kind, 'columns'> & { needs: readonly string[] }): Finding {
  const named = needs.map((field) => columns.find((each) => each.field === field)?.header ?? field);
  return finding('file', 'header-not-found', { columns: named.join('、') });
}

/** Why a file cannot be used as its columns are understood; each beside the column, where it is one's. */
export function faultsOf({ fields, duplicate, parts }: Arranged, { needs, columns }: Pick<Kind, 'columns'> & { needs: readonly string[] }): Finding[] {
  const told = parts ? ['platform'] : [];
  const missing = needs.find((field) => !told.includes(field) && !fields.some((each) => each === field));
  return [
    ...(missing ? [finding('file', 'column-needed', { column: columns.find(({ field }) => field === missing)?.header ?? missing })] : []),
    ...(duplicate.length ? [finding('file', 'columns-twice', { columns: duplicate.join('、') })] : []),
  ];
}

/** Numbers of the accounts that one row tells: a row of a unit gets one for each account, so that each has its own verdict. */
const PARTS = 10;

/** The row of the file and, where a row tells several accounts, the column of which a number speaks. */
export function placeInFile(parts: readonly Part[] | undefined, number: number): { row: number; column: string | null } {
  return parts ? { row: Math.floor(number / PARTS), column: parts[(number % PARTS) - 1]?.header ?? null } : { row: number, column: null };
}

/** The numbers that the accounts of one row can have. */
export function numbersOf(parts: readonly Part[] | undefined, number: number): number[] {
  const row = placeInFile(parts, number).row;
  return parts ? parts.map((_, index) => row * PARTS + index + 1) : [number];
}

/** What people write where there is no account. */
const NONE = new Set(
  ['', '无', '没有', '无账号', '暂无', '未开通', '未开设', '没开通', '否', '/', '／', '\\', '-', '--', '—', '——', '×', 'x', '空'].map(comparable),
);

/** The accounts that a row of the file tells. */
export function rowsIn({ parts, fields }: Pick<Arranged, 'parts' | 'fields'>, row: TableRow): TableRow[] {
  if (!parts) return [row];
  return parts.flatMap(({ columns }, index) => {
    const says = columns.some((column) => identifies(fields[column]) && !NONE.has(comparable(row.cells[column] ?? '')));
    return says ? [{ number: row.number * PARTS + index + 1, cells: row.cells }] : [];
  });
}

// A count of followers of 0 alone is no account.
function identifies(field: string | null | undefined): boolean {
  return field === 'name' || field === 'platformId' || field === 'handle';
}

/** What a row says by field: of the columns of other platforms nothing, and known words for those that were learnt. */
export function textsOf({ parts, fields }: Pick<Arranged, 'parts' | 'fields'>, values: Values, { number, cells }: TableRow): Partial<Record<string, string>> {
  const part = parts?.[(number % PARTS) - 1];
  const others = new Set(parts?.filter((each) => each !== part).flatMap(({ columns }) => columns));
  const texts: Partial<Record<string, string>> = part ? { platform: part.platform } : {};
  fields.forEach((field, index) => {
    const text = fused(cells[index] ?? '');
    if (field === null || text.trim() === '' || others.has(index)) return;
    if (part?.columns.includes(index) && NONE.has(comparable(text))) return;
    const learnt = values[field];
    texts[field] = learnt?.[comparable(text)] ?? text;
  });
  return texts;
}

/** The fields of each column as one row has them: those of other platforms are none of its. */
export function fieldsAt({ parts, fields }: Pick<Arranged, 'parts' | 'fields'>, number: number): (string | null)[] {
  const part = parts?.[(number % PARTS) - 1];
  const others = new Set(parts?.filter((each) => each !== part).flatMap(({ columns }) => columns));
  return fields.map((field, index) => (others.has(index) ? null : field));
}

/** What each column was said or recognised to fill, as a choice of the mapping screen. */
export function chosenOf({ parts, fields }: Pick<Arranged, 'parts' | 'fields'>): (string | null)[] {
  return fields.map((field, index) => {
    const part = parts?.find(({ columns }) => columns.includes(index));
    return field === null ? null : part ? `${part.platform}.${field}` : field;
  });
}

/** Findings that name rows, with the rows as the file has them. */
export function findingsInFile(parts: readonly Part[] | undefined, findings: readonly Finding[]): Finding[] {
  if (!parts) return [...findings];
  const named = (number: number) => {
    const { row, column } = placeInFile(parts, number);
    return column === null ? String(row) : `${row}（${column}）`;
  };
  return findings.map((each) => {
    const { row, rows } = each.facts ?? {};
    if (row === undefined && rows === undefined) return each;
    const facts: Facts = { ...each.facts };
    if (row !== undefined) facts.row = named(Number(row));
    if (typeof rows === 'string') facts.rows = rows.replace(/\d+/g, (number) => named(Number(number)));
    return { ...each, facts };
  });
}
