import type { AccountField } from '@/lib/registry/account-fields';
import type { UnitField } from '@/lib/registry/unit-fields';
import { comparable } from '@/lib/taxonomy/text';
import { fused } from './formula';

/** A column of a file: what it fills, its header, and other headers that sheets use for it. */
export type Column<F extends string = string> = { field: F; code: string; header: string; synonyms: readonly string[] };

export type ColumnField = AccountField | Exclude<UnitField, 'fills'> | 'followers' | 'rowKey';

/** What a row or a form says, by field; what it does not say is absent. */
export type RowTexts = Partial<Record<ColumnField | 'fills', string>>;

/** The account file of the public contract, in its order, and what an exported row says of itself (row-key.ts). */
export const ACCOUNT_COLUMNS: readonly Column<ColumnField>[] = [
  column('platform', 'platform', '平台', '平台类型', '账号类型', '新媒体类型', '平台名称', '所属平台', '服务类型', '类型'),
  column('name', 'name', '账号名称', '名称', '账号', '帐号', '帐号名称', '账号名', '新媒体名称', '公众号名称', '昵称', '微博名称', '微信名称', '账号昵称'),
  column('platformId', 'platform_id', '平台ID', '账号ID', '账号(ID)', 'UID', '原始ID', '微博UID', '微博ID', 'ID'),
  column('handle', 'handle', '微信号或个性域名', '微信号', '个性域名', '微博域名', '公众号微信号'),
  column(
    'unit',
    'unit',
    '主办单位',
    '单位',
    '单位名称',
    '开办单位',
    '责任单位',
    '主办',
    '主体名称',
    '账号主体',
    '认证主体',
    '填报单位',
    '所属单位',
    '运营单位',
    '主办单位名称',
  ),
  column('uscc', 'uscc', '统一社会信用代码', '信用代码', '社会信用代码'),
  column('region', 'region', '行政区划代码', '行政区划', '区划代码', '地区', '区域', '所在地区', '区县', '所属地区', '所属区县', '地区代码', '属地', '县区'),
  column('sector', 'sector', '职能系统', '系统', '行业', '职能', '领域', '所属系统', '行业系统', '类别', '所属领域'),
  column('tier', 'tier', '单位层级', '层级', '级别层级', '单位级别', '级别'),
  column('rank', 'rank', '行政级别'),
  column('holder', 'holder', '账号类别', '认证类别', '账号性质'),
  column('person', 'person', '姓名'),
  column('post', 'post', '职务', '职位'),
  column('wechatType', 'wechat_type', '微信类型', '公众号类型', '微信公众号类型'),
  column('positioning', 'positioning', '功能定位', '定位'),
  column('openedOn', 'opened_on', '开设日期', '开通日期', '开设时间', '开通时间', '注册时间', '开办时间', '上线时间'),
  column('closedOn', 'closed_on', '关停日期', '关停时间', '注销日期', '注销时间', '关闭时间'),
  column('status', 'status', '状态', '账号状态', '运行状态', '使用状态'),
  column('followers', 'followers', '关注用户数', '粉丝数', '关注数', '关注人数', '用户数', '订阅数', '粉丝量', '粉丝数量'),
  column('verification', 'verification', '认证信息', '认证说明', '认证情况'),
  column('contactName', 'contact_name', '联系人', '负责人', '管理员', '联系人姓名'),
  column('contactPhone', 'contact_phone', '联系电话', '电话', '手机', '联系人电话', '联系方式', '手机号', '手机号码'),
  column('note', 'note', '备注', '说明'),
  column('rowKey', 'row_key', '登记标识'),
];

/** What exports tell beside the account file: for people, and not read again. A count of followers that came back would be taken for today's. */
export const TOLD_BESIDE = ['行政区划名称', '最近关注用户数', '关注用户数日期', '数据来源'] as const;

/** The column that refused rows go back with. */
export const REASONS_HEADER = '拒收原因';

/** Headers that mean nothing to the register and need no mention. */
export const PASSED_OVER: ReadonlySet<string> = new Set(['序号', '编号', 'no', 'no.', '#', '', '账号', REASONS_HEADER, ...TOLD_BESIDE].map(comparable));

export function column<F extends string>(field: F, code: string, header: string, ...synonyms: string[]): Column<F> {
  return { field, code, header, synonyms };
}

export type Header = {
  /** Number of the header's row in the file. */
  row: number;
  /** What each column fills; null where it fills nothing. */
  fields: (string | null)[];
  /** Headers as they stand in the file. */
  headers: string[];
  unknown: string[];
  duplicate: string[];
};

type Words = ReadonlyMap<string, string>;
const wordsOfColumns = new WeakMap<readonly Column[], Words>();

function wordsOf(columns: readonly Column[]): Words {
  const known = wordsOfColumns.get(columns);
  if (known) return known;
  const words = new Map(
    columns.flatMap((each) =>
      [each.header, each.code, `${each.header}(${each.code})`, ...each.synonyms].map((word) => [comparable(word), each.field] as const),
    ),
  );
  wordsOfColumns.set(columns, words);
  return words;
}

/** Header rows stand within the first rows, below titles; the one that names most columns is it. */
export const LOOKED_AT = 10;

/** Finds the header below any titles; null when no row names any column. */
export function findHeader(rows: readonly { number: number; cells: readonly string[] }[], columns: readonly Column[] = ACCOUNT_COLUMNS): Header | null {
  const read = rows.slice(0, LOOKED_AT).map(({ number, cells }) => readHeader(number, cells, wordsOf(columns)));
  const known = (header: Header) => header.fields.filter((field) => field !== null).length;
  const best = read.reduce<Header | null>((found, header) => (found === null || known(header) > known(found) ? header : found), null);
  return best && known(best) > 0 ? best : null;
}

/** A row as the header that it would be. */
export function headerAt(row: number, cells: readonly string[], columns: readonly Column[]): Header {
  return readHeader(row, cells, wordsOf(columns));
}

function readHeader(row: number, cells: readonly string[], words: Words): Header {
  const headers = cells.map((text) => text.trim());
  const fields = headers.map(
    (text) =>
      words.get(
        comparable(text)
          .replace(/^\*|\*$/g, '')
          .replace(/\((必填|选填|可选)\)$/, ''),
      ) ?? null,
  );
  const duplicate = [...new Set(fields.flatMap((field, index) => (field !== null && fields.indexOf(field) !== index ? [headers[index] ?? ''] : [])))];
  const unknown = headers.filter((text, index) => fields[index] === null && !PASSED_OVER.has(comparable(text)));
  return { row, fields, headers, unknown, duplicate };
}

/** The cells of a row by the fields they fill; empty cells are left out. */
export function fieldsOf(header: Pick<Header, 'fields'>, cells: readonly string[]): Partial<Record<string, string>> {
  const texts: Partial<Record<string, string>> = {};
  header.fields.forEach((field, index) => {
    const text = cells[index];
    if (field !== null && text !== undefined && text.trim() !== '') texts[field] = fused(text);
  });
  return texts;
}
