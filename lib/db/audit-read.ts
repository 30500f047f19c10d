import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import type { AuditAct, SubjectType } from '@/lib/audit/acts';
import { EXCEPTIONS, type Exception } from '@/lib/audit/exceptions';
import { hideContacts, withoutPerson } from '@/lib/audit/mask';
import type { BlockView, EventView } from '@/lib/audit/views';
import type { Day } from '@/lib/taxonomy/day';
import { eventsWithin, exceptional, onDays } from './audit-where';
import { db } from './client';
import { Prisma } from './generated/client';

/** What events are listed by. Empty lists and nulls do not narrow; both days are included. */
export type EventFilter = {
  /** A part of a user's name, or a user name. */
  who: string | null;
  userId: number | null;
  acts: readonly AuditAct[];
  exceptions: readonly Exception[];
  subjectType: SubjectType | null;
  /** The number of the subject, or a part of what it was ever called. */
  subject: string | null;
  from: Day | null;
  until: Day | null;
  oldestFirst?: boolean;
};

export const ANY_EVENT: EventFilter = { who: null, userId: null, acts: [], exceptions: [], subjectType: null, subject: null, from: null, until: null };

/** Events that answer the filter and that the actor may read, the newest first unless said, and how many there are in all. */
export async function listEvents(actor: Actor, filter: EventFilter, { skip, take }: { skip: number; take: number }) {
  if (!may(actor, 'audit.read')) return { items: [], total: 0 };
  const from = Prisma.sql`FROM audit_event e LEFT JOIN "user" u ON u.id = e.actor_id LEFT JOIN audit_personal p ON p.commitment = e.personal WHERE ${await matching(actor, filter)}`;
  const [rows, counted] = await Promise.all([
    db().$queryRaw<EventRow[]>`${SELECTED} ${from} ORDER BY e.id ${Prisma.raw(filter.oldestFirst ? 'ASC' : 'DESC')} OFFSET ${skip} LIMIT ${take}`,
    db().$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${from}`,
  ]);
  return { items: rows.map(shown), total: counted[0]?.total ?? 0 };
}

type EventRow = EventView & { kept: string | null; erased: boolean };
type Kept = { address?: string; before?: object; after?: object };

// What older events hold, of contacts or of a user who is erased now, cannot be taken out of them: it is not shown.
function shown({ kept, erased, before, after, address, ...event }: EventRow): EventView {
  const apart: Kept = kept === null ? {} : JSON.parse(kept);
  const facts = (sealed: object | null, own?: object) => {
    if (!sealed && !own) return null;
    const whole = hideContacts({ ...sealed, ...own });
    return erased ? withoutPerson(whole) : whole;
  };
  return { ...event, before: facts(before, apart.before), after: facts(after, apart.after), address: erased ? null : (apart.address ?? address) };
}

/** How many exceptions of each kind the days hold. */
export async function countExceptions(actor: Actor, days: Pick<EventFilter, 'from' | 'until'>): Promise<Record<Exception, number>> {
  const none = Object.fromEntries(EXCEPTIONS.map((kind) => [kind, 0])) as Record<Exception, number>;
  if (!may(actor, 'audit.read')) return none;
  const counts = EXCEPTIONS.map((kind) => Prisma.sql`count(*) FILTER (WHERE ${exceptional(kind)})::int AS ${Prisma.raw(`"${kind}"`)}`);
  const [row]: Record<Exception, number>[] = await db().$queryRaw`
    SELECT ${Prisma.join(counts)} FROM audit_event e WHERE ${await matching(actor, { ...ANY_EVENT, ...days, exceptions: EXCEPTIONS })}`;
  return { ...none, ...row };
}

async function matching(actor: Actor, filter: EventFilter): Promise<Prisma.Sql> {
  const conditions = [
    await eventsWithin(actor),
    onDays(filter),
    filter.who === null ? null : byWho(filter.who),
    filter.userId === null ? null : Prisma.sql`e.actor_id = ${filter.userId}`,
    filter.acts.length ? Prisma.sql`e.act = ANY (${[...filter.acts]}::text[])` : null,
    filter.exceptions.length ? Prisma.sql`(${Prisma.join(filter.exceptions.map(exceptional), ' OR ')})` : null,
    about(filter),
  ];
  return Prisma.join(
    conditions.filter((each) => each !== null),
    ' AND ',
  );
}

function byWho(who: string): Prisma.Sql {
  return Prisma.sql`(e.actor_id IN (SELECT id FROM "user" WHERE username = ${who} OR ${contains('display_name', who)})
    OR (e.actor_id IS NULL AND ${contains('e.actor_name', who)}))`;
}

// What an import did to an account stands in its batch: its one event is about every account of its rows.
function about({ subjectType, subject }: EventFilter): Prisma.Sql | null {
  const type = subjectType === null ? Prisma.sql`true` : Prisma.sql`e.subject_type = ${subjectType}`;
  if (subject === null) return subjectType === null ? null : type;
  const itself = Prisma.sql`(${type} AND ${bySubject(subject)})`;
  return subjectType === null || subjectType === 'account' ? Prisma.sql`(${itself} OR ${byRow(subject)})` : itself;
}

function byRow(subject: string): Prisma.Sql {
  const number = /^\d{1,9}$/.test(subject) ? Number(subject) : null;
  return Prisma.sql`(e.subject_type = 'import' AND e.act IN ('import.run', 'import.undo') AND e.subject_id IN (
    SELECT r.batch_id::text FROM import_row r WHERE r.verdict IN ('new', 'changed')
      AND (r.account_id = ${number}::int OR r.account_id IN (SELECT account_id FROM account_name WHERE ${contains('name', subject)}))))`;
}

function bySubject(subject: string): Prisma.Sql {
  return Prisma.sql`(e.subject_id = ${subject}
    OR (e.subject_type = 'account' AND e.subject_id IN (SELECT account_id::text FROM account_name WHERE ${contains('name', subject)}))
    OR (e.subject_type = 'unit' AND e.subject_id IN (SELECT unit_id::text FROM unit_standing WHERE ${contains('name', subject)})))`;
}

function contains(column: 'display_name' | 'e.actor_name' | 'name', text: string): Prisma.Sql {
  return Prisma.sql`position(lower(${text}) IN lower(${Prisma.raw(column)})) > 0`;
}

const SELECTED = Prisma.sql`
  SELECT e.id, e.at, e.actor_id AS "actorId", coalesce(u.display_name, e.actor_name) AS who, e.via, e.act, e.subject_type AS "subjectType",
         e.subject_id AS "subjectId", e.before, e.after, e.address, e.request_id AS "requestId",
         p.document AS kept, u.erased_at IS NOT NULL AS erased,
         CASE WHEN e.subject_id !~ '^[0-9]{1,9}$' THEN NULL
              WHEN e.subject_type = 'account' THEN (SELECT name FROM account_name WHERE account_id = e.subject_id::int AND until IS NULL)
              WHEN e.subject_type = 'unit' THEN (SELECT name FROM unit_standing WHERE unit_id = e.subject_id::int AND until IS NULL)
              WHEN e.subject_type = 'user' THEN (SELECT display_name FROM "user" WHERE id = e.subject_id::int)
              WHEN e.subject_type = 'form' THEN (SELECT name FROM official_form WHERE id = e.subject_id::int)
              WHEN e.subject_type = 'group' THEN (SELECT name FROM account_group_name WHERE group_id = e.subject_id::int ORDER BY "from" DESC LIMIT 1)
              WHEN e.subject_type = 'region-set' THEN (SELECT name FROM region_set WHERE id = e.subject_id::int)
              WHEN e.subject_type = 'import' THEN (SELECT file_name FROM import_batch WHERE id = e.subject_id::int)
         END AS "subjectName"`;

/** The latest blocks, newest first: what of them may be published. */
export function latestBlocks(take: number): Promise<BlockView[]> {
  return db().auditBlock.findMany({
    orderBy: { number: 'desc' },
    take,
    select: { number: true, count: true, hash: true, previousHash: true, sealedAt: true },
  });
}
