import { describe, expect, it } from 'vitest';
import { ACCOUNT_COLUMNS } from './columns';
import { readTable, readWorkbook } from './read-whole';
import { columnsToFill, templateSheets } from './template';
import { workbook } from './xlsx-write';

const NOTES = Object.fromEntries(ACCOUNT_COLUMNS.map(({ field, header }) => [field, `${header}是什么。`]));
const WORDS = { about: '说明', rows: '账号', lists: '选项', column: '列', meaning: '说明', needed: '必填', optional: '可空' };
const COLUMNS = columnsToFill({ columns: ACCOUNT_COLUMNS, needs: ['platform', 'name'] }, NOTES, { platform: ['新浪微博', '微信'], tier: ['省级'] });

async function made(rows: (string | null)[][]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of workbook(templateSheets(COLUMNS, WORDS, [['内容', '试验']], rows))) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

describe('a workbook to be filled in', () => {
  it('has the columns of the account file, and says of each what it is and whether it is needed', async () => {
    const [about, rows] = await readWorkbook(await made([]));
    expect(rows?.rows.map(({ cells }) => cells)).toEqual([ACCOUNT_COLUMNS.map(({ header }) => header)]);
    expect(about?.rows.slice(2).map(({ cells }) => cells)).toEqual([
      ['列', '说明'],
      ...COLUMNS.filter(({ hidden }) => !hidden).map(({ header, needed, note }) => [header, `${needed ? '必填' : '可空'}。${note}`]),
    ]);
    expect(COLUMNS.filter(({ needed }) => needed).map(({ header }) => header)).toEqual(['平台', '账号名称']);
  });

  it('lists what may be chosen under the header of its column', async () => {
    const lists = (await readWorkbook(await made([]))).find(({ name }) => name === '选项');
    expect(lists?.rows.map(({ cells }) => cells)).toEqual([['平台', '单位层级'], ['新浪微博', '省级'], ['微信']]);
  });

  it('is read by the import as the sheet of its rows, whatever stands before and after it', async () => {
    const row = ACCOUNT_COLUMNS.map(({ field }) => (field === 'platform' ? '微信' : field === 'name' ? '平安北京' : null));
    const table = await readTable(await made([row]));
    expect(table).toMatchObject({ accepted: true, change: { sheet: '账号', otherSheets: ['说明', '选项'] } });
    if (table.accepted) expect(table.change.rows).toHaveLength(2);
  });
});
