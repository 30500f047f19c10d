// `npm run audit:verify [-- --head HASH]`: follows the sealed audit from its beginning and, when it is sound, seals
// what has come since. Ends with 0 when it is sound, 1 with the first row that is not, 2 when it could not look.
import { parseArgs } from 'node:util';
import type { Fault } from '../lib/audit/chain.ts';
import { unguarded } from '../lib/db/audit-guard.ts';
import { sealAudit } from '../lib/db/audit-seal.ts';
import { isHead, type Verified, verifyAudit } from '../lib/db/audit-verify.ts';
import { closeDb } from '../lib/db/client.ts';
import { connect } from './connect.ts';
import { UNGUARDED } from './unguarded.ts';

const USAGE = 'Usage: npm run audit:verify [-- --head HASH]';

const head = readArguments();
connect();
process.exitCode = await verify().catch((error) => say(`The audit could not be read: ${error instanceof Error ? error.message : error}`, 2));
await closeDb();

function readArguments(): string | undefined {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { head: { type: 'string' } } });
    if (positionals.join() !== 'verify') throw new Error('It can only verify.');
    return values.head;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    return process.exit(2);
  }
}

async function verify(): Promise<number> {
  for (const missing of await unguarded()) console.error(UNGUARDED[missing]);
  const { fault } = await verifyAudit();
  if (fault) return say(sentenceOf(fault), 1);
  if (head && !(await isHead(head))) return say(`No block has the hash ${head}: the audit was made anew after that head was published.`, 1);
  await sealAudit();
  return say(soundness(await verifyAudit()), 0);
}

function say(line: string, code: number): number {
  if (code) console.error(line);
  else console.log(line);
  return code;
}

function sentenceOf(fault: Fault): string {
  switch (fault.what) {
    case 'event-changed':
      return `Row ${fault.event} of audit_event is not as it was sealed (block ${fault.block}).`;
    case 'event-missing':
      return `Row ${fault.event} of audit_event is missing (block ${fault.block}).`;
    case 'event-inserted':
      return `Row ${fault.event} of audit_event was put in after its time was sealed (block ${fault.block}).`;
    case 'event-moved':
      return `Row ${fault.event} of audit_event now stands under the number ${fault.foundAt} (block ${fault.block}).`;
    case 'block-changed':
      return `Row ${fault.block} of audit_block is not as it was sealed.`;
    case 'block-missing':
      return `Row ${fault.block} of audit_block is missing.`;
    case 'personal-changed':
      return `What audit_personal holds of row ${fault.event} of audit_event is not what was sealed.`;
    case 'personal-missing':
      return `What audit_personal held of row ${fault.event} of audit_event is gone, and its user was never erased.`;
  }
}

function soundness({ head: { number, hash }, events, unsealed }: Verified): string {
  const tail = unsealed.events ? ` ${unsealed.events} more are not sealed yet, the oldest of ${unsealed.since?.toISOString()}.` : '';
  return `The audit is sound: ${events} events in ${number} blocks.${tail}\nHead: ${number} ${hash}`;
}
