import { ACCOUNT_FIELDS } from './account-fields';
import type { AccountView } from './views';

/** How a unit is written where it must be found again. */
type UnitLabel = (unit: { id: number; name: string }) => string;

/** What an account's form holds at first: what is registered. */
export function accountTexts(account: AccountView, unitLabel: UnitLabel): Record<string, string> {
  const now = account.standings.at(-1);
  const held = {
    ...account,
    post: now?.post,
    postRank: now?.postRank,
    status: now?.status,
    closedOn: null,
  };
  const texts = Object.fromEntries(ACCOUNT_FIELDS.map((field) => [field, held[field] ?? '']));
  return { ...texts, unit: now ? unitLabel({ id: now.unitId, name: now.unit }) : '' };
}

/** Fields in which what is asked differs from what is registered. Those of a unit that is yet to be made count where they say something. */
export const ASKED_FIELDS = ['unit', 'region', 'sector', 'tier', 'fills', ...ACCOUNT_FIELDS] as const;

export function differingTexts(present: Readonly<Record<string, string>>, typed: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const said = ASKED_FIELDS.flatMap((field) => (typed[field] === undefined ? [] : [[field, typed[field].trim()] as const]));
  return Object.fromEntries(said.filter(([field, text]) => text !== (present[field] ?? '')));
}

/** Personal data in what was asked: shown to those who may see contacts. */
export const CONTACT_FIELDS: readonly string[] = ['contactName', 'contactPhone', 'note'];
