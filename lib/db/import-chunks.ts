// An uploaded file as it is kept: in pieces of one size, so that neither who sends it nor who reads it holds it whole.
import { createHash } from 'node:crypto';
import { finding } from '@/lib/decision';
import type { ByteSource } from '@/lib/exchange/source';
import { UnusableFile } from '@/lib/exchange/table';
import { Superseded } from './import-claim';
import type { Work } from './import-kind';
import type { Ask } from './raw';

const PIECE = 1024 * 1024;

/** The uploaded file, piece by piece from where it is kept. */
export async function uploadOf({ ask, batchId }: Pick<Work, 'ask' | 'batchId'>): Promise<ByteSource> {
  const [upload] = await ask<{ size: number; sha256: string }>('SELECT size::int, sha256 FROM import_batch WHERE id = $1', [batchId]);
  if (!upload) throw new Superseded();
  let kept: { number: number; bytes: Buffer } | null = null;
  const piece = async (number: number) => {
    if (kept?.number === number) return kept.bytes;
    const [row] = await ask<{ bytes: Buffer }>('SELECT bytes FROM import_chunk WHERE batch_id = $1 AND number = $2', [batchId, number]);
    if (!row) throw new UnusableFile(finding('file', 'file-gone'));
    kept = { number, bytes: row.bytes };
    return row.bytes;
  };
  return {
    size: upload.size,
    async *read(from = 0, until = upload.size) {
      for (let at = from; at < until; ) {
        const number = Math.floor(at / PIECE);
        const bytes = (await piece(number)).subarray(at - number * PIECE, until - number * PIECE);
        yield bytes;
        at += bytes.length;
      }
    },
  };
}

/** Keeps an upload in pieces of one size, as it comes. */
export function chunkKeeper(ask: Ask, batchId: number) {
  const hash = createHash('sha256');
  let waiting: Buffer[] = [];
  let held = 0;
  let number = 0;
  let size = 0;
  const flush = async (all: boolean) => {
    while (held >= PIECE || (all && held > 0)) {
      const whole = Buffer.concat(waiting);
      await ask('INSERT INTO import_chunk (batch_id, number, bytes) VALUES ($1, $2, $3)', [batchId, number, whole.subarray(0, PIECE)]);
      waiting = [whole.subarray(PIECE)];
      held = Math.max(0, held - PIECE);
      number += 1;
    }
  };
  return {
    async add(part: Uint8Array): Promise<void> {
      hash.update(part);
      waiting.push(Buffer.from(part));
      held += part.length;
      size += part.length;
      await flush(false);
    },
    async end(): Promise<{ size: number; sha256: string }> {
      await flush(true);
      return { size, sha256: hash.digest('hex') };
    },
  };
}
