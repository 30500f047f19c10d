import { HOLDERS, POSITIONINGS, RANKS, STATUSES, TIERS, WECHAT_TYPES } from '@/lib/taxonomy/codes';

/** Fields that hold one of a few words, and so words of a sheet's own can be learnt for them. */
export type Learnable = keyof typeof WORDS | 'sector';

// What a platform is called may tell the kind of a WeChat account, too.
const WORDS = {
  platform: ['weibo', 'tencent-weibo', 'wechat', '订阅号', '服务号'],
  holder: HOLDERS,
  rank: RANKS,
  tier: TIERS,
  status: STATUSES,
  wechatType: WECHAT_TYPES,
  positioning: POSITIONINGS,
} as const satisfies Record<string, readonly string[]>;

/** The field, where its values can be learnt. */
export function coded(field: string): Learnable | null {
  return field === 'sector' || Object.hasOwn(WORDS, field) ? (field as Learnable) : null;
}

/** Words in whose place a value can stand; of a sector the codes of the register's list. */
export function wordsFor(field: Exclude<Learnable, 'sector'>): readonly string[] {
  return WORDS[field];
}

export function isWord(field: Learnable, word: string): boolean {
  return field === 'sector' ? /^[\w.-]{1,20}$/.test(word) : (WORDS[field] as readonly string[]).includes(word);
}
