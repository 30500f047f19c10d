import type { useTranslations } from 'next-intl';
import type { EventView } from '@/lib/audit/views';
import { readGap } from '@/lib/coverage/chase';

/** The words of the audit; every act and every subject has its own (tested). */
type Words = ReturnType<typeof useTranslations<'audit'>>;
type Key = Parameters<Words>[0];

/** Who it was, as far as that is known. */
export function whoOf(t: Words, { actorId, who, via }: EventView): string {
  if (actorId !== null) return who;
  return via === 'web' ? t('nobody') : t(`via.${via}`);
}

/** What an event tells, as one sentence. */
export function eventSentence(t: Words, event: EventView): string {
  const tried = String(event.after?.tried ?? '');
  const key = `does.${event.act}` as Key;
  const words = { who: whoOf(t, event), subject: subjectOf(t, event), tried: said(t, `tried.${tried}`, tried) };
  return t.has(key) ? t(key, words as never) : `${words.who} ${event.act} ${words.subject}`;
}

/** What it was done to: by its name, or by its number where it has none. */
export function subjectOf(t: Words, { subjectType, subjectId, subjectName }: EventView): string {
  if (subjectName !== null) return t('named', { name: subjectName });
  if (subjectType === 'page') return said(t, `page.${subjectId.replaceAll('/', '-').slice(1)}`, subjectId);
  if (subjectId === 'new') return t('new');
  return /^\d+$/.test(subjectId) ? t('numbered', { id: subjectId }) : t('named', { name: subjectId });
}

/** Where the subject can be looked at. */
export function subjectHref({ subjectType, subjectId }: EventView): string | null {
  if (subjectType === 'page') return subjectId;
  if (subjectType === 'gap') return readGap(subjectId) && `/desk/gaps/${subjectId}`;
  if (!/^\d+$/.test(subjectId)) return null;
  if (subjectType === 'account' || subjectType === 'unit' || subjectType === 'target' || subjectType === 'group') return `/${subjectType}s/${subjectId}`;
  return subjectType === 'import' || subjectType === 'filing' ? `/desk/${subjectType}s/${subjectId}` : null;
}

function said(t: Words, key: string, otherwise: string): string {
  return t.has(key as Key) ? t(key as Key, {} as never) : otherwise;
}
