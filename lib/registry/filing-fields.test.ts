import { describe, expect, it } from 'vitest';
import type { Move } from './filing';
import { readAskedFor, readMove } from './filing-fields';

const TODAY = '2026-11-20';

function reasonsOf(texts: Record<string, string>, move: Move): string[] {
  const read = readMove(texts, move, TODAY);
  return read.accepted ? [] : read.findings.map(({ field, reason }) => `${field}:${reason}`);
}

describe('what goes with a move', () => {
  it.each<[string, Move, Record<string, string>, string[]]>([
    ['a return needs a reason', 'return', {}, ['reasons:return-reason-needed']],
    ['a reason that is no code is none', 'return', { 'reason-nonsense': 'yes' }, ['reasons:return-reason-needed']],
    ['a return with one', 'return', { 'reason-name-unfit': 'yes' }, []],
    ['another reason needs words', 'return', { 'reason-other': 'yes', text: ' \r\n ' }, ['text:return-text-needed']],
    ['another reason with words', 'return', { 'reason-other': 'yes', text: '见附件' }, []],
    ['a letter has an end', 'return', { 'reason-incomplete': 'yes', text: '字'.repeat(2001) }, ['text:too-long']],
    ['an agreement needs nothing', 'agree', {}, []],
    ['a report needs its day', 'report', {}, ['day:move-day-needed']],
    ['a day is not ahead of today', 'close', { day: '2026-11-21' }, ['day:date-future']],
    ['a day must be one', 'close', { day: '2026-02-30' }, ['day:date-form']],
    ['a notice needs its address', 'announce', { day: TODAY }, ['link:notice-link-needed']],
    ['an address is http or https', 'announce', { day: TODAY, link: 'javascript:alert(1)' }, ['link:link-form']],
    ['a notice with both', 'announce', { day: TODAY, link: 'https://www.hangzhou.gov.cn/a' }, []],
  ])('%s', (_, move, texts, found) => {
    expect(reasonsOf(texts, move)).toEqual(found);
  });
});

describe('what goes with every filing', () => {
  it('is a reason where an account ends', () => {
    expect(readAskedFor({}, 'closure').findings.map(({ reason }) => reason)).toEqual(['filing-reason-needed']);
    expect(readAskedFor({}, 'opening')).toEqual({ facts: { reason: null, links: [] }, findings: [] });
  });

  it('is addresses of papers, one to a line, web addresses only', () => {
    const { facts, findings } = readAskedFor({ links: 'https://a.gov.cn/1\r\nftp://b\n http://c.gov.cn ' }, 'opening');
    expect(facts.links).toEqual(['https://a.gov.cn/1', 'http://c.gov.cn']);
    expect(findings.map(({ field, reason }) => `${field}:${reason}`)).toEqual(['links:link-form']);
    expect(readAskedFor({ links: 'http://a\n'.repeat(11) }, 'opening').findings.map(({ reason }) => reason)).toEqual(['too-many-links']);
  });
});
