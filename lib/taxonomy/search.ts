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

/** What was typed, as the words that must all match; two ways to take it where pinyin was typed with spaces. None: everything is found. */
export type Search = readonly (readonly SearchWord[])[];

/** What was typed, cleaned and split at its spaces; ping an is one reading as well as two. */
export function readSearch(typed: string): Search {
  const words = [...new Set(clean(typed).text.split(' ').map(comparable).filter(Boolean))].slice(0, MOST_WORDS).map(wordOf);
  if (words.length === 0) return [];
  const joined: SearchWord[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (last?.latin && word.latin) joined[joined.length - 1] = wordOf(last.latin + word.latin);
    else joined.push(word);
  }
  return joined.length < words.length ? [words, joined] : [words];
}

function wordOf(text: string): SearchWord {
  const name = text.slice(0, LONGEST);
  return { name, latin: latinOf(name) };
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
 * Whether something is found: in one way to take what was typed, each word is part of a name or, in letters, of its pinyin without spaces, or begins its
 * initials, its pinyin, or a code. lib/db/search.ts asks the database the same.
 */
export function isFound(search: Search, searched: Searched): boolean {
  return search.length === 0 || search.some((words) => areFound(words, searched));
}

function areFound(words: readonly SearchWord[], { names, codes }: Searched): boolean {
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

/** The former names without which something would not be found; none where the present one, which stands first, is enough. */
export function foundByFormer(search: Search, searched: Searched): string[] {
  const [present, ...former] = searched.names;
  if (!present || isFound(search, { ...searched, names: [present] })) return [];
  const words = search.find((each) => areFound(each, searched)) ?? [];
  return former.filter((each) => words.some((word) => isFoundByName(word, each) && !isFoundByName(word, present))).map(({ name }) => name);
}
