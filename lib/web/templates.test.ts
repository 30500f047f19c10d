import { describe, expect, it } from 'vitest';
import { ACCOUNT_COLUMNS, type Column } from '@/lib/exchange/columns';
import { EXPECTATION_COLUMNS, readExpectationRow } from '@/lib/exchange/expectation-file';
import { FIGURE_COLUMNS, readFigureRow } from '@/lib/exchange/figure-file';
import { POPULATION_COLUMNS, readPopulationRow } from '@/lib/exchange/population-file';
import { readSnapshotRow, SNAPSHOT_COLUMNS } from '@/lib/exchange/snapshot-file';
import { readTargetRow, TARGET_COLUMNS } from '@/lib/exchange/target-file';
import { fileChoices } from '@/lib/exchange/template-choices';
import { readUnitRow, UNIT_COLUMNS } from '@/lib/exchange/unit-file';
import { readUserRow, USER_COLUMNS } from '@/lib/exchange/user-file';
import { readRow } from '@/lib/exchange/verdict';
import { LISTS, REGIONS, SECTORS, TODAY } from '@/prisma/seed/fixtures';
import { MESSAGES } from './locale';

type Texts = Record<string, string>;
const READ: Record<
  string,
  { columns: readonly Column[]; read: (texts: Texts) => { findings: readonly { field: string | null; reason: string; severity?: string }[] } }
> = {
  accounts: { columns: ACCOUNT_COLUMNS, read: (texts) => readRow({ platform: '微信', ...texts }, LISTS, TODAY) },
  units: { columns: UNIT_COLUMNS, read: (texts) => readUnitRow(texts, LISTS, TODAY) },
  snapshots: { columns: SNAPSHOT_COLUMNS, read: (texts) => readSnapshotRow(texts, TODAY) },
  populations: { columns: POPULATION_COLUMNS, read: (texts) => readPopulationRow({ year: TODAY.slice(0, 4), ...texts }, REGIONS, TODAY) },
  expectations: { columns: EXPECTATION_COLUMNS, read: (texts) => readExpectationRow(texts, { regions: REGIONS, sectors: SECTORS }, TODAY) },
  targets: { columns: TARGET_COLUMNS, read: (texts) => readTargetRow(texts, { regions: REGIONS, sectors: SECTORS, sets: [] }, TODAY) },
  users: { columns: USER_COLUMNS, read: (texts) => readUserRow(texts, { regions: REGIONS, sectors: SECTORS }, TODAY, /^.*$/) },
  'published-figures': { columns: FIGURE_COLUMNS, read: (texts) => readFigureRow(texts, TODAY) },
};
const WITHIN = REGIONS.all.filter(({ lineage }) => lineage.includes('330000'));
const CHOICES = fileChoices(MESSAGES['zh-CN'].code, { regions: REGIONS, sectors: SECTORS }, WITHIN, TODAY);

describe.each(Object.entries(READ))('what may be chosen in a file of %s', (_kind, { columns, read }) => {
  const coded = columns.filter(({ field }) => CHOICES[field]);

  it.each(coded.map(({ field }) => field))('is read again: %s', (field) => {
    expect(CHOICES[field]?.length).toBeGreaterThan(1);
    const unread = CHOICES[field]?.filter((text) => read({ [field]: text }).findings.some((each) => each.field === field && !each.severity));
    expect(unread).toEqual([]);
  });
});

describe('every column of every kind', () => {
  it.each(['zh-CN', 'en'] as const)('is noted: %s', (locale) => {
    const { columnNote, kindNote } = MESSAGES[locale] as unknown as { columnNote: Texts; kindNote: Record<string, Texts> };
    const unnoted = Object.entries(READ).flatMap(([kind, { columns }]) =>
      columns
        .filter(({ field, code }) => !(kind === 'accounts' ? columnNote[field] : (kindNote[kind]?.[field] ?? (kind === 'snapshots' && code === field))))
        .map(({ field }) => `${kind}.${field}`),
    );
    expect(unnoted).toEqual([]);
  });
});
