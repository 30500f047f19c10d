import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { errorFacts, logConsole, logError, logRequest, openLog, pathOf } from './log';

describe('pathOf', () => {
  it.each([
    ['/', '/'],
    ['/accounts/12', '/accounts/12'],
    ['/accounts?q=张三', '/accounts'],
    ['/accounts#张三', '/accounts'],
    ['/api/v1/openapi.json', '/api/v1/openapi.json'],
    ['/desk/accounts/12/edit?x=1', '/desk/accounts/12/edit'],
    ['/language/zh-CN', '/language/zh-CN'],
    ['/张三/13800000000', '/*/13800000000'],
    ['/%E5%BC%A0%E4%B8%89', '/*'],
    ['/Zhang San@example.com', '/*'],
    ['/accounts/a.b.c/..%2f', '/accounts/*/*'],
  ])('of %s tells %s', (url, told) => {
    expect(pathOf(url)).toBe(told);
  });
});

class KnownError extends Error {
  readonly code = 'P2002';
  readonly meta = { target: '张三' };
}

describe('errorFacts', () => {
  it('tells the kind, the code and the place, and no word of the sentence', () => {
    const error = new KnownError('Key (name)=(张三)\n    at 张三 (13800000000)', { cause: new TypeError('李四') });
    const facts = errorFacts(error);
    expect(facts).toMatchObject({ name: 'KnownError', code: 'P2002', cause: { name: 'TypeError' } });
    expect(facts.at?.[0]).toMatch(/log\.test\.ts:\d+:\d+/);
    expect(JSON.stringify(facts)).not.toMatch(/张三|李四|138/);
  });

  it.each([
    ['what is thrown and no error', '张三', { name: 'string' }],
    ['nothing', undefined, { name: 'undefined' }],
    ['a code that is a sentence', Object.assign(new Error(''), { code: '张三 13800000000', stack: '' }), { name: 'Error', code: '*' }],
    ['a name that is a sentence', Object.assign(new Error(''), { name: '张三', stack: '' }), { name: '*' }],
  ])('of %s', (_what, thrown, facts) => {
    expect(errorFacts(thrown)).toEqual(facts);
  });

  it('ends where causes go round', () => {
    const error = new Error('a');
    error.cause = error;
    expect(() => errorFacts(error)).not.toThrow();
  });
});

describe('the log', () => {
  const { error, warn } = console;
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'guta-log-')), 'deep', 'server.log');
  const lines = () =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  openLog(file);
  afterEach(() => Object.assign(console, { error, warn }));

  it('is one JSON line per request, without parts of pages and watchmen', () => {
    logRequest({ id: 'a', method: 'GET', path: '/accounts', status: 200, ms: 3 });
    logRequest({ id: 'b', method: 'GET', path: '/_next/static/x.js', status: 200, ms: 1 });
    logRequest({ id: 'c', method: 'GET', path: '/api/health/ready', status: 503, ms: 1 });
    expect(lines()).toMatchObject([
      { level: 'info', id: 'a', path: '/accounts', status: 200, msg: 'request' },
      { level: 'error', id: 'c', status: 503 },
    ]);
  });

  it('takes what libraries say of errors, without what they quote', () => {
    logConsole();
    console.error('⨯', new KnownError('张三'));
    console.error('[next-auth][error][JWT_SESSION_ERROR] ', '张三', { secret: 'hunter2' });
    console.warn('张三 13800000000');
    console.error(Object.assign(new Error('张三'), { digest: '1' })); // told by onRequestError
    logError(new Error('张三'), { id: 'd', route: '/accounts', digest: '1' });
    expect(lines().slice(2)).toMatchObject([
      { level: 'error', name: 'KnownError' },
      { level: 'error', said: '[next-auth][error][JWT_SESSION_ERROR]' },
      { level: 'warn', said: 'string' },
      { level: 'error', id: 'd', route: '/accounts', name: 'Error' },
    ]);
    expect(readFileSync(file, 'utf8')).not.toMatch(/张三|138|hunter2/);
  });
});
