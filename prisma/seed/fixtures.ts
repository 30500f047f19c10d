// The reference lists as prisma/data has them and a register in memory, without a database: what tests of the rules stand on.
import type { KnownUnit } from '../../lib/exchange/owner.ts';
import type { Directory, KnownAccount } from '../../lib/exchange/verdict.ts';
import { readAccountFields } from '../../lib/registry/account-fields.ts';
import type { Expectation, RankOf } from '../../lib/registry/expectation.ts';
import type { Lint, LintRule, Severity } from '../../lib/registry/lint-rules.ts';
import { type UnitLists, unitState } from '../../lib/registry/unit.ts';
import { OPEN_STATUSES, type Platform, type Rank, type RegionKind, type RegionLevel, type Tier, type UnitKind } from '../../lib/taxonomy/codes.ts';
import type { Day } from '../../lib/taxonomy/day.ts';
import { toPinyin } from '../../lib/taxonomy/pinyin.ts';
import { ownTier, type Region, regionTree } from '../../lib/taxonomy/regions.ts';
import { type Sector, sectorTree } from '../../lib/taxonomy/sectors.ts';
import { comparable } from '../../lib/taxonomy/text.ts';
import { cell, type Line, list, optional, readData } from './csv.ts';

/** A day on which the present lists hold. */
export const TODAY: Day = '2026-11-20';

export const REGIONS = regionTree(regionRows());
export const SECTORS = sectorTree(readData('sectors.csv').lines.map(sectorRow));
export const LISTS: UnitLists = {
  regions: REGIONS,
  sectors: SECTORS,
  expectations: readData('expectations.csv').lines.map(expectationRow),
  rankOf: rankTable(),
};

/** The nation's rules of the linter. */
export const LINT_RULES: readonly LintRule[] = readData('lint-rules.csv').lines.map((line) => ({
  lint: cell(line, 'code') as Lint,
  severity: cell(line, 'severity') as Severity,
  regionCode: cell(line, 'region'),
  version: cell(line, 'version'),
  from: cell(line, 'valid_from'),
  until: optional(line, 'valid_until'),
  days: optional(line, 'days') === null ? null : Number(cell(line, 'days')),
  documentNo: cell(line, 'document_no'),
  issuer: cell(line, 'issuer'),
  issuedOn: cell(line, 'issued_on'),
  url: optional(line, 'url'),
}));

/** The region that bears a code on a day. */
export function regionAt(code: string, day: Day = TODAY): Region {
  const region = REGIONS.at(code, day);
  if (!region) throw new Error(`regions.csv has no ${code} on ${day}.`);
  return region;
}

export function sectorCoded(code: string): Sector {
  const sector = SECTORS.byCode(code);
  if (!sector) throw new Error(`sectors.csv has no ${code}.`);
  return sector;
}

/** A unit of the register, classed by the rules unless told otherwise. */
export function knownUnit(id: number, name: string, code: string, sector: string, more: Partial<KnownUnit['state'] & KnownUnit> = {}): KnownUnit {
  const region = regionAt(code);
  const { uscc = null, formerNames = [], endedOn = null, ...said } = more;
  const state = unitState({ kind: null, rank: null }, name, sectorCoded(sector), { region, tier: said.tier ?? ownTier(region) }, LISTS, TODAY);
  return { id, name, formerNames, uscc, endedOn, state: { ...state, ...said } };
}

/** An account of the register, with nothing but what is said. */
export function knownAccount(
  id: number,
  platform: Platform,
  name: string,
  unit: KnownUnit,
  { status = 'active', ...facts }: Partial<KnownAccount['facts']> & { status?: KnownAccount['status'] } = {},
): KnownAccount {
  const nothing = readAccountFields({}, TODAY).facts;
  return { id, unit, status, facts: { ...nothing, holder: 'institution', ...facts, platform, name, status: null } };
}

/** A register of just these units and accounts, and of the owners of the accounts. */
export function registerOf(units: readonly KnownUnit[], accounts: readonly KnownAccount[] = []): Directory {
  const all = [...new Set([...units, ...accounts.map(({ unit }) => unit)])];
  const openFirst = [...accounts].sort((a, b) => Number(OPEN_STATUSES.includes(b.status)) - Number(OPEN_STATUSES.includes(a.status)));
  const named = (one: string, other: string) => comparable(one) === comparable(other);
  return {
    unitNumbered: (id) => all.find((unit) => unit.id === id),
    unitsNamed: (name) => all.filter((unit) => [unit.name, ...unit.formerNames].some((each) => named(each, name))),
    unitCoded: (uscc) => all.find((unit) => unit.uscc === uscc),
    standardBody: (regionId, sectorCode, tier) =>
      all.find(({ state }) => state.standardBody && state.regionId === regionId && state.sectorCode === sectorCode && state.tier === tier),
    accountWithId: (platform, id) => accounts.find(({ facts }) => facts.platform === platform && facts.platformId === id),
    accountWithHandle: (platform, handle) => openFirst.find(({ facts }) => facts.platform === platform && facts.handle?.toLowerCase() === handle.toLowerCase()),
    accountsNamed: (platform, name) => accounts.filter(({ facts }) => facts.platform === platform && named(facts.name, name)),
  };
}

function regionRows(): Region[] {
  const { lines } = readData('regions.csv');
  const parents = new Map(lines.map((line) => [cell(line, 'code'), cell(line, 'parent')]));
  const lineage = (code: string): string[] => (code === '' ? [] : [...lineage(parents.get(code) ?? ''), code]);
  const aliases = readData('region-aliases.csv').lines;
  return lines.map((line) => {
    const code = cell(line, 'code');
    // As the loader does: an alias is the present bearer's.
    const own = optional(line, 'valid_until') === null ? aliases.filter((alias) => cell(alias, 'code') === code) : [];
    return regionRow(
      line,
      lineage(code),
      own.map((alias) => cell(alias, 'alias')),
    );
  });
}

function regionRow(line: Line, lineage: string[], aliases: string[]): Region {
  const successor = optional(line, 'successor_id');
  return {
    id: Number(cell(line, 'id')),
    code: cell(line, 'code'),
    name: cell(line, 'name'),
    shortName: cell(line, 'short_name'),
    nameEn: optional(line, 'name_en'),
    level: cell(line, 'level') as RegionLevel,
    kind: cell(line, 'kind') as RegionKind,
    parentCode: optional(line, 'parent'),
    lineage,
    from: optional(line, 'valid_from'),
    until: optional(line, 'valid_until'),
    successorId: successor === null ? null : Number(successor),
    economicRegion: optional(line, 'economic_region'),
    bigArea: optional(line, 'big_area'),
    ...toPinyin(cell(line, 'name')),
    aliases,
  };
}

function sectorRow(line: Line, position: number): Sector {
  return {
    code: cell(line, 'code'),
    name: cell(line, 'name'),
    nameEn: cell(line, 'name_en'),
    parentCode: optional(line, 'parent'),
    from: optional(line, 'valid_from'),
    until: optional(line, 'valid_until'),
    successorCode: optional(line, 'successor'),
    position,
    vertical: optional(line, 'vertical') === 'yes',
    ...toPinyin(cell(line, 'name')),
    aliases: list(line, 'aliases'),
  };
}

function expectationRow(line: Line): Expectation {
  return {
    sectorCode: cell(line, 'sector'),
    tier: cell(line, 'tier') as Tier,
    platforms: ['weibo', 'wechat'],
    bodyName: cell(line, 'body_name'),
    unitKind: cell(line, 'unit_kind') as UnitKind,
    namePatterns: list(line, 'name_patterns'),
    from: optional(line, 'valid_from'),
    until: optional(line, 'valid_until'),
    estimated: true,
  };
}

function rankTable(): RankOf {
  const ranks = new Map(
    readData('rank-defaults.csv').lines.map((line) => [
      `${cell(line, 'region_kind')}|${cell(line, 'tier')}|${cell(line, 'unit_kind')}`,
      cell(line, 'rank') as Rank,
    ]),
  );
  return (kind, tier, unitKind) => ranks.get(`${kind}|${tier}|${unitKind}`) ?? null;
}
