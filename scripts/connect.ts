// Where command lines find the register: DATABASE_URL, else the running `npm run up` of this checkout.
import path from 'node:path';
import { lockHolder } from './lock.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

type Addresses = { databaseUrl: string; ownerUrl: string };

/** Points this process at the register and tells its addresses; ends with a sentence when there is none. */
export function connect(): Addresses {
  const running = process.env.DATABASE_URL ? undefined : lockHolder(path.join(ROOT, '.guta', 'up.json'), ROOT);
  const databaseUrl = process.env.DATABASE_URL ?? running?.databaseUrl;
  if (databaseUrl) {
    process.env.DATABASE_URL = databaseUrl;
    return { databaseUrl, ownerUrl: running?.ownerUrl ?? process.env.MIGRATE_DATABASE_URL ?? databaseUrl };
  }
  console.error('There is no register to work on: start it with npm run up in this checkout, or set DATABASE_URL.');
  process.exit(2);
}
