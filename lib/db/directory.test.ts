import { expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { checkImport, readImportRows, runImport } from './imports';

const TODAY = '2026-11-20';
const HEADER = '平台,账号名称,平台ID,微信号,主办单位,统一社会信用代码,行政区划,职能系统,状态';

/** Imports rows and tells the verdict on each. */
async function imported(...rows: string[]): Promise<string[]> {
  const bytes = new TextEncoder().encode([HEADER, ...rows].join('\n'));
  const batch = await checkImport(COMMAND_LINE, { name: 'accounts.csv', bytes }, TODAY);
  if (!batch.accepted) throw new Error(JSON.stringify(batch.findings));
  const run = await runImport(COMMAND_LINE, batch.change.id, TODAY, false);
  if (!run.accepted) throw new Error(JSON.stringify(run.findings));
  return (await readImportRows(COMMAND_LINE, batch.change.id, { skip: 0 })).map(({ verdict }) => verdict);
}

it.each([
  [
    'an id that a spreadsheet was told to keep as text',
    "微博,深圳公安,'2803301701,,深圳市公安局,,深圳,公安,",
    "微博,深圳警方,'2803301701,,深圳市公安局,,深圳,公安,",
    'changed',
  ],
  ['a handle with an at sign', '微博,佛山公安,,@fsga110,佛山市公安局,,佛山,公安,', '微博,佛山警方,,@fsga110,佛山市公安局,,佛山,公安,', 'changed'],
  ['a code with spaces', '微博,珠海公安,,,珠海市公安局,11331002002673575G,珠海,公安,', '微博,珠海公安,,,珠海公安局,1133 1002 0026 7357 5g,珠海,公安,', 'same'],
  ['nothing but region and sector', '微博,平安汕头,,,,,汕头,公安,', '微博,平安汕头,,,,,汕头,公安,', 'same'],
  ['nothing but region and sub-sector', '微博,汕头交警,,,,,汕头,交警,', '微博,汕头交警,,,,,汕头,交警,', 'same'],
])('finds again what was imported with %s', async (_what, first, second, verdict) => {
  expect(await imported(first)).toEqual(['new']);
  expect(await imported(second)).toEqual([verdict]);
});

it('finds by a handle the account that is open, whichever was changed last', async () => {
  expect(await imported('微博,旧惠州,1722022335,hzga110,惠州市公安局,,惠州,公安,已注销')).toEqual(['new']);
  expect(await imported('微博,新惠州,1722022334,hzga110,惠州市公安局,,惠州,公安,')).toEqual(['new']);
  expect(await imported('微博,旧惠州公安,1722022335,,惠州市公安局,,惠州,公安,')).toEqual(['changed']);
  expect(await imported('微博,新惠州公安,,hzga110,惠州市公安局,,惠州,公安,')).toEqual(['changed']);
});
