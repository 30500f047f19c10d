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

/** What was typed, with the contacts that were left masked as they were shown put back. */
export function unmaskUntouched<T extends Contacts>(typed: T, held: Contacts): T {
  const untouched = Object.entries(MASKS).flatMap(([name, mask]) => {
    const field = name as keyof typeof MASKS;
    const value = held[field];
    return typeof value === 'string' && typed[field] === mask(value) ? [[field, value] as const] : [];
  });
  return { ...typed, ...Object.fromEntries(untouched) };
}
