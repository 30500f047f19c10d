import type { ReformTexts, SaidFate } from '@/lib/db/unit-reform';
import { REFORMS } from '@/lib/registry/reform';
import { isCode } from '@/lib/taxonomy/codes';

/** Reads the fields of the reform's form: units by their places (unit1, region1 …), accounts by their numbers (account12). */
export function reformTexts(texts: Record<string, string>): ReformTexts | null {
  const { kind = '', version = '', day = '', stays, rest = '', document = '' } = texts;
  if (!isCode(REFORMS, kind)) return null;
  return {
    kind,
    version: Number(version) || 0,
    day,
    stays: stays === 'yes',
    document: document.slice(0, 200),
    others: placesOf(texts, 'other').map(({ field, text }) => ({ field, text })),
    takers: placesOf(texts, 'unit').map(({ place, text: unit }) => ({
      place,
      unit,
      region: texts[`region${place}`],
      sector: texts[`sector${place}`],
      fills: texts[`fills${place}`] || undefined,
    })),
    fates: new Map(placesOf(texts, 'account').flatMap(({ place, text }) => fate(text).map((each) => [place, each] as const))),
    rest: fate(rest)[0] ?? null,
  };
}

function placesOf(texts: Record<string, string>, name: string): { field: string; place: number; text: string }[] {
  return Object.entries(texts)
    .map(([field, text]) => ({ field, place: Number(new RegExp(`^${name}(\\d{1,9})$`).exec(field)?.[1] ?? 0), text: text.trim() }))
    .filter(({ place, text }) => place > 0 && text !== '')
    .sort((one, other) => one.place - other.place);
}

// The takers are numbered from 1 on the form.
function fate(text: string): SaidFate[] {
  if (text === 'close' || text === 'stay') return [text];
  return /^[1-9]$/.test(text) ? [Number(text) - 1] : [];
}
