import type { BlockView } from '@/lib/audit/views';
import { latestBlocks } from '@/lib/db/audit-read';
import { env } from '@/lib/env';

const BLOCKS = 100;

/** The heads of the sealed audit as a feed: numbers and hashes only. Who keeps a copy can later tell whether the chain was made anew. */
export async function GET(): Promise<Response> {
  const blocks = await latestBlocks(BLOCKS);
  return new Response(feed(new URL('/audit/heads.atom', env().NEXTAUTH_URL).href, blocks), {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'no-store' },
  });
}

function feed(address: string, blocks: readonly BlockView[]): string {
  const updated = (blocks[0]?.sealedAt ?? new Date(0)).toISOString();
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>鼓塔 Guta · 操作日志封存 Audit heads</title>
  <id>${escaped(address)}</id>
  <link rel="self" href="${escaped(address)}"/>
  <author><name>Guta</name></author>
  <updated>${updated}</updated>
${blocks.map((block) => entry(address, block)).join('\n')}
</feed>
`;
}

function entry(address: string, { number, count, hash, previousHash, sealedAt }: BlockView): string {
  return `  <entry>
    <title>${number} ${hash}</title>
    <id>${escaped(address)}#${number}-${hash}</id>
    <updated>${sealedAt.toISOString()}</updated>
    <content type="text">block ${number}, ${count} events, hash ${hash}, previous ${previousHash}</content>
  </entry>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
