import { escaped } from '@/components/ui/escaped';
import { badgeLook, type Tone } from '@/components/ui/page';
import type { ListedAccount } from '@/lib/registry/views';

/** What the rows of a list of accounts say besides what is registered; texts as they are, not yet as HTML. */
export type RowWords = {
  platform(account: ListedAccount): string;
  sector(account: ListedAccount): string;
  tier(account: ListedAccount): string;
  followers(account: ListedAccount): string;
  status(account: ListedAccount): string;
  formerly(names: string): string;
};

/** The rows of a list of accounts as HTML: as elements, a hundred of them cost more than all the rest of the page. */
export function accountRows(items: readonly ListedAccount[], words: RowWords): string {
  return items.map((account) => rowOf(account, words)).join('');
}

function rowOf(account: ListedAccount, words: RowWords): string {
  const { id, name, person, post, foundBy, platform, unitId, unit, region, openedOn, status } = account;
  const below = [...(person ? [[person, post].filter(Boolean).join('，')] : []), ...(foundBy.length > 0 ? [words.formerly(foundBy.join('、'))] : [])];
  const cells = [
    badge(platformTone(platform), words.platform(account)),
    link(`/units/${unitId}`, unit),
    escaped(region),
    escaped(words.sector(account)),
    escaped(words.tier(account)),
  ];
  return `<tr><th scope="row" class="font-normal">${link(`/accounts/${id}`, name)}${below.map(lineBelow).join('')}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}<td class="whitespace-nowrap">${escaped(openedOn ?? '—')}</td><td class="text-end">${escaped(words.followers(account))}</td><td>${badge(statusTone(status), words.status(account))}</td></tr>`;
}

function link(href: string, text: string): string {
  return `<a href="${href}">${escaped(text)}</a>`;
}

function lineBelow(text: string): string {
  return `<span class="block text-sm text-muted">${escaped(text)}</span>`;
}

function badge(tone: Tone | null, text: string): string {
  return tone === null ? escaped(text) : `<span class="${badgeLook(tone)}">${escaped(text)}</span>`;
}

export function platformTone(platform: ListedAccount['platform']): Tone {
  return platform === 'wechat' ? 'wechat' : 'weibo';
}

/** Null for what is as it should be: a plain word. */
export function statusTone(status: ListedAccount['status']): Tone | null {
  if (status === 'active') return null;
  return status === 'paused' ? 'warn' : 'closed';
}
