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

/** Who hears of every standing that comes and goes: `sign` is 1 or -1. */
export type Listener = (region: number, classOf: number, from: number, until: number, sign: 1 | -1) => void;

/** Some standings, as the numbers of rows in columns that others share: who walks through hundreds of thousands calls nobody for each. */
export type Chosen = { rows: Int32Array; region: Int32Array; classOf: Int32Array; account: Int32Array };

/**
 * 在册状态 of all accounts as columns of numbers, some twenty-four bytes each: three hundred thousand are
 * walked through in a few milliseconds, for any day and any question.
 */
export class Standings {
  readonly classes: StandingClass[] = [];
  readonly #classNumbers = new Map<string, number>();
  // Row by row; the rows of one account are a chain from its head, and free rows are a chain too.
  #account = new Int32Array(1024);
  #region = new Int32Array(1024);
  #class = new Int32Array(1024).fill(-1);
  #from = new Int32Array(1024);
  #until = new Int32Array(1024);
  #next = new Int32Array(1024).fill(-1);
  #head = new Int32Array(1024).fill(-1);
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

  add(account: number, region: number, classOf: number, from: number, until: number): void {
    const row = this.#freeRow();
    if (account >= this.#head.length) this.#head = grown(this.#head, account, -1);
    this.#account[row] = account;
    this.#region[row] = region;
    this.#class[row] = classOf;
    this.#from[row] = from;
    this.#until[row] = until;
    this.#next[row] = this.#head[account] ?? -1;
    this.#head[account] = row;
    for (const told of this.#listeners) told(region, classOf, from, until, 1);
  }

  /** Takes all standings of an account out. */
  remove(account: number): void {
    for (let row = this.#head[account] ?? -1; row >= 0; ) {
      const next = this.#next[row] ?? -1;
      for (const told of this.#listeners) told(this.#region[row] ?? 0, this.#class[row] ?? 0, this.#from[row] ?? 0, this.#until[row] ?? 0, -1);
      this.#class[row] = -1;
      this.#next[row] = this.#free;
      this.#free = row;
      row = next;
    }
    if (account < this.#head.length) this.#head[account] = -1;
  }

  /**
   * Every standing of a day, but for those of some accounts. It holds until one comes or goes.
   * @param on days since 1970-01-01
   * @param within by the id of a region 0 where nobody asks: of those there are, these are passed over
   */
  chosen({ on, within, without = [] }: { on: number; within: Int32Array; without?: readonly number[] }): Chosen {
    const [region, classOf, account, from, until] = [this.#region, this.#class, this.#account, this.#from, this.#until];
    const left = new Set(without);
    const rows = new Int32Array(this.#rows);
    let count = 0;
    for (let row = 0; row < this.#rows; row++) {
      if (!within[region[row] as number] || (classOf[row] as number) < 0 || (from[row] as number) > on || (until[row] as number) <= on) continue;
      if (left.size === 0 || !left.has(account[row] as number)) rows[count++] = row;
    }
    return { rows: rows.subarray(0, count), region, classOf, account };
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
    }
    return row;
  }
}

function grown(column: Int32Array<ArrayBuffer>, needed: number, filling: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(Math.max(column.length * 2, needed + 1)).fill(filling, column.length);
  longer.set(column);
  return longer;
}
