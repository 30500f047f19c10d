import { BANDS, bandOf, type Place, type Scheme } from './scheme';
import { type Shape, shapeOf } from './shape';

/** 分布的口径: how many accounts, or how many of the expected bodies have one. */
export const BASES = ['accounts', 'rate'] as const;
export type Basis = (typeof BASES)[number];

/** Everything about what was asked that any scheme needs: accounts and bodies by place. */
export type Profile = {
  accounts: (Place & { count: number })[];
  bodies: (Place & { expected: number; covered: number })[];
  /** Places that can occur in what was asked, and whether there is a roster of them. */
  possible: (Place & { roster: boolean })[];
};

export type Band = {
  code: string;
  accounts: number;
  /** Of the accounts in bands, 0 to 1; null of none. */
  share: number | null;
  /** Bodies expected to have an account; null without a roster. */
  expected: number | null;
  covered: number | null;
  rate: number | null;
};

/** A band that is left out of the verdict: it cannot occur here, or has no roster to take a rate of. */
export type Omitted = { code: string; why: 'cannot-occur' | 'no-roster' };

export type Distribution = {
  scheme: Scheme;
  basis: Basis;
  /** Top to bottom. */
  bands: Band[];
  omitted: Omitted[];
  /** Accounts whose tier or rank is not known. */
  unclassified: number;
  /** Accounts of which the scheme does not speak: central ones under `local3`. */
  outside: number;
  total: number;
  shape: Shape;
};

/** The distribution over a scheme's bands and the verdict on its shape. */
export function distribution(scheme: Scheme, basis: Basis, profile: Profile): Distribution {
  const at = (band: string | null) => sum(profile.accounts.filter((place) => bandOf(scheme, place) === band).map(({ count }) => count));
  const all = BANDS[scheme].map((code) => ({ code, ...bodiesIn(scheme, code, profile), accounts: at(code) }));
  const occurring = all.filter(({ code, accounts }) => accounts > 0 || profile.possible.some((place) => bandOf(scheme, place) === code));
  const inBands = sum(occurring.map(({ accounts }) => accounts));
  const bands = occurring.map((band) => ({ ...band, share: inBands === 0 ? null : band.accounts / inBands }));
  const rated = bands.filter(({ rate }) => rate !== null);
  const compared = basis === 'accounts' ? bands : rated;
  const cannot = all.filter((band) => !occurring.includes(band)).map(({ code }): Omitted => ({ code, why: 'cannot-occur' }));
  const unrated = basis === 'rate' ? bands.filter(({ rate }) => rate === null).map(({ code }): Omitted => ({ code, why: 'no-roster' })) : [];
  return {
    scheme,
    basis,
    bands,
    omitted: [...cannot, ...unrated],
    unclassified: at(null),
    outside: at('outside'),
    total: sum(profile.accounts.map(({ count }) => count)),
    shape: shapeOf(
      compared.map(({ accounts, rate }) => (basis === 'accounts' ? accounts : (rate ?? 0))),
      sum(compared.map(({ accounts }) => accounts)),
    ),
  };
}

function bodiesIn(scheme: Scheme, code: string, { bodies, possible }: Profile): Pick<Band, 'expected' | 'covered' | 'rate'> {
  const roster = possible.some((place) => place.roster && bandOf(scheme, place) === code);
  if (!roster) return { expected: null, covered: null, rate: null };
  const here = bodies.filter((place) => bandOf(scheme, place) === code);
  const expected = sum(here.map((place) => place.expected));
  const covered = sum(here.map((place) => place.covered));
  return { expected, covered, rate: expected === 0 ? null : covered / expected };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
