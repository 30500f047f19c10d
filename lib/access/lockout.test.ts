import { describe, expect, it } from 'vitest';
import { delayAfter, type Failures, type Lockable, takeAttempt, takeBack } from './lockout';

const NOW = new Date('2026-11-20T08:00:00Z');
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe('delayAfter', () => {
  it.each<[Lockable, number, number]>([
    ['account', 1, 0],
    ['account', 4, 0],
    ['account', 5, 30],
    ['account', 6, 60],
    ['account', 7, 120],
    ['account', 9, 480],
    ['account', 10, 900],
    ['account', 5000, 900],
    ['code', 4, 0],
    ['code', 5, 30],
    ['address', 100, 0],
    ['address', 101, 30],
    ['address', 130, 900],
  ])('of an %s after %i failures is %i seconds', (kind, failures, seconds) => {
    expect(delayAfter(kind, failures)).toBe(seconds);
  });
});

describe('takeAttempt', () => {
  const seen = (failures: number, lastAt: Date, blockedUntil: Date | null = null): Failures => ({ failures, lastAt, blockedUntil });

  it('counts from the first failure on, and blocks from the fifth', () => {
    expect(takeAttempt('account', null, NOW)).toEqual({ accepted: true, change: { failures: 1, lastAt: NOW, blockedUntil: null } });
    expect(takeAttempt('account', seen(4, at(-5)), NOW)).toEqual({ accepted: true, change: { failures: 5, lastAt: NOW, blockedUntil: at(30) } });
  });

  it('refuses while blocked, and says the seconds', () => {
    expect(takeAttempt('account', seen(5, at(-5), at(24.2)), NOW)).toMatchObject({
      accepted: false,
      findings: [{ reason: 'sign-in-wait', facts: { seconds: 25 } }],
    });
  });

  it('takes one attempt after the block, and then waits twice as long', () => {
    expect(takeAttempt('account', seen(5, at(-30), NOW), NOW)).toMatchObject({ accepted: true, change: { failures: 6, blockedUntil: at(60) } });
  });

  it('forgets what is older than half a day', () => {
    expect(takeAttempt('account', seen(9, at(-12 * 3600 - 1)), NOW)).toMatchObject({ accepted: true, change: { failures: 1 } });
    expect(takeAttempt('account', seen(9, at(-12 * 3600)), NOW)).toMatchObject({ accepted: true, change: { failures: 10 } });
  });
});

describe('takeBack', () => {
  it.each<[Lockable, number, number | null]>([
    ['account', 3, null],
    ['code', 3, null],
    ['address', 1, null],
    ['address', 3, 2],
  ])('of an %s with %i failures leaves %s', (kind, failures, left) => {
    expect(takeBack(kind, { failures, lastAt: NOW, blockedUntil: null })?.failures ?? null).toBe(left);
  });

  it('ends the block that only the attempt taken back had set', () => {
    expect(takeBack('address', { failures: 101, lastAt: NOW, blockedUntil: at(30) })).toMatchObject({ failures: 100, blockedUntil: null });
    expect(takeBack('address', { failures: 103, lastAt: NOW, blockedUntil: at(120) })).toMatchObject({ failures: 102, blockedUntil: at(120) });
  });
});
