import { channel } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import { answerAbsent, answerWith, currentRequest, decodable, followRequests } from './request';

describe('decodable', () => {
  it.each(['/', '/accounts/12?q=%E5%B9%B3', '/accounts/%E5%B9%B3', '/accounts?q=%F0', '/a?b?%c', '*'])('leaves what can be read: %s', (url) => {
    expect(decodable(url)).toBe(url);
  });

  it.each([
    ['/accounts/%F0', '/accounts/%25F0'],
    ['/%F0/%E5%B9%B3?q=%F0', '/%25F0/%25E5%25B9%25B3?q=%F0'],
    ['/100%?', '/100%25?'],
  ])('reads what does not decode as it is written: %s', (url, read) => {
    expect(decodable(url)).toBe(read);
    expect(() => decodeURIComponent(read.split('?')[0] ?? '')).not.toThrow();
  });
});

describe('followRequests', () => {
  followRequests({ secure: false, dev: false, proxies: 1 });
  const begin = (url = '/', headersSent = false, headers: Record<string, string> = {}) => {
    const sent = new Map<string, string>();
    const response = { statusCode: 200, headersSent, setHeader: (name: string, value: string) => sent.set(name, value), once: () => undefined };
    const begun = { request: { url, headers, socket: { remoteAddress: '127.0.0.1' } }, response };
    channel('http.server.request.start').publish(begun);
    return { ...begun, sent };
  };

  it('lets each request that is under way be absent for itself', async () => {
    const render = async (absent: boolean) => {
      const { response } = begin();
      await new Promise((resolve) => setTimeout(resolve, 2));
      if (absent) answerAbsent();
      return response;
    };
    const asked = [true, false, true, false, false];
    const answers = await Promise.all(asked.map(render));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(asked.map((absent) => (absent ? 404 : 200)));
  });

  it('leaves an answer that has begun as it is', () => {
    const { response, sent } = begin('/', true);
    answerWith(429, { 'retry-after': '3' });
    expect(response.statusCode).toBe(200);
    expect(sent.has('retry-after')).toBe(false);
  });

  it('makes the address of a request readable', () => {
    expect(begin('/units/%F0').request.url).toBe('/units/%25F0');
  });

  it('gives each its own number and nonce, where Next looks for it and in the answer', () => {
    const [one, other] = [begin(), begin('/', false, { 'content-security-policy': "script-src 'nonce-evil'" })];
    expect(other.request.headers['content-security-policy']).toBe(other.sent.get('content-security-policy'));
    expect(other.sent.get('content-security-policy')).not.toContain('evil');
    const current = currentRequest();
    expect(other.sent.get('content-security-policy')).toContain(`'nonce-${current?.nonce}'`);
    expect(other.sent.get('x-request-id')).toBe(current?.id);
    expect(other.sent.get('server-timing')).toContain(current?.id);
    for (const name of ['content-security-policy', 'x-request-id']) expect(one.sent.get(name)).not.toBe(other.sent.get(name));
  });

  it('knows the caller by the settings', () => {
    begin('/', false, { 'x-forwarded-for': '1.2.3.4, 198.51.100.1' });
    expect(currentRequest()?.address).toBe('198.51.100.1');
  });
});
