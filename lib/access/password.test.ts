import { describe, expect, it } from 'vitest';
import { MAX_PASSWORD, passwordFindings } from './password';

const reasons = (password: string) => passwordFindings('password', password, ['zhangsan', '张三', 'Z']).map(({ field, reason }) => `${field} ${reason}`);

describe('passwordFindings', () => {
  it.each([
    'tiger-lantern-4821-moss',
    'V9x_kQ2-mTz7',
    '雨后山前竹影横斜一九二灯',
    'a long enough one, all of it lower case',
    'x7'.repeat(3) + '!Qw4$zLp'.repeat(1),
    'Zebra quilt harbour',
  ])('accepts %s, whatever kinds of characters it is made of', (password) => {
    expect(reasons(password)).toEqual([]);
  });

  it.each([
    ['Xk9$mQ2-vT7', 'password-short'],
    ['', 'password-short'],
    ['😀😀😀😀😀😀', 'password-short'],
    ['ab c9'.repeat(26), 'password-long'],
    ['my-zhangsan-and-more-7', 'password-name'],
    ['MY-ZhangSan-and-more-7', 'password-name'],
    ['雨后山前张三竹影横斜灯火', 'password-name'],
    ['123456789012', 'password-guessable'],
    ['password1234', 'password-guessable'],
    ['P@ssw0rd1234', 'password-guessable'],
    ['admin12345678', 'password-guessable'],
    ['qwertyuiop12', 'password-guessable'],
    ['1qaz2wsx3edc', 'password-guessable'],
    ['aaaaaaaaaaaa', 'password-guessable'],
    ['abcabcabcabc', 'password-guessable'],
    ['woaini1314520', 'password-guessable'],
    ['zhengwuweibo', 'password-guessable'],
    ['guanliyuan123', 'password-guessable'],
    ['我爱你中国我爱你中国我爱你', 'password-guessable'],
  ])('refuses %s: %s', (password, reason) => {
    expect(reasons(password)).toEqual([`password ${reason}`]);
  });

  it('takes the longest, and does not mind a name of one letter', () => {
    const long = 'Zq7-'.padEnd(MAX_PASSWORD, 'kX2_vB9 mT4!');
    expect(reasons(long)).toEqual([]);
  });
});
