import { expect, it } from 'vitest';
import type { ListedAccount } from '@/lib/registry/views';
import { accountRows, type RowWords } from './rows';

const ACCOUNT: ListedAccount = {
  ...{ id: 7, platform: 'weibo', name: '平安<杭州>', platformId: null, handle: null, holder: 'official', person: '某&某', post: '主任', status: 'closed' },
  ...{ unitId: 3, unit: '杭州市"公安局"', regionCode: '330100', region: '杭州市', sectorCode: 'public-security', sector: '公安', sectorEn: 'Public security' },
  ...{ tier: null, rank: null, openedOn: null, countsFrom: '2011-01-01', provenance: 'registered', followers: 12_300, foundBy: ['旧<名>', '更旧'] },
};
const WORDS: RowWords = {
  platform: ({ platform }) => platform,
  sector: ({ sector }) => sector,
  tier: ({ tier }) => tier ?? '—',
  followers: ({ followers }) => followers?.toLocaleString('en') ?? '—',
  status: ({ status }) => status,
  formerly: (names) => `曾用名：${names}`,
};

it('writes a row with its doors, every text as text', () => {
  const html = accountRows([ACCOUNT], WORDS);
  expect(html).toContain('<a href="/accounts/7">平安&lt;杭州&gt;</a>');
  expect(html).toContain('>某&amp;某，主任</span>');
  expect(html).toContain('>曾用名：旧&lt;名&gt;、更旧</span>');
  expect(html).toContain('<td><a href="/units/3">杭州市&quot;公安局&quot;</a></td><td>杭州市</td><td>公安</td><td>—</td><td class="whitespace-nowrap">—</td>');
  expect(html).toContain('<td class="text-end">12,300</td>');
  expect(html).toMatch(/line-through">closed<\/span><\/td><\/tr>$/);
});

it('says an active account in a plain word, and nothing of a person or a former name that there is not', () => {
  const html = accountRows([{ ...ACCOUNT, status: 'active', person: null, post: null, followers: null, foundBy: [] }], WORDS);
  expect(html).toContain('<td class="text-end">—</td><td>active</td></tr>');
  expect(html).not.toContain('text-sm text-muted');
});
