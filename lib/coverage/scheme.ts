import { RANKS, type Rank, type RegionKind, TIERS, type Tier } from '@/lib/taxonomy/codes';

/**
 * 分级方案: how tiers or ranks are taken together into ordered bands, top to bottom. The 2011
 * pyramid was told by rank, the 2014 drum by tier; they are never merged.
 */
export const SCHEMES = ['rank4', 'tier5', 'tier3', 'tier3-urban', 'local3'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Where an account stands, as far as schemes ask. `urban`: at the county tier of a 市辖区. */
export type Place = { tier: Tier | null; rank: Rank | null; urban: boolean };

/** The band of a scheme, `outside` where the scheme does not speak of it, null where the tier or rank is not known. */
export type BandOf = string | 'outside' | null;

const TIER3: Record<Tier, string> = {
  central: 'central',
  provincial: 'province-city',
  prefecture: 'province-city',
  county: 'county-below',
  township: 'county-below',
};
const LOCAL3: Record<Tier, string> = {
  central: 'outside',
  provincial: 'provincial',
  prefecture: 'prefecture',
  county: 'county-below',
  township: 'county-below',
};

/** Bands of each scheme, top to bottom. */
export const BANDS: Record<Scheme, readonly string[]> = {
  rank4: RANKS,
  tier5: TIERS,
  tier3: ['central', 'province-city', 'county-below'],
  'tier3-urban': ['central', 'province-city', 'county-below'],
  local3: ['provincial', 'prefecture', 'county-below'],
};

/** The band that a place falls into. */
export function bandOf(scheme: Scheme, { tier, rank, urban }: Place): BandOf {
  if (scheme === 'rank4') return rank;
  if (tier === null) return null;
  switch (scheme) {
    case 'tier5':
      return tier;
    case 'tier3':
      return TIER3[tier];
    case 'tier3-urban':
      // The 2014 document's lowest class names counties, county-level cities, towns, streets and
      // communities, but not districts: here a district counts among the cities.
      return tier === 'county' && urban ? 'province-city' : TIER3[tier];
    case 'local3':
      return LOCAL3[tier];
  }
}

const DISTRICTS: readonly RegionKind[] = ['district', 'municipal-district', 'sub-provincial-district'];

/** Whether a region is a 市辖区, of whatever kind of city. */
export function isUrbanDistrict(kind: RegionKind): boolean {
  return DISTRICTS.includes(kind);
}
