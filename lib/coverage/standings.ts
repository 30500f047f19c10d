import type { Holder, Platform, Provenance, Rank, Status, Tier, UnitKind } from '@/lib/taxonomy/codes';

/**
 * By what an account stands where it does: its own unit; or, besides and counted nowhere, a unit that it covers as
 * 联合主办 or as its superior's (由上级账号承载), or the 主管单位 of its unit, which it does not cover.
 */
export type Via = 'own' | 'joint' | 'consolidated' | 'subordinate';

/** What standings have in common that a count can ask for, but for their region and days. */
export type StandingClass = {
  sector: string;
  tier: Tier | null;
  rank: Rank | null;
  platform: Platform;
  holder: Holder;
  provenance: Provenance;
  status: Status;
  standardBody: boolean;
  unitKind: UnitKind;
  via: Via;
};

/** Days since 1970-01-01; a standing that goes on ends never. */
export const NEVER = 2 ** 31 - 1;

/** Who hears of every standing that comes and goes: `region` is the number it has here, `sign` is 1 or -1. */
export type Listener = (region: number, classOf: number, from: number, until: number, sign: 1 | -1) => void;

/** Some standings, as the numbers of rows in columns that others share: who walks through hundreds of thousands calls nobody for each. */
export type Chosen = { rows: Int32Array; region: Int32Array; classOf: Int32Array; account: Int32Array };

/**
 * 在册状态 of all accounts as columns of numbers, some thirty-two bytes each: three hundred thousand are
 * walked through in a few milliseconds, for any day and any question.
 */
export class Standings {
  readonly classes: StandingClass[] = [];
  readonly #classNumbers = new Map<string, number>();
  /** By its id: ids go into the millions, their numbers only as far as there are regions. */
  readonly #regionNumbers = new Map<number, number>();
  // Row by row; the rows of one account are a chain from its head, those of a region one in both directions, and free rows are a chain too.
  #account = new Int32Array(1024);
  #region = new Int32Array(1024);
  #class = new Int32Array(1024).fill(-1);
  #from = new Int32Array(1024);
  #until = new Int32Array(1024);
  #next = new Int32Array(1024).fill(-1);
  #head = new Int32Array(1024).fill(-1);
  #first = new Int32Array(1024).fill(-1);
  #after = new Int32Array(1024);
  #before = new Int32Array(1024);
  // Room for those chosen, kept: more than a megabyte each time is more to clear away than to fill.
  #chosen = new Int32Array(0);
  #rows = 0;
  #free = -1;
  #listeners = new Set<Listener>();

  /** The number of a class, given to it when it is first met. */
  classNumber(its: StandingClass): number {
    const { sector, tier, rank, platform, holder, provenance, status, standardBody, unitKind, via } = its;
    const name = [sector, tier, rank, platform, holder, provenance, status, standardBody, unitKind, via].join('|');
    const known = this.#classNumbers.get(name);
    if (known !== undefined) return known;
    this.#classNumbers.set(name, this.classes.length);
    return this.classes.push({ sector, tier, rank, platform, holder, provenance, status, standardBody, unitKind, via }) - 1;
  }

  /** By the number of each region here what is said of its id; 0 where nothing is, as of any region of a higher number. */
  byRegion(said: ReadonlyMap<number, number>): Int32Array {
    for (const id of said.keys()) this.#regionNumber(id);
    const byNumber = new Int32Array(this.#regionNumbers.size);
    for (const [id, value] of said) byNumber[this.#regionNumber(id)] = value;
    return byNumber;
  }

  #regionNumber(id: number): number {
    const known = this.#regionNumbers.get(id);
    if (known !== undefined) return known;
    this.#regionNumbers.set(id, this.#regionNumbers.size);
    return this.#regionNumbers.size - 1;
  }

  /** @param regionId of whatever time */
  add(account: number, regionId: number, classOf: number, from: number, until: number): void {
    const row = this.#freeRow();
    const region = this.#regionNumber(regionId);
    if (account >= this.#head.length) this.#head = grown(this.#head, account, -1);
    this.#account[row] = account;
    this.#region[row] = region;
    this.#class[row] = classOf;
    this.#from[row] = from;
    this.#until[row] = until;
    this.#next[row] = this.#head[account] ?? -1;
    this.#head[account] = row;
    this.#link(row, region);
    for (const told of this.#listeners) told(region, classOf, from, until, 1);
  }

  /** Takes all standings of an account out. */
  remove(account: number): void {
    for (let row = this.#head[account] ?? -1; row >= 0; ) {
      const next = this.#next[row] ?? -1;
      for (const told of this.#listeners) told(this.#region[row] ?? 0, this.#class[row] ?? 0, this.#from[row] ?? 0, this.#until[row] ?? 0, -1);
      this.#class[row] = -1;
      this.#unlink(row);
      this.#next[row] = this.#free;
      this.#free = row;
      row = next;
    }
    if (account < this.#head.length) this.#head[account] = -1;
  }

  /**
   * Every standing of a day, but for those of some accounts. It holds until one comes or goes, or others are chosen.
   * @param on days since 1970-01-01
   * @param within as `byRegion` has it: those of which nothing is said are passed over
   */
  chosen({ on, within, without = [] }: { on: number; within: Int32Array; without?: readonly number[] }): Chosen {
    const [region, classOf, account, from, until] = [this.#region, this.#class, this.#account, this.#from, this.#until];
    const left = new Set(without);
    const of = this.#candidates(within);
    if (this.#chosen.length < this.#rows) this.#chosen = new Int32Array(this.#region.length);
    const rows = of ?? this.#chosen.subarray(0, this.#rows);
    let count = 0;
    for (let at = 0; at < rows.length; at++) {
      const row = of ? (of[at] as number) : at;
      if (!within[region[row] as number] || (classOf[row] as number) < 0 || (from[row] as number) > on || (until[row] as number) <= on) continue;
      if (left.size === 0 || !left.has(account[row] as number)) rows[count++] = row;
    }
    return { rows: rows.subarray(0, count), region, classOf, account };
  }

  /** The rows of few regions, which are not sought among all; null where there are many. */
  #candidates(within: Int32Array): Int32Array | null {
    const regions: number[] = [];
    for (let region = 0; region < within.length; region++) if (within[region] && regions.push(region) > FEW) return null;
    const rows: number[] = [];
    for (const region of regions) for (let row = this.#first[region] ?? -1; row >= 0; row = this.#after[row] as number) rows.push(row);
    return Int32Array.from(rows);
  }

  #link(row: number, region: number): void {
    if (region >= this.#first.length) this.#first = grown(this.#first, region, -1);
    const first = this.#first[region] as number;
    this.#after[row] = first;
    this.#before[row] = -1;
    if (first >= 0) this.#before[first] = row;
    this.#first[region] = row;
  }

  #unlink(row: number): void {
    const [after, before] = [this.#after[row] as number, this.#before[row] as number];
    if (after >= 0) this.#before[after] = before;
    if (before >= 0) this.#after[before] = after;
    else this.#first[this.#region[row] as number] = after;
  }

  /** Tells each standing that comes or goes from now on, until the listener is let go. */
  hear(listener: Listener): void {
    this.#listeners.add(listener);
  }

  letGo(listener: Listener): void {
    this.#listeners.delete(listener);
  }

  #freeRow(): number {
    if (this.#free >= 0) {
      const row = this.#free;
      this.#free = this.#next[row] ?? -1;
      return row;
    }
    const row = this.#rows++;
    if (row >= this.#region.length) {
      this.#account = grown(this.#account, row, 0);
      this.#region = grown(this.#region, row, 0);
      this.#class = grown(this.#class, row, -1);
      this.#from = grown(this.#from, row, 0);
      this.#until = grown(this.#until, row, 0);
      this.#next = grown(this.#next, row, -1);
      this.#after = grown(this.#after, row, 0);
      this.#before = grown(this.#before, row, 0);
    }
    return row;
  }
}

/** As many regions as a province may have: more are found sooner among all. */
const FEW = 250;

function grown(column: Int32Array<ArrayBuffer>, needed: number, filling: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(Math.max(column.length * 2, needed + 1)).fill(filling, column.length);
  longer.set(column);
  return longer;
}
