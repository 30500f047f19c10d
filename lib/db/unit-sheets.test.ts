import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import { BOM, csvLine } from '@/lib/exchange/csv';
import { db } from './client';
import { checkImport, runImport } from './imports';
import { readSheets, type UnitSheet } from './unit-sheets';
import { createUser } from './users';

const TODAY = '2026-11-20';
const TAKEN = { path: '/desk/sheets', query: '' };

beforeAll(async () => {
  const rows = [
    ['平台', '账号名称', '主办单位', '行政区划代码', '职能系统', '联系电话', '状态'],
    ['微信', '试验甲一', '试验甲局', '440106', '教育', '010-1', ''],
    ['新浪微博', '试验甲二', '试验甲局', '440106', '教育', '010-2', ''],
    ['微信', '试验甲三', '试验甲局', '440106', '教育', '010-3', '已关停'],
    ['微信', '试验乙一', '试验乙局', '440106', '卫生健康', '010-4', ''],
    ['微信', '试验丙一', '试验丙局', '440104', '教育', '010-5', ''],
    ['微信', '试验丁一', '试验丁税务局', '440106', '税务', '010-6', ''],
  ];
  const batch = await checkImport(COMMAND_LINE, { name: 'x.csv', bytes: new TextEncoder().encode(BOM + rows.map(csvLine).join('')) }, TODAY);
  if (!batch.accepted || !(await runImport(COMMAND_LINE, batch.change.id, TODAY, false)).accepted) throw new Error('not brought');
});

async function sheetsFor(actor: Actor, asked: { region: string } | { unit: number }): Promise<UnitSheet[] | string[]> {
  const stream = await readSheets(actor, asked, TODAY, TAKEN);
  if (!stream.accepted) return stream.findings.map(({ reason }) => reason);
  const all: UnitSheet[] = [];
  for await (const sheet of stream.change.sheets) all.push(sheet);
  expect(all).toHaveLength(stream.change.units);
  expect(all.flatMap(({ accounts }) => accounts)).toHaveLength(stream.change.accounts);
  return all;
}

const told = async (actor: Actor, asked: { region: string } | { unit: number }) =>
  (await sheetsFor(actor, asked)).map((sheet) =>
    typeof sheet === 'string' ? sheet : [sheet.name, ...sheet.accounts.map(({ name, contactPhone }) => `${name} ${contactPhone}`)],
  );

async function person(username: string, role: 'clerk' | 'viewer' | 'registrar', regionCode: string): Promise<Actor> {
  const made = await createUser(COMMAND_LINE, {
    username,
    displayName: username,
    password: 'x-2026-long-password',
    role,
    regionCode,
    mustChangePassword: false,
  });
  if (!made.accepted) throw new Error(JSON.stringify(made.findings));
  const { id } = await db().user.findUniqueOrThrow({ where: { username } });
  return { ...NOBODY, userId: id, grants: [{ role, regionCode, sectorCode: null, unitId: null }] };
}

describe('sheets for units', () => {
  it('hold the open accounts of each, unit by unit, with their contacts', async () => {
    expect(await told(COMMAND_LINE, { region: '440106' })).toEqual([
      ['试验甲局', '试验甲一 010-1', '试验甲二 010-2'],
      ['试验乙局', '试验乙一 010-4'],
      ['试验丁税务局', '试验丁一 010-6'],
    ]);
    expect(await told(COMMAND_LINE, { region: '440100' })).toHaveLength(4);
  });

  it('are made for a unit that has no account yet, and not for one that has ended', async () => {
    const { unitId } = await db().unitStanding.findFirstOrThrow({ where: { name: '试验丙局' } });
    await db().standing.updateMany({ where: { unitId }, data: { status: 'closed' } });
    expect(await told(COMMAND_LINE, { region: '440104' })).toEqual([['试验丙局']]);
    expect(await told(COMMAND_LINE, { unit: unitId })).toEqual([['试验丙局']]);
    await db().unitStanding.updateMany({ where: { unitId }, data: { until: new Date('2020-01-01') } });
    expect(await told(COMMAND_LINE, { unit: unitId })).toEqual(['not-found']);
  });

  it('are those of the units that the grants reach, and a look is recorded', async () => {
    const clerk = await person('sheets-clerk', 'clerk', '440106');
    // 税务 answers to its own system, not to the region's office.
    expect((await told(clerk, { region: '440000' })).map(([name]) => name)).toEqual(['试验甲局', '试验乙局']);
    const events = await db().auditEvent.findMany({ where: { actorId: clerk.userId }, orderBy: { id: 'asc' } });
    expect(events.map(({ act, subjectId }) => `${act} ${subjectId}`)).toEqual(['page.export /desk/sheets', 'account.look-contacts /desk/sheets']);
    expect(events[1]?.after).toMatchObject({ rows: 3, units: 2 });
  });

  it('are absent elsewhere and refused to others, and the attempt is recorded', async () => {
    const [clerk, viewer] = [await person('sheets-elsewhere', 'clerk', '330000'), await person('sheets-viewer', 'viewer', '000000')];
    expect(await told(clerk, { region: '440106' })).toEqual(['not-found']);
    expect(await told(viewer, { region: '440106' })).toEqual(['not-allowed']);
    expect(await told(NOBODY, { region: '440106' })).toEqual(['not-allowed']);
    expect(await db().auditEvent.count({ where: { act: 'access.refuse', actorId: { in: [clerk.userId ?? 0, viewer.userId ?? 0] } } })).toBe(2);
  });
});
