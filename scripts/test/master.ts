// What somebody could do to the audit who holds the whole database server.
import type { Client } from 'pg';
import { withClient } from '../postgres.ts';
import { here } from './here.ts';

const { admin, owner } = here();

function inThisRegister(url: string): string {
  const address = new URL(url);
  address.pathname = new URL(process.env.DATABASE_URL ?? '').pathname;
  return address.href;
}

/** This test's register as the role that owns the tables. */
export function ownerAddress(): string {
  return inThisRegister(owner);
}

/** Works as the owner of the tables, who is not the server. */
export function asOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
  return withClient(ownerAddress(), work);
}

/** Works as the server's superuser, with the triggers off and a copy of the audit at hand. */
export function asMaster<T>(work: (client: Client) => Promise<T>): Promise<T> {
  return withClient(inThisRegister(admin), async (client) => {
    const able = (how: string) =>
      client.query(`ALTER TABLE audit_event ${how} TRIGGER audit_event_append_only; ALTER TABLE audit_block ${how} TRIGGER audit_block_append_only`);
    await able('DISABLE');
    await client.query('CREATE TABLE kept_event AS TABLE audit_event; CREATE TABLE kept_block AS TABLE audit_block');
    try {
      return await work(client);
    } finally {
      await client.query('DROP TABLE kept_event, kept_block');
      await able('ENABLE ALWAYS');
    }
  });
}

/** Puts the audit back as it was when the master began. */
export const MEND = `
  DELETE FROM audit_event; INSERT INTO audit_event SELECT * FROM kept_event;
  DELETE FROM audit_block; INSERT INTO audit_block SELECT * FROM kept_block`;
