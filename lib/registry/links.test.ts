import { describe, expect, it } from 'vitest';
import { fillFromLink, type Pasted, readPasted } from './links';

type Case = [text: string, expected: Pasted];

const uid = (value: string): Pasted => ({ kind: 'platform-id', platform: 'weibo', value });
const weiboHandle = (value: string): Pasted => ({ kind: 'handle', platform: 'weibo', value });
const wechatId = (value: string): Pasted => ({ kind: 'platform-id', platform: 'wechat', value });
const name = (value: string): Pasted => ({ kind: 'name', platform: null, value });

const WEIBO: Case[] = [
  ['https://weibo.com/u/2803301701', uid('2803301701')],
  ['http://www.weibo.com/u/2803301701', uid('2803301701')],
  ['weibo.com/u/2803301701', uid('2803301701')],
  ['https://weibo.com/u/2803301701/', uid('2803301701')],
  ['https://weibo.com/u/2803301701?tabtype=feed#top', uid('2803301701')],
  ['https://weibo.com/2803301701', uid('2803301701')],
  ['https://weibo.com/2803301701/profile?topnav=1', uid('2803301701')],
  ['https://m.weibo.cn/u/2803301701', uid('2803301701')],
  ['https://m.weibo.cn/profile/2803301701', uid('2803301701')],
  ['https://m.weibo.com/u/2803301701', uid('2803301701')],
  ['https://weibo.cn/u/2803301701', uid('2803301701')],
  ['https://weibo.com/p/1005052803301701/home?from=page', uid('2803301701')],
  ['https://weibo.com/p/1002062803301701', uid('2803301701')],
  ['https://weibo.com/p/1006062803301701', uid('2803301701')],
  ['http://t.sina.com.cn/2803301701', uid('2803301701')],
  [' https://weibo.com/u/2803301701\n', uid('2803301701')],
  ['\u200bhttps://weibo.com/u/2803301701', uid('2803301701')],
  ['https://weibo.com/bjgov', weiboHandle('bjgov')],
  ['https://www.weibo.com/pinganbeijing?is_all=1', weiboHandle('pinganbeijing')],
  ['weibo.com/PingAnBeijing', weiboHandle('PingAnBeijing')],
  ['https://weibo.cn/bjgov', weiboHandle('bjgov')],
  ['http://e.weibo.com/bjgov', weiboHandle('bjgov')],
  ['http://t.sina.com.cn/bjgov', weiboHandle('bjgov')],
  ['https://weibo.com/n/%E5%B9%B3%E5%AE%89%E5%8C%97%E4%BA%AC', { kind: 'name', platform: 'weibo', value: '平安北京' }],
  ['https://weibo.com/n/平安北京', { kind: 'name', platform: 'weibo', value: '平安北京' }],
  ['https://m.weibo.cn/n/平安北京', { kind: 'name', platform: 'weibo', value: '平安北京' }],
  ['https://weibo.com/n/%E5%B9%B3%ZZ', { kind: 'name', platform: 'weibo', value: '%E5%B9%B3%ZZ' }],
];

const WEIBO_POSTS_AND_PAGES: Case[] = [
  ['https://weibo.com/2803301701/MabCdEfGh', uid('2803301701')], // a post under its author's number says who wrote it
  ['https://m.weibo.cn/2803301701/4712345678901234', uid('2803301701')],
  ['https://m.weibo.cn/status/4712345678901234', { kind: 'no-account', platform: 'weibo', why: 'weibo-post' }],
  ['https://m.weibo.cn/detail/4712345678901234', { kind: 'no-account', platform: 'weibo', why: 'weibo-post' }],
  ['https://weibo.com/detail/4712345678901234', { kind: 'no-account', platform: 'weibo', why: 'weibo-post' }],
  ['http://t.cn/A6abcdef', { kind: 'no-account', platform: 'weibo', why: 'short-link' }],
  ['t.cn/A6abcdef', { kind: 'no-account', platform: 'weibo', why: 'short-link' }],
  ...[
    'https://weibo.com',
    'weibo.com',
    'https://weibo.com/?from=home',
    'https://weibo.com/u/',
    'https://weibo.com/u/not-a-number',
    'https://weibo.com/n/',
    'https://weibo.com/p/',
    'https://weibo.com/p/100808fc439dedbb06ca5fd858848e521b8716',
    'https://weibo.com/hot/weibo/102803',
    'https://weibo.com/LOGIN',
    'https://weibo.com/ttarticle/p/show?id=2309404',
    'https://weibo.com/tv/show/1034:4712345678901234',
    'https://s.weibo.com/weibo?q=%E5%B9%B3%E5%AE%89',
    'https://passport.weibo.com/sso/signin',
    'https://huati.weibo.com/k/abc',
  ].map((text): Case => [text, { kind: 'no-account', platform: 'weibo', why: 'weibo-page' }]),
];

const WECHAT: Case[] = [
  ['https://mp.weixin.qq.com/s?__biz=MzA3MDM3NjE5NQ==&mid=2650&idx=1&sn=abc#rd', wechatId('MzA3MDM3NjE5NQ==')],
  ['https://mp.weixin.qq.com/s?__biz=MzA3MDM3NjE5NQ%3D%3D&mid=2650', wechatId('MzA3MDM3NjE5NQ==')],
  ['mp.weixin.qq.com/mp/profile_ext?action=home&__biz=MzA3MDM3NjE5NQ==#wechat_redirect', wechatId('MzA3MDM3NjE5NQ==')],
  ['http://open.weixin.qq.com/qr/code/?username=gh_3dfda90e39d6', wechatId('gh_3dfda90e39d6')],
  ['http://open.weixin.qq.com/qr/code/?username=rmrbwx', { kind: 'handle', platform: 'wechat', value: 'rmrbwx' }],
  ['https://mp.weixin.qq.com/s/AbCdEf_123-x', { kind: 'no-account', platform: 'wechat', why: 'wechat-article' }],
  ['https://mp.weixin.qq.com/s?timestamp=1&signature=x', { kind: 'no-account', platform: 'wechat', why: 'wechat-article' }],
  ['https://weixin.qq.com/r/abc', { kind: 'no-account', platform: 'wechat', why: 'wechat-page' }],
  ['https://mp.weixin.qq.com/', { kind: 'no-account', platform: 'wechat', why: 'wechat-page' }],
  ['gh_3dfda90e39d6', wechatId('gh_3dfda90e39d6')],
  ['MzA3MDM3NjE5NQ==', wechatId('MzA3MDM3NjE5NQ==')],
  ['wx4183d605b74a43c1', wechatId('wx4183d605b74a43c1')],
];

const TENCENT: Case[] = [
  ['http://t.qq.com/pinganbeijing', { kind: 'handle', platform: 'tencent-weibo', value: 'pinganbeijing' }],
  ['t.qq.com/pinganbeijing?pgv_ref=x', { kind: 'handle', platform: 'tencent-weibo', value: 'pinganbeijing' }],
  ['http://t.qq.com/p/t/123456789', { kind: 'no-account', platform: 'tencent-weibo', why: 'weibo-post' }],
  ['http://t.qq.com', { kind: 'no-account', platform: 'tencent-weibo', why: 'weibo-page' }],
];

const ELSEWHERE: Case[] = [
  'https://www.douyin.com/user/MS4wLjABAAAA',
  'https://channels.weixin.qq.com/profile',
  'https://www.toutiao.com/c/user/123',
  'https://weixin.sogou.com/weixin?query=x',
  'https://fakeweibo.com/u/2803301701',
  'https://weibo.com.evil.example/u/2803301701',
  'https://evil.example/weibo.com/u/2803301701',
  'https://weibo.com@evil.example/u/2803301701',
  'https://evil.example/?__biz=MzA3MDM3NjE5NQ==',
  'www.gov.cn',
].map((text): Case => [text, { kind: 'unknown-platform', value: text }]);

const BARE: Case[] = [
  ['2803301701', uid('2803301701')],
  ['２８０３３０１７０１', uid('2803301701')],
  ['12345', uid('12345')],
  ['1234', name('1234')],
  ['pinganbeijing', { kind: 'bare', value: 'pinganbeijing' }],
  ['Ping_An-110', { kind: 'bare', value: 'Ping_An-110' }],
  ['abc', name('abc')],
  ['平安北京', name('平安北京')],
  ['  平安北京　', name('平安北京')],
  ['@平安北京', name('平安北京')],
  ['@ 平安北京', name('平安北京')],
  ['平安 北京', name('平安 北京')],
  ['https://', name('https://')],
  ['', name('')],
  ['   ', name('')],
  ['https://weibo.com/u/2803301701 平安北京', name('https://weibo.com/u/2803301701 平安北京')],
  ['x'.repeat(500), name('x'.repeat(500))],
];

describe('readPasted', () => {
  it.each(WEIBO)('reads the Weibo link %s', (text, expected) => {
    expect(readPasted(text)).toEqual(expected);
  });

  it.each(WEIBO_POSTS_AND_PAGES)('reads the Weibo post or page %s', (text, expected) => {
    expect(readPasted(text)).toEqual(expected);
  });

  it.each(WECHAT)('reads from WeChat %s', (text, expected) => {
    expect(readPasted(text)).toEqual(expected);
  });

  it.each(TENCENT)('reads the Tencent Weibo link %s', (text, expected) => {
    expect(readPasted(text)).toEqual(expected);
  });

  it.each(ELSEWHERE)('knows no platform of %s', (text, expected) => {
    expect(readPasted(text)).toEqual(expected);
  });

  it.each(BARE)('reads without a link %j', (text, expected) => {
    expect(readPasted(text)).toEqual(expected);
  });
});

describe('fillFromLink', () => {
  const typed = { platform: '', platformId: '', handle: '', name: '平安北京' };

  it.each([
    ['a number', 'https://weibo.com/u/2803301701', { platform: 'weibo', platformId: '2803301701' }],
    ['a handle', 'https://weibo.com/bjgov', { platform: 'weibo', handle: 'bjgov' }],
    ['a WeChat id', 'https://mp.weixin.qq.com/s?__biz=MzA3MDM3NjE5NQ==', { platform: 'wechat', platformId: 'MzA3MDM3NjE5NQ==' }],
    ['nothing from a link without account', 'https://mp.weixin.qq.com/s/abc', {}],
    ['nothing from a name', '平安北京', {}],
    ['nothing from nothing', '', {}],
  ])('fills in %s', (_what, link, filled) => {
    expect(fillFromLink({ ...typed, link })).toEqual({ ...typed, ...filled });
  });

  it('leaves alone what was typed beside it', () => {
    const full = { platform: 'wechat', platformId: 'gh_3dfda90e39d6', handle: 'rmrbwx' };
    expect(fillFromLink({ ...full, link: 'https://weibo.com/u/2803301701' })).toEqual(full);
    expect(fillFromLink({ ...full, link: 'https://weibo.com/bjgov' })).toEqual(full);
  });

  it('takes the link itself out', () => {
    expect(fillFromLink({ link: 'x', platform: 'weibo' })).toEqual({ platform: 'weibo' });
    expect(fillFromLink({ platform: 'weibo' })).toEqual({ platform: 'weibo' });
  });
});
