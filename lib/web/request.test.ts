import { channel } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import { answerAbsent, decodable, followRequests } from './request';

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
  followRequests();
  const begin = (url = '/', headersSent = false) => {
    const begun = { request: { url }, response: { statusCode: 200, headersSent } };
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

  it('leaves an answer that has begun as it is', () => {
    const { response } = begin('/', true);
    answerAbsent();
    expect(response.statusCode).toBe(200);
  });

  it('makes the address of a request readable', () => {
    expect(begin('/units/%F0').request.url).toBe('/units/%25F0');
  });
});
