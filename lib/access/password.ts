import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { type Finding, finding } from '@/lib/decision';

/** OWASP ASVS 4.0.3, 2.1.1; NIST SP 800-63B-4 asks for 8 beside a second step and 15 without one. */
export const MIN_PASSWORD = 12;
/** NIST SP 800-63B-4, 3.1.1.2 asks for 64 at least; a bound keeps the estimate quick. */
export const MAX_PASSWORD = 128;

// Guesses of 10^8 and more: "safely unguessable" where sign-in is slowed down.
const STRONG = 3;

// Guessed first by those who know whom they attack, and in no list that speaks English.
const LOCAL_WORDS = [
  'guta,gutaguta,woaini,woaiwo,woaizhongguo,zhongguo,beijing,shanghai,guangzhou,shenzhen,nihao,mima,mimamima,wodemima,guanliyuan,guanli,xitong',
  'zhengfu,zhengwu,weibo,weixin,gongan,jiaoyu,gongzhonghao,xinxi,wangxin,wangxinban,bangongshi,huanying,dangwei,renmin,fuwu,yonghu,woshishui,jiayou,xingfu',
  '政务,微博,微信,公安,政府,鼓塔,密码,管理员,我爱你,中国,北京,人民,你好',
].flatMap((line) => line.split(','));

let estimator: ZxcvbnFactory | undefined;

/** What is wrong with a new password: too short, too long, holding a name, or soon guessed. No kinds of characters are prescribed. */
export function passwordFindings(field: string, password: string, names: readonly string[]): Finding[] {
  const length = [...password].length;
  if (length < MIN_PASSWORD) return [finding(field, 'password-short', { min: MIN_PASSWORD })];
  if (length > MAX_PASSWORD) return [finding(field, 'password-long', { max: MAX_PASSWORD })];
  const own = names.filter((name) => [...name].length >= 2);
  if (own.some((name) => password.toLowerCase().includes(name.toLowerCase()))) return [finding(field, 'password-name')];
  estimator ??= new ZxcvbnFactory({ dictionary: { ...dictionary, 'words-local': LOCAL_WORDS }, graphs: adjacencyGraphs });
  return estimator.check(password, own).score < STRONG ? [finding(field, 'password-guessable')] : [];
}
