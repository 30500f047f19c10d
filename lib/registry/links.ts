import type { Platform } from '@/lib/taxonomy/codes';
import { clean } from '@/lib/taxonomy/text';

/** What a person pasted, as far as it can be read without asking the platform. */
export type Pasted =
  | { kind: 'platform-id'; platform: Platform; value: string }
  | { kind: 'handle'; platform: Platform; value: string }
  | { kind: 'name'; platform: Platform | null; value: string }
  /** A link of a known platform that carries no account: the short link of an article, say. */
  | { kind: 'no-account'; platform: Platform; why: LinkWithout }
  | { kind: 'unknown-platform'; value: string }
  /** An id that names no platform by its form: digits are a UID, letters may be either platform's handle. */
  | { kind: 'bare'; value: string };

export type LinkWithout = 'wechat-article' | 'weibo-post' | 'weibo-page' | 'short-link' | 'wechat-page';

/** Reads a pasted link, handle, id or name. */
export function readPasted(text: string): Pasted {
  const said = clean(text).text;
  const url = asUrl(said);
  if (url) return readUrl(url, said);
  if (/^@/.test(said)) return { kind: 'name', platform: null, value: said.slice(1).trim() };
  if (WECHAT_ID.test(said)) return { kind: 'platform-id', platform: 'wechat', value: said };
  if (/^\d{5,19}$/.test(said)) return { kind: 'platform-id', platform: 'weibo', value: said };
  if (/^[A-Za-z][A-Za-z0-9_-]{3,39}$/.test(said)) return { kind: 'bare', value: said };
  return { kind: 'name', platform: null, value: said };
}

// 原始ID, AppID, __biz: no handle looks like these.
const WECHAT_ID = /^(gh_[0-9a-zA-Z]+|wx[0-9a-f]{16}|M[A-Za-z0-9+/]{10,24}={1,2})$/;

const HOST = /^([a-z0-9-]+\.)+[a-z]{2,}(\/|$|\?)/i;

function asUrl(text: string): URL | null {
  if (/\s/.test(text)) return null;
  try {
    if (/^https?:\/\//i.test(text)) return new URL(text);
    return HOST.test(text) ? new URL(`https://${text}`) : null;
  } catch {
    return null;
  }
}

function readUrl(url: URL, text: string): Pasted {
  const host = url.hostname.toLowerCase().replace(/^(www|m|mobile)\./, '');
  if (WEIBO_HOSTS.includes(host)) return readWeibo(url);
  if (/\.weibo\.(com|cn)$/.test(host)) return { kind: 'no-account', platform: 'weibo', why: 'weibo-page' };
  if (host === 't.qq.com') return readTencentWeibo(url);
  if (host === 'mp.weixin.qq.com' || host === 'weixin.qq.com' || host === 'open.weixin.qq.com') return readWechat(url);
  if (host === 't.cn') return { kind: 'no-account', platform: 'weibo', why: 'short-link' };
  return { kind: 'unknown-platform', value: text };
}

// Until 2011 Weibo stood at t.sina.com.cn; institutions had their pages at e.weibo.com.
const WEIBO_HOSTS = ['weibo.com', 'weibo.cn', 'e.weibo.com', 't.sina.com.cn'];

// Paths of Weibo's own pages, which look like a personal domain.
const WEIBO_PAGES = new Set([
  'u',
  'n',
  'p',
  'profile',
  'home',
  'login',
  'signup',
  'search',
  'hot',
  'newlogin',
  'tv',
  'ttarticle',
  'message',
  'discover',
  'settings',
  'status',
  'detail',
  'statuses',
  'api',
  'ajax',
  'a',
]);

function readWeibo(url: URL): Pasted {
  const [first = '', second = ''] = pathOf(url);
  if ((first === 'u' || first === 'profile') && /^\d+$/.test(second)) return { kind: 'platform-id', platform: 'weibo', value: second };
  if (first === 'n' && second) return { kind: 'name', platform: 'weibo', value: second };
  const page = /^100(505|206|306|606|808)(\d{5,19})$/.exec(first === 'p' ? second : '');
  if (page?.[2]) return { kind: 'platform-id', platform: 'weibo', value: page[2] };
  if (first === 'status' || first === 'detail') return { kind: 'no-account', platform: 'weibo', why: 'weibo-post' };
  if (/^\d{5,19}$/.test(first)) return { kind: 'platform-id', platform: 'weibo', value: first };
  if (first && !WEIBO_PAGES.has(first.toLowerCase())) return { kind: 'handle', platform: 'weibo', value: first };
  return { kind: 'no-account', platform: 'weibo', why: 'weibo-page' };
}

function readTencentWeibo(url: URL): Pasted {
  const [first] = pathOf(url);
  if (first === 'p') return { kind: 'no-account', platform: 'tencent-weibo', why: 'weibo-post' };
  return first ? { kind: 'handle', platform: 'tencent-weibo', value: first } : { kind: 'no-account', platform: 'tencent-weibo', why: 'weibo-page' };
}

// An article's long link carries the account as __biz; its short link /s/… does not.
function readWechat(url: URL): Pasted {
  const biz = url.searchParams.get('__biz');
  if (biz) return { kind: 'platform-id', platform: 'wechat', value: biz };
  const username = url.searchParams.get('username');
  if (username) return { kind: username.startsWith('gh_') ? 'platform-id' : 'handle', platform: 'wechat', value: username };
  const [first = ''] = pathOf(url);
  return { kind: 'no-account', platform: 'wechat', why: first === 's' ? 'wechat-article' : 'wechat-page' };
}

function pathOf(url: URL): string[] {
  return url.pathname
    .split('/')
    .filter(Boolean)
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });
}

type WithLink = { link?: string; platform?: string; platformId?: string; handle?: string };

/** Fills from a pasted link what was not typed beside it. */
export function fillFromLink<T extends WithLink>({ link, ...typed }: T): Omit<T, 'link'> {
  const pasted = link?.trim() ? readPasted(link) : null;
  if (pasted?.kind !== 'platform-id' && pasted?.kind !== 'handle') return typed;
  const id = pasted.kind === 'handle' ? { handle: typed.handle || pasted.value } : { platformId: typed.platformId || pasted.value };
  return { ...typed, platform: typed.platform || pasted.platform, ...id };
}
