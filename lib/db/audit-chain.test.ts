import { EventEmitter, once } from 'node:events';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE, SYSTEM } from '@/lib/access/actor';
import type { Fault } from '@/lib/audit/chain';
import { asMaster, MEND } from '@/scripts/test/master';
import { record } from './audit';
import { sealAudit } from './audit-seal';
import { isHead, verifyAudit } from './audit-verify';
import { db, transaction } from './client';

const write = (subjectId: string | number) =>
  transaction((tx) => record(tx, COMMAND_LINE, { act: 'account.edit', subjectType: 'account', subjectId, before: { name: '旧名' }, after: { name: '新名' } }));

/** Seals everything, as soon as no transaction of another test of this cluster stands in the way. */
async function sealAll(): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    await sealAudit();
    if ((await verifyAudit()).unsealed.events === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const ids = async () => (await db().auditEvent.findMany({ where: { act: 'account.edit' }, select: { id: true }, orderBy: { id: 'asc' } })).map(({ id }) => id);

/** What verification finds while somebody who holds the whole server has done this; it is put back afterwards. */
async function foundAfter(tamper: string, mend: string): Promise<Fault | null> {
  return asMaster(async (client) => {
    await client.query(tamper);
    const { fault } = await verifyAudit();
    await client.query(mend);
    expect((await verifyAudit()).fault).toBeNull();
    return fault;
  });
}

let [first, second, third]: bigint[] = [];

beforeAll(async () => {
  for (const subject of [1, 2, 3]) await write(subject);
  [first, second, third] = await ids();
  await sealAll();
  for (const subject of [4, 5]) await write(subject);
  await sealAll();
});

describe('the audit', () => {
  it('is sound, and every event is sealed once', async () => {
    const { fault, head, events, unsealed } = await verifyAudit();
    expect({ fault, events, unsealed }).toEqual({ fault: null, events: await db().auditEvent.count(), unsealed: { events: 0, since: null } });
    expect(head.number).toBeGreaterThanOrEqual(2);
    expect(await isHead(head.hash)).toBe(true);
    expect(await isHead('0'.repeat(64))).toBe(false);
  });

  it('seals nothing twice, and makes no block of nothing', async () => {
    expect(await sealAudit()).toBe(0);
  });

  it('names the row whose column is another, whichever column', async () => {
    const columns: { name: string; type: string }[] = await db().$queryRaw`
      SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = 'audit_event' AND column_name <> 'id'`;
    expect(columns.length).toBeGreaterThan(12);
    const others: Record<string, string> = {
      text: `'x'`,
      jsonb: `'{"name": "别名"}'`,
      integer: '99',
      bigint: `-9`,
      'timestamp with time zone': `at + interval '1 microsecond'`,
    };
    for (const { name, type } of columns) {
      const fault = await foundAfter(`UPDATE audit_event SET ${name} = ${others[type]} WHERE id = ${second}`, MEND);
      expect(fault, name).toMatchObject({ what: 'event-changed', event: second });
    }
  });

  it('names the row of which a column was emptied', async () => {
    expect(await foundAfter(`UPDATE audit_event SET before = NULL WHERE id = ${third}`, MEND)).toMatchObject({ what: 'event-changed', event: third });
  });

  it('names the row that is missing', async () => {
    expect(await foundAfter(`DELETE FROM audit_event WHERE id = ${first}`, MEND)).toMatchObject({ what: 'event-missing', event: first });
  });

  it('names the row that was put in among the sealed', async () => {
    const copy = `INSERT INTO audit_event SELECT (jsonb_populate_record(e, '{"id": 900001}')).* FROM audit_event e WHERE id = ${second}`;
    expect(await foundAfter(copy, MEND)).toMatchObject({ what: 'event-inserted', event: 900001n });
    const early = copy.replace('"id": 900001', '"id": 900001, "txid": -5');
    expect(await foundAfter(early, MEND)).toMatchObject({ what: 'event-inserted', event: 900001n });
  });

  it('names the rows that stand in each other’s place', async () => {
    const swap = `UPDATE audit_event SET id = -1 WHERE id = ${first}; UPDATE audit_event SET id = ${first} WHERE id = ${third}; UPDATE audit_event SET id = ${third} WHERE id = -1`;
    expect(await foundAfter(swap, MEND)).toMatchObject({ what: 'event-moved', event: first, foundAt: third });
  });

  it.each([
    ['a block that is gone', 'DELETE FROM audit_block WHERE number = 1', { what: 'block-missing', block: 1 }],
    [
      'a block whose list is shorter',
      'UPDATE audit_block SET event_ids = event_ids[2:], count = count - 1 WHERE number = 2',
      { what: 'block-changed', block: 2 },
    ],
    ['a block with another hash', `UPDATE audit_block SET hash = repeat('a', 64) WHERE number = 1`, { what: 'block-changed', block: 1 }],
    ['a block sealed at another time', `UPDATE audit_block SET sealed_at = sealed_at - interval '1 day' WHERE number = 2`, { what: 'block-changed', block: 2 }],
  ])('names %s', async (_, tamper, fault) => {
    expect(await foundAfter(tamper, MEND)).toEqual(fault);
  });

  it('seals what was restored from another cluster, whose transactions were counted otherwise', async () => {
    await asMaster(async (client) => {
      await client.query('UPDATE audit_event SET cluster = 42, txid = txid + 1000000000000; DELETE FROM audit_block');
      await write('after the restore');
      await sealAll();
      const { fault, unsealed, events } = await verifyAudit();
      expect({ fault, unsealed: unsealed.events, events }).toEqual({ fault: null, unsealed: 0, events: await db().auditEvent.count() });
      await client.query(MEND);
    });
  });
});

describe('while others write', () => {
  it('sealing waits for no writer, and a slow one is sealed when it has ended', async () => {
    await sealAll();
    const slow = await holdOpen();
    await write('quick');
    expect(await sealAudit()).toBe(0); // the slow one began before
    expect((await verifyAudit()).unsealed.events).toBe(1);
    await slow.end();
    await sealAll();
    expect(await verifyAudit()).toMatchObject({ fault: null, unsealed: { events: 0 } });
  });

  it('whatever is rolled back leaves a gap in the numbers that is no fault', async () => {
    await transaction(async (tx) => {
      await record(tx, SYSTEM, { act: 'account.edit', subjectType: 'account', subjectId: 'never' });
      throw new Error('no');
    }).catch(() => undefined);
    await write('after the gap');
    await sealAll();
    expect(await verifyAudit()).toMatchObject({ fault: null, unsealed: { events: 0 } });
  });

  it('no order of writes, rollbacks and sealings breaks the chain or leaves an event out', async () => {
    const step = fc.constantFrom('write', 'write', 'write', 'roll back', 'seal');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 24 }), async (steps) => {
        await Promise.all(steps.map(perform));
        await sealAll();
        const { fault, events, unsealed } = await verifyAudit();
        expect({ fault, events, unsealed: unsealed.events }).toEqual({ fault: null, events: await db().auditEvent.count(), unsealed: 0 });
      }),
      { numRuns: 15 },
    );
  });
});

async function perform(step: string, index: number): Promise<void> {
  if (step === 'seal') return void (await sealAudit());
  const work = transaction(async (tx) => {
    await record(tx, SYSTEM, { act: 'account.edit', subjectType: 'account', subjectId: index });
    if (index % 3 === 0) await tx.$executeRaw`SELECT pg_sleep(0.005)`;
    if (step === 'roll back') throw new Error('rolled back');
  });
  await work.catch(() => undefined);
}

/** A transaction that has written an event and does not end until it is told to. */
async function holdOpen() {
  const told = new EventEmitter();
  const ended = once(told, 'end');
  const work = transaction(async (tx) => {
    await record(tx, SYSTEM, { act: 'account.edit', subjectType: 'account', subjectId: 'slow' });
    told.emit('written');
    await ended;
  });
  await once(told, 'written');
  return {
    end() {
      told.emit('end');
      return work;
    },
  };
}

afterAll(async () => {
  expect((await verifyAudit()).fault).toBeNull();
});
