import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, type GrantedRole, NOBODY } from '@/lib/access/actor';
import type { Decision } from '@/lib/decision';
import { lookAtContact } from './account-contact';
import { editAccount } from './account-edit';
import { readAccount } from './account-read';
import { registerAccount } from './account-register';
import { db } from './client';
import { checkImport, listImports, readImport, readImportRows, runImport } from './imports';
import { readUnit } from './unit-read';
import { editUnit, registerUnit } from './units';

const TODAY = '2026-11-20';

function holding(grant: Partial<GrantedRole>): Actor {
  return { ...NOBODY, userId: 1, name: '试验', grants: [{ role: 'registrar', regionCode: '000000', sectorCode: null, unitId: null, ...grant }] };
}

const GUANGDONG = holding({ regionCode: '440000' });
const ZHEJIANG = holding({ regionCode: '330000' });
const TAX = holding({ sectorCode: 'tax' });

function accepted<T>(decision: Decision<T>): T {
  if (!decision.accepted) throw new Error(JSON.stringify(decision.findings));
  return decision.change;
}

const reasons = (decision: Decision<unknown>) => (decision.accepted ? [] : decision.findings.filter(({ severity }) => !severity).map(({ reason }) => reason));

const OWN = { platform: '微信', name: '试验广州教育', region: '440100', sector: '教育', contactName: '张某', contactPhone: '020-0000' };
let account: number;
let unit: number;

beforeAll(async () => {
  await db().user.create({ data: { id: 1, username: 'shiyan', displayName: '试验', passwordHash: '-' } });
  await db().user.create({ data: { id: 2, username: 'lingren', displayName: '另人', passwordHash: '-' } });
  account = accepted(await registerAccount(GUANGDONG, OWN, TODAY));
  unit = (await readAccount(COMMAND_LINE, account))?.standings.at(-1)?.unitId ?? 0;
});

describe('a registrar', () => {
  it('registers within its region, and not outside', async () => {
    expect(reasons(await registerAccount(ZHEJIANG, { ...OWN, name: '试验另一' }, TODAY))).toEqual(['outside-scope']);
    expect(reasons(await registerUnit(ZHEJIANG, { unit: '试验某局', region: '440100', sector: '教育' }, TODAY))).toEqual(['outside-scope']);
    accepted(await registerUnit(GUANGDONG, { unit: '试验某局', region: '440100', sector: '教育' }, TODAY));
  });

  it('does not govern a vertical system by region; its own office does', async () => {
    const tax = { platform: '微信', name: '试验广州税务', region: '440100', sector: '税务' };
    expect(reasons(await registerAccount(GUANGDONG, tax, TODAY))).toEqual(['outside-scope']);
    expect(reasons(await registerAccount(TAX, { ...OWN, name: '试验再一' }, TODAY))).toEqual(['outside-scope']);
    accepted(await registerAccount(TAX, tax, TODAY));
  });

  it('finds an account or unit of others as absent as one that is not there', async () => {
    const change = { version: 1, changedOn: TODAY, correctsName: false };
    const texts = { ...OWN, name: '试验改名' };
    expect(await editAccount(ZHEJIANG, account, texts, TODAY, change)).toEqual(await editAccount(GUANGDONG, 999_999, texts, TODAY, change));
    const unitChange = { version: 1, mode: 'correct' as const, changedOn: TODAY, fills: false };
    const unitTexts = { unit: '试验改名局', region: '440100', sector: '教育' };
    expect(await editUnit(ZHEJIANG, unit, unitTexts, TODAY, unitChange)).toEqual(await editUnit(GUANGDONG, 999_999, unitTexts, TODAY, unitChange));
  });

  it('cannot move an account or a unit out of its region', async () => {
    const change = { version: 1, changedOn: TODAY, correctsName: false };
    expect(reasons(await editAccount(GUANGDONG, account, { ...OWN, region: '330100' }, TODAY, change))).toEqual(['outside-scope']);
    const moved = { unit: '试验改名局', region: '330100', sector: '教育' };
    expect(reasons(await editUnit(GUANGDONG, unit, moved, TODAY, { version: 1, mode: 'correct', changedOn: TODAY, fills: false }))).toEqual(['outside-scope']);
  });

  it('is told what it may do, and sees contacts, only of its own', async () => {
    expect(await readAccount(GUANGDONG, account)).toMatchObject({ mayEdit: true, contactName: '张*' });
    expect(await lookAtContact(GUANGDONG, account)).toMatchObject({ accepted: true, change: { contactName: '张某' } });
    expect(reasons(await lookAtContact(ZHEJIANG, account))).toEqual(['not-found']);
    expect(await readAccount(ZHEJIANG, account)).toMatchObject({ mayEdit: false, contactName: null, contactPhone: null });
    expect(await readUnit(GUANGDONG, unit)).toMatchObject({ mayEdit: true, mayRegister: true });
    expect(await readUnit(ZHEJIANG, unit)).toMatchObject({ mayEdit: false, mayRegister: false });
  });
});

describe('a file', () => {
  const file = (...rows: string[]) => ({ name: 'a.csv', bytes: new TextEncoder().encode(['平台,账号名称,行政区划代码,职能系统', ...rows].join('\n')) });

  it('has the rows refused that lie outside, and writes the others', async () => {
    const batch = accepted(await checkImport(GUANGDONG, file('微信,试验深圳民政,440300,民政', '微信,试验杭州民政,330100,民政'), TODAY));
    expect(batch.counts).toMatchObject({ new: 1, refused: 1 });
    const [, outside] = await readImportRows(GUANGDONG, batch.id, { skip: 0 });
    expect(outside?.findings.map(({ reason }) => reason)).toContain('outside-scope');
    expect(accepted(await runImport(GUANGDONG, batch.id, TODAY, true))).toMatchObject({ written: 1 });
  });

  it('cannot take over an account of others by its id', async () => {
    accepted(await registerAccount(ZHEJIANG, { platform: '微博', name: '试验杭州', platformId: '1234509876', region: '330100', sector: '教育' }, TODAY));
    const sheet = { name: 'b.csv', bytes: new TextEncoder().encode('平台,账号名称,平台ID,行政区划代码,职能系统\n微博,试验广州,1234509876,440100,教育') };
    const batch = accepted(await checkImport(GUANGDONG, sheet, TODAY));
    const [row] = await readImportRows(GUANGDONG, batch.id, { skip: 0 });
    expect(row).toMatchObject({ verdict: 'refused' });
    expect(row?.findings.map(({ reason }) => reason)).toContain('account-outside-scope');
  });

  it('is seen by who uploaded it, the administrator and the auditor', async () => {
    const batch = accepted(await checkImport(GUANGDONG, file('微信,试验珠海民政,440400,民政'), TODAY));
    const other = { ...GUANGDONG, userId: 2 };
    expect(await readImport(other, batch.id)).toBeNull();
    expect(await readImportRows(other, batch.id, { skip: 0 })).toEqual([]);
    expect((await listImports(other)).map(({ id }) => id)).not.toContain(batch.id);
    expect(reasons(await runImport(other, batch.id, TODAY, false))).toEqual(['not-found']);
    for (const role of ['administrator', 'auditor'] as const) expect(await readImport(holding({ role }), batch.id)).not.toBeNull();
    expect(reasons(await runImport(holding({ role: 'auditor' }), batch.id, TODAY, false))).toEqual(['not-allowed']);
  });
});

describe('a clerk for one unit', () => {
  it('sees the contacts of its unit only', async () => {
    expect(await readAccount(holding({ role: 'clerk', unitId: unit }), account)).toMatchObject({ seesContacts: true });
    expect(await readAccount(holding({ role: 'clerk', unitId: unit + 1000 }), account)).toMatchObject({ seesContacts: false });
  });
});
