const ROOM = 1024 * 1024;

/** Many texts held in few bytes, by their number: a million strings of their own would take several times as much. */
export class Texts {
  #blocks: Buffer[] = [];
  #filled = ROOM;
  #places = new Float64Array(1024);
  #count = 0;

  add(text: string): void {
    const length = Buffer.byteLength(text);
    let block = this.#blocks.at(-1);
    if (!block || this.#filled + length > block.length) {
      block = Buffer.allocUnsafe(Math.max(ROOM, length));
      this.#blocks.push(block);
      this.#filled = 0;
    }
    block.write(text, this.#filled);
    this.#keep(this.#blocks.length - 1, this.#filled, length);
    this.#filled += length;
  }

  /** The text of a number, empty where there is none. */
  at(number: number): string {
    if (!(number >= 0 && number < this.#count)) return '';
    const block = this.#blocks[this.#places[3 * number] ?? 0];
    const from = this.#places[3 * number + 1] ?? 0;
    return block?.toString('utf8', from, from + (this.#places[3 * number + 2] ?? 0)) ?? '';
  }

  #keep(block: number, from: number, length: number) {
    if (3 * this.#count + 3 > this.#places.length) {
      const wider = new Float64Array(2 * this.#places.length);
      wider.set(this.#places);
      this.#places = wider;
    }
    this.#places.set([block, from, length], 3 * this.#count);
    this.#count += 1;
  }
}
