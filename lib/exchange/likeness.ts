import { comparable } from '@/lib/taxonomy/text';

/** How a name in a sheet came to be like one of the register; in the order of how much it says. */
export const LIKENESSES = ['same-but-form', 'contains', 'one-off'] as const;
export type Likeness = (typeof LIKENESSES)[number];

/** Differences that are none: the same body, written otherwise. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/[()[\]【】〔〕《》"“”·.\-—_,，、]/g, ''],
  [/人民政府办公(厅|室)/g, '政府办'],
  [/办公(厅|室)/g, '办'],
  [/人民政府/g, '政府'],
  [/委员会/g, '委'],
  [/管理(总)?局/g, '局'],
  [/(分|支|总)局/g, '局'],
  [/^(中国共产党|中共)/g, ''],
];

/** Kinds of places, which people leave out. */
const KINDS = /(维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|特别行政区|新区|地区|省|市|区|县|盟|旗)/g;

/** What is left of a name when its form is taken off: 北京市公安局海淀分局 and 海淀区公安局 have the same. */
export function coreOf(name: string, places: readonly string[]): string {
  let text = comparable(name);
  for (const [form, by] of FORMS) text = text.replace(form, by);
  for (const place of [...places].sort((a, b) => b.length - a.length)) text = text.replaceAll(comparable(place), '');
  return text.replace(KINDS, '').replace(/(局|院|队|所)\1$/, '$1');
}

/** Letters in which names of the same place differ on purpose: 第一, 甲, 东. */
const TELLING = /[0-9a-z一二三四五六七八九十甲乙丙丁东西南北中上下新老大小]/;

/**
 * How like two names are of bodies of one place; null where they are not. It never decides anything.
 * @param places the names of the place and of those above it, which either name may have or leave out
 */
export function likeness(one: string, other: string, places: readonly string[]): Likeness | null {
  return likeCores(coreOf(one, places), coreOf(other, places));
}

/** The same of names whose form was taken off. */
export function likeCores(a: string, b: string): Likeness | null {
  if (a.length >= 2 && a === b) return 'same-but-form';
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 4 && long.length - short.length <= 2 && !TELLING.test(long.replace(short, '')) && long.includes(short)) return 'contains';
  return short.length >= 4 && oneOff(short, long) ? 'one-off' : null;
}

// One character left out, added or mistaken; not one by which bodies are told apart, and not the last, which says what they are.
function oneOff(short: string, long: string): boolean {
  let head = 0;
  while (head < short.length && short[head] === long[head]) head += 1;
  let tail = 0;
  while (tail < short.length - head && short[short.length - 1 - tail] === long[long.length - 1 - tail]) tail += 1;
  const [left, right] = [short.slice(head, short.length - tail), long.slice(head, long.length - tail)];
  return tail > 0 && left.length <= 1 && right.length <= 1 && !TELLING.test(left + right);
}
