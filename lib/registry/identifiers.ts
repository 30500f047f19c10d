import { type Finding, finding, warning } from '@/lib/decision';
import type { Platform } from '@/lib/taxonomy/codes';

/** What is wrong with an identifier: impossible ones refuse, doubtful ones warn. */
export type IdentifierCheck = Finding | null;

// domain: Weibo UIDs are int64 and have had ten digits since the first government accounts.
const LARGEST_UID = 2n ** 63n - 1n;

/** Checks a platform's permanent id: Weibo UID; WeChat 原始ID (gh_…), AppID (wx…) or __biz. */
export function checkPlatformId(platform: Platform, id: string): IdentifierCheck {
  if (/^\d(\.\d+)?e\+?\d+$/i.test(id)) return finding('platformId', 'scientific-notation', { value: id });
  return platform === 'wechat' ? checkWechatId(id) : checkUid(id);
}

function checkUid(id: string): IdentifierCheck {
  if (!/^[1-9]\d{4,18}$/.test(id) || BigInt(id) > LARGEST_UID) return finding('platformId', 'weibo-uid-form', { value: id });
  return id.length === 10 ? null : warning('platformId', 'weibo-uid-doubtful', { digits: id.length });
}

function checkWechatId(id: string): IdentifierCheck {
  if (/^gh_[0-9a-f]{12}$/.test(id) || /^wx[0-9a-f]{16}$/.test(id) || /^M[A-Za-z0-9+/]{10,24}={0,2}$/.test(id)) return null;
  if (/^gh_[0-9a-zA-Z]{8,20}$/.test(id)) return warning('platformId', 'wechat-id-doubtful', { value: id });
  return finding('platformId', 'wechat-id-form', { value: id });
}

/** Checks the changeable handle: 微信号, or the personal domain of a Weibo. */
export function checkHandle(platform: Platform, handle: string): IdentifierCheck {
  if (platform === 'wechat') return /^[A-Za-z][A-Za-z0-9_-]{5,19}$/.test(handle) ? null : finding('handle', 'wechat-handle-form', { value: handle });
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{1,39}$/.test(handle)) return finding('handle', 'weibo-handle-form', { value: handle });
  return /^[a-z0-9]{4,20}$/.test(handle) ? null : warning('handle', 'weibo-handle-doubtful', { value: handle });
}

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * Checks a 统一社会信用代码 (GB 32100-2015): its form, then its check character
 * C18 = (31 − Σ Cᵢ·3^(i−1) mod 31) mod 31. A failed check warns only: real codes that fail are reported.
 */
export function checkUscc(code: string): IdentifierCheck {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return finding('uscc', 'uscc-form', { value: code });
  return code[17] === usccCheckCharacter(code) ? null : warning('uscc', 'uscc-check', { value: code });
}

function usccCheckCharacter(code: string): string | undefined {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    sum += USCC_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_ALPHABET[(31 - (sum % 31)) % 31];
}
