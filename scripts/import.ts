// `npm run import -- <kind> FILE [--dry-run] [--only-good] [--json]`: the same check and write as the page's.
// Ends with 0 when all rows are good, 1 when some are refused, 2 when the file cannot be used.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { COMMAND_LINE } from '../lib/access/actor.ts';
import { IMPORT_KIND_NAMES, type ImportKindName } from '../lib/access/acts.ts';
import { closeDb, db } from '../lib/db/client.ts';
import { importKind } from '../lib/db/import-kinds.ts';
import { checkImport, readImportRows, runImport } from '../lib/db/imports.ts';
import { type Finding, finding, refuses } from '../lib/decision.ts';
import { placeInFile } from '../lib/exchange/layout.ts';
import { MAX_FILE_BYTES, tooLarge } from '../lib/exchange/table.ts';
import type { Counts } from '../lib/exchange/views.ts';
import { dayOf } from '../lib/taxonomy/day.ts';
import { connect } from './connect.ts';
import { sentence, sentences } from './words.ts';

type Reason = { row: number | null; column: string | null; reason: string };
type Outcome = Counts & { reasons: Reason[] };

const USAGE = `Usage: npm run import -- KIND FILE [--dry-run] [--only-good] [--json]; KIND is ${IMPORT_KIND_NAMES.join(', ')}`;
const { positionals, values } = readArguments();
const [named, file] = positionals;
const kind = IMPORT_KIND_NAMES.find((each) => each === named) ?? end(USAGE, 2);
if (!file || positionals.length > 2) end(USAGE, 2);
connect();

const telling = tellOnTerminal();
const outcome = await run(kind, path.resolve(process.env.INIT_CWD ?? '.', file ?? ''));
telling.stop();
await closeDb();
report(outcome);

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { 'dry-run': { type: 'boolean' }, 'only-good': { type: 'boolean' }, json: { type: 'boolean' } } });
  } catch (error) {
    return end(`${error instanceof Error ? error.message : error}\n${USAGE}`, 2);
  }
}

async function run(wanted: ImportKindName, filePath: string): Promise<Outcome> {
  const found = await stat(filePath).catch(() => null);
  if (!found?.isFile()) return end(`There is no file ${filePath}.`, 2);
  if (found.size > MAX_FILE_BYTES) return unusable([tooLarge(found.size)]);
  const bytes = await readFile(filePath).catch((error: Error) => end(`${filePath} cannot be read: ${error.message}`, 2));
  const today = dayOf(new Date());
  const check = await checkImport(COMMAND_LINE, { name: path.basename(filePath), bytes }, today, wanted);
  if (!check.accepted) return unusable(check.findings);
  const batch = check.change;
  if (!batch.facts) return unusable(batch.findings);
  const rows = await readImportRows(COMMAND_LINE, batch.id, { skip: 0 });
  const { parts } = batch.facts;
  const reasons = onceEach(
    rows.flatMap(({ number, findings }) =>
      findings.filter(refuses).map((each) => ({ row: placeInFile(parts, number).row, column: columnOf(each), reason: sentence(each) })),
    ),
  );
  const writes = !values['dry-run'] && (batch.counts.refused === 0 || values['only-good']);
  if (!writes) return { ...batch.counts, reasons };
  const written = await runImport(COMMAND_LINE, batch.id, today, values['only-good'] ?? false);
  return written.accepted ? { ...written.change, reasons } : { ...batch.counts, reasons: [...reasons, ...fileReasons(written.findings)] };
}

// Accounts that stand in one row of the file share what is wrong with it.
function onceEach(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((each) => [JSON.stringify(each), each])).values()];
}

/** Says on a terminal how far the work is; a file or a pipe gets only the outcome. */
function tellOnTerminal(): { stop(): void } {
  if (!process.stderr.isTTY) return { stop: () => undefined };
  const started = new Date();
  const clear = () => process.stderr.write('\r\u001B[K');
  const timer = setInterval(async () => {
    const at = await db()
      .importProgress.findFirst({ where: { startedAt: { gte: started }, batch: { task: { not: null }, uploadedById: null } }, orderBy: { batchId: 'desc' } })
      .catch(() => null);
    if (!at) return;
    const rate = Math.round((1000 * at.done) / Math.max(1, at.beatAt.getTime() - at.startedAt.getTime()));
    clear();
    process.stderr.write(`${at.done}${at.total === null ? '' : ` of ${at.total}`} rows, ${rate} a second`);
  }, 500);
  return {
    stop: () => {
      clearInterval(timer);
      clear();
    },
  };
}

function unusable(findings: readonly Finding[]): Outcome {
  const none = { rows: 0, new: 0, changed: 0, same: 0, refused: 0, written: 0 };
  return { ...none, reasons: fileReasons(findings.length ? findings : [finding('file', 'file-empty')]) };
}

function fileReasons(findings: readonly Finding[]): Reason[] {
  return sentences(findings).map((reason) => ({ row: null, column: null, reason }));
}

function columnOf({ field }: Finding): string | null {
  return importKind(kind).columns.find((column) => column.field === field)?.code ?? field;
}

function report({ reasons, rows, new: added, changed, same, refused, written }: Outcome): never {
  const counts = { rows, new: added, changed, same, refused, written };
  if (values.json) console.log(JSON.stringify({ ...counts, reasons }));
  else {
    for (const { row, column, reason } of reasons) console.log([row === null ? '' : `row ${row}`, column ?? '', reason].filter(Boolean).join(' · '));
    console.log(
      Object.entries(counts)
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
    );
  }
  process.exit(counts.rows === 0 || reasons.some(({ row }) => row === null) ? 2 : counts.refused > 0 ? 1 : 0);
}

function end(sentenceToSay: string, code: number): never {
  console.error(sentenceToSay);
  process.exit(code);
}
