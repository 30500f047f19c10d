// `npm run export -- accounts [--region …] [--sector …] [--platform …] [--as-of …] [--format csv|xlsx] FILE`: the file of the
// accounts' page. Beside a CSV file stands a text that says what it is. Ends with 0, or with 2 when nothing could be written.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { COMMAND_LINE } from '../lib/access/actor.ts';
import { closeDb } from '../lib/db/client.ts';
import { readEditions } from '../lib/db/demonstration.ts';
import { reference } from '../lib/db/reference.ts';
import type { FileCell } from '../lib/exchange/csv.ts';
import { accountsExportQuery } from '../lib/registry/query.ts';
import { dayOf } from '../lib/taxonomy/day.ts';
import { readQuestion } from '../lib/taxonomy/query.ts';
import { accountsFile } from '../lib/web/accounts-file.ts';
import { type Export, exportWords, factsOf, factText, fileOf } from '../lib/web/export-file.ts';
import { CHINESE } from '../lib/web/filter-words.ts';
import { MESSAGES } from '../lib/web/locale.ts';
import { connect } from './connect.ts';
import { sentence } from './words.ts';

const USAGE =
  'Usage: npm run export -- accounts [--region CODE] [--sector CODE] [--platform CODE] [--tier CODE] [--rank CODE] [--holder CODE] [--status CODE] [--as-of YYYY-MM-DD] [--contacts] [--format csv|xlsx] FILE';
const MANY = { type: 'string', multiple: true } as const;
const FILTERS = { region: MANY, sector: MANY, platform: MANY, tier: MANY, rank: MANY, holder: MANY, status: MANY } as const;

const { positionals, values } = readArguments();
const [kind, file] = positionals;
if (kind !== 'accounts' || !file || positionals.length > 2) end(USAGE);
const target = path.resolve(process.env.INIT_CWD ?? '.', file);
const format = values.format ?? (target.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv');
if (format !== 'csv' && format !== 'xlsx') end(`--format ${format}: csv or xlsx.\n${USAGE}`);
connect();
const rows = await asked()
  .then(write)
  .catch((error) => end(`${target}: ${error instanceof Error ? error.message : error}`));
await closeDb();
console.log(`${rows} rows: ${target}`);

function readArguments() {
  try {
    const options = { ...FILTERS, 'as-of': { type: 'string' }, contacts: { type: 'boolean' }, format: { type: 'string' } } as const;
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    return end(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

async function asked(): Promise<Export> {
  const today = dayOf(new Date());
  const { 'as-of': asOf, contacts, format: _, ...filters } = values;
  const given = { ...filters, asOf: asOf === undefined ? [] : [asOf], contacts: contacts ? ['yes'] : [], sort: ['id'] };
  const read = readQuestion(accountsExportQuery, given, await reference(), today);
  if (!read.accepted) return end([...read.findings.map((each) => `${each.field ?? ''}: ${sentence(each)}`), USAGE].join('\n'));
  const words = MESSAGES['zh-CN'].csv;
  const notice: [string, string][] = Object.keys(await readEditions()).length ? [[words.demonstration, words.invented]] : [];
  const made = await accountsFile(COMMAND_LINE, read.change, {
    tongue: CHINESE,
    notice,
    today,
    taken: { path: '/accounts', query: process.argv.slice(2).join(' ') },
  });
  return made.accepted ? made.change : end(made.findings.map(sentence).join('\n'));
}

// Under another name until it is whole: a file that was cut off is not taken for the register.
async function write(made: Export): Promise<number> {
  const part = `${target}.part`;
  const facts = factText(factsOf(made, exportWords(), process.env.NEXTAUTH_URL ?? ''));
  try {
    const out = createWriteStream(part);
    const whole = finished(out);
    whole.catch(() => undefined); // told to whoever waits for it
    for await (const bytes of fileOf({ ...made, rows: counted(made) }, format as 'csv' | 'xlsx', exportWords(), process.env.NEXTAUTH_URL ?? '')) {
      if (!out.write(bytes)) await Promise.race([once(out, 'drain'), whole]);
    }
    out.end();
    await whole;
    await rename(part, target);
    if (format === 'csv') await writeFile(`${target.replace(/\.csv$/i, '')}.说明.txt`, facts);
    return made.total;
  } catch (error) {
    await made.stop?.();
    await rm(part, { force: true });
    throw error;
  }
}

async function* counted({ rows: batches, total }: Export): AsyncGenerator<readonly (readonly FileCell[])[]> {
  let done = 0;
  for await (const batch of batches) {
    yield batch;
    done += batch.length;
    if (process.stderr.isTTY) process.stderr.write(`\r${exportWords()('progress', { done, total })}`);
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
}

function end(said: string): never {
  console.error(said);
  process.exit(2);
}
