import type { Day } from '@/lib/taxonomy/day';
import type { Listener, Standings } from './standings';
import { dayNumber } from './tally';

/** More than there are classes of standings, so that a region and a class make one number. */
const CLASSES = 2 ** 24;

/** Hears whether what stands on a day is still what stood when it was last looked at; who goes and comes again the same is no change. */
export class DayWatch {
  /** How often it has heard of anybody of its day. */
  heard = 0;
  readonly #asOf: number;
  readonly #since = new Map<number, number>();
  readonly #listener: Listener = (region, classOf, from, until, sign) => this.#hear(region, classOf, from, until, sign);

  constructor(
    readonly standings: Standings,
    day: Day,
  ) {
    this.#asOf = dayNumber(day);
    standings.hear(this.#listener);
  }

  get changed(): boolean {
    return this.#since.size > 0;
  }

  /** What stands now is what it compares with from now on. */
  look(): void {
    this.#since.clear();
  }

  /** Hears no longer. */
  end(): void {
    this.standings.letGo(this.#listener);
  }

  #hear(region: number, classOf: number, from: number, until: number, sign: 1 | -1): void {
    if (from > this.#asOf || until <= this.#asOf) return;
    this.heard += 1;
    const what = region * CLASSES + classOf;
    const more = (this.#since.get(what) ?? 0) + sign;
    if (more === 0) this.#since.delete(what);
    else this.#since.set(what, more);
  }
}
