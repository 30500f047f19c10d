import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;
const DIGITS = 6;

/** How many codes one gets for when the app is lost. */
export const RECOVERY_CODES = 10;

/** The step of a code (RFC 6238) that is right now, or was half a minute ago, or will be: clocks differ. Null for a wrong one. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const token = plainCode(code);
  if (!new RegExp(`^\\d{${DIGITS}}$`).test(token)) return null;
  const delta = totp(secret).validate({ token, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD) + delta;
}

/** What an app scans. */
export function enrolAddress(secret: string, username: string, issuer: string): string {
  return totp(secret, username, issuer).toString();
}

/** A code as it is compared: people copy it with spaces, dashes, in capitals, or with full-width digits. */
export function plainCode(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase();
}

/** A secret in groups of four, for typing it into an app. */
export function grouped(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? '';
}

function totp(secret: string, label = '', issuer = '') {
  return new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: DIGITS, period: PERIOD, label, issuer });
}
