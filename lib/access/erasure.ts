/**
 * Why a person's data are erased: has left, asked for it, was entered by mistake. A list and no free
 * text: the reason is sealed with the audit, where a name that was typed would stay for ever.
 */
export const ERASURE_REASONS = ['left', 'requested', 'mistaken'] as const;

/** What stands in the place of an erased user's names. No user name looks like this: those are of small letters. */
export function pseudonym(userId: number): string {
  return `U-${String(userId).padStart(6, '0')}`;
}
