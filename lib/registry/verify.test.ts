import { describe, expect, it } from 'vitest';
import type { Pasted } from './links';
import { type Match, verification } from './verify';

const ACCOUNT: Match = {
  id: 1,
  platform: 'weibo',
  name: '平安北京',
  platformId: '2803301701',
  handle: 'pinganbeijing',
  unitId: 7,
  unit: '北京市公安局',
  region: '北京市',
  status: 'active',
  provenance: 'registered',
  formerly: false,
};

const UID: Pasted = { kind: 'platform-id', platform: 'weibo', value: '2803301701' };
const HANDLE: Pasted = { kind: 'handle', platform: 'weibo', value: 'pinganbeijing' };
const BARE: Pasted = { kind: 'bare', value: 'pinganbeijing' };
const NAME: Pasted = { kind: 'name', platform: null, value: '平安北京' };

const verdict = (pasted: Pasted, ...matches: Match[]) => verification('q', pasted, matches).verdict;

describe('verification', () => {
  it.each([
    ['number', UID],
    ['handle', HANDLE],
    ['word that is a handle', BARE],
  ])('by a %s answers with the account', (_what, pasted) => {
    expect(verification('q', pasted, [ACCOUNT])).toEqual({
      query: 'q',
      platform: 'weibo',
      verdict: 'official',
      account: ACCOUNT,
      candidates: [],
      why: null,
    });
  });

  it.each([
    ['active', 'official'],
    ['paused', 'official'],
    ['closed', 'formerly-official'],
    ['cancelled', 'formerly-official'],
  ] as const)('says of one that is %s: %s', (status, expected) => {
    expect(verdict(UID, { ...ACCOUNT, status })).toBe(expected);
    expect(verdict(HANDLE, { ...ACCOUNT, status })).toBe(expected);
  });

  it.each([
    ['registered', 'official'],
    ['document', 'official'],
    ['synthetic', 'not-registered'],
  ] as const)('says of a %s account: %s', (provenance, expected) => {
    for (const pasted of [UID, HANDLE, BARE]) expect(verdict(pasted, { ...ACCOUNT, provenance })).toBe(expected);
  });

  it('passes over a synthetic account for a real one', () => {
    const synthetic: Match = { ...ACCOUNT, id: 2, provenance: 'synthetic' };
    expect(verification('q', HANDLE, [synthetic, ACCOUNT])).toMatchObject({ verdict: 'official', account: { id: 1 } });
  });

  it('answers with the first of several, since those that are open come first', () => {
    const former: Match = { ...ACCOUNT, id: 2, status: 'closed' };
    expect(verification('q', HANDLE, [ACCOUNT, former])).toMatchObject({ verdict: 'official', account: { id: 1 } });
  });

  it('never shows a synthetic account as the answer', () => {
    expect(verification('q', UID, [{ ...ACCOUNT, provenance: 'synthetic' }]).account).toBeNull();
  });

  it.each([
    ['nobody’s number', UID, 'weibo'],
    ['nobody’s handle', HANDLE, 'weibo'],
    ['nobody’s word', BARE, null],
    ['nobody’s name', NAME, null],
  ] as const)('says of %s only that it is not registered', (_what, pasted, platform) => {
    expect(verification('q', pasted, [])).toEqual({ query: 'q', platform, verdict: 'not-registered', account: null, candidates: [], why: null });
  });

  it('proves nothing by a name, even where just one bears it', () => {
    expect(verification('q', NAME, [ACCOUNT])).toEqual({
      query: 'q',
      platform: null,
      verdict: 'candidates',
      account: null,
      candidates: [ACCOUNT],
      why: null,
    });
  });

  it('shows everyone who bears or bore the name', () => {
    const former: Match = { ...ACCOUNT, id: 2, formerly: true, status: 'closed' };
    expect(verification('q', NAME, [ACCOUNT, former]).candidates).toEqual([ACCOUNT, former]);
  });

  it('cannot tell from a link without account, and says why', () => {
    expect(verification('q', { kind: 'no-account', platform: 'wechat', why: 'wechat-article' }, [])).toEqual({
      query: 'q',
      platform: 'wechat',
      verdict: 'cannot-tell',
      account: null,
      candidates: [],
      why: 'wechat-article',
    });
  });

  it('knows no platform of a link to elsewhere', () => {
    expect(verification('q', { kind: 'unknown-platform', value: 'https://www.douyin.com' }, [])).toMatchObject({
      verdict: 'unknown-platform',
      platform: null,
      account: null,
    });
  });
});
