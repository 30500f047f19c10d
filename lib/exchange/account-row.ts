import type { Holder, Platform, Positioning, Provenance, Rank, Status, Tier, WechatType } from '@/lib/taxonomy/codes';
import { ACCOUNT_COLUMNS, type ColumnField, type RowTexts, TOLD_BESIDE } from './columns';
import type { FileCell } from './csv';
import { unitLabel } from './owner';
import { rowKey } from './row-key';
import type { Spelling } from './spelling';
import type { SheetColumn } from './xlsx-write';

/** An account as it goes into a file: what it was on the day. Contacts are null for those who may not see them. */
export type AccountRow = {
  id: number;
  platform: Platform;
  name: string;
  platformId: string | null;
  handle: string | null;
  unitId: number;
  unit: string;
  uscc: string | null;
  regionId: number;
  sector: string;
  tier: Tier | null;
  rank: Rank | null;
  holder: Holder;
  person: string | null;
  post: string | null;
  postRank: Rank | null;
  wechatType: WechatType | null;
  positioning: Positioning | null;
  openedOn: string | null;
  status: Status;
  /** The day from which it has had that status, with that owner. */
  since: string;
  verification: string | null;
  contactName: string | null;
  contactPhone: string | null;
  note: string | null;
  followers: string | null;
  followersOn: string | null;
  provenance: Provenance;
};

/** Personal data: only in files for those who may see contacts, and said so when the file was asked for. */
const CONTACTS: readonly ColumnField[] = ['contactName', 'contactPhone', 'note'];

/** Columns of the account file in an export; a count of followers is told beside, with its day. */
export function exportedColumns(contacts: boolean) {
  return ACCOUNT_COLUMNS.filter(({ field }) => field !== 'followers' && field !== 'rowKey' && (contacts || !CONTACTS.includes(field)));
}

/** What an account says in each field of the account file, spelled as it is read. */
export function accountTexts(row: AccountRow, { words, region, sector }: Spelling, contacts: boolean): RowTexts {
  const closed = row.status === 'closed' || row.status === 'cancelled';
  const rank = row.holder === 'official' ? row.postRank : row.rank;
  return {
    platform: words.platform[row.platform],
    name: row.name,
    platformId: said(row.platformId),
    handle: said(row.handle),
    unit: unitLabel({ id: row.unitId, name: row.unit }),
    uscc: said(row.uscc),
    region: region(row.regionId, row.tier),
    sector: sector(row.sector),
    tier: called(words.tier, row.tier),
    rank: called(words.rank, rank),
    holder: words.holder[row.holder],
    person: said(row.person),
    post: said(row.post),
    wechatType: called(words.wechatType, row.wechatType),
    positioning: called(words.positioning, row.positioning),
    openedOn: row.openedOn ?? '',
    closedOn: closed ? row.since : '',
    status: words.status[row.status],
    verification: said(row.verification),
    contactName: contacts ? said(row.contactName) : undefined,
    contactPhone: contacts ? said(row.contactPhone) : undefined,
    note: contacts ? said(row.note) : undefined,
  };
}

function said(text: string | null): string {
  return text ?? '';
}

function called<T extends string>(words: Record<T, string>, code: T | null): string {
  return code === null ? '' : words[code];
}

/** Widths of the columns of an export; its key is there and not shown. */
export function accountSheetColumns(contacts: boolean): SheetColumn[] {
  const wide = new Map<ColumnField, number>([
    ['name', 28],
    ['unit', 36],
    ['uscc', 22],
    ['verification', 36],
    ['note', 36],
    ['platformId', 18],
  ]);
  const told = TOLD_BESIDE.map(() => ({ width: 16 }));
  return [...exportedColumns(contacts).map(({ field }) => ({ width: wide.get(field) ?? 14 })), ...told, { width: 16, hidden: true }];
}

/** The header of an export and how each account fills a row of it, its key last. */
export function accountWriter(spelling: Spelling, contacts: boolean): { header: string[]; cells(row: AccountRow): FileCell[] } {
  const columns = exportedColumns(contacts);
  const fields = columns.map(({ field }) => field);
  const key = ACCOUNT_COLUMNS.find(({ field }) => field === 'rowKey');
  return {
    header: [...columns.map(({ header }) => header), ...TOLD_BESIDE, key?.header ?? ''],
    cells(row) {
      const texts = accountTexts(row, spelling, contacts);
      const cells: FileCell[] = [];
      for (const field of fields) cells.push(texts[field] || null);
      cells.push(spelling.regionName(row.regionId), row.followers === null ? null : Number(row.followers), row.followersOn);
      cells.push(spelling.words.provenance[row.provenance], rowKey(row.id, texts));
      return cells;
    },
  };
}
