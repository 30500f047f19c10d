import { comparedBands, isVerdict } from './certainty';
import type { Band, Distribution } from './distribution';
import { BANDS, type Scheme } from './scheme';
import type { Shape } from './shape';

/** What a verdict rests on: the band that stands out, and its share or rate, 0 to 1. */
export type Told = { shape: Shape; band: string; value: number; most: boolean };

/**
 * Why two schemes see the same accounts otherwise.
 * `axes`: one reads where the owner stands, the other how high it ranks.
 * `urban`: 市辖区 count among the counties or among the cities; `accounts` are those that change the band.
 * `without-central`: one leaves the central bodies out. `grouped`: one takes bands together that the other holds apart.
 */
export type SchemeReason = { why: 'axes' } | { why: 'urban'; accounts: number } | { why: 'without-central'; accounts: number } | { why: 'grouped' };

export type SchemeDisagreement = { left: Scheme; right: Scheme; told: [Told, Told]; reason: SchemeReason };

/**
 * Where the number of accounts and the opening rate give different verdicts: which band has the most
 * accounts, of how many expected bodies and at which rate, and which band has the highest rate.
 */
export type BasisDisagreement = {
  accounts: Told;
  rate: Told;
  crowded: { band: string; accounts: number; expected: number | null; rate: number | null };
  keenest: { band: string; accounts: number; expected: number; rate: number };
};

/** The other schemes whose verdict by accounts is not that of the one looked at, each with the reason. */
export function schemesApart(shown: Scheme, all: readonly Distribution[]): SchemeDisagreement[] {
  const byAccounts = all.filter(({ basis, shape }) => basis === 'accounts' && isVerdict(shape));
  const left = byAccounts.find(({ scheme }) => scheme === shown) ?? byAccounts[0];
  if (!left) return [];
  return byAccounts
    .filter(({ shape }) => shape !== left.shape)
    .map((right) => ({ left: left.scheme, right: right.scheme, told: [toldOf(left), toldOf(right)], reason: reasonOf(left, right) }));
}

/** Under one scheme, why accounts and rates differ; null where they agree or one gives no verdict. */
export function basesApart(scheme: Scheme, all: readonly Distribution[]): BasisDisagreement | null {
  const [accounts, rate] = (['accounts', 'rate'] as const).map((basis) => all.find((each) => each.scheme === scheme && each.basis === basis));
  if (!accounts || !rate || !isVerdict(accounts.shape) || !isVerdict(rate.shape) || accounts.shape === rate.shape) return null;
  const crowded = greatest(accounts.bands, (band) => band.accounts);
  const keenest = greatest(comparedBands(rate), (band) => band.rate ?? 0);
  return {
    accounts: toldOf(accounts),
    rate: toldOf(rate),
    crowded: { band: crowded.code, accounts: crowded.accounts, expected: crowded.expected, rate: crowded.rate },
    keenest: { band: keenest.code, accounts: keenest.accounts, expected: keenest.expected ?? 0, rate: keenest.rate ?? 0 },
  };
}

/** The band that stands out: the least of an hourglass, else the greatest; of equals the uppermost. */
export function toldOf(distribution: Distribution): Told {
  const { basis, shape } = distribution;
  const bands = comparedBands(distribution);
  const figureOf = (band: Band) => (basis === 'accounts' ? band.share : band.rate) ?? 0;
  const most = shape !== 'hourglass';
  const { code, ...band } = greatest(most ? bands : bands.slice(1, -1), (each) => (most ? 1 : -1) * figureOf(each));
  return { shape, band: code, value: figureOf({ code, ...band }), most };
}

function reasonOf(left: Distribution, right: Distribution): SchemeReason {
  const pair = [left.scheme, right.scheme];
  if (pair.includes('rank4')) return { why: 'axes' };
  if (pair.includes('tier3') && pair.includes('tier3-urban')) return { why: 'urban', accounts: Math.abs(lowest(left) - lowest(right)) };
  if (pair.includes('local3')) return { why: 'without-central', accounts: left.outside + right.outside };
  return { why: 'grouped' };
}

function lowest({ scheme, bands }: Distribution): number {
  return bands.find(({ code }) => code === BANDS[scheme].at(-1))?.accounts ?? 0;
}

function greatest(bands: readonly Band[], figureOf: (band: Band) => number): Band {
  const [first, ...others] = bands;
  if (!first) throw new Error('A verdict without bands.');
  return others.reduce((best, band) => (figureOf(band) > figureOf(best) ? band : best), first);
}
