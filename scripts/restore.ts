// `npm run restore -- FILE [--replace]`: a register from a backup, into an empty one unless told.
// Ends with 0 when done, 1 when the register is not empty, 2 when the file cannot be used.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { COMMAND_LINE } from '../lib/access/actor.ts';
import { closeDb } from '../lib/db/client.ts';
import { recordRestore } from '../lib/db/copies.ts';
import { connect } from './connect.ts';
import { totalsOf, Unusable } from './copy/file.ts';
import { NotEmpty, restore } from './copy/restore.ts';

const USAGE = 'Usage: npm run restore -- FILE [--replace]';
const { positionals, values } = readArguments();
const [given] = positionals;
if (!given || positionals.length > 1) end(USAGE, 2);
const file = path.resolve(process.env.INIT_CWD ?? '.', given ?? '');

try {
  const totals = totalsOf(await restore(connect(), file, { replace: values.replace ?? false }));
  await recordRestore(COMMAND_LINE, { file: path.basename(file), ...totals });
  console.log(`${totals.rows} rows of ${totals.tables} tables were restored; every table was compared with the backup. All users have to sign in again.`);
} catch (error) {
  if (error instanceof Unusable) end(`Nothing was written: ${file} ${error.message}.`, 2);
  if (error instanceof NotEmpty) end(`Nothing was written. ${error.message} With --replace all of it goes, and what the backup holds comes.`, 1);
  end(`The register is as it was: ${error instanceof Error ? error.message : error}`, 1);
}
await closeDb();

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean' } } });
  } catch (error) {
    return end(`${error instanceof Error ? error.message : error}\n${USAGE}`, 2);
  }
}

function end(sentence: string, code: number): never {
  console.error(sentence);
  process.exit(code);
}
