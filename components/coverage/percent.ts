/** A share as a percentage with one decimal; null of nothing, since 0 of 0 is not 0 %. */
export function percent(part: number, whole: number): string | null {
  return whole === 0 ? null : `${((part / whole) * 100).toFixed(1)} %`;
}
