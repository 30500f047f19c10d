import { describe, expect, it } from 'vitest';
import type { Finding } from '@/lib/decision';
import { readUnitChannels } from './unit-channels';

describe('the further channels of a unit', () => {
  it.each([
    [{}, {}],
    [
      { website: '', hotline: ' ' },
      { website: null, hotline: null },
    ],
    [{ website: ' https://www.hangzhou.gov.cn ' }, { website: 'https://www.hangzhou.gov.cn' }],
    [{ hotline: '12345、0571-12345' }, { hotline: '12345、0571-12345' }],
    [{ hotline: '+86 571 12345' }, { hotline: '+86 571 12345' }],
  ])('%j is %j', (texts, channels) => {
    const findings: Finding[] = [];
    expect(readUnitChannels(texts, findings)).toEqual(channels);
    expect(findings).toEqual([]);
  });

  it.each([
    [{ website: 'www.hangzhou.gov.cn' }, 'website-form'],
    [{ website: 'javascript:alert(1)' }, 'website-form'],
    [{ website: `https://a.cn/${'x'.repeat(300)}` }, 'website-form'],
    [{ hotline: '热线' }, 'hotline-form'],
    [{ hotline: '1'.repeat(61) }, 'hotline-form'],
  ])('%j is refused: %s', (texts, reason) => {
    const findings: Finding[] = [];
    readUnitChannels(texts, findings);
    expect(findings).toMatchObject([{ reason }]);
  });
});
