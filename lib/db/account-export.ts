import type { Actor } from '@/lib/access/actor';
import { may, mayAt } from '@/lib/access/acts';
import { accept, type Decision, finding, refuse } from '@/lib/decision';
import type { AccountRow } from '@/lib/exchange/account-row';
import type { AccountSort } from '@/lib/registry/query';
import type { Day } from '@/lib/taxonomy/day';
import { accountsAsked, accountsFrom } from './account-asked';
import type { AccountFilter } from './account-list';
import { record, refuseAct } from './audit';
import { transaction } from './client';
import { Prisma } from './generated/client';
import { type Reference, reference } from './reference';
import { placeOfUnit } from './scope';
import { readStream, type TextRow } from './stream';
import { unitsOn } from './unit-on';

/** Accounts on their way into a file: how many there are, and the rows in batches. */
export type AccountStream = { total: number; rows: AsyncGenerator<AccountRow[]>; stop(): Promise<void> };

/** What of an export the audit keeps: from which page it was taken, and with which question. */
export type Taken = { path: string; query: string };

/**
 * Reads all accounts that answer a filter, in the order of the list, without holding them, and records that
 * they were taken. What nobody in particular takes is not recorded.
 * @param contacts also whom to call, of the accounts that the actor may see contacts of; that is recorded as a look
 */
export async function exportAccounts(
  actor: Actor,
  filter: AccountFilter,
  sort: AccountSort,
  { contacts, today, taken }: { contacts: boolean; today: Day; taken: Taken },
): Promise<Decision<AccountStream>> {
  if (contacts && !may(actor, 'account.read-contact')) return refuseContacts(actor, taken);
  const stream = await streamAccounts(actor, filter, sort, { contacts, today });
  await recordTaken(actor, taken, stream.total, contacts);
  return accept(stream);
}

/** Units: one unit's accounts after another's, of these units alone. */
type Streamed = { contacts: boolean; today: Day; units?: readonly number[] };

/** The rows alone; whoever asks for them records it. */
export async function streamAccounts(actor: Actor, filter: AccountFilter, sort: AccountSort, { contacts, today, units }: Streamed): Promise<AccountStream> {
  const lists = await reference();
  const asked = await accountsAsked(filter);
  const [from, by] = accountsFrom(asked, sort, false);
  const where = units ? Prisma.sql`${asked.where} AND x.unit_id = ANY (${[...units]}::int[])` : asked.where;
  const selected = Prisma.join(Object.values(contacts ? { ...COLUMNS, ...CONTACTS } : COLUMNS), ', ');
  const { total, rows, stop } = await readStream(
    Prisma.sql`SELECT count(*) FROM ${asked.rows} WHERE ${where}`,
    Prisma.sql`SELECT ${selected} FROM ${from} ${joined(filter.asOf, contacts)} WHERE ${where} ORDER BY ${units ? Prisma.sql`x.unit_id, x.account_id` : by}`,
  );
  return { total, rows: accountRows(rows, contacts ? seer(actor, lists, today) : null), stop };
}

async function refuseContacts(actor: Actor, { path }: Taken): Promise<Decision<never>> {
  await refuseAct(actor, 'account.read-contact', { subjectType: 'page', subjectId: path });
  return refuse(finding(null, 'not-found'));
}

async function recordTaken(actor: Actor, { path, query }: Taken, rows: number, contacts: boolean): Promise<void> {
  if (actor.userId === null && actor.via === 'web') return;
  const event = { subjectType: 'page', subjectId: path, after: { query, rows } } as const;
  await transaction(async (tx) => {
    await record(tx, actor, { act: 'page.export', ...event });
    if (contacts) await record(tx, actor, { act: 'account.look-contacts', ...event });
  });
}

/** Fields of a row in their order, and where each stands. */
const COLUMNS = {
  id: Prisma.sql`a.id`,
  platform: Prisma.sql`a.platform`,
  name: Prisma.sql`n.name`,
  platformId: Prisma.sql`a.platform_id`,
  handle: Prisma.sql`a.handle`,
  unitId: Prisma.sql`s.unit_id`,
  unit: Prisma.sql`owner.name`,
  uscc: Prisma.sql`o.uscc`,
  regionId: Prisma.sql`s.region_id`,
  sector: Prisma.sql`s.sector_code`,
  tier: Prisma.sql`s.tier`,
  rank: Prisma.sql`s.rank`,
  holder: Prisma.sql`a.holder`,
  person: Prisma.sql`a.person`,
  post: Prisma.sql`s.post`,
  postRank: Prisma.sql`s.post_rank`,
  wechatType: Prisma.sql`a.wechat_type`,
  positioning: Prisma.sql`a.positioning`,
  openedOn: Prisma.sql`a.opened_on`,
  status: Prisma.sql`s.status`,
  since: Prisma.sql`s."from"`,
  verification: Prisma.sql`a.verification`,
  followers: Prisma.sql`f.value`,
  followersOn: Prisma.sql`f.day`,
  provenance: Prisma.sql`a.provenance`,
} satisfies Partial<Record<keyof AccountRow, Prisma.Sql>>;

/** Contacts, and by what it is decided whether they are seen: the present owner, as it is now. */
const CONTACTS = {
  contactName: Prisma.sql`a.contact_name`,
  contactPhone: Prisma.sql`a.contact_phone`,
  note: Prisma.sql`a.note`,
  ownerId: Prisma.sql`p.unit_id`,
  ownerRegion: Prisma.sql`p.region_id`,
  ownerSector: Prisma.sql`p.sector_code`,
  ownerParent: Prisma.sql`p.parent_id`,
};

const covers = (table: 'n' | 's', day: Day) =>
  Prisma.sql`(${Prisma.raw(table)}."from" IS NULL OR ${Prisma.raw(table)}."from" <= ${day}::date) AND (${Prisma.raw(table)}.until IS NULL OR ${Prisma.raw(table)}.until > ${day}::date)`;

const joined = (asOf: Day, contacts: boolean) => Prisma.sql`
  JOIN account a ON a.id = x.account_id
  JOIN account_name n ON n.account_id = a.id AND ${covers('n', asOf)}
  JOIN standing s ON s.account_id = a.id AND ${covers('s', asOf)}
  JOIN ${unitsOn(asOf)} owner ON owner.unit_id = s.unit_id
  JOIN unit o ON o.id = s.unit_id
  LEFT JOIN LATERAL (
    SELECT value, day FROM snapshot
    WHERE snapshot.account_id = a.id AND metric = 'followers' AND value IS NOT NULL AND day <= ${asOf}::date
    ORDER BY day DESC LIMIT 1) f ON true
  ${contacts ? PRESENT_OWNER : Prisma.empty}`;

const PRESENT_OWNER = Prisma.sql`
  JOIN standing now ON now.account_id = a.id AND now.until IS NULL
  JOIN LATERAL (
    SELECT x.unit_id, x.region_id, x.sector_code, x.parent_id FROM unit_standing x
    WHERE x.unit_id = now.unit_id ORDER BY x."from" DESC NULLS LAST LIMIT 1) p ON true`;

const WIDTH = Object.keys(COLUMNS).length;

/** Whether who reads may see the contact of an account with this owner. */
type Sees = (ownerId: string, region: string, sector: string, parent: string | null) => boolean;

function seer(actor: Actor, lists: Reference, today: Day): Sees {
  const known = new Map<string, boolean>();
  return (ownerId, region, sector, parent) => {
    const key = `${ownerId} ${region} ${sector} ${parent}`;
    const sees =
      known.get(key) ??
      mayAt(
        actor,
        'account.read-contact',
        placeOfUnit({ regionId: Number(region), sectorCode: sector, parentId: parent === null ? null : Number(parent) }, Number(ownerId), lists, today),
      );
    known.set(key, sees);
    return sees;
  };
}

async function* accountRows(batches: AsyncGenerator<TextRow[]>, sees: Sees | null): AsyncGenerator<AccountRow[]> {
  for await (const batch of batches) yield batch.map((cells) => accountRow(cells, sees));
}

const NO_CONTACT = [null, null, null] as const;

function contactOf([name = null, phone = null, note = null, owner, region, sector, parent = null]: TextRow, sees: Sees): readonly (string | null)[] {
  return sees(owner ?? '', region ?? '', sector ?? '', parent) ? [name, phone, note] : NO_CONTACT;
}

function at(cells: readonly (string | null)[], index: number): string | null {
  return cells[index] ?? null;
}

/** A row of one shape, whose fields stand where `COLUMNS` has them. */
function accountRow(cells: TextRow, sees: Sees | null): AccountRow {
  const contact = sees ? contactOf(cells.slice(WIDTH), sees) : NO_CONTACT;
  const row: Record<keyof AccountRow, string | number | null> = {
    id: Number(cells[0]),
    platform: at(cells, 1),
    name: at(cells, 2),
    platformId: at(cells, 3),
    handle: at(cells, 4),
    unitId: Number(cells[5]),
    unit: at(cells, 6),
    uscc: at(cells, 7),
    regionId: Number(cells[8]),
    sector: at(cells, 9),
    tier: at(cells, 10),
    rank: at(cells, 11),
    holder: at(cells, 12),
    person: at(cells, 13),
    post: at(cells, 14),
    postRank: at(cells, 15),
    wechatType: at(cells, 16),
    positioning: at(cells, 17),
    openedOn: at(cells, 18),
    status: at(cells, 19),
    since: at(cells, 20),
    verification: at(cells, 21),
    followers: at(cells, 22),
    followersOn: at(cells, 23),
    provenance: at(cells, 24),
    contactName: at(contact, 0),
    contactPhone: at(contact, 1),
    note: at(contact, 2),
  };
  return row as AccountRow;
}
