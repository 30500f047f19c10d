import { hash } from 'node:crypto';

/** A text in 96 bits of its SHA-256: that two texts of one file have the same is less likely than that the machine errs. */
export type Digest = readonly [number, number, number];

export function digestOf(text: string): Digest {
  const bytes = hash('sha256', text, 'buffer');
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8)];
}

const WORDS = 3;

/**
 * In which row of a file a text was first met. The texts themselves would take a hundred bytes each, for as long as the file
 * is read: a file of 200,000 rows has some 400,000.
 */
export class FirstRows {
  #digests = new Uint32Array(WORDS * 1024);
  /** The row of each place; 0 where it is free. */
  #rows = new Uint32Array(1024);
  #held = 0;

  /** @returns the row, or undefined where it was not met yet */
  rowOf(digest: Digest): number | undefined {
    return this.#rows[this.#placeOf(digest)] || undefined;
  }

  /** Notes a row, unless an earlier one was. @param row from 1 on */
  note(digest: Digest, row: number): void {
    const place = this.#placeOf(digest);
    if (this.#rows[place]) return;
    this.#digests.set(digest, WORDS * place);
    this.#rows[place] = row;
    this.#held += 1;
    if (this.#held * 4 > this.#rows.length * 3) this.#grow();
  }

  // Where it stands, or the free place where it would.
  #placeOf([a, b, c]: Digest): number {
    const last = this.#rows.length - 1;
    let place = a & last;
    while (this.#rows[place]) {
      const at = WORDS * place;
      if (this.#digests[at] === a && this.#digests[at + 1] === b && this.#digests[at + 2] === c) break;
      place = (place + 1) & last;
    }
    return place;
  }

  #grow(): void {
    const [digests, rows] = [this.#digests, this.#rows];
    this.#digests = new Uint32Array(2 * digests.length);
    this.#rows = new Uint32Array(2 * rows.length);
    this.#held = 0;
    for (const [place, row] of rows.entries()) {
      const at = WORDS * place;
      if (row) this.note([digests[at] ?? 0, digests[at + 1] ?? 0, digests[at + 2] ?? 0], row);
    }
  }
}
