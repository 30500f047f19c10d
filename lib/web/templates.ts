import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/lib/access/actor';
import { reference } from '@/lib/db/reference';
import type { UnitSheet } from '@/lib/db/unit-sheets';
import { accountTexts } from '@/lib/exchange/account-row';
import { ACCOUNT_COLUMNS, type ColumnField } from '@/lib/exchange/columns';
import { unitLabel } from '@/lib/exchange/owner';
import { rowKey } from '@/lib/exchange/row-key';
import { type Spelling, spellingOf } from '@/lib/exchange/spelling';
import { accountTemplate, type TemplateColumn, type TemplateWords, templateSheets, unitTemplate } from '@/lib/exchange/template';
import { UNIT_COLUMNS } from '@/lib/exchange/unit-file';
import type { Sheet } from '@/lib/exchange/xlsx-write';
import type { Day } from '@/lib/taxonomy/day';
import { regionLabel } from '@/lib/taxonomy/find';
import { MESSAGES } from './locale';

/** Files that can be had empty, to be filled in and imported. */
export const TEMPLATE_KINDS = ['accounts', 'units'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

/** The columns of a kind of file, as an actor may fill them. */
export function columnsOfKind(kind: TemplateKind, actor: Actor, today: Day): Promise<TemplateColumn[]> {
  return kind === 'units' ? unitColumns(actor, today) : accountColumns(actor, today);
}

/** The account file with what may be chosen. */
async function accountColumns(actor: Actor, today: Day): Promise<TemplateColumn[]> {
  const { platform, holder, status, wechatType, positioning } = MESSAGES['zh-CN'].code;
  return accountTemplate(await notes(), {
    ...(await standingChoices(actor, today)),
    platform: Object.values(platform),
    holder: Object.values(holder),
    status: Object.values(status),
    wechatType: Object.values(wechatType),
    positioning: Object.values(positioning),
  });
}

async function unitColumns(actor: Actor, today: Day): Promise<TemplateColumn[]> {
  const t = await getTranslations('unitColumnNote');
  const told = Object.fromEntries(UNIT_COLUMNS.map(({ field }) => [field, t(field as 'unit')]));
  const { unitKind } = MESSAGES['zh-CN'].code;
  return unitTemplate(told, { ...(await standingChoices(actor, today)), kind: Object.values(unitKind), standardBody: ['是', '否'] });
}

/** Where a unit can stand; of regions those that the actor's grants reach. */
async function standingChoices(actor: Actor, today: Day) {
  const { regions, sectors } = await reference();
  const roots = actor.grants.map(({ regionCode }) => regionCode);
  const within = regions.all.filter(({ code, lineage }) => regions.at(code, today) && lineage.some((each) => roots.includes(each)));
  const valid = within.filter((region) => regions.at(region.code, today) === region);
  const { tier, rank } = MESSAGES['zh-CN'].code;
  const { unclassified: _, ...tiers } = tier;
  const { unclassified: __, ...ranks } = rank;
  return {
    region: valid.sort((a, b) => a.code.localeCompare(b.code)).map((region) => regionLabel(regions, region, today)),
    sector: sectors.all.filter(({ code }) => sectors.resolve(code, today)?.code === code).map(({ name }) => name),
    tier: Object.values(tiers),
    rank: Object.values(ranks),
  };
}

async function notes() {
  const t = await getTranslations('columnNote');
  return Object.fromEntries(ACCOUNT_COLUMNS.map(({ field }) => [field, t(field as 'name')])) as Record<Exclude<ColumnField, 'kind'>, string>;
}

export async function templateWords(kind: TemplateKind = 'accounts'): Promise<TemplateWords> {
  const t = await getTranslations('export');
  const words = { about: t('about'), rows: t(kind === 'units' ? 'templateUnits' : 'templateRows'), lists: t('lists'), column: t('column') };
  return { ...words, meaning: t('meaning'), needed: t('needed'), optional: t('optional') };
}

/** Makes of what a unit has a workbook to be sent to it: its accounts as registered, and room for more. */
export async function sheetMaker(actor: Actor, today: Day): Promise<(unit: UnitSheet) => Sheet[]> {
  const t = await getTranslations('export');
  const [columns, words] = [await accountColumns(actor, today), await templateWords()];
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
