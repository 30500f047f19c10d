import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/lib/access/actor';
import type { ImportKindName } from '@/lib/access/acts';
import { importKind } from '@/lib/db/import-kinds';
import { reference } from '@/lib/db/reference';
import type { UnitSheet } from '@/lib/db/unit-sheets';
import { accountTexts } from '@/lib/exchange/account-row';
import { ACCOUNT_COLUMNS, type ColumnField } from '@/lib/exchange/columns';
import { unitLabel } from '@/lib/exchange/owner';
import { rowKey } from '@/lib/exchange/row-key';
import { type Spelling, spellingOf } from '@/lib/exchange/spelling';
import { columnsToFill, type TemplateColumn, type TemplateWords, templateSheets } from '@/lib/exchange/template';
import { fileChoices } from '@/lib/exchange/template-choices';
import type { Sheet } from '@/lib/exchange/xlsx-write';
import type { Day } from '@/lib/taxonomy/day';
import { MESSAGES } from './locale';

/** A file of a kind with what may be chosen; regions are those that the actor's grants reach. */
export async function templateColumns(actor: Actor, kind: ImportKindName, today: Day): Promise<TemplateColumn[]> {
  const lists = await reference();
  const roots = actor.grants.map(({ regionCode }) => regionCode);
  const within = lists.regions.all.filter(({ lineage }) => lineage.some((each) => roots.includes(each)));
  return columnsToFill(importKind(kind), await notes(kind), fileChoices(MESSAGES['zh-CN'].code, lists, within, today));
}

// A measured value is noted as all of them are, unless it is another thing.
async function notes(kind: ImportKindName): Promise<Record<string, string>> {
  const [shared, own] = [await getTranslations('columnNote'), await getTranslations('kindNote')];
  const noteOf = (field: string) => {
    if (kind === 'accounts') return shared(field as 'name');
    const key = `${kind}.${field}` as 'units.unit';
    return own.has(key) ? own(key) : own('snapshots.measured');
  };
  return Object.fromEntries(importKind(kind).columns.map(({ field }) => [field, noteOf(field)]));
}

/** @param rows what the sheet to be filled in is called */
export async function templateWords(rows?: string): Promise<TemplateWords> {
  const t = await getTranslations('export');
  const words = { about: t('about'), rows: rows ?? t('templateRows'), lists: t('lists'), column: t('column') };
  return { ...words, meaning: t('meaning'), needed: t('needed'), optional: t('optional') };
}

/** Makes of what a unit has a workbook to be sent to it: its accounts as registered, and room for more. */
export async function sheetMaker(actor: Actor, today: Day): Promise<(unit: UnitSheet) => Sheet[]> {
  const t = await getTranslations('export');
  const [columns, words] = [await templateColumns(actor, 'accounts', today), await templateWords()];
  const spelling = spellingOf(MESSAGES['zh-CN'].code, await reference(), today);
  return (unit) => {
    const label = unitLabel(unit);
    const facts: [string, string][] = [
      [t('sheetUnit'), label],
      [t('asOf'), today],
      [t('content'), t('sheetLead')],
      [t('count'), String(unit.accounts.length)],
      [t('source'), t('fromRegister')],
    ];
    return templateSheets(ofUnit(columns, unit, label, spelling), words, facts, rowsOf(unit, spelling));
  };
}

// Only the unit's own name, place and sector are offered: a sheet is one unit's.
function ofUnit(columns: readonly TemplateColumn[], unit: UnitSheet, label: string, spelling: Spelling): TemplateColumn[] {
  const own: Partial<Record<ColumnField, string>> = {
    unit: label,
    uscc: unit.uscc ?? '',
    region: spelling.region(unit.regionId, null),
    sector: spelling.sector(unit.sectorCode),
  };
  return columns.map((column, index) => {
    const field = ACCOUNT_COLUMNS[index]?.field;
    return field && own[field] !== undefined ? { ...column, choices: own[field] ? [own[field]] : [] } : column;
  });
}

// How many follow it today is asked anew: what was counted before is not today's.
function rowsOf({ accounts }: UnitSheet, spelling: Spelling) {
  return accounts.map((account) => {
    const texts = accountTexts(account, spelling, true);
    return ACCOUNT_COLUMNS.map(({ field }) => (field === 'rowKey' ? rowKey(account.id, texts) : texts[field] || null));
  });
}
