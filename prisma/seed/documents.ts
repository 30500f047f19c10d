// The real accounts that the documents name, as far as they say: with the demonstration, not into an empty register.
import { SYSTEM } from '../../lib/access/actor.ts';
import { applyChange } from '../../lib/db/account-edit.ts';
import { record } from '../../lib/db/audit.ts';
import { type Tx, transaction } from '../../lib/db/client.ts';
import { directoryFor } from '../../lib/db/directory.ts';
import { writeRows } from '../../lib/db/import-write.ts';
import { askIn } from '../../lib/db/raw.ts';
import { type Reference, reference } from '../../lib/db/reference.ts';
import { rowJudge } from '../../lib/exchange/verdict.ts';
import type { Day } from '../../lib/taxonomy/day.ts';
import { cell, type Line, readData } from './csv.ts';

/** Loads them all, each known from the day of its document; returns how many. */
export async function loadDocumentAccounts(): Promise<number> {
  const { lines } = readData('document-accounts.csv');
  const lists = await reference();
  const documents = new Map(readData('documents.csv').lines.map((line) => [cell(line, 'code'), line]));
  await transaction(async (tx) => {
    for (const [index, line] of lines.entries()) {
      const document = documents.get(cell(line, 'source'));
      if (!document) throw new Error(`document-accounts.csv line ${index + 2}: there is no document ${cell(line, 'source')}.`);
      await loadAccount(tx, line, lists, `${cell(document, 'title')}，${cell(document, 'day')}`);
    }
    await record(tx, SYSTEM, { act: 'dataset.load', subjectType: 'dataset', subjectId: 'document-accounts', after: { accounts: lines.length } });
  });
  return lines.length;
}

async function loadAccount(tx: Tx, line: Line, lists: Reference, source: string): Promise<void> {
  const day: Day = cell(line, 'known_by');
  const texts = textsOf(line);
  const directory = await directoryFor(tx, [texts], lists, day);
  const { verdict, findings, plan } = rowJudge(directory, lists, day)(texts, 1);
  if (!plan || verdict !== 'new') throw new Error(`document-accounts.csv: ${cell(line, 'name')} is ${verdict}: ${JSON.stringify(findings)}`);
  const [written] = await writeRows(askIn(tx), SYSTEM, [{ number: 1, plan }], day, { provenance: 'document', source });
  if (!written || !cell(line, 'former_name')) return;
  const { id, unitId } = written.account;
  await applyChange(tx, id, { ...plan.account, name: cell(line, 'name') }, { unitId, changedOn: day, correctsName: false });
}

// An account that was renamed begins under its former name.
function textsOf(line: Line) {
  const { platform, former_name: former, name, unit, kind, region, sector, tier, holder, person, post, rank, opened_on: openedOn } = line;
  const said = { platform, name: former || name, unit, kind, region, sector, tier, holder, person, post, rank, openedOn };
  return Object.fromEntries(Object.entries(said).filter(([, text]) => text)) as Record<keyof typeof said, string>;
}
