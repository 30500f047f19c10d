/** A person's name with its first character left: 张**. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name;
  return first + '*'.repeat(rest.length);
}

/** A number of which too little is left to call it: 138****1234. Short ones are hidden whole. */
export function maskPhone(phone: string): string {
  const digits = phone.match(/\d/g)?.length ?? 0;
  const [head, tail] = digits >= 11 ? [3, 4] : digits >= 7 ? [0, 4] : [0, 0];
  let seen = 0;
  return phone.replace(/[^\s()（）+-]/gu, (character) => {
    if (!/\d/.test(character)) return '*';
    seen++;
    return seen <= head || seen > digits - tail ? character : '*';
  });
}

/** Which fields hold a person's contact, and how each is masked. */
const MASKS = { contactName: maskName, contactPhone: maskPhone } as const;

type Contacts = Partial<Record<keyof typeof MASKS, string | null>>;

/** The contacts of an account, masked; null stays null. */
export function maskContacts<T extends Contacts>(facts: T): T {
  const masked = Object.entries(MASKS).flatMap(([field, mask]) => {
    const value = facts[field as keyof typeof MASKS];
    return typeof value === 'string' ? [[field, mask(value)] as const] : [];
  });
  return { ...facts, ...Object.fromEntries(masked) };
}

/** What is kept for ever of a contact: that there was one. Null and empty stay so. */
export const HIDDEN = '***';

/** The contacts of an account, of which only whether there are any is told. */
export function hideContacts<T extends object>(facts: T): T {
  const hidden = Object.entries(facts).map(([field, value]) => [field, field in MASKS ? hide(value) : value] as const);
  return Object.fromEntries(hidden) as T;
}

/** The same of what was mended: field → before and after. */
export function hideMended<T extends object>(difference: T): T {
  const hidden = Object.entries(difference).map(([field, pair]) => [field, field in MASKS ? (pair as unknown[]).map(hide) : pair] as const);
  return Object.fromEntries(hidden) as T;
}

function hide(value: unknown): unknown {
  return typeof value === 'string' && value !== '' ? HIDDEN : value;
}

/** What events of before decision 0023 hold, unerasable, of a user: left out of what is shown of one who was erased. */
const OF_USERS = ['displayName', 'subject', 'address'];

export function withoutPerson(facts: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).filter(([field]) => !OF_USERS.includes(field)));
}

/** What was typed, with the contacts that were left masked as they were shown put back. */
export function unmaskUntouched<T extends Contacts>(typed: T, held: Contacts): T {
  const untouched = Object.entries(MASKS).flatMap(([name, mask]) => {
    const field = name as keyof typeof MASKS;
    const value = held[field];
    return typeof value === 'string' && typed[field] === mask(value) ? [[field, value] as const] : [];
  });
  return { ...typed, ...Object.fromEntries(untouched) };
}
