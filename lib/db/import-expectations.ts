import { mayAt } from '@/lib/access/acts';
import { type Finding, finding, refuses } from '@/lib/decision';
import { EXPECTATION_COLUMNS, readExpectationRow, type SaidExpectation } from '@/lib/exchange/expectation-file';
import type { Day } from '@/lib/taxonomy/day';
import type { FileRow, Work } from './import-kind';
import { recordsKind, type SaidRow } from './import-records';
import type { Values } from './import-records-sql';
import { placeOfCell } from './scope';

/** A rule as it stands, or as an earlier row of the file leaves it. */
type Rule = { region: string; sector: string | null; tier: string; body: string; since: Day | null; until: Day | null; modality: string; kind: string };

/** 应开设: rules which bodies are expected to have an account. */
export const EXPECTATIONS = recordsKind({
  kind: 'expectations',
  columns: EXPECTATION_COLUMNS,
  needs: ['sector', 'tier', 'modality', 'bodyName'],
  table: {
    name: 'expectation',
    key: { tier: 'text', region_code: 'text', sector_code: 'text', body_name: 'text', valid_from: 'date' },
    nullable: ['sector_code', 'valid_from'],
    values: {
      platforms: 'text[]',
      modality: 'text',
      unit_kind: 'text',
      name_patterns: 'text[]',
      alternatives: 'jsonb',
      valid_until: 'date',
      estimated: 'bool',
      document_no: 'text',
      issuer: 'text',
      document_date: 'date',
      source: 'text',
    },
    always: { imported: true },
    alwaysTypes: { imported: 'bool' },
  },
  reader: () => {
    const told = new Map<string, Rule>();
    return async (work, rows) => {
      const rules = new Map((await rulesNow(work)).map((rule) => [keyOf(rule), rule]));
      for (const [key, rule] of told) rules.set(key, rule);
      return rows.map((row) => saidBy(row, rules, told, work));
    };
  },
  // Every server keeps the rules in memory until the list has another revision.
  after: async ({ ask }) => {
    await ask(`UPDATE dataset SET revision = revision + 1 WHERE name = 'expectations'`);
  },
});

function rulesNow({ ask }: Work): Promise<Rule[]> {
  return ask<Rule>(
    `SELECT region_code AS region, sector_code AS sector, tier, body_name AS body, valid_from::text AS since, valid_until::text AS until, modality, unit_kind AS kind FROM expectation`,
  );
}

function keyOf({ region, sector, tier, body, since }: Pick<Rule, 'region' | 'sector' | 'tier' | 'body' | 'since'>): string {
  return [region, sector ?? '', tier, body, since ?? ''].join('|');
}

function saidBy({ texts }: FileRow, rules: Map<string, Rule>, told: Map<string, Rule>, { actor, lists, today }: Work): SaidRow {
  const said = readExpectationRow(texts, lists, today);
  const { region, sector, everySector, tier, bodyName, modality, validFrom, findings } = said;
  const nothing = { findings, records: [], label: bodyName ?? '' };
  // A place rules for itself, whom others' rules bind it does not decide.
  if (region && !mayAt(actor, 'expectation.record', placeOfCell(region, sector, lists, today))) findings.push(finding('sector', 'not-allowed'));
  if (findings.some(refuses) || !region || !(sector || everySector) || !tier || !bodyName || !modality) return nothing;
  const key = { region: region.code, sector: sector?.code ?? null, tier, body: bodyName, since: validFrom };
  const held = rules.get(keyOf(key));
  const values = valuesOf(said, held, bodyName, modality);
  const rule: Rule = { ...key, until: said.validUntil ?? held?.until ?? null, modality, kind: String(values.unit_kind ?? held?.kind) };
  findings.push(...against(rule, said, held, rules));
  if (findings.some(refuses)) return nothing;
  rules.set(keyOf(key), rule);
  told.set(keyOf(key), rule);
  return {
    ...nothing,
    records: [{ key: { region_code: key.region, sector_code: key.sector, tier, body_name: bodyName, valid_from: validFrom }, values, field: 'bodyName' }],
  };
}

function against(rule: Rule, { documentNo, source }: SaidExpectation, held: Rule | undefined, rules: ReadonlyMap<string, Rule>): Finding[] {
  const found: Finding[] = [];
  if (!held && !documentNo && !source) found.push(finding('source', 'expectation-source-needed'));
  const other = [...rules.values()].find((each) => keyOf(each) !== keyOf(rule) && overlaps(each, rule));
  if (other) found.push(finding('bodyName', 'expectation-overlaps', { name: other.body }));
  return found;
}

// Of one region, sector and tier one body is expected at a time.
function overlaps(a: Rule, b: Rule): boolean {
  const expects = ({ modality }: Rule) => modality === 'must' || modality === 'should';
  const before = (from: Day | null, until: Day | null) => from === null || until === null || from < until;
  return (
    a.sector !== null &&
    a.region === b.region &&
    a.sector === b.sector &&
    a.tier === b.tier &&
    expects(a) &&
    expects(b) &&
    before(a.since, b.until) &&
    before(b.since, a.until)
  );
}

// A new rule needs what an empty cell leaves open; of one that is known it stays.
function valuesOf(said: SaidExpectation, held: Rule | undefined, bodyName: string, modality: string): Values {
  const told: Record<string, Values[string]> = {
    platforms: said.platforms,
    modality,
    unit_kind: said.unitKind,
    name_patterns: said.namePatterns,
    alternatives: said.anyOf,
    valid_until: said.validUntil,
    estimated: said.estimated,
    document_no: said.documentNo,
    issuer: said.issuer,
    document_date: said.documentDate,
    source: said.source,
  };
  const fresh = {
    platforms: ['weibo', 'wechat'],
    unit_kind: 'department',
    name_patterns: [bodyName],
    alternatives: [],
    estimated: false,
    source: said.documentNo,
  };
  const filled = held ? told : { ...told, ...Object.fromEntries(Object.entries(fresh).filter(([name]) => told[name] === null)) };
  return Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== null));
}
