// For the tests of time: what is true on a day, told once more from the plain list of what was said.
import type { Axis, CoverageFilter } from '@/lib/coverage/filter';
import type { Holder, Platform, Rank, Status, Tier } from '@/lib/taxonomy/codes';
import { covers, type Day, type PartialDay } from '@/lib/taxonomy/day';
import { NATION, ownTier, type Region } from '@/lib/taxonomy/regions';
import { FOREIGN_MISSIONS } from '@/lib/taxonomy/sectors';
import type { Reference } from './reference';

/** Things said, in the order in which they were said: from a day on (null: since ever) something is so. */
export type Told<T> = { from: Day | null; says: Partial<T> }[];

export type UnitSaid = { regionId: number; sectorCode: string; tier: Tier; rank: Rank | null; standardBody: boolean };
export type AccountSaid = { unit: UnitTale; status: Status; postRank: Rank | null };

export type UnitTale = { id: number; name: string; told: Told<UnitSaid> };
export type AccountTale = {
  id: number;
  name: string;
  platform: Platform;
  platformId: string;
  holder: Holder;
  opened: PartialDay | null;
  knownBy: Day;
  followers: number;
  told: Told<AccountSaid>;
};

/** What had been said by a day and not been said otherwise later. */
export function saidOn<T extends object>(told: Told<T>, day: Day): T {
  return Object.assign({}, ...told.filter(({ from }) => from === null || from <= day).map(({ says }) => says));
}

export function dayAfter(day: Day, days = 1): Day {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** An account counts when its opening is over for sure (2014 on the eve of 2015), or it was seen to be open. */
export function counts({ opened, knownBy }: Pick<AccountTale, 'opened' | 'knownBy'>, day: Day): boolean {
  return knownBy <= day || (opened !== null && dayAfter(day).slice(0, opened.length) > opened);
}

type Standing = { account: AccountTale; place: Region; standardBody: boolean; tier: Tier; keys: Record<Axis, string> };

/** Where an account stands on the day, under which key of each axis; null when the question is not about it. */
export function standingOn(lists: Reference, account: AccountTale, filter: CoverageFilter): Standing | null {
  const { asOf } = filter;
  if (!counts(account, asOf)) return null;
  const { unit, status, postRank } = saidOn(account.told, asOf);
  const { regionId, sectorCode, tier, rank: unitRank, standardBody } = saidOn(unit.told, asOf);
  const rank = account.holder === 'official' ? postRank : unitRank;
  const row = lists.regions.byId(regionId);
  const place = row && lists.regions.resolve(row, asOf);
  const region = place && regionKey(lists, place, filter);
  const sector = sectorKey(lists, sectorCode, filter);
  const asked =
    among(filter.statuses.length ? filter.statuses : ['active', 'paused'], status) &&
    among(filter.platforms, account.platform) &&
    among(filter.tiers, tier) &&
    among(filter.holders, account.holder) &&
    among(filter.ranks, rank);
  if (!asked || !region || !sector) return null;
  return { account, place, standardBody, tier, keys: { region, sector, tier, rank: rank ?? 'unclassified', platform: account.platform } };
}

/** Which expected body an account covers on the day; it stands at the rank of its like, whatever its own is said to be. */
export function bodyOn(lists: Reference, account: AccountTale, filter: CoverageFilter): { body: string; keys: Standing['keys'] } | null {
  const standing = standingOn(lists, account, { ...filter, ranks: [] });
  if (!standing?.standardBody || account.holder !== 'institution') return null;
  const { place, tier, keys } = standing;
  const rule = hasRoster(lists, place, tier, filter.asOf) && ruleFor(lists, keys.sector, tier, account.platform, filter.asOf);
  if (!rule) return null;
  const rank = lists.rankOf(place.kind, tier, rule.unitKind);
  return among(filter.ranks, rank) ? { body: `${place.id} ${keys.sector} ${tier}`, keys: { ...keys, rank: rank ?? 'unclassified' } } : null;
}

function among<T>(asked: readonly T[], value: T | null): boolean {
  return asked.length === 0 || (value !== null && asked.includes(value));
}

function regionKey({ regions }: Reference, place: Region, { regions: codes, scope, asOf }: CoverageFilter): string | undefined {
  const asked = codes.length ? codes : [NATION];
  if (scope === 'own') return asked.find((code) => code === place.code);
  const [nearest] = [...place.lineage].reverse().filter((code) => asked.includes(code));
  if (nearest === undefined || asked.length > 1) return nearest;
  return regions.children(nearest, asOf).find(({ code }) => place.lineage.includes(code))?.code ?? nearest;
}

function sectorKey({ sectors }: Reference, code: string, { sectors: asked, asOf }: CoverageFilter): string | undefined {
  const itself = sectors.resolve(code, asOf)?.code;
  const top = sectors.top(code, asOf)?.code;
  if (asked.length === 0) return top === FOREIGN_MISSIONS ? undefined : top;
  const wanted = asked.map((each) => sectors.resolve(each, asOf)?.code);
  return [itself, top].find((each) => wanted.includes(each));
}

// The bodies of the 31 provinces and of what lies within them are known.
function hasRoster({ regions }: Reference, place: Region, tier: Tier, day: Day): boolean {
  const area = regions.at(place.lineage[1] ?? '', day)?.economicRegion ?? 'hmt';
  return area !== 'hmt' && place.kind !== 'zone' && ownTier(place) === tier;
}

function ruleFor({ expectations }: Reference, sector: string, tier: Tier, platform: Platform, day: Day) {
  return expectations.find((rule) => rule.sectorCode === sector && rule.tier === tier && rule.platforms.includes(platform) && covers(rule, day));
}

export type CellCount = { accounts: number; followers: number | null; covered: number };

/** The view of a day: every cell in which something is, and the totals. */
export function replayed(lists: Reference, accounts: readonly AccountTale[], rows: Axis, columns: Axis, filter: CoverageFilter) {
  const standing = accounts.flatMap((account) => standingOn(lists, account, filter) ?? []);
  const bodies = accounts.flatMap((account) => bodyOn(lists, account, filter) ?? []);
  const cellOf = ({ keys }: { keys: Standing['keys'] }) => `${keys[rows]}|${keys[columns]}`;
  const count = (within: (each: { keys: Standing['keys'] }) => boolean): CellCount => {
    const here = standing.filter(within);
    const seen = here.filter(({ account }) => account.knownBy <= filter.asOf);
    const followers = seen.length ? seen.reduce((sum, { account }) => sum + account.followers, 0) : null;
    return { accounts: here.length, followers, covered: new Set(bodies.filter(within).map(({ body }) => body)).size };
  };
  const cells = new Set([...standing, ...bodies].map(cellOf));
  const { accounts: all, covered } = count(() => true);
  return { cells: Object.fromEntries([...cells].map((cell) => [cell, count((each) => cellOf(each) === cell)])), totals: { accounts: all, covered } };
}
