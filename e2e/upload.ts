import { type APIRequestContext, expect, type Locator, type Page } from '@playwright/test';
import writeWorkbook, { type SheetData } from 'write-excel-file/node';

/** A file as the browser hands it over. */
export type Handed = { name: string; mimeType: string; buffer: Buffer };

export function csv(name: string, lines: readonly string[], encode: (text: string) => Buffer = Buffer.from): Handed {
  return { name, mimeType: 'text/csv', buffer: encode(lines.join('\r\n')) };
}

export async function workbook(name: string, rows: SheetData): Promise<Handed> {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name, mimeType, buffer: await writeWorkbook(rows, { sheet: '账号' }).toBuffer() };
}

/** Text as GB18030, which Node only reads: every character that two bytes can be. */
export function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const bytesOf = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) bytesOf.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Buffer.from([...text].flatMap((character) => bytesOf.get(character) ?? [character.charCodeAt(0)]));
}

/** Uploads a file to be checked, without a page. Answers with the number of its batch. */
export async function check(request: APIRequestContext, file: Handed, kind = 'accounts'): Promise<number> {
  const answer = await request.post('/desk/imports/upload', { multipart: { kind, file }, maxRedirects: 0 });
  return Number(answer.headers().location?.split('/').at(-1));
}

/** Uploads a file by the form. */
export async function upload(page: Page, file: Handed): Promise<void> {
  await page.goto('/desk/imports');
  await page.getByLabel('选择文件').setInputFiles(file);
  await page.getByRole('button', { name: '上传核对' }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('导入');
}

/** The cell of a checked file in the row of a number, under a header. */
export async function cell(page: Page, row: number, header: string): Promise<Locator> {
  let headers: string[] = [];
  const read = async () => {
    headers = await page.getByRole('columnheader').allTextContents();
    return headers;
  };
  await expect.poll(read).toContain(header); // a page that is being left has none
  return page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: String(row), exact: true }) })
    .getByRole('cell')
    .nth(headers.indexOf(header) - 1);
}
