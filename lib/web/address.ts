import { isIP } from 'node:net';

/**
 * Where a request comes from: the other end of the connection, or, behind proxies of our own, what
 * the outermost of them saw. Each writes its caller at the end of `X-Forwarded-For`; what stands
 * before that, anybody can have written.
 * @param proxies how many of our own stand before this server
 */
export function clientAddress(peer: string | undefined, forwarded: string | undefined, proxies: number): string {
  const seen = (forwarded ?? '').split(',').map((each) => each.trim());
  const named = proxies > 0 ? seen.at(-proxies) : undefined;
  return plain(named && isIP(named) ? named : (peer ?? ''));
}

// An IPv4 caller on a socket that takes both kinds.
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** By what requests of one caller are counted: with IPv6 a household has 2^64 addresses. */
export function callerOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail?.split(':').filter(Boolean) ?? [];
  const all = tail === undefined ? groups : [...groups, ...Array(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
