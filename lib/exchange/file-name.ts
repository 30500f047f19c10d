// What Windows keeps for itself in names of files, and what is not seen or turns letters round.
const RESERVED = /[\\/:*?"<>|]/g;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const LONGEST = 80;

/** A text as the name of a file that every system keeps, Chinese as it is; without an ending. */
export function fileName(text: string): string {
  const plain = text.normalize('NFC').replace(UNSEEN, '').replace(RESERVED, '_').replace(/\s+/g, ' ');
  const cut = [...plain]
    .slice(0, LONGEST)
    .join('')
    .replace(/^[ .]+|[ .]+$/g, '');
  return DEVICE.test(cut) ? `_${cut}` : cut || '_';
}

/** Names for one archive: what was given before, in whatever letters, gets what tells it from the other. */
export function uniqueNames(): (text: string, otherwise: string) => string {
  const given = new Set<string>();
  return (text, otherwise) => {
    const plain = fileName(text);
    const name = given.has(plain.toLowerCase()) ? `${plain}（${fileName(otherwise)}）` : plain;
    given.add(name.toLowerCase());
    return name;
  };
}
