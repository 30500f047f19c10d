import { z } from 'zod';
import { dayParameter, LARGEST_ID, many } from '@/lib/taxonomy/query';
import { AUDIT_ACTS, SUBJECT_TYPES } from './acts';
import { EXCEPTIONS } from './exceptions';

const page = z.coerce.number().int().min(1).max(100_000).default(1);
const text = z
  .string()
  .max(60)
  .refine((each) => !each.includes('\0'))
  .optional();
const days = { from: dayParameter.optional(), until: dayParameter.optional() };

/** Parameters of the exceptions page: which kind, and of which days, both included. */
export const exceptionsQuery = z.object({ kind: z.enum(EXCEPTIONS).optional(), ...days, page });

/** Parameters of the search. `who` is a part of a name or a user name; `id` the subject's number or name. */
export const eventsQuery = z.object({
  who: text,
  user: z.coerce.number().int().min(1).max(LARGEST_ID).optional(),
  act: many(z.enum(AUDIT_ACTS)),
  subject: z.enum(SUBJECT_TYPES).optional(),
  id: text,
  ...days,
  /** The newest first, unless said. */
  sort: z.enum(['oldest']).optional(),
  page,
});
export type EventsQuery = z.infer<typeof eventsQuery>;
