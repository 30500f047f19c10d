/**
 * 形状: what the counts of bands, top to bottom, look like. 金字塔状 rises downwards, as Weibo was
 * reported in 2011; 腰鼓状 is thick in the middle, as WeChat was in 2014.
 */
export const SHAPES = ['too-few-bands', 'insufficient', 'even', 'pyramid', 'inverted-pyramid', 'drum', 'hourglass', 'mixed'] as const;
export type Shape = (typeof SHAPES)[number];

/** Fewer accounts than this say nothing about a shape. */
export const FEWEST_ACCOUNTS = 30;
/** Bands that all lie within this share of their mean are even. */
export const EVEN_WITHIN = 0.05;

/**
 * The verdict by the rule of the public contract (api.md, "Shape rule"), its conditions tried in order.
 * @param values of the bands that can occur, top to bottom: counts, or rates from 0 to 1
 * @param accounts how many accounts the bands hold together, whatever the values are
 */
export function shapeOf(values: readonly number[], accounts: number): Shape {
  if (values.length < 3) return 'too-few-bands';
  if (accounts < FEWEST_ACCOUNTS) return 'insufficient';
  if (isEven(values)) return 'even';
  const steps = values.slice(1).map((value, index) => Math.sign(value - (values[index] ?? 0)));
  if (steps.every((step) => step > 0)) return 'pyramid';
  if (steps.every((step) => step < 0)) return 'inverted-pyramid';
  if (turnsOnce(steps, 1)) return 'drum';
  return turnsOnce(steps, -1) ? 'hourglass' : 'mixed';
}

function isEven(values: readonly number[]): boolean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.every((value) => Math.abs(value - mean) <= EVEN_WITHIN * mean);
}

/** Whether steps go one way and then, from one interior band on, the other. */
function turnsOnce(steps: readonly number[], first: 1 | -1): boolean {
  const turn = steps.findIndex((step) => step !== first);
  return turn > 0 && steps.slice(turn).every((step) => step === -first);
}
