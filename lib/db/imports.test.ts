import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { readCoverage } from './coverage';
import { checkImport, readImport, readImportRows, runImport } from './imports';

const TODAY = '2026-11-20';
describe('real file', () => {
  it('goes in', async () => {
    const bytes = new Uint8Array(readFileSync('/work/shared/data/wechat-6-sectors.csv'));
    const t0 = Date.now();
    const d = await checkImport(COMMAND_LINE, { name: 'x.csv', bytes }, TODAY);
    if (!d.accepted) throw new Error(JSON.stringify(d));
    const batch = await readImport(COMMAND_LINE, d.change);
    0 && console.log(batch, Date.now() - t0);
    const rows = await readImportRows(COMMAND_LINE, d.change, { skip: 0 });
    console.log(JSON.stringify(rows.filter((r) => r.verdict === 'refused').slice(0, 3)), JSON.stringify(rows.slice(0, 2)));
    const t1 = Date.now();
    console.log(await runImport(COMMAND_LINE, d.change, TODAY, false), Date.now() - t1);
    const table = await readCoverage('region', 'sector', { asOf: TODAY, regions: [], scope: 'subtree', sectors: [], platforms: ['wechat'], tiers: ['provincial'], ranks: [], holders: [], statuses: [], provenances: [] });
    const six = ['communications', 'cyberspace', 'public-security', 'market-regulation', 'health', 'natural-resources'];
    console.log(table.totals, table.cells.filter((c) => six.includes(c.column) && c.state === 'gap'), table.cells.filter((c) => six.includes(c.column) && c.state === 'covered').length);
    const again = await checkImport(COMMAND_LINE, { name: 'x.csv', bytes }, TODAY);
    if (again.accepted) console.log((await readImport(COMMAND_LINE, again.change))?.counts);
    expect(1).toBe(1);
  });
});
