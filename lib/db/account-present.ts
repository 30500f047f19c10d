import type { UnitState } from '@/lib/registry/standing';
import type { Holder, Platform, Status, WechatType } from '@/lib/taxonomy/codes';
import type { Day, PartialDay } from '@/lib/taxonomy/day';
import type { Step } from '@/lib/taxonomy/timeline';
import type { AccountPlan } from './import-accounts';
import type { Ask } from './raw';

/** An account as a transaction has it now: what its filing and the linter speak of. */
export type Present = {
  id: number;
  platform: Platform;
  holder: Holder;
  wechatType: WechatType | null;
  verification: string | null;
  openedOn: PartialDay | null;
  /** Whether anybody is named, or can be called. */
  contact: boolean;
  name: string;
  status: Status;
  post: string | null;
  /** The first day on which it counts. */
  countsFrom: Day;
  // Where it stands, and its unit as it stood last: that may have ended.
  unitId: number;
  regionId: number;
  sectorCode: string;
  parentId: number | null;
  unitName: string;
  unitEndedOn: Day | null;
};

/** A new account as it will be, from what is planned of it and how its unit stood last. */
export function presentFrom(id: number, { a = {}, n, s = [] }: AccountPlan, unit: Step<UnitState> | undefined): Present {
  const [first, now] = [s[0], s.at(-1)];
  if (!n || !first || !now || !unit) throw new Error('An account would stand nowhere.');
  return {
    id,
    platform: a.platform as Platform,
    holder: a.holder as Holder,
    wechatType: a.wechat_type as WechatType | null,
    verification: a.verification as string | null,
    openedOn: a.opened_on as PartialDay | null,
    contact: Boolean(a.contact_name || a.contact_phone),
    name: n.name,
    status: now.status as Status,
    post: now.post as string | null,
    countsFrom: first.from as Day,
    unitId: now.unit_id as number,
    regionId: now.region_id as number,
    sectorCode: now.sector_code as string,
    parentId: unit.value.parentId,
    unitName: unit.value.name,
    unitEndedOn: unit.until,
  };
}

/** Any number of accounts, by number, in one statement. */
export async function presentOf(ask: Ask, ids: readonly number[]): Promise<Map<number, Present>> {
  const rows = await ask<Present>(
    `SELECT a.id, a.platform, a.holder, a.wechat_type AS "wechatType", a.verification, a.opened_on AS "openedOn",
       concat(a.contact_name, a.contact_phone) <> '' AS contact, n.name, s.status, s.post,
       (SELECT min(f."from")::text FROM standing f WHERE f.account_id = a.id) AS "countsFrom",
       s.unit_id AS "unitId", s.region_id AS "regionId", s.sector_code AS "sectorCode", u.parent_id AS "parentId", u.name AS "unitName", u.until::text AS "unitEndedOn"
     FROM account a
     JOIN account_name n ON n.account_id = a.id AND n.until IS NULL
     JOIN standing s ON s.account_id = a.id AND s.until IS NULL
     JOIN LATERAL (SELECT * FROM unit_standing last WHERE last.unit_id = s.unit_id ORDER BY last."from" DESC NULLS LAST LIMIT 1) u ON true
     WHERE a.id = ANY ($1::int[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** One account of which it is known that it is there. */
export async function presentIn(ask: Ask, id: number): Promise<Present> {
  const present = (await presentOf(ask, [id])).get(id);
  if (!present) throw new Error(`Account ${id} stands nowhere.`);
  return present;
}
