import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { FileCell } from './csv';
import { fused } from './formula';
import { readWorkbook } from './read-whole';
import { letters, type Sheet, workbook } from './xlsx-write';

async function bytesOf(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of workbook(sheets)) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

const sheet = (rows: FileCell[][], more: Partial<Sheet> = {}): Sheet => ({
  ...{ name: '数据', columns: rows[0]?.map(() => ({ width: 12 })) ?? [], rows: [rows], header: true },
  ...more,
});

async function partsOf(sheets: readonly Sheet[]): Promise<Record<string, string>> {
  return Object.fromEntries(Object.entries(unzipSync(await bytesOf(sheets))).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** The elements of a sheet in their order, which the format fixes (ECMA-376 part 1, 18.3.1.99). */
function elementsOf(xml: string): string[] {
  const found: string[] = [];
  let depth = 0;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => void (depth++ === 1 && found.push(name)));
  parser.on('closetag', () => void depth--);
  parser.write(xml).close();
  return found;
}

describe('a workbook that leaves', () => {
  it('is read again as it was written: sheets, texts, figures, empty cells', async () => {
    const rows = [
      ['平台', '平台ID', '关注用户数'],
      ['微信', '12345678901234567890', 12],
      ['新浪微博', null, 0],
      ['', '000000', -1.5],
    ];
    const [told, data] = await readWorkbook(await bytesOf([sheet([['说明', '甲 & 乙']], { name: '说明', header: false }), sheet(rows)]));
    expect([told?.name, data?.name]).toEqual(['说明', '数据']);
    expect(data?.rows.map(({ cells }) => cells)).toEqual([
      ['平台', '平台ID', '关注用户数'],
      ['微信', '12345678901234567890', '12'],
      ['新浪微博', '', '0'],
      ['', '000000', '-1.5'],
    ]);
  });

  it('holds any text', async () => {
    const texts = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\ufffe\uffff]/.test(text));
    const odd = fc.constantFrom('=1+1', "'=1", '_x0041_', '_x005F_', 'a\r\nb', '\u0001', ' 甲 ', '\ud83d', '🎈', ']]>', '<&">');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(texts, odd), { minLength: 1, maxLength: 8 }), async (row) => {
        const [read] = await readWorkbook(await bytesOf([sheet([row])]));
        expect(read?.rows[0]?.cells.map(fused)).toEqual(row);
      }),
      { numRuns: 60 },
    );
  });

  it('types texts as texts, so that none runs and no id loses its digits', async () => {
    const xml = (await partsOf([sheet([['=1+1', '2803301701', 7]])]))['xl/worksheets/sheet1.xml'];
    expect(xml).toContain(
      '<c r="A1" s="2" t="inlineStr"><is><t>=1+1</t></is></c><c r="B1" s="2" t="inlineStr"><is><t>2803301701</t></is></c><c r="C1"><v>7</v></c>',
    );
    expect(xml).not.toContain('<f>');
  });

  it('keeps its header in sight, hides what is hidden and says what may be chosen, in the order of the format', async () => {
    const columns = [
      { width: 20, note: { title: '平台', text: '必填。"微信" & <微博>' }, choices: "'选项'!$A$2:$A$4" },
      { width: 10, note: { title: '备注', text: '可空。' } },
      { width: 10, hidden: true },
    ];
    const xml = (await partsOf([sheet([['平台', '备注', '登记标识']], { columns, offeredTo: 50 })]))['xl/worksheets/sheet1.xml'] ?? '';
    expect(elementsOf(xml)).toEqual(['sheetViews', 'cols', 'sheetData', 'dataValidations']);
    expect(xml).toContain('state="frozen"');
    expect(xml).toMatch(/<col min="3" max="3" [^>]*hidden="1"/);
    expect(xml).toMatch(/<dataValidation type="list" errorStyle="warning" [^>]*sqref="A2:A50"><formula1>'选项'!\$A\$2:\$A\$4<\/formula1>/);
    expect(xml).toMatch(/prompt="必填。&quot;微信&quot; &amp; &lt;微博&gt;" sqref="A1"/);
    expect(xml).toMatch(/sqref="B1:B50"/);
  });

  it('opens on its rows, not on what tells of them', async () => {
    expect((await partsOf([sheet([['a']], { header: false }), sheet([['b']])]))['xl/workbook.xml']).toContain('activeTab="1"');
  });

  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('calls column %i %s', (index, name) => {
    expect(letters(index)).toBe(name);
  });

  it('is made as it is taken: rows are asked for when those before them have left', async () => {
    let asked = 0;
    const rows = (function* () {
      for (;;) {
        asked++;
        yield Array.from({ length: 1000 }, (_, index) => [`平安${asked}${index}`, String(Math.sin(asked * 1000 + index))]);
      }
    })();
    const chunks = workbook([sheet([['a', 'b']], { rows })]);
    for (let taken = 0; taken < 40; taken++) await chunks.next();
    expect(asked).toBeLessThan(200);
    await chunks.return(undefined);
  });
});
