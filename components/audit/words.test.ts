import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { ACT_NAMES } from '@/lib/access/acts';
import { AUDIT_ACTS, SUBJECT_TYPES } from '@/lib/audit/acts';
import { EXCEPTIONS } from '@/lib/audit/exceptions';
import type { EventView } from '@/lib/audit/views';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';
import { eventSentence, subjectHref, subjectOf } from './words';

type Tree = { [key: string]: string | Tree };

function paths(tree: Tree, above = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [above + key] : paths(value, `${above}${key}.`)));
}

const words = {
  'zh-CN': createTranslator({ locale: 'zh-CN', messages: zh, namespace: 'audit' }),
  en: createTranslator({ locale: 'en', messages: en, namespace: 'audit' }),
};

const EVENT: EventView = {
  id: 1n,
  at: new Date(),
  actorId: 7,
  who: '张三',
  via: 'web',
  act: 'account.edit',
  subjectType: 'account',
  subjectId: '12',
  subjectName: '平安试验',
  before: null,
  after: null,
  address: null,
  requestId: null,
};

describe.each([
  ['zh-CN', zh],
  ['en', en],
] as const)('the words of the audit: %s', (locale, messages) => {
  it.each([
    ['act', AUDIT_ACTS],
    ['does', AUDIT_ACTS],
    ['about', SUBJECT_TYPES],
    ['exception', EXCEPTIONS],
    ['tried', ACT_NAMES],
  ] as const)('are there for each and no other: %s', (list, codes) => {
    expect(paths(messages.audit[list]).sort()).toEqual([...codes].sort());
  });

  it.each(AUDIT_ACTS)('tell who did what: %s', (act) => {
    const told = eventSentence(words[locale] as never, { ...EVENT, act, after: { tried: 'user.manage' } });
    expect(told).toContain('张三');
    expect(told).not.toMatch(/audit\.|[{}]/);
  });
});

describe('an event', () => {
  it.each<[Partial<EventView>, string]>([
    [{}, '张三修改了账号“平安试验”'],
    [{ subjectName: null }, '张三修改了账号第 12 号'],
    [{ act: 'session.refuse', actorId: null, who: '', subjectType: 'session', subjectId: 'unknown user', subjectName: null }, '未登录者登录未成功'],
    [{ act: 'import.run', actorId: null, who: 'command line', via: 'command-line', subjectName: '一批.csv' }, '命令行写入了导入文件“一批.csv”'],
    [
      { act: 'access.refuse', subjectType: 'page', subjectId: '/desk/imports', subjectName: null, after: { tried: 'import.run' } },
      '张三试图导入文件（/desk/imports），被拒绝',
    ],
    [{ act: 'access.refuse', subjectId: 'new', subjectName: null, after: { tried: 'of.tomorrow' } }, '张三试图of.tomorrow（新的），被拒绝'],
    [{ act: 'page.export', subjectType: 'page', subjectId: '/desk/audit/events', subjectName: null }, '张三下载了操作日志的数据文件'],
    [{ act: 'of.tomorrow' as never }, '张三 of.tomorrow “平安试验”'],
  ])('%o reads %s', (event, sentence) => {
    expect(eventSentence(words['zh-CN'] as never, { ...EVENT, ...event })).toBe(sentence);
  });

  it.each<[Partial<EventView>, string | null]>([
    [{}, '/accounts/12'],
    [{ subjectType: 'unit' }, '/units/12'],
    [{ subjectType: 'import' }, '/desk/imports/12'],
    [{ subjectType: 'user' }, null],
    [{ subjectId: 'new' }, null],
    [{ subjectType: 'page', subjectId: '/coverage' }, '/coverage'],
  ])('%o leads to %s', (event, href) => {
    expect(subjectHref({ ...EVENT, ...event })).toBe(href);
  });

  it('names what has no name by its number', () => {
    expect(subjectOf(words.en as never, { ...EVENT, subjectName: null })).toBe('no. 12');
  });
});
