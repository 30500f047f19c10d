/** A cleaned text and what was mended in it, so that the person can be told. */
export type Cleaned = { text: string; mended: Mend[] };

/** What can be wrong with a text without changing what it means. */
export type Mend = 'invisible-characters' | 'full-width' | 'shi-character';

// Zero-width and direction marks, fillers, variation selectors, byte-order marks, soft hyphens, control characters other than line breaks.
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]|[^\P{Cc}\n\r\t]/gu;
const FULL_WIDTH = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff3f\uff0d]/g;

// Nothing of this is ever mended, and most cells are so: Chinese characters, digits, letters, brackets and marks.
const PLAIN = /^[!-~\u4e00-\u5dfe\u5e00-\u9fa5（）—、，。《》〔〕]*$/;

/**
 * Mends what typing and copying leave behind: invisible characters, full-width letters and
 * digits, 巿 (U+5DFF) printed for 市, runs of spaces. Chinese punctuation stays.
 */
export function clean(raw: string): Cleaned {
  if (PLAIN.test(raw)) return { text: raw, mended: [] };
  const mended: Mend[] = [];
  let text = mend(raw, INVISIBLE, '', 'invisible-characters', mended);
  text = mend(text, FULL_WIDTH, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0), 'full-width', mended);
  text = mend(text, /\u5dff/g, '市', 'shi-character', mended);
  text = text.normalize('NFC').replace(/[\s\u3000]+/g, ' ');
  return { text: text.trim(), mended };
}

function mend(text: string, pattern: RegExp, by: string | ((found: string) => string), what: Mend, mended: Mend[]): string {
  const after = typeof by === 'string' ? text.replace(pattern, by) : text.replace(pattern, by);
  if (after !== text) mended.push(what);
  return after;
}

const HAN = /^[\u4e00-\u9fa50-9]*$/;

/** A text as it is compared: cleaned, without spaces, brackets alike, letters lower case. */
export function comparable(raw: string): string {
  const { text } = clean(raw);
  return HAN.test(text) ? text : text.replace(/\s/g, '').replace(/（/g, '(').replace(/）/g, ')').toLowerCase();
}

/** Width of a name as the platforms count it: a Chinese character is two, a letter one. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character.charCodeAt(0) > 0xff ? 2 : 1), 0);
}
