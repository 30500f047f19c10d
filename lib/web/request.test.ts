import { channel } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import { ADDRESS_HEADER, answerAbsent, clientAddress, decodable, followRequests, REQUEST_ID_HEADER } from './request';

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

describe('the address of a client', () => {
  it.each([
    ['without a proxy, is the other end', '10.0.0.7', undefined, 0, '10.0.0.7'],
    ['without a proxy, is not what the client says', '10.0.0.7', '1.2.3.4', 0, '10.0.0.7'],
    ['behind one proxy, is whom that has seen', '10.0.0.7', '6.6.6.6, 1.2.3.4', 1, '1.2.3.4'],
    ['behind two, is whom the outer has seen', '10.0.0.7', '6.6.6.6, 1.2.3.4, 10.0.0.6', 2, '1.2.3.4'],
    ['that came past the proxies is the other end', '10.0.0.7', undefined, 2, '10.0.0.7'],
    ['mapped into IPv6 is written as it is', '::ffff:10.0.0.7', undefined, 0, '10.0.0.7'],
    ['that is gone is empty', undefined, undefined, 0, ''],
  ] as const)('%s', (_, remote, forwarded, proxies, address) => {
    expect(clientAddress(remote, forwarded, proxies)).toBe(address);
  });
});

describe('followRequests', () => {
  followRequests();
  const begin = (url = '/', headersSent = false, headers: Record<string, string> = {}) => {
    const begun = { request: { url, headers: { ...headers }, socket: { remoteAddress: '::ffff:10.0.0.7' } }, response: { statusCode: 200, headersSent } };
    channel('http.server.request.start').publish(begun);
    return begun;
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

  it('writes down whence each request came, whatever the request says of itself', () => {
    const { request } = begin('/', false, { [ADDRESS_HEADER]: '6.6.6.6', [REQUEST_ID_HEADER]: 'mine', 'x-request-id': 'of-the-proxy-1' });
    expect(request.headers).toMatchObject({ [ADDRESS_HEADER]: '10.0.0.7', [REQUEST_ID_HEADER]: 'of-the-proxy-1' });
    expect(begin('/', false, { 'x-request-id': 'a\nb' }).request.headers[REQUEST_ID_HEADER]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('leaves an answer that has begun as it is', () => {
    const { response } = begin('/', true);
    answerAbsent();
    expect(response.statusCode).toBe(200);
  });

  it('makes the address of a request readable', () => {
    expect(begin('/units/%F0').request.url).toBe('/units/%25F0');
  });
});
