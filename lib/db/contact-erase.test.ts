import { describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/access/actor';
import type { RowTexts } from '@/lib/exchange/columns';
import { asOwner } from '@/scripts/test/master';
import { lookAtContact } from './account-contact';
import { readAccount } from './account-read';
import { registerAccount } from './account-register';
import { ANY_EVENT, listEvents } from './audit-read';
import { verifyAudit } from './audit-verify';
import { db } from './client';
import { eraseContact } from './contact-erase';
import { accepted, EXPLAINED, givenActor, reasonsOf } from './filing-given';
import { moveFiling } from './filing-move';
import { readFiling } from './filing-read';
import { resubmitFiling } from './filing-resubmit';
import { submitChange, submitOpening } from './filing-submit';
import { checkImport, readImportRows, runImport } from './imports';

const TODAY = '2026-11-20';
const REGISTRAR = await givenActor('registrar', '330100');
const CLERK = await givenActor('clerk', '330100');
let count = 0;

function texts(more: RowTexts = {}): RowTexts {
  count += 1;
  return { platform: '微信', name: `联系${count}`, unit: `联系局${count}`, region: '杭州市', sector: '商务', openedOn: '2020-01-01', ...EXPLAINED, ...more };
}

async function everything(): Promise<string> {
  return asOwner(async (client) => {
    const tables = ['account', 'filing', 'filing_event', 'import_row', 'import_batch', 'import_before', 'audit_event', 'audit_personal'];
    const texts = [];
    for (const name of tables) texts.push((await client.query(`SELECT coalesce(string_agg(t::text, ' '), '') AS text FROM ${name} t`)).rows[0].text);
    return texts.join(' ');
  });
}

async function erase(actor: Actor, id: number, reason = 'left') {
  const { version } = await db().account.findUniqueOrThrow({ where: { id } });
  return eraseContact(actor, id, version, reason, TODAY);
}

async function imported(rows: string): Promise<number> {
  const bytes = new TextEncoder().encode(`平台,账号名称,主办单位,行政区划,职能系统,联系人,联系电话\n${rows}`);
  return accepted(await checkImport(REGISTRAR, { name: '联系.csv', bytes }, TODAY)).id;
}

describe('the contact of an account that is erased', () => {
  it('is gone from the account, from what was asked and mended, and the audit says so', async () => {
    const opening = texts({ contactName: '司马甲', contactPhone: '13711110001' });
    const filing = accepted(await submitOpening(CLERK, opening, TODAY));
    accepted(await moveFiling(REGISTRAR, { id: filing, version: 1 }, 'return', { 'reason-contact-missing': 'yes', text: '请核对。' }, TODAY));
    accepted(await resubmitFiling(CLERK, { id: filing, version: 2 }, 0, { ...opening, contactName: '司马乙', contactPhone: '13711110002' }, TODAY));
    const mended = (await readFiling(REGISTRAR, filing, TODAY))?.steps.at(-1)?.mended;
    expect(mended).toContainEqual({ field: 'contactPhone', was: '***', is: '***' });
    accepted(await moveFiling(REGISTRAR, { id: filing, version: 3 }, 'complete', {}, TODAY));
    const id = (await db().filing.findUniqueOrThrow({ where: { id: filing } })).accountId ?? 0;
    const { version } = await db().account.findUniqueOrThrow({ where: { id } });
    const change = accepted(await submitChange(CLERK, id, version, { contactName: '司马丙', contactPhone: '13711110003' }, TODAY));
    accepted(await moveFiling(REGISTRAR, { id: change, version: 1 }, 'complete', {}, TODAY));
    expect(accepted(await lookAtContact(REGISTRAR, id))).toEqual({ contactName: '司马丙', contactPhone: '13711110003' });
    accepted(await erase(REGISTRAR, id));
    const left = await everything();
    expect(left).not.toMatch(/司马|1371111000/);
    expect(accepted(await lookAtContact(REGISTRAR, id))).toEqual({ contactName: null, contactPhone: null });
    const [event] = (await listEvents(await givenActor('auditor', '000000'), { ...ANY_EVENT, acts: ['account.erase-contact'] }, { skip: 0, take: 1 })).items;
    expect(event).toMatchObject({ actorId: REGISTRAR.userId, subjectId: String(id), after: { reason: 'left' } });
    expect((await verifyAudit()).fault).toBeNull();
  });

  it('is gone from the rows of files that named it, of those too that were never written', async () => {
    const batch = await imported('微信,联系导入甲,联系导入局,杭州市,商务,东方甲,13722220001\n微信,联系导入乙,联系导入局,杭州市,商务,东方乙,13722220002\n');
    accepted(await runImport(REGISTRAR, batch, TODAY, false));
    const later = await imported('微信,联系导入甲,联系导入局,杭州市,商务,东方丁,13722220001\n');
    accepted(await runImport(REGISTRAR, later, TODAY, false));
    expect(await db().importBefore.findFirst({ where: { batchId: later } })).toMatchObject({ account: { contact_name: '东方甲' } });
    const refused = await imported('无此平台,联系导入丙,联系导入局,杭州市,商务,东方甲,13722220001\n');
    const { accountId } = (await db().importRow.findMany({ where: { batchId: batch }, orderBy: { number: 'asc' } }))[0] ?? {};
    accepted(await erase(REGISTRAR, accountId ?? 0));
    const left = await everything();
    expect(left).not.toMatch(/东方甲|东方丁|13722220001/);
    expect(await db().importChunk.count({ where: { batchId: refused } })).toBe(0);
    expect(left).toContain('13722220002'); // of another account
    const cells = (await readImportRows(REGISTRAR, refused, { skip: 0 }))[0]?.cells;
    expect(cells).toEqual(['无此平台', '联系导入丙', '联系导入局', '杭州市', '商务', '', '']);
  });
});

describe('it is not erased', () => {
  it('without a listed reason, by another version, or while a filing would bring it back', async () => {
    const id = accepted(await registerAccount(REGISTRAR, texts({ contactName: '上官甲' }), TODAY));
    expect(reasonsOf(await erase(REGISTRAR, id, '不需要了'))).toEqual(['erase-reason-needed']);
    expect(reasonsOf(await eraseContact(REGISTRAR, id, 99, 'left', TODAY))).toEqual(['changed-meanwhile']);
    const { version } = await db().account.findUniqueOrThrow({ where: { id } });
    accepted(await submitChange(CLERK, id, version, { contactName: '上官乙' }, TODAY));
    expect(reasonsOf(await erase(REGISTRAR, id))).toEqual(['filing-under-way']);
    expect(await readAccount(REGISTRAR, id)).toMatchObject({ contactName: '上**' });
  });

  it('by who may not write the account, and the attempt is recorded', async () => {
    const id = accepted(await registerAccount(REGISTRAR, texts({ contactName: '令狐甲' }), TODAY));
    for (const [actor, reason] of [
      [CLERK, 'not-allowed'],
      [await givenActor('registrar', '440000'), 'not-found'],
    ] as const) {
      expect(reasonsOf(await erase(actor, id))).toEqual([reason]);
      expect(await db().auditEvent.count({ where: { act: 'access.refuse', actorId: actor.userId, subjectId: String(id) } })).toBe(1);
    }
    expect(await readAccount(REGISTRAR, id)).toMatchObject({ contactName: '令**' });
  });
});
