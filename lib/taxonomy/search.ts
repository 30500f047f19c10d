import { clean, comparable } from './text';

/** One word of what was typed into a search field. */
export type SearchWord = {
  /** As names are compared. */
  name: string;
  /** As pinyin, initials, handles and permanent ids are; null where the word is not of letters and digits. */
  latin: string | null;
};

/** What something is found by. */
export type Searched = { names: readonly { name: string; pinyin: string; initials: string }[]; codes: readonly (string | null)[] };

const MOST_WORDS = 8;
const LONGEST = 60;
/** Fewer letters are found at the beginning of the pinyin only: inside it they are in every second name. */
const ENOUGH_LETTERS = 3;

/** What was typed, cleaned and split at its spaces: every word must match. */
export function searchWords(typed: string): SearchWord[] {
  const words = clean(typed).text.split(' ').map(comparable).filter(Boolean);
  return [...new Set(words)].slice(0, MOST_WORDS).map((word) => ({ name: word.slice(0, LONGEST), latin: latinOf(word.slice(0, LONGEST)) }));
}

// xī'ān is xian, lǜ is lv: as toPinyin writes them.
function latinOf(word: string): string | null {
  const letters = word
    .normalize('NFD')
    .replace(/u([\u0300\u0301\u0304\u030c]*)\u0308/g, 'v')
    .replace(/[\u0300-\u036f'’]/g, '');
  return /^[a-z0-9_.-]+$/.test(letters) ? letters : null;
}

/** Whether a word is part of a pinyin rather than the beginning of something. */
export function isLongEnough(latin: string): boolean {
  return latin.length >= ENOUGH_LETTERS;
}

/**
 * Whether something is found: each word is part of a name or, in letters, of its pinyin without spaces, or begins its
 * initials, its pinyin, or a code. lib/db/search.ts asks the database the same.
 */
export function isFound(words: readonly SearchWord[], { names, codes }: Searched): boolean {
  return words.every((word) => names.some((each) => isFoundByName(word, each)) || codes.some((code) => begins(code, word)));
}

function begins(code: string | null, { latin }: SearchWord): boolean {
  return latin === null || code === null ? false : code.toLowerCase().startsWith(latin);
}

function isFoundByName({ name: wanted, latin }: SearchWord, { name, pinyin, initials }: Searched['names'][number]): boolean {
  if (comparable(name).includes(wanted)) return true;
  if (latin === null) return false;
  const joined = pinyin.replaceAll(' ', '');
  return initials.startsWith(latin) || joined.startsWith(latin) || (isLongEnough(latin) && joined.includes(latin));
}

/** The names, of those borne before the present one, without which something would not be found; none where it is found without. */
export function foundByFormer(words: readonly SearchWord[], { names: [present, ...former], codes }: Searched): string[] {
  if (!present || words.length === 0 || isFound(words, { names: [present], codes })) return [];
  return former.filter((each) => words.some((word) => isFoundByName(word, each) && !isFoundByName(word, present))).map(({ name }) => name);
}
