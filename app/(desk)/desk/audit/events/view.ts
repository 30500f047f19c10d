import type { EventsQuery } from '@/lib/audit/query';
import { ANY_EVENT, type EventFilter } from '@/lib/db/audit-read';

export const PATH = '/desk/audit/events';

/** What the page and its file are narrowed by. */
export function filterOf({ who, user, act, subject, id, from, until, sort }: EventsQuery): EventFilter {
  return {
    ...ANY_EVENT,
    who: who ?? null,
    userId: user ?? null,
    acts: act,
    subjectType: subject ?? null,
    subject: id ?? null,
    from: from ?? null,
    until: until ?? null,
    oldestFirst: sort === 'oldest',
  };
}
