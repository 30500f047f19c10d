import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Platform } from '@/lib/taxonomy/codes';
import { checkHandle, checkPlatformId, checkUscc } from './identifiers';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const REAL_CODES = ['11331002002673575G', '11441700007280420Y', '91110000101623741K', '911101066976941872', '91350100M000100Y43'];

describe('checkUscc', () => {
  it.each(REAL_CODES)('accepts the real code %s', (code) => {
    expect(checkUscc(code)).toBeNull();
  });

  it.each([
    ['one digit wrong', '11331002002673575H'],
    ['two digits exchanged', '11331002006273575G'],
    ['another division', '11331003002673575G'],
    ['the check character of another code', '11441700007280420G'],
  ])('warns of a code with %s, and does not refuse it', (_what, code) => {
    expect(checkUscc(code)).toMatchObject({ field: 'uscc', reason: 'uscc-check', severity: 'warning', facts: { value: code } });
  });

  it.each([
    ['nothing', ''],
    ['seventeen characters', '11331002002673575'],
    ['nineteen characters', '11331002002673575GG'],
    ['a small letter', '11331002002673575g'],
    ['the letter O for a zero', '1133100200267357OG'],
    ['the letter I for a one', 'I1331002002673575G'],
    ['the letters S, V, Z', '11331002002673S75Z'],
    ['a letter in the division', '1133A002002673575G'],
    ['a space', '11331002 02673575G'],
    ['full-width digits', '１１331002002673575G'],
    ['scientific notation', '1.1331002002673E17'],
    ['an organisation code of the old kind', '00267357-5'],
  ])('refuses %s', (_what, code) => {
    const wrong = checkUscc(code);
    expect(wrong).toMatchObject({ reason: 'uscc-form' });
    expect(wrong?.severity).toBeUndefined();
  });

  it('accepts for every beginning exactly one of the 31 check characters', () => {
    const character = fc.constantFrom(...ALPHABET);
    const beginning = fc
      .tuple(fc.array(character, { minLength: 2, maxLength: 2 }), fc.integer({ min: 0, max: 999_999 }), fc.array(character, { minLength: 9, maxLength: 9 }))
      .map(([kind, division, body]) => kind.join('') + String(division).padStart(6, '0') + body.join(''));
    fc.assert(
      fc.property(beginning, (seventeen) => {
        expect([...ALPHABET].filter((last) => checkUscc(seventeen + last) === null)).toHaveLength(1);
      }),
    );
  });

  it('notices every single character that was changed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REAL_CODES), fc.integer({ min: 0, max: 17 }), fc.constantFrom(...ALPHABET), (code, place, other) => {
        fc.pre(code[place] !== other);
        expect(checkUscc(code.slice(0, place) + other + code.slice(place + 1))).not.toBeNull();
      }),
    );
  });
});

function platformId(platform: Platform, id: string) {
  const found = checkPlatformId(platform, id);
  return found && [found.reason, found.severity ?? 'refused'].join(' ');
}

describe('checkPlatformId', () => {
  it.each<[Platform, string]>([
    ['weibo', '2803301701'],
    ['weibo', '1000000000'],
    ['wechat', 'gh_3dfda90e39d6'],
    ['wechat', 'wx4183d605b74a43c1'],
    ['wechat', 'wx62b6d8d28a8a911b'],
    ['wechat', 'MzA3MDM3NjE5NQ=='],
    ['wechat', 'MjM5MjAxNDM4MA=='],
  ])('accepts on %s %s', (platform, id) => {
    expect(platformId(platform, id)).toBeNull();
  });

  it.each<[Platform, string, string]>([
    ['weibo', '12345', 'weibo-uid-doubtful warning'],
    ['weibo', '280330170', 'weibo-uid-doubtful warning'],
    ['weibo', '28033017011', 'weibo-uid-doubtful warning'],
    ['weibo', '9223372036854775807', 'weibo-uid-doubtful warning'],
    ['wechat', 'gh_3DFDA90E39D6', 'wechat-id-doubtful warning'],
    ['wechat', 'gh_zhongguozheng', 'wechat-id-doubtful warning'],
  ])('warns on %s of %s: %s', (platform, id, what) => {
    expect(platformId(platform, id)).toBe(what);
  });

  it.each<[Platform, string, string]>([
    ['weibo', '2.803301701E+09', 'scientific-notation refused'],
    ['weibo', '2.8E9', 'scientific-notation refused'],
    ['weibo', '3e9', 'scientific-notation refused'],
    ['wechat', '1.23457E+15', 'scientific-notation refused'],
    ['weibo', '1234', 'weibo-uid-form refused'],
    ['weibo', '0280330170', 'weibo-uid-form refused'],
    ['weibo', '9223372036854775808', 'weibo-uid-form refused'],
    ['weibo', '28033017010000000000', 'weibo-uid-form refused'],
    ['weibo', '2803301701.0', 'weibo-uid-form refused'],
    ['weibo', '2,803,301,701', 'weibo-uid-form refused'],
    ['weibo', '-2803301701', 'weibo-uid-form refused'],
    ['weibo', 'pinganbeijing', 'weibo-uid-form refused'],
    ['weibo', 'gh_3dfda90e39d6', 'weibo-uid-form refused'],
    ['weibo', '２８０３３０１７０１', 'weibo-uid-form refused'],
    ['wechat', '2803301701', 'wechat-id-form refused'],
    ['wechat', 'gh_', 'wechat-id-form refused'],
    ['wechat', 'gh_3dfda90e39d6<script>', 'wechat-id-form refused'],
    ['wechat', 'wx4183d605b74a43c', 'wechat-id-form refused'],
    ['wechat', 'WX4183D605B74A43C1', 'wechat-id-form refused'],
    ['wechat', '平安北京', 'wechat-id-form refused'],
    ['wechat', '=HYPERLINK("x")', 'wechat-id-form refused'],
  ])('refuses on %s %s: %s', (platform, id, what) => {
    expect(platformId(platform, id)).toBe(what);
  });
});

function handle(platform: Platform, text: string) {
  const found = checkHandle(platform, text);
  return found && [found.reason, found.severity ?? 'refused'].join(' ');
}

describe('checkHandle', () => {
  it.each<[Platform, string]>([
    ['wechat', 'rmrbwx'],
    ['wechat', 'Ping_An-110'],
    ['wechat', 'a12345'],
    ['wechat', `a${'b'.repeat(19)}`],
    ['weibo', 'bjgov'],
    ['weibo', 'cctvxinwen'],
    ['weibo', '110police'],
    ['tencent-weibo', 'pinganbeijing'],
  ])('accepts on %s %s', (platform, text) => {
    expect(handle(platform, text)).toBeNull();
  });

  it.each<[Platform, string, string]>([
    ['weibo', 'PingAnBeijing', 'weibo-handle-doubtful warning'],
    ['weibo', 'ping-an', 'weibo-handle-doubtful warning'],
    ['weibo', 'abc', 'weibo-handle-doubtful warning'],
    ['weibo', 'x', 'weibo-handle-form refused'],
    ['weibo', '_pingan', 'weibo-handle-form refused'],
    ['weibo', '平安北京', 'weibo-handle-form refused'],
    ['weibo', 'ping an', 'weibo-handle-form refused'],
    ['weibo', 'weibo.com/bjgov', 'weibo-handle-form refused'],
    ['wechat', 'abcde', 'wechat-handle-form refused'],
    ['wechat', `a${'b'.repeat(20)}`, 'wechat-handle-form refused'],
    ['wechat', '1abcdef', 'wechat-handle-form refused'],
    ['wechat', '平安北京发布', 'wechat-handle-form refused'],
    ['wechat', 'ping.an.bj', 'wechat-handle-form refused'],
  ])('says on %s of %s: %s', (platform, text, what) => {
    expect(handle(platform, text)).toBe(what);
  });
});
