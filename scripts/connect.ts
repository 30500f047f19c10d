// Where command lines find the register: DATABASE_URL, else the running `npm run up` of this checkout.
import path from 'node:path';
import { lockHolder } from './lock.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Points this process at the register; ends with a sentence when there is none. */
export function connect(): void {
  process.env.DATABASE_URL ??= lockHolder(path.join(ROOT, '.guta', 'up.json'), ROOT)?.databaseUrl;
  if (process.env.DATABASE_URL) return;
  console.error('There is no register to work on: start it with npm run up in this checkout, or set DATABASE_URL.');
  process.exit(2);
}
