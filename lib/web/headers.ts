/** What the policy depends on: whether people come by https, whether the sources are being worked on, and to which identity provider the sign-in leads. */
export type Setting = { secure: boolean; dev: boolean; provider?: string };

/**
 * What a page of ours may load and where its forms may lead. Scripts run by the nonce of their own
 * request, or when such a script loads them; there is no inline script and no inline style.
 * @see docs/decisions/0016-hardening-and-backup.md
 */
export function contentSecurityPolicy(nonce: string, { secure, dev, provider }: Setting): string {
  return [
    "default-src 'self'",
    // React rebuilds the server's stacks with eval, and its overlay brings styles, only while developing.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    // The form of the sign-in is answered with a redirect there.
    `form-action 'self'${provider ? ` ${provider}` : ''}`,
    "frame-ancestors 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

const UNUSED = ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'usb'];
const YEAR = 365 * 24 * 3600;

/** What else every answer says, of whatever kind it is. */
export function securityHeaders({ secure }: Setting): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // Not no-referrer: forms would be sent with the origin "null", which is refused.
    'referrer-policy': 'same-origin',
    'permissions-policy': UNUSED.map((feature) => `${feature}=()`).join(', '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(secure ? { 'strict-transport-security': `max-age=${YEAR}` } : {}),
  };
}
