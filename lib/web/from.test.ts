import { expect, it } from 'vitest';
import { clientAddress } from './from';

it.each([
  ['203.0.113.7', null, false, '203.0.113.7'],
  ['203.0.113.7', '10.0.0.1', false, '203.0.113.7'],
  ['127.0.0.1', '198.51.100.4', true, '198.51.100.4'],
  ['127.0.0.1', '1.2.3.4, 198.51.100.4', true, '198.51.100.4'],
  ['127.0.0.1', '198.51.100.4:51234', true, '198.51.100.4'],
  ['127.0.0.1', '[2001:db8::7]:51234', true, '2001:db8::7'],
  ['127.0.0.1', '2001:db8::7', true, '2001:db8::7'],
  ['127.0.0.1', null, true, '127.0.0.1'],
  ['127.0.0.1', '', true, '127.0.0.1'],
  ['127.0.0.1', 'unknown', true, '127.0.0.1'],
  ['127.0.0.1', '198.51.100.4, <script>', true, '127.0.0.1'],
  ['::ffff:203.0.113.7', null, false, '203.0.113.7'],
  ['::1', null, false, '::1'],
  [null, null, false, null],
])('from %s, forwarded for %s, proxy trusted %s: %s', (peer, forwarded, trusted, address) => {
  expect(clientAddress(peer, forwarded, trusted)).toBe(address);
});
