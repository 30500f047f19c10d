import { mayAt } from '@/lib/access/acts';
import { choice, type Finding, finding, refuses } from '@/lib/decision';
import type { KnownUnit } from '@/lib/exchange/owner';
import { readUnitRow, type SaidUnit } from '@/lib/exchange/unit-file';
import type { Directory } from '@/lib/exchange/verdict';
import { readAccountFields } from '@/lib/registry/account-fields';
import type { UnitState } from '@/lib/registry/standing';
import { decideUnit } from '@/lib/registry/unit';
import type { UnitChannels } from '@/lib/registry/unit-channels';
import { placeOf, type UnitFacts } from '@/lib/registry/unit-fields';
import type { Day } from '@/lib/taxonomy/day';
import { regionLabel } from '@/lib/taxonomy/find';
import { toPinyin } from '@/lib/taxonomy/pinyin';
import { comparable } from '@/lib/taxonomy/text';
import { changeFrom, type Step } from '@/lib/taxonomy/timeline';
import { directoryOf } from './directory';
import type { FileRow, JudgedRow, RowsJudge, Work } from './import-kind';
import { clashesOf, completedBy, type DraftUnit, type Registered, registeredUnits, saysHeldRegion, slotKey } from './import-units-known';
import { placeOfUnit } from './scope';
import { sameUnit } from './units';

/** What the write does with a row: the unit's code and further channels, and what it is over all its time. */
type UnitPlan = { uscc: string | null; steps: object[]; version?: number; changes: string[] } & UnitChannels;
type Judged = { row: FileRow; said: SaidUnit; known: KnownUnit | null; draft: DraftUnit | null; held: Registered | null; findings: Finding[] };

/**
 * The units that earlier rows of the file are about, so that no two rows say one, and later ones may name them; and
 * those of them that will not be, since their row is refused.
 */
type Seen = { rows: Map<string, number>; named: Map<string, Set<number>>; refused: Set<number> };

export function unitsJudge({ lists, today }: Pick<Work, 'lists' | 'today'>): RowsJudge {
  const seen: Seen = { rows: new Map(), named: new Map(), refused: new Set() };
  return {
    async judge(work, rows) {
      const said = rows.map(({ texts }) => readUnitRow(texts, lists, today));
      const directory = await directoryFor(work, said);
      const judged = rows.map((row, index) => matched(row, said[index] as SaidUnit, directory, work));
      const held = await registeredUnits(
        work.ask,
        judged.flatMap(({ known }) => known?.id ?? []),
      );
      const ids = await numbers(work, judged.filter(({ known }) => known === null).length);
      let next = 0;
      for (const one of judged) {
        one.held = (one.known && held.get(one.known.id)) ?? null;
        draftRow(one, one.known?.id ?? ids[next++] ?? 0, seen, directory, work);
      }
      const clashes = await clashesOf(
        work.ask,
        judged.flatMap(({ draft }) => draft ?? []),
      );
      return judged.map((one) => planned(one, clashes, seen, work));
    },
    end: async () => undefined,
  };
}

const NO_UNIT: UnitFacts = { name: null, uscc: null, region: null, sector: null, tier: null, rank: null, kind: null, fills: false };

// Units that rows are, and units that they name as 主管单位.
function directoryFor({ ask, lists, today }: Work, said: readonly SaidUnit[]): Promise<Directory> {
  const account = readAccountFields({}, today).facts;
  const units = said.flatMap(({ facts, id, parent }) => [
    facts,
    ...[id === null ? null : `#${id}`, parent].flatMap((name) => (name ? { ...NO_UNIT, name } : [])),
  ]);
  return directoryOf(
    ask,
    units.map((unit) => ({ account, unit, followers: null, findings: [], key: null, texts: {} })),
    lists,
    today,
  );
}

async function numbers({ ask }: Work, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await ask<{ id: number }>(`SELECT nextval('unit_id_seq')::int AS id FROM generate_series(1, $1::int)`, [count]);
  return rows.map(({ id }) => id);
}

// By its number, by its code, then by its name in its region.
function matched(row: FileRow, said: SaidUnit, directory: Directory, { lists, today }: Work): Judged {
  const { facts, id } = said;
  const findings = [...said.findings];
  const bare = { row, said, draft: null, held: null, findings };
  const numbered = id === null ? undefined : directory.unitNumbered(id);
  if (id !== null && !numbered) findings.push(finding(said.facts.name === null ? 'id' : 'unit', 'unit-number-unknown', { id }));
  const coded = facts.uscc === null ? undefined : directory.unitCoded(facts.uscc);
  if (numbered ?? coded) return { ...bare, known: numbered ?? coded ?? null };
  const place = placeOf(facts, lists, today);
  const namesakes = facts.name === null ? [] : directory.unitsNamed(facts.name).filter((unit) => comparable(unit.name) === comparable(facts.name ?? ''));
  const here = namesakes.filter(({ state, uscc }) => (!place || state.regionId === place.region.id) && !(uscc && facts.uscc));
  if (here.length < 2) return { ...bare, known: here[0] ?? null };
  const options = here.map((unit) => {
    const region = lists.regions.byId(unit.state.regionId);
    return { value: `#${unit.id}`, label: `${unit.name}，${region ? regionLabel(lists.regions, region, today) : ''}` };
  });
  findings.push(choice('unit', 'unit-ambiguous', { name: facts.name ?? '', candidates: options.map(({ label }) => label).join('；') }, options));
  return { ...bare, known: null };
}

// What the row makes of the unit, by the same rules as the forms; what it leaves empty stays.
function draftRow(one: Judged, id: number, seen: Seen, directory: Directory, work: Work): void {
  const { lists, today } = work;
  if (one.known && saysHeldRegion(one.row.texts.region, one.known, lists)) one.findings = one.findings.filter(({ field }) => field !== 'region');
  const { said, known, findings, row } = one;
  const facts = known ? completedBy(said.facts, known, work) : said.facts;
  const decision = decideUnit(facts, findings, lists, today, said.standardBody ?? known?.state.standardBody);
  if (!decision.accepted) {
    one.findings = decision.findings;
    return;
  }
  const parentId = said.parent === null ? (known?.state.parentId ?? null) : parentOf(said.parent, id, one, seen, directory);
  const kept = known ? { kind: facts.kind ?? known.state.kind, rank: said.facts.rank ?? known.state.rank } : {};
  const state: UnitState = { ...decision.change.state, ...kept, parentId };
  one.draft = {
    id,
    row: row.number,
    known: known !== null,
    settled: known?.state.name === state.name && known.state.regionId === state.regionId,
    state,
    uscc: decision.change.uscc ?? known?.uscc ?? null,
    foundedOn: known ? null : said.foundedOn,
    endedOn: known?.endedOn ?? said.endedOn,
    findings,
  };
  findings.push(...outside(one.draft, known, work), ...periodFindings(one), ...repeated(one.draft, seen));
}

// A unit of the register, or of an earlier row. Who is its 主管单位 and bears the name is meant, whoever else has come to bear it.
function parentOf(text: string, id: number, { findings, known }: Judged, { named }: Seen, directory: Directory): number | null {
  const number = /#(\d{1,9})[）)]?$/.exec(text)?.[1];
  const numbered = number === undefined ? undefined : directory.unitNumbered(Number(number));
  const found = number === undefined ? directory.unitsNamed(text).filter(({ endedOn }) => endedOn === null) : numbered ? [numbered] : [];
  const held = found.find((unit) => unit.id === known?.state.parentId);
  const made = number === undefined ? [...(named.get(comparable(text)) ?? [])].filter((each) => !found.some((unit) => unit.id === each)) : [];
  const [parent, ...others] = held ? [held.id] : [...found.map((unit) => unit.id), ...made];
  const candidates = [...found.map((unit) => `${unit.name}（#${unit.id}）`), ...made.map(() => `${text}（本文件）`)];
  if (others.length) findings.push(finding('parent', 'unit-ambiguous', { name: text, candidates: candidates.join('；') }));
  else if (parent === undefined) findings.push(finding('parent', 'parent-unknown', { name: text.slice(0, 30) }));
  else if (parent === id || found.find((unit) => unit.id === parent)?.state.parentId === id)
    findings.push(finding('parent', 'parent-itself', { name: text.slice(0, 30) }));
  return parent ?? null;
}

function outside({ state, id }: DraftUnit, known: KnownUnit | null, { actor, lists, today }: Work): Finding[] {
  const act = known ? 'unit.edit' : 'unit.register';
  const places = [placeOfUnit(state, known ? id : null, lists, today), ...(known ? [placeOfUnit(known.state, id, lists, today)] : [])];
  return places.every((place) => mayAt(actor, act, place)) ? [] : [finding('unit', 'outside-scope', { unit: known?.name ?? state.name })];
}

// When a unit began and ended: what the register holds of it is changed by reforms only.
function periodFindings({ said, known, held, draft }: Judged): Finding[] {
  if (!known || !held || !draft) return [];
  const { foundedOn, endedOn } = said;
  const since = held.steps[0]?.from ?? null;
  const founded =
    foundedOn !== null && since !== null && since !== foundedOn ? [finding('foundedOn', 'unit-founded-otherwise', { name: known.name, day: since })] : [];
  const later = foundedOn !== null && since === null && held.steps[0]?.until && held.steps[0].until <= foundedOn;
  const beyond = later ? [finding('foundedOn', 'unit-founded-otherwise', { name: known.name, day: held.steps[0]?.until ?? '' })] : [];
  if (known.endedOn === null) return [...founded, ...beyond, ...(endedOn === null ? [] : [finding('endedOn', 'unit-end-by-reform', { name: known.name })])];
  const same =
    sameUnit(draft.state, known.state) &&
    draft.uscc === known.uscc &&
    (endedOn ?? known.endedOn) === known.endedOn &&
    !rechannelled(said.channels, held).length;
  return [...founded, ...(same ? [] : [finding('unit', 'unit-ended', { name: known.name, day: known.endedOn })])];
}

function repeated({ id, row, known, settled, state, uscc, endedOn, findings }: DraftUnit, { rows, named }: Seen): Finding[] {
  const name = `name ${comparable(state.name)} ${state.regionId} ${endedOn ?? ''}`;
  const keys = [
    ...(known ? [`unit ${id}`] : []),
    ...(uscc ? [`uscc ${uscc}`] : []),
    ...(settled ? [] : [name]),
    ...(state.standardBody && !endedOn ? [`slot ${slotKey(state)}`] : []),
  ];
  const first = keys.map((key) => rows.get(key)).find((number) => number !== undefined);
  for (const key of keys) if (!rows.has(key)) rows.set(key, row);
  const bare = comparable(state.name);
  if (first === undefined && !findings.some(refuses)) named.set(bare, (named.get(bare) ?? new Set()).add(id));
  return first === undefined ? [] : [finding('unit', 'row-repeats', { row: first })];
}

// Under a unit that an earlier row would have made, had it not been refused.
function orphaned(draft: DraftUnit | null, { parent }: SaidUnit, refused: ReadonlySet<number>): Finding[] {
  return refused.has(draft?.state.parentId ?? 0) ? [finding('parent', 'parent-unknown', { name: parent?.slice(0, 30) ?? '' })] : [];
}

function planned(
  { row: { number, cells }, said, known, held, draft, findings }: Judged,
  clashes: Map<DraftUnit, { findings: Finding[]; free: Day | null }>,
  { refused }: Seen,
  work: Work,
): JudgedRow {
  const clash = draft && clashes.get(draft);
  const all = [...findings, ...(clash?.findings ?? []), ...orphaned(draft, said, refused)];
  if (draft?.known === false && all.some(refuses)) refused.add(draft.id);
  const bare = { number, cells, findings: all, accountId: null };
  if (!draft || all.some(refuses)) return { ...bare, verdict: 'refused', unitId: null, plan: null };
  if (!known || !held) {
    const steps = [stepOf({ from: said.foundedOn ?? (said.endedOn ? null : (clash?.free ?? null)), until: said.endedOn, value: draft.state })];
    return { ...bare, verdict: 'new', unitId: draft.id, plan: { uscc: draft.uscc, ...said.channels, steps, changes: [] } satisfies UnitPlan };
  }
  const plan = changeOf(draft, said, known, held, work.today);
  return plan ? { ...bare, verdict: 'changed', unitId: draft.id, plan } : { ...bare, verdict: 'same', unitId: draft.id, plan: null };
}

function changeOf({ state, uscc }: DraftUnit, { foundedOn, provisional, channels }: SaidUnit, known: KnownUnit, held: Registered, today: Day): UnitPlan | null {
  const changed = Object.fromEntries(Object.entries(state).filter(([key, value]) => value !== known.state[key as keyof UnitState])) as Partial<UnitState>;
  const founded = foundedOn !== null && held.steps[0]?.from === null;
  const recoded = uscc === known.uscc ? [] : ['uscc'];
  const changes = [
    ...Object.keys(changed),
    ...recoded,
    ...rechannelled(channels, held),
    ...(founded ? ['foundedOn'] : []),
    ...(held.provisional && !provisional ? ['provisional'] : []),
  ];
  if (changes.length === 0) return null;
  const steps = Object.keys(changed).length ? changeFrom(held.steps, today, (value) => ({ ...value, ...changed }), sameUnit) : held.steps;
  const dated = steps.map((step, index) => (founded && index === 0 ? { ...step, from: foundedOn } : step));
  return { uscc, ...channels, version: held.version, steps: dated.map(stepOf), changes };
}

// Which of the further channels that a row says the register holds otherwise.
function rechannelled(said: UnitChannels, held: Registered): ('website' | 'hotline')[] {
  return (['website', 'hotline'] as const).filter((each) => said[each] !== undefined && said[each] !== held[each]);
}

function stepOf({ from, until, value }: Step<UnitState>): object {
  return {
    from,
    until,
    name: value.name,
    ...toPinyin(value.name),
    kind: value.kind,
    region_id: value.regionId,
    sector_code: value.sectorCode,
    tier: value.tier,
    rank: value.rank,
    parent_id: value.parentId,
    standard_body: value.standardBody,
  };
}
