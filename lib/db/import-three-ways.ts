import { mayAt } from '@/lib/access/acts';
import { type Finding, finding } from '@/lib/decision';
import { unitLabel } from '@/lib/exchange/owner';
import { UNDECIDED, withExported } from '@/lib/exchange/three-way';
import type { Directory, ReadRow, RowVerdict } from '@/lib/exchange/verdict';
import type { Work } from './import-kind';
import { placeOfUnit } from './scope';

type Row = { read: ReadRow; said: RowVerdict };
const isUndecided = ({ reason }: Finding) => UNDECIDED.includes(reason);

/**
 * Says of each field that both a sheet and the register have changed what it was when it was exported: of the values that
 * the register has held, the one whose letters the row's key bears. Of an account that is not the actor's to change nothing is told.
 */
export async function tellThreeWays(work: Work, rows: readonly Row[], directory: Directory): Promise<RowVerdict[]> {
  const open = rows.flatMap(({ read: { key }, said }) => (key && said.findings.some(isUndecided) ? [key.accountId] : []));
  if (open.length === 0) return rows.map(({ said }) => said);
  const past = await pastTexts(work, open);
  return rows.map(({ read: { key }, said }) => {
    const known = key && said.findings.some(isUndecided) ? directory.accountNumbered?.(key.accountId) : undefined;
    if (!key || !known) return said;
    const { actor, lists, today } = work;
    if (!mayAt(actor, 'account.edit', placeOfUnit(known.unit.state, known.unit.id, lists, today)))
      return { ...said, findings: [finding('name', 'account-outside-scope', { name: known.facts.name })] };
    return { ...said, findings: said.findings.map((each) => (isUndecided(each) ? withExported(each, key, past.get(key.accountId) ?? {}) : each)) };
  });
}

type Past = Record<string, string[]>;

// Names and standings of all times, what edits have replaced, and what imports have. Contacts are kept nowhere.
async function pastTexts({ ask }: Work, accountIds: readonly number[]): Promise<Map<number, Past>> {
  const held = await ask<{ id: number; field: string; value: string }>(
    `SELECT account_id AS id, 'name' AS field, name AS value FROM account_name WHERE account_id = ANY ($1::int[])
     UNION SELECT subject_id::int, k.key, k.value FROM audit_event e, jsonb_each_text(e.before) k
       WHERE e.subject_type = 'account' AND e.subject_id = ANY ($2::text[]) AND e.act = 'account.edit' AND k.key = ANY ($3::text[])
     UNION SELECT r.account_id, coalesce($4::jsonb->>k.key, k.key), k.value
       FROM import_row r JOIN import_before b USING (batch_id, number), jsonb_each_text(b.account) k
       WHERE r.account_id = ANY ($1) AND coalesce($4::jsonb->>k.key, k.key) = ANY ($3)
     UNION SELECT account_id, k.key, k.value FROM standing s, jsonb_each_text(jsonb_build_object('status', s.status, 'post', s.post, 'rank', coalesce(s.post_rank, s.rank))) k
       WHERE account_id = ANY ($1)
     UNION SELECT r.account_id, k.key, k.value FROM import_row r JOIN import_before b USING (batch_id, number), jsonb_array_elements(b.standings) s,
       jsonb_each_text(jsonb_build_object('status', s->'status', 'post', s->'post', 'rank', coalesce(nullif(s->'post_rank', 'null'), s->'rank'))) k WHERE r.account_id = ANY ($1)
     UNION SELECT r.account_id, 'name', n->>'name' FROM import_row r JOIN import_before b USING (batch_id, number), jsonb_array_elements(b.names) n
       WHERE r.account_id = ANY ($1)`,
    [accountIds, accountIds.map(String), EDITED, JSON.stringify(COLUMNS)],
  );
  const owners = await ask<{ id: number; unit: number; name: string }>(
    `SELECT DISTINCT held.id, u.unit_id AS unit, u.name FROM (
       SELECT account_id AS id, unit_id FROM standing WHERE account_id = ANY ($1::int[])
       UNION SELECT r.account_id, (s->>'unit_id')::int FROM import_row r JOIN import_before b USING (batch_id, number), jsonb_array_elements(b.standings) s
         WHERE r.account_id = ANY ($1)) AS held JOIN unit_standing u USING (unit_id)`,
    [accountIds],
  );
  const past = new Map<number, Past>();
  const add = (id: number, field: string, value: string | null) => {
    const own = past.get(id) ?? {};
    if (value !== null) past.set(id, { ...own, [field]: [...(own[field] ?? []), value] });
  };
  for (const { id, field, value } of held) add(id, field, value);
  for (const { id, unit, name } of owners) add(id, 'unit', unitLabel({ id: unit, name }));
  return past;
}

/** Fields that an edit's event tells of before, and that an account's row has under other names. */
const EDITED = ['name', 'platformId', 'handle', 'holder', 'person', 'post', 'wechatType', 'positioning', 'openedOn', 'status', 'verification', 'note'];
const COLUMNS = { platform_id: 'platformId', wechat_type: 'wechatType', opened_on: 'openedOn' };
