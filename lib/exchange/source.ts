/** The bytes of a file, wherever they are kept, read in any order and as often as needed. */
export type ByteSource = {
  size: number;
  /** From one position to before another, in pieces. */
  read(from?: number, until?: number): AsyncIterable<Uint8Array>;
};

const PIECE = 256 * 1024;

/** Bytes that are in memory already. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    async *read(from = 0, until = bytes.length) {
      for (let at = from; at < until; at += PIECE) yield bytes.subarray(at, Math.min(at + PIECE, until));
    },
  };
}

/** A small part as a whole. */
export async function bytesOf(source: ByteSource, from: number, until: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source.read(Math.max(from, 0), Math.min(until, source.size))) parts.push(part);
  return Buffer.concat(parts);
}
