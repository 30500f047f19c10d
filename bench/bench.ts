// `npm run bench [-- --only ID] [--json FILE] [--plans]`: builds registers of its own, measures each line beside its control, prints a table.
// Ends with 0 when every line is met, 1 when one is not, 2 when it could not measure.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Figure, Goal, Line } from './line.ts';
import { COVERAGE } from './lines/coverage.ts';
import { EXPORTS } from './lines/exports.ts';
import { IMPORTS } from './lines/imports.ts';
import { JAVASCRIPT } from './lines/javascript.ts';
import { LISTS } from './lines/lists.ts';
import { SEARCH } from './lines/search.ts';
import { VIEWS } from './lines/views.ts';
import { WRITES } from './lines/writes.ts';
import { median } from './load.ts';
import { explainSlow, slowestPlans } from './plans.ts';
import { openBench, STATE } from './register.ts';

// Imports come last: what they write stays in the register of the others.
const LINES: readonly Line[] = [...COVERAGE, ...VIEWS, ...LISTS, ...SEARCH, ...WRITES, ...JAVASCRIPT, ...EXPORTS, ...IMPORTS];
const REPEATED = 3;
const USAGE = `Usage: npm run bench [-- --only ID] [--json FILE]\nLines: ${LINES.map(({ id }) => id).join(', ')}`;

type Measured = { id: string; what: string; value: number; control: number; ratio: number; goal: string; met: boolean; unit: string; spread: string };

const asked = readArguments();
process.exitCode = await measure().catch((error) => {
  console.error(`The bench could not measure: ${error instanceof Error ? error.message : error}`);
  return 2;
});

function readArguments(): { lines: readonly Line[]; json: string | undefined } {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, json: { type: 'string' } } });
    const unknown = values.only?.filter((id) => !LINES.some((line) => line.id === id)) ?? [];
    if (unknown.length) throw new Error(`There is no line ${unknown.join(', ')}.`);
    return { lines: LINES.filter(({ id }) => !values.only || values.only.includes(id)), json: values.json };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    return process.exit(2);
  }
}

async function measure(): Promise<number> {
  prepareProcess();
  const bench = await openBench(console.error);
  try {
    const logged = await explainSlow(bench.admin);
    const measured: Measured[] = [];
    for (const line of asked.lines) {
      const figures: Figure[] = [];
      for (let time = 0; time < (line.times ?? REPEATED); time++) figures.push(await line.run(bench));
      measured.push(summed(line, figures));
      console.error(`${line.id}: ${measured.at(-1)?.ratio.toFixed(2)} ×`);
    }
    report(measured);
    if (logged !== null) for (const { ms, text } of await slowestPlans(bench.admin, logged)) console.log(`\n${ms.toFixed(0)} ms\n${text}`);
    else console.log('\nThe database role may not ask for plans: they are left out.');
    return measured.every(({ met }) => met) ? 0 : 1;
  } finally {
    await bench.end();
  }
}

// Servers and lib/db read these; nothing here reaches a register of somebody's own.
function prepareProcess(): void {
  mkdirSync(STATE, { recursive: true });
  Object.assign(process.env, {
    GUTA_BENCH: '1',
    GUTA_LOG: path.join(STATE, 'server.log'),
    GUTA_LIMIT_API: '0',
    GUTA_LIMIT_VERIFY: '0',
    NEXTAUTH_SECRET: 'only-for-the-bench-of-this-machine-00',
  });
}

function summed({ id, what, unit, goal }: Line, figures: readonly Figure[]): Measured {
  const ratios = figures.map(({ value, control }) => value / control);
  const ratio = median(ratios);
  const [lowest, highest] = [Math.min(...ratios), Math.max(...ratios)];
  const value = median(figures.map((figure) => figure.value));
  const control = median(figures.map((figure) => figure.control));
  return { id, what, value, control, ratio, goal: words(goal), met: isMet(goal, ratio), unit, spread: `${lowest.toFixed(2)}–${highest.toFixed(2)}` };
}

function isMet(goal: Goal, ratio: number): boolean {
  return 'least' in goal ? ratio >= goal.least : ratio <= goal.most;
}

function words(goal: Goal): string {
  return 'least' in goal ? `≥ ${goal.least}` : `≤ ${goal.most}`;
}

function report(measured: readonly Measured[]): void {
  const rows = measured.map(({ id, value, control, ratio, spread, goal, met, unit, what }) => [
    id,
    `${value.toFixed(1)} ${unit}`,
    control.toFixed(1),
    `${ratio.toFixed(2)} ×`,
    spread,
    goal,
    met ? 'met' : 'NOT MET',
    what,
  ]);
  const table = [['line', 'value', 'control', 'ratio', 'spread', 'goal', '', 'what'], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of table) console.log(row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  '));
  if (!asked.json) return;
  const plain = measured.map(({ id, what, value, control, ratio, goal, met }) => ({ id, what, value, control, ratio, goal, met }));
  writeFileSync(path.resolve(process.env.INIT_CWD ?? '.', asked.json), `${JSON.stringify(plain, null, 2)}\n`);
}
