import { coreOf, type Likeness, likeCores } from '@/lib/exchange/likeness';
import type { Platform } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import { comparable } from '@/lib/taxonomy/text';

/** 超量: beyond one per platform 一个单位同一平台不止一个, idle 久未更新, tiny 关注者少, duplicate 名称相同或相似. None of them is a verdict: each is to be looked at. */
export const SURPLUS_KINDS = ['beyond-one', 'idle', 'tiny', 'duplicate'] as const;
export type SurplusKind = (typeof SURPLUS_KINDS)[number];

/** The document from which the first comes. */
export const ONE_PER_PLATFORM = '国办发〔2018〕123号';

/** An open institutional account with what the snapshots tell of it. */
export type Measured = {
  id: number;
  name: string;
  platform: Platform;
  unitId: number;
  unit: string;
  regionId: number;
  region: string;
  /** First day on which it is known to have been open. */
  since: Day;
  followers: number | null;
  /** The last day on which it is known to have published, and the day on which that was seen; both null where no snapshot tells. */
  lastPost: Day | null;
  seenOn: Day | null;
};

/** What counts as few and as long; nobody has set these nationally. */
export type Limits = { weeks: number; followers: number };

/** An account with why it is looked at: which it would be kept for, and which it is like. */
export type Surplus = Measured & {
  kinds: SurplusKind[];
  kept: { id: number; name: string } | null;
  like: { id: number; name: string; likeness: Likeness | 'same' } | null;
};

export type SurplusFound = { items: Surplus[]; counts: Record<SurplusKind, number>; unknown: { idle: number; tiny: number }; total: number };

/**
 * Which accounts are more than there should be. What no snapshot tells is unknown: it makes no account idle or tiny,
 * and is counted apart.
 * @param placesOf names of an account's region and of those above it, which its name may have or leave out
 */
export function surplusOf(all: readonly Measured[], limits: Limits, placesOf: (regionId: number) => readonly string[]): SurplusFound {
  const kept = keptOf(all);
  const like = likeOf(all, placesOf);
  const items = all.flatMap((each): Surplus[] => {
    const which: Record<SurplusKind, boolean> = {
      'beyond-one': kept.has(each.id),
      idle: isIdle(each, limits.weeks),
      tiny: each.followers !== null && each.followers < limits.followers,
      duplicate: like.has(each.id),
    };
    const kinds = SURPLUS_KINDS.filter((kind) => which[kind]);
    return kinds.length > 0 ? [{ ...each, kinds, kept: kept.get(each.id) ?? null, like: like.get(each.id) ?? null }] : [];
  });
  return {
    items,
    counts: Object.fromEntries(SURPLUS_KINDS.map((kind) => [kind, items.filter(({ kinds }) => kinds.includes(kind)).length])) as Record<SurplusKind, number>,
    unknown: { idle: all.filter(({ lastPost }) => lastPost === null).length, tiny: all.filter(({ followers }) => followers === null).length },
    total: all.length,
  };
}

/** Idle on the day on which it was last looked at: of what came after, nobody knows. */
export function isIdle({ lastPost, seenOn }: Pick<Measured, 'lastPost' | 'seenOn'>, weeks: number): boolean {
  return lastPost !== null && seenOn !== null && Date.parse(seenOn) - Date.parse(lastPost) > weeks * 7 * 86_400_000;
}

// Of a unit's accounts on a platform one is kept: that with most followers, else the oldest; the others are beyond it.
function keptOf(all: readonly Measured[]): Map<number, { id: number; name: string }> {
  const beyond = new Map<number, { id: number; name: string }>();
  for (const [first, ...others] of grouped(all, ({ unitId, platform }) => `${unitId} ${platform}`).map((group) => [...group].sort(before)))
    for (const { id } of others) if (first) beyond.set(id, { id: first.id, name: first.name });
  return beyond;
}

function before(a: Measured, b: Measured): number {
  const [mine, theirs] = [a.followers ?? -1, b.followers ?? -1];
  if (mine !== theirs) return theirs - mine;
  if (a.since !== b.since) return a.since < b.since ? -1 : 1;
  return a.id - b.id;
}

type Like = NonNullable<Surplus['like']>;

// The same name anywhere on a platform; a like one only within a region, where two would mean the same body.
function likeOf(all: readonly Measured[], placesOf: (regionId: number) => readonly string[]): Map<number, Like> {
  const found = new Map<number, Like>();
  const both = (a: Measured, b: Measured, likeness: Like['likeness']) => {
    if (!found.has(a.id)) found.set(a.id, { id: b.id, name: b.name, likeness });
    if (!found.has(b.id)) found.set(b.id, { id: a.id, name: a.name, likeness });
  };
  for (const [first, ...others] of grouped(all, ({ name, platform }) => `${platform} ${comparable(name)}`))
    for (const other of others) if (first) both(first, other, 'same');
  for (const group of grouped(all, ({ regionId, platform }) => `${regionId} ${platform}`)) {
    const cores = group.map((each) => coreOf(each.name, placesOf(each.regionId)));
    group.forEach((each, at) => {
      for (let other = at + 1; other < group.length; other++) {
        const likeness = likeCores(cores[at] ?? '', cores[other] ?? '');
        if (likeness) both(each, group[other] as Measured, likeness);
      }
    });
  }
  return found;
}

function grouped<T>(all: readonly T[], key: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(key(each));
    if (group) group.push(each);
    else groups.set(key(each), [each]);
  }
  return [...groups.values()];
}
