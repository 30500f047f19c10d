// What the kinds have in common whose rows say records of one table, each found again by a key: judged, written and taken back in sets.
import { type Finding, finding, refuses } from '@/lib/decision';
import type { Column } from '@/lib/exchange/columns';
import type { Verdict } from '@/lib/exchange/verdict';
import type { FileRow, ImportKind, JudgedRow, Work } from './import-kind';
import { conflictsOf, existing, lockTable, type RecordTable, staleRows, takeBack, type Values, writeRecords } from './import-records-sql';

/** A record as a row says it. A value that is left out says nothing: what is held stays. */
export type SaidRecord = {
  key: Values;
  values: Values;
  /** The field beside which it stands when it is refused. */
  field: string;
};

/** What a row says: no record where it is refused, or says nothing. */
export type SaidRow = { findings: Finding[]; records: SaidRecord[]; label: string; accountId?: number | null };

export type RecordKind = {
  kind: string;
  columns: readonly Column[];
  needs: readonly string[];
  table: RecordTable;
  /** Reads the rows of one file, some at a time, and looks up what they name. */
  reader(work: Pick<Work, 'lists' | 'today'>): (work: Work, rows: readonly FileRow[]) => Promise<SaidRow[]>;
  /** What is to be said of a record that the register holds; `changes`: whether the row says otherwise. */
  heldSays?(was: Values, changes: boolean, field: string): Finding[];
  /** After rows were written or taken back. */
  after?(work: Work): Promise<void>;
};

type Planned = { now: Values; was?: Values };
type RecordsPlan = { records: object[]; label: string; changes: string[] };

/** The import of what a table holds. */
export function recordsKind({ kind, columns, needs, table, reader, heldSays = () => [], after }: RecordKind): ImportKind {
  return {
    kind,
    columns,
    needs,
    begin(begun) {
      const read = reader(begun);
      const seen = new Map<string, number>();
      return {
        async judge(work, rows) {
          const said = await read(work, rows);
          for (const [index, { number }] of rows.entries()) refuseRepeated(said[index], number, seen);
          return judged(work, table, rows, said, heldSays);
        },
        end: async () => undefined,
      };
    },
    lock: (work) => lockTable(work, table),
    stale: (work) => staleRows(work, table),
    prepare: async () => undefined,
    async write(work, from, upTo) {
      await writeRecords(work, table, from, upTo);
      await after?.(work);
    },
    conflicts: (work, written, most) => conflictsOf(work, table, written, most),
    async undo(work) {
      await takeBack(work, table);
      await after?.(work);
    },
  };
}

function refuseRepeated(said: SaidRow | undefined, number: number, seen: Map<string, number>): void {
  for (const { key, field } of said?.records ?? []) {
    const text = Object.values(key).join('|');
    const first = seen.get(text);
    if (first === undefined) seen.set(text, number);
    else if (!said?.findings.some(({ reason }) => reason === 'row-repeats')) said?.findings.push(finding(field, 'row-repeats', { row: first }));
  }
}

async function judged(
  work: Work,
  table: RecordTable,
  rows: readonly FileRow[],
  said: readonly SaidRow[],
  heldSays: NonNullable<RecordKind['heldSays']>,
): Promise<JudgedRow[]> {
  const asked = said.flatMap(({ findings, records }) => (findings.some(refuses) ? [] : records));
  const held = await existing(work.ask, table, asked);
  const saysOf = (was: Values | undefined, changes: boolean, field: string) => (was ? heldSays(was, changes, field) : []);
  return rows.map(({ number, cells }, index) => {
    const { records, label, accountId = null, ...own } = said[index] ?? { findings: [], records: [], label: '' };
    const plans = records.map((record) => plannedRecord(table, record, held.get(record)));
    const findings = [...own.findings, ...records.flatMap((record, at) => saysOf(held.get(record), plans[at] !== null, record.field))];
    const bare = { number, cells, findings, accountId, unitId: null };
    if (findings.some(refuses)) return { ...bare, verdict: 'refused', accountId: null, plan: null };
    const planned = plans.flatMap((plan) => plan ?? []);
    const changes = planned.flatMap(({ was = {}, now }) => Object.keys(was).filter((name) => differs(was[name], now[name])));
    const plan: RecordsPlan = { records: planned.map(({ now, was }) => (was ? { ...now, was } : now)), label, changes };
    return { ...bare, verdict: verdictOf(planned), plan: planned.length ? plan : null };
  });
}

function verdictOf(planned: readonly Planned[]): Verdict {
  if (planned.length === 0) return 'same';
  return planned.some(({ was }) => was) ? 'changed' : 'new';
}

/** What is to be written; null where all is held already. */
function plannedRecord({ values, always }: RecordTable, { key, values: said }: SaidRecord, was: Values | undefined): Planned[] | null {
  const now = Object.fromEntries(Object.keys(values).map((name) => [name, said[name] ?? was?.[name] ?? null]));
  if (!was) return [{ now: { ...key, ...now, ...always } }];
  // What is always written, such as where it comes from, is no difference of its own.
  if (!Object.keys(values).some((name) => differs(was[name], now[name]))) return null;
  return [{ now: { ...key, ...now, ...always }, was }];
}

function differs(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) !== JSON.stringify(b ?? null);
}
