import { describe, expect, it } from 'vitest';
import { claimsOf } from './provider';

const SAID = { iss: 'https://id.example', sub: '7' };
const READ = { issuer: 'https://id.example', subject: '7', email: null, emailVerified: false, username: null, secondStep: false };

describe('claimsOf', () => {
  it.each([
    [SAID, {}],
    [
      { ...SAID, email: 'a@b.cn', email_verified: true, preferred_username: 'a' },
      { email: 'a@b.cn', emailVerified: true, username: 'a' },
    ],
    [{ ...SAID, email: 'a@b.cn', email_verified: 'true' }, { email: 'a@b.cn' }],
    [{ ...SAID, email: ['a@b.cn'], email_verified: 1, preferred_username: {} }, {}],
    [{ ...SAID, amr: ['pwd'] }, {}],
    [{ ...SAID, amr: 'mfa' }, {}],
    [{ ...SAID, amr: ['pwd', 'otp'] }, { secondStep: true }],
  ])('reads %j', (sent, read) => {
    expect(claimsOf(sent)).toEqual({ ...READ, ...read });
  });

  it.each([undefined, {}, { sub: '7' }, { iss: 'https://id.example' }, { ...SAID, sub: '' }, { ...SAID, sub: 7 }])('finds nobody in %j', (sent) => {
    expect(claimsOf(sent)).toBeNull();
  });
});
