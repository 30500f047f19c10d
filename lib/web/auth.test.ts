import { describe, expect, it } from 'vitest';
import { withinApp } from './auth';

const BASE = 'https://guta.example.gov.cn';

describe('withinApp', () => {
  it.each([
    ['/desk', '/desk'],
    ['/accounts/12?asOf=2014-12-31', '/accounts/12?asOf=2014-12-31'],
    ['accounts', '/accounts'],
    ['/', '/'],
    [`${BASE}/coverage?rows=region`, '/coverage?rows=region'],
    ['HTTPS://GUTA.example.gov.cn:443/units', '/units'],
    ['/search?next=https://evil.example', '/search?next=https://evil.example'],
    ['?q=平安', '/?q=%E5%B9%B3%E5%AE%89'],
  ])('leads to %s inside the app', (address, path) => {
    expect(withinApp(address, BASE)).toBe(path);
  });

  it.each([
    'https://evil.example',
    'https://evil.example/desk',
    '//evil.example',
    '///evil.example',
    '\\\\evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\n//evil.example',
    ' //evil.example',
    '/.//evil.example',
    '/desk/..//evil.example',
    `${BASE}//evil.example`,
    `${BASE}@evil.example/desk`,
    `${BASE}.evil.example/desk`,
    'http://guta.example.gov.cn/desk',
    'https://guta.example.gov.cn:8443/desk',
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    `blob:${BASE}/desk`,
    'https://',
    'http://[',
  ])('leads to the desk instead of %j', (address) => {
    expect(withinApp(address, BASE)).toBe('/desk');
  });
});
