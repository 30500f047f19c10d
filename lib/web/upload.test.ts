import { describe, expect, it } from 'vitest';
import { fromElsewhere, readUpload, safeName, sentencePage, UNNAMED } from './upload';

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

describe('readUpload', () => {
  it('reads a file with its name', async () => {
    const upload = await readUpload(sent(new File(['平台'], '甲 "乙".csv')), LIMIT);
    expect(upload).toMatchObject({ accepted: true, file: { name: '甲 "乙".csv' } });
    expect(upload.accepted && new TextDecoder().decode(upload.file.bytes)).toBe('平台');
  });

  it.each([true, false])('refuses one that is too large by its name, its length announced: %s', async (announced) => {
    const upload = await readUpload(sent(megabytes(5, '太大 "了".csv'), { announced }), LIMIT);
    expect(upload).toEqual({
      accepted: false,
      name: '太大 "了".csv',
      findings: [{ field: 'file', reason: 'file-too-large', facts: { megabytes: 6, limit: 1 } }],
    });
  });

  it('reads to the end of what is too large, so that the browser shows the answer', async () => {
    const request = sent(megabytes(5, '太大.csv'));
    await readUpload(request, LIMIT);
    expect(request.bodyUsed).toBe(true);
  });

  it('takes a text, or nothing, for no file', async () => {
    const none = { accepted: false, name: UNNAMED, findings: [{ field: 'file', reason: 'file-needed' }] };
    expect(await readUpload(sent('no file'), LIMIT)).toMatchObject(none);
    expect(await readUpload(new Request('http://localhost/', { method: 'POST' }), LIMIT)).toMatchObject(none);
  });

  it('has no name for what is too large and names none', async () => {
    const body = new Uint8Array(3 * LIMIT);
    expect(await readUpload(new Request('http://localhost/', { method: 'POST', body }), LIMIT)).toMatchObject({ accepted: false, name: UNNAMED });
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
