import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '@/lib/access/actor';
import { asMaster, asOwner, MEND, ownerAddress } from '@/scripts/test/master';
import { recordAlone } from './audit';
import { unguarded } from './audit-guard';
import { closeDb, db } from './client';

describe('whoever is not the server’s owner', () => {
  it.each([
    ['changes an event', `UPDATE audit_event SET act = 'x'`],
    ['deletes an event', 'DELETE FROM audit_event'],
    ['empties the audit', 'TRUNCATE audit_event'],
    ['changes a block', 'UPDATE audit_block SET count = 0'],
    ['deletes a block', 'DELETE FROM audit_block'],
    ['says when it was', `INSERT INTO audit_event (at, actor_name, via, act, subject_type, subject_id) VALUES ('2014-01-01', '', '', '', '', '')`],
    ['chooses a number', `INSERT INTO audit_event (id, actor_name, via, act, subject_type, subject_id) VALUES (1, '', '', '', '', '')`],
    ['chooses a transaction', `INSERT INTO audit_event (txid, actor_name, via, act, subject_type, subject_id) VALUES (1, '', '', '', '', '')`],
    ['switches the trigger off', 'ALTER TABLE audit_event DISABLE TRIGGER ALL'],
  ])('never %s', async (_, sql) => {
    await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('is refused by the trigger even as the owner of the tables', async () => {
    await asOwner(async (client) => {
      for (const [table, column] of [
        ['audit_event', 'act'],
        ['audit_block', 'hash'],
      ])
        for (const sql of [`UPDATE ${table} SET ${column} = ''`, `DELETE FROM ${table}`, `TRUNCATE ${table}`])
          await expect(client.query(sql), sql).rejects.toThrow(`${table} is append-only`);
    });
  });

  it('is told at the start when a trigger is off, or the role could do more', async () => {
    expect(await unguarded()).toEqual([]);
    await asMaster(async (client) => {
      expect(await unguarded()).toEqual(['trigger']);
      await client.query('GRANT UPDATE ON audit_event TO guta_app');
      expect(await unguarded()).toEqual(['role', 'trigger']);
      await client.query('REVOKE UPDATE ON audit_event FROM guta_app');
    });
    expect(await unguarded()).toEqual([]);
  });
});

describe('a register with one address only', () => {
  it('keeps its audit by the triggers alone, and the operator is told', async () => {
    const app = process.env.DATABASE_URL;
    await closeDb();
    process.env.DATABASE_URL = ownerAddress();
    expect(await unguarded()).toEqual(['role']);
    await expect(db().$executeRawUnsafe('DELETE FROM audit_event')).rejects.toThrow('audit_event is append-only');
    await closeDb();
    process.env.DATABASE_URL = app;
  });
});

describe('npm run audit:verify', () => {
  const verify = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/audit.ts', 'verify', ...args], {
      cwd: path.resolve(import.meta.dirname, '../..'),
      encoding: 'utf8',
    });

  beforeAll(() => recordAlone(SYSTEM, { act: 'dataset.load', subjectType: 'dataset', subjectId: 'verified' }));

  it('ends well while the audit is sound, seals what has come since, and knows a head that was published', () => {
    const { status, stdout } = verify();
    expect(stdout).toMatch(/^The audit is sound: \d+ events in \d+ blocks?\./);
    expect(status).toBe(0);
    const [, hash = ''] = /Head: \d+ ([0-9a-f]{64})/.exec(stdout) ?? [];
    expect(verify('--head', hash).status).toBe(0);
    const forged = verify('--head', 'f'.repeat(64));
    expect([forged.status, forged.stderr]).toEqual([1, expect.stringContaining('made anew')]);
  });

  it('names the row after a byte of it was changed in the database', async () => {
    const { id } = await db().auditEvent.findFirstOrThrow({ where: { subjectId: 'verified' } });
    await asMaster(async (client) => {
      await client.query(`UPDATE audit_event SET subject_id = 'verifiee' WHERE id = ${id}`);
      const { status, stderr } = verify();
      expect([status, stderr]).toEqual([1, expect.stringContaining(`Row ${id} of audit_event is not as it was sealed`)]);
      await client.query(MEND);
    });
    expect(verify().status).toBe(0);
  });

  it('says so when it cannot look, or does not understand', () => {
    expect(verify('--nonsense').status).toBe(2);
    const elsewhere = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/audit.ts', 'verify'], {
      cwd: path.resolve(import.meta.dirname, '../..'),
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' },
    });
    expect([elsewhere.status, elsewhere.stderr]).toEqual([2, expect.stringContaining('could not be read')]);
  });
});
