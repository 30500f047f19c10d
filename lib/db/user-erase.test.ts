import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, type Role } from '@/lib/access/actor';
import { asMaster, asOwner, MEND } from '@/scripts/test/master';
import { registerAccount } from './account-register';
import { ANY_EVENT, listEvents } from './audit-read';
import { sealAudit } from './audit-seal';
import { verifyAudit } from './audit-verify';
import { db, transaction } from './client';
import { accepted, givenActor, reasonsOf } from './filing-given';
import { moveFiling } from './filing-move';
import { readFiling } from './filing-read';
import { submitOpening } from './filing-submit';
import { beginProviderSession } from './oidc';
import { renameSelf } from './profile';
import { beginSession } from './sign-in';
import { grantRole, resetPassword, revokeGrant, setDisabled } from './user-admin';
import { eraseUser } from './user-erase';
import { readUser } from './user-list';
import { createUser } from './users';

const TODAY = '2026-11-20';
const PASSWORD = 'tiger-lantern-4821';
const ADDRESS = '203.0.113.77';
const FROM = { address: ADDRESS, requestId: 'request-77' };
const ROOT: Actor = { ...(await givenActor('administrator', '000000')), from: { address: '10.0.0.9', requestId: null } };
const AUDITOR = await givenActor('auditor', '000000');

type Person = { id: number; username: string; displayName: string; email: string; subject: string; actor: Actor };

/** Somebody of whom the register holds everything that it can hold of a user. */
async function givenPerson(role: Role = 'registrar', regionCode = '330100'): Promise<Person> {
  const username = `ren-${randomUUID().slice(0, 8)}`;
  const person = { username, displayName: `欧阳${username}`, email: `${username}@example.gov.cn`, subject: `subject-of-${username}` };
  const id = accepted(await createUser(COMMAND_LINE, { ...person, password: PASSWORD, role, regionCode, mustChangePassword: false }));
  const claims = { issuer: 'https://id.example', subject: person.subject, email: person.email, emailVerified: true, username: null, secondStep: false };
  accepted(await beginProviderSession(claims, 'email', { ...FROM, userAgent: `browser of ${username}` }));
  await db().user.update({
    where: { id },
    data: { totpSecret: `secret of ${username}`, totpConfirmedAt: new Date(), recoveryCodes: { create: { hash: `code of ${username}` } } },
  });
  const grants = [{ role, regionCode, sectorCode: null, unitId: null }];
  const actor: Actor = { userId: id, name: person.displayName, via: 'web', grants, from: FROM };
  accepted(await renameSelf(actor, { displayName: `${person.displayName}甲` }));
  return { id, ...person, actor };
}

async function erase({ id, username }: Person, by = ROOT) {
  accepted(await setDisabled(by, id, true, TODAY));
  return eraseUser(by, id, { reason: 'left', confirm: username }, TODAY);
}

const shown = async (person: Person) => (await listEvents(AUDITOR, { ...ANY_EVENT, userId: person.id }, { skip: 0, take: 100 })).items;

/** Every table of the register as text. */
async function everything(): Promise<string> {
  return asOwner(async (client) => {
    const { rows } = await client.query(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT IN ('region', 'region_alias')`,
    );
    const texts = [];
    for (const { name } of rows) texts.push((await client.query(`SELECT coalesce(string_agg(t::text, E'\n'), '') AS text FROM ${name} t`)).rows[0].text);
    return texts.join('\n');
  });
}

/** Seals everything, as soon as no transaction of another test of this cluster stands in the way. */
async function sealAll(): Promise<void> {
  for (let tries = 0; tries < 200 && (await verifyAudit()).unsealed.events > 0; tries++) {
    await sealAudit();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

afterEach(async () => {
  expect((await verifyAudit()).fault).toBeNull();
});

describe('a user who is erased', () => {
  it('is nowhere in the database any more, in no table and no sealed event', async () => {
    const person = await givenPerson();
    const traces = [person.username, person.displayName, person.email, person.subject, ADDRESS];
    for (const trace of traces) expect(await everything(), trace).toContain(trace);
    await sealAll();
    accepted(await erase(person));
    await sealAll();
    const left = await everything();
    for (const trace of traces) expect(left, trace).not.toContain(trace);
    expect(await verifyAudit()).toMatchObject({ fault: null, unsealed: { events: 0 } });
  });

  it('stays as a pseudonym to which everything that was done still points', async () => {
    const person = await givenPerson();
    const texts = { platform: '微信', name: `抹名${person.id}`, unit: `抹名局${person.id}`, region: '杭州市', sector: '商务' };
    const filing = accepted(await submitOpening({ ...person.actor, grants: [{ ...person.actor.grants[0], role: 'registrar' } as never] }, texts, TODAY));
    const account = accepted(await registerAccount(person.actor, { ...texts, name: `抹名乙${person.id}` }, TODAY));
    const before = await shown(person);
    accepted(await erase(person));
    const pseudonym = `U-${String(person.id).padStart(6, '0')}`;
    expect(await readUser(ROOT, person.id, TODAY)).toMatchObject({
      username: pseudonym,
      displayName: pseudonym,
      disabled: true,
      erased: true,
      mayManage: false,
    });
    expect((await readUser(ROOT, person.id, TODAY))?.grants).toHaveLength(1);
    expect(await readFiling(ROOT, filing, TODAY)).toMatchObject({ askedBy: pseudonym, steps: [{ by: pseudonym }] });
    const after = await shown(person);
    expect(after.map(({ id, act }) => [id, act])).toEqual(before.map(({ id, act }) => [id, act]));
    expect(after.find(({ subjectType, subjectId }) => subjectType === 'account' && subjectId === String(account))).toMatchObject({ who: pseudonym });
    expect(new Set(after.map(({ address }) => address))).toEqual(new Set([null]));
    expect(before.find(({ act }) => act === 'user.rename')?.after).toMatchObject({ displayName: `${person.displayName}甲` });
    expect(after.find(({ act }) => act === 'user.rename')?.after ?? {}).not.toHaveProperty('displayName');
  });

  it('is recorded with the reason, by whom, and neither name', async () => {
    const person = await givenPerson();
    accepted(await erase(person));
    const [event] = (await listEvents(AUDITOR, { ...ANY_EVENT, acts: ['user.erase'] }, { skip: 0, take: 1 })).items;
    expect(event).toMatchObject({ actorId: ROOT.userId, subjectId: String(person.id), after: { reason: 'left' }, address: '10.0.0.9' });
  });

  it('never comes in again, is enabled, granted or reset', async () => {
    const person = await givenPerson();
    accepted(await erase(person));
    const pseudonym = `U-${String(person.id).padStart(6, '0')}`;
    const here = { address: null, userAgent: null };
    for (const name of [person.username, pseudonym]) expect(reasonsOf(await beginSession(name, PASSWORD, here))).toEqual(['sign-in-wrong']);
    const claims = { issuer: 'https://id.example', subject: person.subject, email: person.email, emailVerified: true, username: pseudonym, secondStep: false };
    for (const match of ['email', 'username', 'subject'] as const)
      expect(reasonsOf(await beginProviderSession(claims, match, here))).toEqual(['sign-in-no-user']);
    const grant = await db().grant.findFirstOrThrow({ where: { userId: person.id } });
    for (const tried of [
      setDisabled(ROOT, person.id, false, TODAY),
      resetPassword(ROOT, person.id, TODAY),
      grantRole(ROOT, person.id, { role: 'clerk' }, TODAY),
      revokeGrant(ROOT, grant.id, TODAY),
      eraseUser(ROOT, person.id, { reason: 'left', confirm: pseudonym }, TODAY),
    ])
      expect(reasonsOf(await tried)).toEqual(['not-found']);
    await expect(db().user.update({ where: { id: person.id }, data: { disabledAt: null } })).rejects.toThrow('user_erased');
  });

  it('is not shown by what events of before hold under their seal', async () => {
    const person = await givenPerson();
    const old = { before: { displayName: person.displayName }, after: { displayName: '旧式改名' } };
    await db().$executeRaw`
      INSERT INTO audit_event (actor_id, actor_name, via, address, act, subject_type, subject_id, before, after)
      VALUES (${person.id}, ${`user-${person.id}`}, 'web', '203.0.113.99', 'user.rename', 'user', ${String(person.id)}, ${old.before}, ${old.after})`;
    expect((await shown(person))[0]).toMatchObject({ ...old, address: '203.0.113.99' });
    accepted(await erase(person));
    expect((await shown(person))[0]).toMatchObject({ act: 'user.rename', before: {}, after: {}, address: null });
  });

  it('leaves the names to others', async () => {
    const person = await givenPerson();
    accepted(await erase(person));
    const again = { username: person.username, email: person.email, displayName: '另一人', password: PASSWORD, role: 'viewer' as const };
    expect(await createUser(COMMAND_LINE, again)).toMatchObject({ accepted: true });
  });

  it('has nothing kept of what a request still writes that was under way', async () => {
    const person = await givenPerson();
    accepted(await erase(person));
    accepted(await registerAccount(person.actor, { platform: '微博', name: `晚到${person.id}`, unit: '晚到局', region: '杭州市', sector: '商务' }, TODAY));
    expect(await db().auditPersonal.count({ where: { userId: person.id } })).toBe(0);
  });

  it('waits for a transaction of theirs that runs', async () => {
    const person = await givenPerson();
    accepted(await setDisabled(ROOT, person.id, true, TODAY));
    let ended = false;
    const slow = transaction(async (tx) => {
      await tx.auditPersonal.create({ data: { commitment: randomUUID(), userId: person.id, salt: '', document: '{}' } });
      await new Promise((resolve) => setTimeout(resolve, 300));
      ended = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    accepted(await eraseUser(ROOT, person.id, { reason: 'left', confirm: person.username }, TODAY));
    expect(ended).toBe(true);
    await slow;
    expect(await db().auditPersonal.count({ where: { userId: person.id } })).toBe(0);
  });
});

describe('an erasure is refused', () => {
  it.each<[string, { reason?: string; confirm?: string }, string[]]>([
    ['without a reason', {}, ['erase-reason-needed']],
    ['for a reason that is none', { reason: '张三走了' }, ['erase-reason-needed']],
    ['for another name', { reason: 'left', confirm: 'somebody-else' }, ['erase-confirm']],
  ])('%s', async (_, said, expected) => {
    const person = await givenPerson();
    accepted(await setDisabled(ROOT, person.id, true, TODAY));
    expect(reasonsOf(await eraseUser(ROOT, person.id, { confirm: person.username, ...said }, TODAY))).toEqual(expected);
    expect(await db().user.findUnique({ where: { id: person.id } })).toMatchObject({ username: person.username, erasedAt: null });
  });

  it('of who may still sign in, and of oneself', async () => {
    const person = await givenPerson();
    const said = { reason: 'left', confirm: person.username };
    expect(reasonsOf(await eraseUser(ROOT, person.id, said, TODAY))).toEqual(['erase-enabled']);
    expect(reasonsOf(await eraseUser(ROOT, ROOT.userId ?? 0, said, TODAY))).toEqual(['erase-own']);
  });

  it('to who does not manage that user, and the attempt is recorded', async () => {
    const person = await givenPerson();
    accepted(await setDisabled(ROOT, person.id, true, TODAY));
    const said = { reason: 'left', confirm: person.username };
    const elsewhere = await givenActor('administrator', '440000');
    expect(reasonsOf(await eraseUser(elsewhere, person.id, said, TODAY))).toEqual(['not-found']);
    expect(reasonsOf(await eraseUser(AUDITOR, person.id, said, TODAY))).toEqual(['not-allowed']);
    for (const { userId } of [elsewhere, AUDITOR])
      expect(await db().auditEvent.count({ where: { act: 'access.refuse', actorId: userId, subjectId: String(person.id) } })).toBe(1);
  });
});

describe('after an erasure', () => {
  it('a changed byte of what was sealed is found, of the erased user’s events too', async () => {
    const person = await givenPerson();
    accepted(await erase(person));
    await sealAll();
    const { id } = await db().auditEvent.findFirstOrThrow({ where: { actorId: person.id, personal: { not: null } } });
    await asMaster(async (client) => {
      for (const change of [`request_id = 'request-78'`, `personal = NULL`, `personal = translate(personal, '0123456789', '1234567890')`]) {
        await client.query(`UPDATE audit_event SET ${change} WHERE id = ${id}`);
        expect((await verifyAudit()).fault).toMatchObject({ what: 'event-changed', event: id });
        await client.query(MEND);
      }
    });
  });

  it('what stands apart from the events of others is found where it was changed, moved or taken away', async () => {
    const person = await givenPerson();
    const { id } = await db().auditEvent.findFirstOrThrow({ where: { actorId: person.id, act: 'user.rename' } });
    const own = `commitment = (SELECT personal FROM audit_event WHERE id = ${id})`;
    await asMaster(async (client) => {
      await client.query('ALTER TABLE audit_personal DISABLE TRIGGER ALL; CREATE TABLE kept_personal AS TABLE audit_personal');
      for (const [tamper, what] of [
        [`UPDATE audit_personal SET document = replace(document, '203.0', '203.1') WHERE ${own}`, 'personal-changed'],
        [`UPDATE audit_personal SET user_id = ${ROOT.userId} WHERE ${own}`, 'personal-changed'],
        [`DELETE FROM audit_personal WHERE ${own}`, 'personal-missing'],
      ]) {
        await client.query(tamper ?? '');
        expect((await verifyAudit()).fault).toEqual({ what, event: id });
        await client.query('DELETE FROM audit_personal; INSERT INTO audit_personal SELECT * FROM kept_personal');
      }
      await client.query(
        'DROP TABLE kept_personal; ALTER TABLE audit_personal ENABLE TRIGGER ALL; ALTER TABLE audit_personal ENABLE ALWAYS TRIGGER audit_personal_unchanged',
      );
    });
  });

  it('nothing that stands apart can be changed, by the server or the tables’ owner', async () => {
    await expect(db().$executeRaw`UPDATE audit_personal SET salt = ''`).rejects.toThrow('permission denied');
    await asOwner(async (client) => {
      for (const statement of [`UPDATE audit_personal SET salt = ''`, 'TRUNCATE audit_personal'])
        await expect(client.query(statement)).rejects.toThrow('audit_personal is never changed');
    });
  });
});

describe('a withdrawn opening', () => {
  it('keeps no contact, since no account will ever be there to erase it from', async () => {
    const texts = {
      platform: '微信',
      name: '撤回联系人试验',
      unit: '撤回联系人局',
      region: '杭州市',
      sector: '商务',
      contactName: '诸葛撤',
      contactPhone: '13900001111',
    };
    const id = accepted(await submitOpening(ROOT, texts, TODAY));
    accepted(await moveFiling(ROOT, { id, version: 1 }, 'withdraw', {}, TODAY));
    const left = await everything();
    for (const trace of ['诸葛撤', '13900001111']) expect(left).not.toContain(trace);
  });
});
