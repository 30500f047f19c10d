import { describe, expect, it } from 'vitest';
import { announcedTooLarge, fromElsewhere, readUpload, safeName, sentencePage, UNNAMED } from './upload';

const LIMIT = 1024 * 1024;

function sent(file: File | string, { announced = true } = {}): Request {
  const form = new FormData();
  form.append('before', 'x');
  form.append('file', file);
  const encoded = new Response(form);
  const headers = { 'content-type': encoded.headers.get('content-type') ?? '' };
  const length = { 'content-length': String(file instanceof File ? file.size + 500 : 500) };
  return new Request('http://localhost/', {
    method: 'POST',
    body: encoded.body,
    headers: { ...headers, ...(announced ? length : {}) },
    duplex: 'half',
  } as RequestInit);
}

function megabytes(count: number, name: string): File {
  return new File(
    Array.from({ length: count }, () => new Uint8Array(LIMIT)),
    name,
  );
}

async function read(request: Request) {
  const upload = await readUpload(request, LIMIT);
  const parts: Uint8Array[] = [];
  for await (const part of upload.bytes) parts.push(part);
  return { name: upload.name, text: Buffer.concat(parts).toString(), findings: upload.findings() };
}

const NEEDED = [{ field: 'file', reason: 'file-needed' }];

describe('readUpload', () => {
  it('reads a file with its name', async () => {
    expect(await read(sent(new File(['平台'], '甲 "乙".csv')))).toEqual({ name: '甲 "乙".csv', text: '平台', findings: [] });
  });

  it.each([true, false])('refuses one that is too large by its name and gives out no more than is allowed, its length announced: %s', async (announced) => {
    const { name, text, findings } = await read(sent(megabytes(5, '太大 "了".csv'), { announced }));
    expect(text.length).toBe(LIMIT);
    expect({ name, findings }).toEqual({ name: '太大 "了".csv', findings: [{ field: 'file', reason: 'file-too-large', facts: { megabytes: 6, limit: 1 } }] });
  });

  it('reads to the end of what is too large, so that the browser shows the answer', async () => {
    const request = sent(megabytes(5, '太大.csv'));
    await read(request);
    expect(request.bodyUsed).toBe(true);
  });

  it('does not begin to read what is announced to be gigabytes', () => {
    const request = (bytes: number) => new Request('http://localhost/', { method: 'POST', headers: { 'content-length': String(bytes) } });
    expect(announcedTooLarge(request(2 * 1024 ** 3))).toBe(2048);
    expect(announcedTooLarge(request(100 * LIMIT))).toBeNull();
  });

  it('takes a text, or nothing, for no file', async () => {
    expect(await read(sent('no file'))).toMatchObject({ name: UNNAMED, findings: NEEDED });
    expect(await read(new Request('http://localhost/', { method: 'POST' }))).toMatchObject({ name: UNNAMED, findings: NEEDED });
    const body = new Uint8Array(3 * LIMIT);
    expect(await read(new Request('http://localhost/', { method: 'POST', body }))).toMatchObject({ name: UNNAMED, findings: NEEDED });
  });

  it('throws where the sending breaks off', async () => {
    const whole = sent(megabytes(1, '断.csv'));
    const body = (await whole.clone().arrayBuffer()).slice(0, 5000);
    const cut = new Request('http://localhost/', { method: 'POST', headers: { 'content-type': whole.headers.get('content-type') ?? '' }, body });
    await expect(read(cut)).rejects.toThrow();
  });
});

describe('safeName', () => {
  it.each([
    ['账号.csv', '账号.csv'],
    ['甲 "乙".xlsx', '甲 "乙".xlsx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\用户\\账号.csv', '账号.csv'],
    ['行\n一\u0000.csv', '行一.csv'],
    ['账号\u202Evsc.exe', '账号vsc.exe'],
    ['..', '..'],
    ['', UNNAMED],
    ['/', UNNAMED],
    [`${'长'.repeat(300)}.xlsx`, `${'长'.repeat(195)}.xlsx`],
    [`${'😀'.repeat(300)}`, '😀'.repeat(200)],
  ])('%j is kept as %j', (name, kept) => {
    expect(safeName(name)).toBe(kept);
  });
});

describe('fromElsewhere', () => {
  const sent = (headers: Record<string, string>) =>
    fromElsewhere(new Request('http://guta.example/', { method: 'POST', headers: { host: 'guta.example', ...headers } }));

  it.each<[headers: Record<string, string>, elsewhere: boolean]>([
    [{}, false],
    [{ origin: 'http://guta.example' }, false],
    [{ origin: 'https://guta.example' }, false],
    [{ origin: 'https://evil.example' }, true],
    [{ origin: 'https://guta.example.evil.example' }, true],
    [{ origin: 'https://guta.example:8443' }, true],
    [{ origin: 'null' }, true],
    [{ 'sec-fetch-site': 'same-origin' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, true],
    [{ 'sec-fetch-site': 'same-site' }, true],
  ])('%o: %s', (headers, elsewhere) => {
    expect(sent(headers)).toBe(elsewhere);
  });
});

describe('sentencePage', () => {
  it('says a sentence as text', async () => {
    const page = sentencePage(429, '<b>稍后</b>', { href: '/desk?a=1&b=2', text: '导入' }, { 'retry-after': '3' });
    expect([page.status, page.headers.get('retry-after')]).toEqual([429, '3']);
    expect(await page.text()).not.toContain('<b>');
  });
});
