// `npm run backup -- FILE`: the whole register into a file that is not there yet.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { COMMAND_LINE } from '../lib/access/actor.ts';
import { closeDb } from '../lib/db/client.ts';
import { recordBackup } from '../lib/db/copies.ts';
import { connect } from './connect.ts';
import { backUp } from './copy/backup.ts';
import { totalsOf } from './copy/file.ts';

const [given, ...rest] = process.argv.slice(2);
if (!given || given.startsWith('--') || rest.length) end('Usage: npm run backup -- FILE', 2);
const file = path.resolve(process.env.INIT_CWD ?? '.', given ?? '');
if (existsSync(file)) end(`There is a file ${file} already; a backup replaces none.`, 2);

const { ownerUrl } = connect();
try {
  const totals = totalsOf(await backUp(ownerUrl, file));
  await recordBackup(COMMAND_LINE, { file: path.basename(file), ...totals });
  console.log(`${totals.rows} rows of ${totals.tables} tables are in ${file}. It holds everything, password hashes too: keep it where only you can read it.`);
} catch (error) {
  end(`No backup was made: ${error instanceof Error ? error.message : error}`, 1);
}
await closeDb();

function end(sentence: string, code: number): never {
  console.error(sentence);
  process.exit(code);
}
