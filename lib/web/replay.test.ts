import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Kept, keepPage, pageUnder } from './replay';

const NONCE = 'b2xkIG5vbmNlIG9mIHRoZSBwYWdl';
const PAGE = `<script nonce="${NONCE}">1</script>${'开设情况 '.repeat(5000)}<script nonce="${NONCE}">2</script>`;

describe('a kept page', () => {
  const half = PAGE.length / 2;
  const page = keepPage(
    [PAGE.slice(0, half), PAGE.slice(half)].map((part) => Buffer.from(part)),
    NONCE,
    [],
  );

  it.each([true, false])('is sent under the nonce of its own answer, and no other (gzip: %s)', (gzip) => {
    for (const nonce of ['bmV3', 'YW5vdGhlciBvbmUgYWx0b2dldGhlcg==']) {
      const sent = pageUnder(nonce, page, gzip);
      expect((gzip ? gunzipSync(sent) : sent).toString()).toBe(PAGE.replaceAll(NONCE, nonce));
      if (gzip) expect(sent.length).toBeLessThan(PAGE.length / 10);
    }
  });
});

describe('what is kept', () => {
  it('lets go of what was used longest ago once it is too much', () => {
    const kept = new Kept<{ bytes: number }>(100);
    for (const name of ['a', 'b']) kept.set(name, { bytes: 40 });
    kept.get('a');
    kept.set('c', { bytes: 40 });
    expect(['a', 'b', 'c'].map((name) => kept.get(name) !== undefined)).toEqual([true, false, true]);
    kept.set('d', { bytes: 101 });
    expect(kept.get('d')).toBeUndefined();
    expect(kept.bytes).toBe(80);
  });
});
