import { describe, expect, it } from 'vitest';
import { enrolAddress, grouped, plainCode, stepOf } from './totp';

// The secret of RFC 6238's appendix B, and its values cut to six digits.
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

describe('stepOf', () => {
  it.each([
    [59, '287082', 1],
    [1111111109, '081804', 37037036],
    [1111111111, '050471', 37037037],
    [1234567890, '005924', 41152263],
    [2000000000, '279037', 66666666],
  ])('at %i takes %s', (seconds, code, step) => {
    expect(stepOf(SECRET, code, at(seconds))).toBe(step);
  });

  it.each([
    [59 + 30, 1],
    [59 - 30, 1],
    [59 + 61, null],
    [-1, null],
  ])('takes a code of the step before and after, no other: at %i', (seconds, step) => {
    expect(stepOf(SECRET, '287082', at(seconds))).toBe(step);
  });

  it.each(['２８７０８２', '287 082', ' 287-082 '])('takes a code that was typed as %j', (typed) => {
    expect(stepOf(SECRET, typed, at(59))).toBe(1);
  });

  it.each(['', '28708', '2870822', '287083', 'abcdef', '-87082', '1e5'])('refuses %j', (typed) => {
    expect(stepOf(SECRET, typed, at(59))).toBeNull();
  });
});

it('the address that is scanned names register and user', () => {
  const address = new URL(enrolAddress(SECRET, 'zhangsan', '鼓塔 guta.example'));
  expect(decodeURIComponent(address.href)).toContain('otpauth://totp/鼓塔 guta.example:zhangsan?');
  expect(Object.fromEntries(address.searchParams)).toMatchObject({ secret: SECRET, issuer: '鼓塔 guta.example', period: '30', digits: '6' });
});

it('codes and secrets are read as they are written down', () => {
  expect(plainCode('ABCDE-23456')).toBe('abcde23456');
  expect(grouped('ABCDEFGHIJ')).toBe('ABCD EFGH IJ');
});
