import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from './headers';

const served = { secure: true, dev: false };

describe('contentSecurityPolicy', () => {
  const policy = (setting = served) =>
    new Map(
      contentSecurityPolicy('abc', setting)
        .split('; ')
        .map((each) => [each.split(' ')[0], each]),
    );

  it.each([
    ['default-src', "default-src 'self'"],
    ['script-src', "script-src 'self' 'nonce-abc' 'strict-dynamic'"],
    ['style-src', "style-src 'self' 'nonce-abc'"],
    ['object-src', "object-src 'none'"],
    ['base-uri', "base-uri 'self'"],
    ['form-action', "form-action 'self'"],
    ['frame-ancestors', "frame-ancestors 'none'"],
    ['upgrade-insecure-requests', 'upgrade-insecure-requests'],
  ])('%s', (name, directive) => {
    expect(policy().get(name)).toBe(directive);
  });

  it('allows nothing inline and no eval where it is served, and no eval elsewhere', () => {
    expect(contentSecurityPolicy('abc', served)).not.toMatch(/unsafe/);
    expect(contentSecurityPolicy('abc', { ...served, dev: true })).toMatch(/'unsafe-eval'/);
  });

  it('does not send people of plain http to https', () => {
    expect(policy({ ...served, secure: false }).has('upgrade-insecure-requests')).toBe(false);
  });
});

describe('securityHeaders', () => {
  it('asks for https only where it is used', () => {
    expect(securityHeaders(served)['strict-transport-security']).toBe('max-age=31536000');
    expect(securityHeaders({ ...served, secure: false })['strict-transport-security']).toBeUndefined();
  });

  it('keeps the origin of our own forms', () => {
    expect(securityHeaders(served)['referrer-policy']).toBe('same-origin');
  });
});
