/** A share as a percentage with one decimal; null of nothing, since 0 of 0 is not 0 %. */
export function percent(part: number, whole: number): string | null {
  return whole === 0 ? null : `${((part / whole) * 100).toFixed(1)} %`;
}

/** A number with its sign, and none at nought; — where it is not known. */
export function signed(number: number | null, show: (size: number) => string = (size) => size.toLocaleString('en')): string {
  if (number === null) return '—';
  const size = show(Math.abs(number));
  return number === 0 || size === show(0) ? show(0) : `${number > 0 ? '+' : '−'}${size}`;
}

/** A rate of growth: 0.5 is +50.0 %. */
export function signedPercent(rate: number | null): string {
  return signed(rate, (size) => percent(size, 1) ?? '—');
}
