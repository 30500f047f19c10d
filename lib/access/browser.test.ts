import { expect, it } from 'vitest';
import { browserOf } from './browser';

const LIKE = 'AppleWebKit/537.36 (KHTML, like Gecko)';

it.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${LIKE} Chrome/141.0.0.0 Safari/537.36`, 'Chrome', 'Windows'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${LIKE} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`, 'Edge', 'Windows'],
  [`Mozilla/5.0 (Windows NT 6.1; WOW64) ${LIKE} Chrome/86.0 Safari/537.36 360SE`, '360 浏览器', 'Windows'],
  [`Mozilla/5.0 (X11; Linux x86_64; UOS) ${LIKE} Chrome/109.0 Safari/537.36`, 'Chrome', '麒麟 / UOS'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0', 'Firefox', 'Linux'],
  [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15`, 'Safari', 'macOS'],
  [`Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${LIKE} Mobile/15E148 MicroMessenger/8.0.50`, '微信', 'iOS'],
  [`Mozilla/5.0 (Linux; Android 14; HBN-AL00) ${LIKE} Chrome/114.0 HuaweiBrowser/15.0 Mobile Safari/537.36`, '华为浏览器', 'Android'],
  [`Mozilla/5.0 (Phone; OpenHarmony 5.0) ${LIKE} Chrome/114.0 Safari/537.36 ArkWeb/4.1`, 'Chrome', 'HarmonyOS'],
  ['curl/8.5.0', null, null],
  ['', null, null],
  [null, null, null],
])('%s is %s on %s', (userAgent, browser, system) => {
  expect(browserOf(userAgent)).toEqual({ browser, system });
});
