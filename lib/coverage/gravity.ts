import type { Distribution } from './distribution';
import { BANDS } from './scheme';

/**
 * 重心: the mean place of the accounts among all bands of the scheme, 1 the uppermost: Σ place × accounts ÷ Σ accounts.
 * Bands keep their place where others cannot occur, so that regions and sectors are compared on one measure.
 * @returns null of no accounts
 */
export function gravityOf({ scheme, bands }: Pick<Distribution, 'scheme' | 'bands'>): number | null {
  const accounts = bands.reduce((sum, band) => sum + band.accounts, 0);
  if (accounts === 0) return null;
  return bands.reduce((sum, band) => sum + (BANDS[scheme].indexOf(band.code) + 1) * band.accounts, 0) / accounts;
}

/** 中间级占比: the share of the bands between the first and the last, 0 to 1; null of fewer than three bands or no accounts. */
export function middleOf({ bands }: Pick<Distribution, 'bands'>): number | null {
  const shares = bands.slice(1, -1).map(({ share }) => share);
  if (!shares.length || shares.includes(null)) return null;
  return shares.reduce<number>((sum, share) => sum + (share ?? 0), 0);
}
