import type { RowTexts } from '@/lib/exchange/columns';
import type { Made, RowUnit } from '@/lib/exchange/owner';
import { fileJudge, type RowPlan, type RowVerdict, readRow } from '@/lib/exchange/verdict';
import { decideAccount } from '@/lib/registry/account';
import { kindOfChange } from '@/lib/registry/filing';
import { countsFrom, type Held, standings, type UnitState } from '@/lib/registry/standing';
import type { Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { toPinyin } from '@/lib/taxonomy/pinyin';
import { findRegionInFile } from '@/lib/taxonomy/region-in-file';
import type { Step } from '@/lib/taxonomy/timeline';
import { changedHeld, lastingFacts } from './account-edit';
import { directoryOf } from './directory';
import { placedAt } from './filing-enter';
import type { FileRow, JudgedRow, RowsJudge, Work } from './import-kind';
import { tellThreeWays } from './import-three-ways';
import { copyInto } from './raw';
import { outsideScope } from './scope';
import { heldTimelinesOf, type KnownHistory, unitTimelinesOf } from './standings';
import { likeUnits } from './unit-likeness';

/** What the write does with a row of accounts: columns by their names in the database. */
export type AccountPlan = {
  a?: Record<string, string | number | null>;
  n?: { name: string; pinyin: string; initials: string; from: Day | null; corrects: boolean } | null;
  s?: Record<string, string | number | boolean | null>[];
  /** Followers counted on the day. */
  f?: number;
  filed?: { kind: string; on: Day | null; office: string };
  changes?: string[];
};

type Judged = RowVerdict & { row: FileRow };
type Timelines = Map<number, Step<UnitState>[]>;

/** Judges a file of accounts and works out what each row is to write, so that the write only does it. */
export function accountsJudge({ lists, today }: Pick<Work, 'lists' | 'today'>): RowsJudge {
  const judgeRow = fileJudge(lists, today);
  const units = new Map<Made, { id: number; uscc: string | null }>();
  const offices = new Map<number, string>();
  return {
    async judge(work, rows) {
      const read = rows.map(({ texts }) => readRow(texts as RowTexts, lists, today, findRegionInFile));
      const held = await directoryOf(work.ask, read, lists, today);
      const directory = { ...held, unitsLike: await likeUnits(work.ask, read, held, lists, today) };
      const said = rows.map(({ number, by }, index) => {
        const one = read[index];
        if (!one) throw new Error('A row was not read.');
        return { read: one, said: judgeRow(one, number, directory, by) };
      });
      const told = await tellThreeWays(work, said, directory);
      const judged = rows.map((row, index): Judged => {
        const verdict = told[index] ?? { verdict: 'refused', findings: [], plan: null };
        return { row, ...withinScope({ ...verdict, findings: [...(row.told ?? []), ...verdict.findings] }, work) };
      });
      await keepUnits(work, judged, units);
      return planned(work, judged, (unit) => (unit.kind === 'known' ? unit.unit.id : (units.get(unit)?.id ?? 0)), offices);
    },
    async end({ ask, batchId }) {
      const told = [...units].flatMap(([{ uscc }, kept]) => (uscc === kept.uscc ? [] : [{ id: kept.id, uscc }]));
      if (told.length)
        await ask(
          `UPDATE import_unit u SET uscc = told.uscc FROM unnest($2::int[], $3::text[]) AS told(id, uscc) WHERE u.batch_id = $1 AND u.unit_id = told.id`,
          [batchId, told.map(({ id }) => id), told.map(({ uscc }) => uscc)],
        );
    },
  };
}

function withinScope(judged: RowVerdict, { actor, lists, today }: Work): RowVerdict {
  if (!judged.plan) return judged;
  const outside = outsideScope(actor, judged.plan, lists, today);
  return outside.length ? { verdict: 'refused', findings: [...judged.findings, ...outside], plan: null } : judged;
}

/** Takes numbers from a table's sequence: rows of several tables then refer to each other before any is written. */
async function numbers({ ask }: Work, table: 'unit' | 'account', count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await ask<{ id: number }>(`SELECT nextval('${table}_id_seq')::int AS id FROM generate_series(1, $1::int)`, [count]);
  return rows.map(({ id }) => id);
}

// The units that these rows are the first to bring.
async function keepUnits(work: Work, judged: readonly Judged[], units: Map<Made, { id: number; uscc: string | null }>): Promise<void> {
  const made = [...new Set(judged.flatMap(({ plan }) => (plan?.unit.kind === 'provisional' && !units.has(plan.unit) ? [plan.unit] : [])))];
  if (made.length === 0) return;
  const ids = await numbers(work, 'unit', made.length);
  const free = await slotsFreeSince(work, made);
  const rows = made.map((unit, index) => {
    const id = ids[index] ?? 0;
    units.set(unit, { id, uscc: unit.uscc });
    const { pinyin, initials } = toPinyin(unit.state.name);
    return [id, work.batchId, unit.key, unit.state, unit.uscc, free.get(slotOf(unit.state)) ?? null, pinyin, initials];
  });
  await copyInto(work.client, 'import_unit', ['unit_id', 'batch_id', 'key', 'state', 'uscc', '"from"', 'pinyin', 'initials'], rows);
}

function slotOf({ regionId, sectorCode, tier, standardBody }: UnitState): string {
  return standardBody ? `${regionId} ${sectorCode} ${tier}` : '';
}

// A body follows the one that filled its slot and has ended.
async function slotsFreeSince({ ask }: Work, made: readonly Made[]): Promise<Map<string, Day>> {
  const bodies = made.filter(({ state }) => state.standardBody).map(({ state }) => state);
  if (bodies.length === 0) return new Map();
  const rows = await ask<{ slot: string; since: Day }>(
    `SELECT concat_ws(' ', region_id, sector_code, tier) AS slot, max(s.until)::text AS since
     FROM unnest($1::int[], $2::text[], $3::text[]) AS slot(region_id, sector_code, tier) JOIN unit_standing s USING (region_id, sector_code, tier)
     WHERE s.standard_body AND s.until IS NOT NULL GROUP BY 1`,
    [bodies.map(({ regionId }) => regionId), bodies.map(({ sectorCode }) => sectorCode), bodies.map(({ tier }) => tier)],
  );
  return new Map(rows.map(({ slot, since }) => [slot, since]));
}

type UnitOf = (unit: RowUnit) => number;

async function planned(work: Work, judged: readonly Judged[], unitOf: UnitOf, offices: Map<number, string>): Promise<JudgedRow[]> {
  const changed = judged.flatMap(({ verdict, plan }) => (verdict === 'changed' && plan?.known ? [plan.known.id] : []));
  const histories = await heldTimelinesOf(work.ask, changed);
  const ids = await numbers(work, 'account', judged.filter(({ verdict }) => verdict === 'new').length);
  const timelines = await timelinesFor(work, judged, histories, unitOf);
  let next = 0;
  return judged.map(({ row: { number, cells }, verdict, findings, plan }) => {
    const bare = { number, cells, verdict, findings };
    if (!plan) return { ...bare, accountId: null, unitId: null, plan: null };
    const unitId = unitOf(plan.unit);
    const f = plan.followers === null ? {} : { f: plan.followers };
    const accountId = plan.known?.id ?? ids[next++] ?? 0;
    if (verdict === 'same') return { ...bare, accountId, unitId, plan: plan.followers === null ? null : f };
    const history = plan.known && histories.get(plan.known.id);
    const content = history ? changeOf(plan, history, unitId, timelines, work.today) : openingOf(plan, unitId, timelines, work.today);
    return {
      ...bare,
      accountId,
      unitId,
      plan: { ...content, ...f, filed: { ...filed(plan, content, work.today), office: officeOf(work, plan.unit, unitId, offices) } },
    };
  });
}

async function timelinesFor({ ask }: Work, judged: readonly Judged[], histories: ReadonlyMap<number, KnownHistory>, unitOf: UnitOf): Promise<Timelines> {
  const known = judged.flatMap(({ verdict, plan }) => (plan?.unit.kind === 'known' && verdict !== 'same' ? [plan.unit.unit.id] : []));
  const before = [...histories.values()].flatMap(({ held }) => held.map(({ value }) => value.unitId));
  const timelines = await unitTimelinesOf(ask, [...new Set([...known, ...before])]);
  for (const { plan } of judged) if (plan?.unit.kind === 'provisional') timelines.set(unitOf(plan.unit), [{ from: null, until: null, value: plan.unit.state }]);
  return timelines;
}

function standingsOf(held: readonly Step<Held>[], timelines: Timelines, isOfficial: boolean): NonNullable<AccountPlan['s']> {
  return standings(held, (id) => timelines.get(id) ?? [], isOfficial).map(({ from, until, value }) => ({
    from,
    until,
    status: value.status,
    unit_id: value.unitId,
    post: value.post,
    post_rank: value.postRank,
    region_id: value.regionId,
    sector_code: value.sectorCode,
    tier: value.tier,
    rank: value.rank,
    standard_body: value.standardBody,
  }));
}

type Lasting = Parameters<typeof lastingFacts>[0] & { platform: Platform; holder: string };

function columnsOf(facts: Lasting): Record<string, string | null> {
  const { platformId, wechatType, contactName, contactPhone, ...same } = lastingFacts(facts);
  return {
    platform: facts.platform,
    holder: facts.holder,
    opened_on: facts.openedOn,
    platform_id: platformId,
    wechat_type: wechatType,
    contact_name: contactName,
    contact_phone: contactPhone,
    ...same,
  };
}

/** What a new account is to write. */
export function openingOf(plan: RowPlan, unitId: number, timelines: Timelines, today: Day): AccountPlan {
  const decision = decideAccount(plan.account, [], unitId, today);
  if (!decision.accepted) throw new Error('A row was judged good and is not.');
  const { facts, knownBy, held } = decision.change;
  return {
    a: { ...columnsOf(facts), known_by: knownBy },
    n: { name: facts.name, ...toPinyin(facts.name), from: null, corrects: false },
    s: standingsOf(held, timelines, facts.holder === 'official'),
  };
}

// A cell that is empty says nothing, so what the register holds stays.
function changeOf({ account, known, changes }: RowPlan, history: KnownHistory, unitId: number, timelines: Timelines, today: Day): AccountPlan {
  if (!known) throw new Error('A change of no account.');
  const said = Object.fromEntries(Object.entries(account).filter(([, value]) => value !== null));
  const status = account.status ?? (account.closedOn ? 'closed' : null);
  const facts = { ...known.facts, ...said, status };
  const changedOn = account.closedOn ?? today;
  const held = changedHeld([...history.held], facts, { changedOn, unitId, correctsName: false }, countsFrom(facts.openedOn, history.knownBy));
  const corrects = history.namedSince !== null && changedOn <= history.namedSince;
  return {
    a: { ...columnsOf(facts), version: history.version },
    n: facts.name === known.facts.name ? null : { name: facts.name, ...toPinyin(facts.name), from: changedOn, corrects },
    s: standingsOf(held, timelines, facts.holder === 'official'),
    changes,
  };
}

function filed({ known, account }: RowPlan, { s }: AccountPlan, today: Day): { kind: string; on: Day | null } {
  if (known === null) return { kind: 'opening', on: (s?.[0]?.from as Day | undefined) ?? null };
  const status = account.status ?? (account.closedOn ? 'closed' : null);
  return { kind: kindOfChange(known.status, status), on: account.closedOn ?? today };
}

// A file holds many accounts of one unit: where it stands is asked once.
function officeOf({ actor, lists, today }: Work, unit: RowUnit, unitId: number, offices: Map<number, string>): string {
  const known = offices.get(unitId);
  if (known !== undefined) return known;
  const state = unit.kind === 'known' ? unit.unit.state : unit.state;
  const { office_code: office } = placedAt(actor, state, unitId, lists, today);
  if (offices.size > 50_000) offices.clear();
  offices.set(unitId, office);
  return office;
}
