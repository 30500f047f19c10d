import { constants, crc32, deflateRawSync } from 'node:zlib';

/** A page as it was rendered once, cut where its nonce stood: each answer gets its own. */
export type KeptPage = { headers: [string, number | string | string[]][]; plain: Buffer[]; packed?: Buffer[]; bytes: number };

/** Cuts a rendered page, of which no two parts share a nonce, at its nonces, so that it can be joined around another. */
export function keepPage(parts: readonly Buffer[], nonce: string, headers: KeptPage['headers']): KeptPage {
  const plain: Buffer[] = [];
  let since: Buffer[] = [];
  for (const part of parts) {
    let from = 0;
    for (let at = part.indexOf(nonce); at >= 0; at = part.indexOf(nonce, from)) {
      plain.push(Buffer.concat([...since, part.subarray(from, at)]));
      since = [];
      from = at + nonce.length;
    }
    since.push(part.subarray(from));
  }
  plain.push(Buffer.concat(since));
  // Packed it is smaller, so twice is the most that it comes to.
  return { headers, plain, bytes: 2 * plain.reduce((sum, part) => sum + part.length, 0) };
}

/** The page under a nonce, plain or as gzip (RFC 1952), of which only the nonces and the sum are made anew. */
export function pageUnder(nonce: string, page: KeptPage, gzip: boolean): Buffer {
  const between = Buffer.from(nonce, 'utf8');
  const whole = joined(page.plain, between);
  if (!gzip) return whole;
  // Each part ends on a whole byte, and stands for itself: once packed, whatever is put between.
  page.packed ??= page.plain.map((part) => deflateRawSync(part, { finishFlush: constants.Z_FULL_FLUSH }));
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(whole), 0);
  trailer.writeUInt32LE(whole.length >>> 0, 4);
  return Buffer.concat([GZIP_HEAD, joined(page.packed, stored(between)), LAST_BLOCK, trailer]);
}

const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty stored block that says it is the last (RFC 1951, 3.2.4). */
const LAST_BLOCK = Buffer.from([1, 0, 0, 0xff, 0xff]);

function stored(text: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(text.length, 1);
  head.writeUInt16LE(~text.length & 0xffff, 3);
  return Buffer.concat([head, text]);
}

function joined(parts: readonly Buffer[], between: Buffer): Buffer {
  return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [between, part])));
}

/** Keeps what was used last, up to so many bytes in all. */
export class Kept<T extends { bytes: number }> {
  readonly #entries = new Map<string, T>();
  #bytes = 0;

  constructor(readonly most: number) {}

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  set(key: string, entry: T): void {
    this.#drop(key);
    if (entry.bytes > this.most) return;
    this.#entries.set(key, entry);
    this.#bytes += entry.bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.most) break;
      this.#drop(oldest);
    }
  }

  /** Lets go of all that is not of this state. */
  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  #drop(key: string): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0;
    this.#entries.delete(key);
  }
}
