import { describe, expect, it } from 'vitest';
import { callerOf, clientAddress } from './address';

describe('clientAddress', () => {
  it.each<[what: string, peer: string | undefined, forwarded: string | undefined, proxies: number, address: string]>([
    ['the other end of the connection', '203.0.113.7', undefined, 0, '203.0.113.7'],
    ['not what anybody may write', '203.0.113.7', '198.51.100.1', 0, '203.0.113.7'],
    ['what our proxy saw', '127.0.0.1', '198.51.100.1', 1, '198.51.100.1'],
    ['what our proxy saw, not what was sent to it', '127.0.0.1', '1.2.3.4, 198.51.100.1', 1, '198.51.100.1'],
    ['what the outer of two saw', '127.0.0.1', '1.2.3.4, 198.51.100.1, 10.0.0.2', 2, '198.51.100.1'],
    ['the other end where the proxies wrote less than they should', '127.0.0.1', '198.51.100.1', 2, '127.0.0.1'],
    ['the other end where something else was written', '127.0.0.1', 'unknown', 1, '127.0.0.1'],
    ['the other end where nothing was written', '127.0.0.1', '', 1, '127.0.0.1'],
    ['IPv4 as itself', '::ffff:203.0.113.7', undefined, 0, '203.0.113.7'],
    ['nothing of a connection that is gone', undefined, undefined, 0, ''],
  ])('is %s', (_what, peer, forwarded, proxies, address) => {
    expect(clientAddress(peer, forwarded, proxies)).toBe(address);
  });
});

describe('callerOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:0db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('%s is counted as %s', (address, caller) => {
    expect(callerOf(address)).toBe(caller);
  });
});
