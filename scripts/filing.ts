// `npm run filing:days -- DAYS` and `npm run filing:rule -- REGION LEVEL [--kind KIND] [--from DAY] [--source TEXT]`.
import { parseArgs } from 'node:util';
import { COMMAND_LINE } from '../lib/access/actor.ts';
import { closeDb } from '../lib/db/client.ts';
import { setFilingDays, setFilingRule } from '../lib/db/filing-rules.ts';
import { FILING_KINDS } from '../lib/registry/filing.ts';
import { isCode, REGION_LEVELS } from '../lib/taxonomy/codes.ts';
import { dayOf, isDay } from '../lib/taxonomy/day.ts';
import { connect } from './connect.ts';
import { sentences } from './words.ts';

const today = dayOf(new Date());
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { kind: { type: 'string' }, from: { type: 'string', default: today }, source: { type: 'string' } },
});
const [command, first = '', level = ''] = positionals;
const kind = FILING_KINDS.find((each) => each === values.kind) ?? null;
const isRule = command === 'rule' && isCode(REGION_LEVELS, level) && isDay(values.from) && (values.kind === undefined || kind !== null);
if (!isRule && command !== 'days') {
  const rule = `npm run filing:rule -- REGION ${REGION_LEVELS.join('|')} [--kind ${FILING_KINDS.join('|')}] [--from DAY] [--source TEXT]`;
  console.error(`Usage: npm run filing:days -- DAYS, or ${rule}`);
  process.exit(2);
}
connect();

const decision = isRule
  ? await setFilingRule(COMMAND_LINE, { regionCode: first, kind, level, from: values.from, source: values.source ?? null }, today)
  : await setFilingDays(COMMAND_LINE, Number(first));
await closeDb();
if (!decision.accepted) {
  console.error(sentences(decision.findings).join('\n'));
  process.exit(1);
}
console.log(isRule ? `From ${values.from} filings of ${first} are decided at the ${level} or above.` : `Offices have ${first} working days.`);
