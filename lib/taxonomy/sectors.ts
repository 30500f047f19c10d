import { covers, type Day } from './day';

/** 职能系统: a field of government work, in a tree of two levels, with validity and successor. */
export type Sector = {
  code: string;
  name: string;
  nameEn: string;
  parentCode: string | null;
  from: Day | null;
  until: Day | null;
  successorCode: string | null;
  position: number;
  /** 垂直管理: its units answer to the system's own office, not to the region's. */
  vertical: boolean;
  pinyin: string;
  initials: string;
  aliases: readonly string[];
};

/** 外国驻华机构 are not Chinese government: never counted unless asked for by name. */
export const FOREIGN_MISSIONS = 'foreign-missions';

/** The sectors of a matrix without 垂直管理: what a region's own office governs. */
export function localSectors(tree: SectorTree, day: Day): string[] {
  return tree
    .topLevel(day)
    .filter(({ code, vertical }) => !vertical && code !== FOREIGN_MISSIONS)
    .map(({ code }) => code);
}

export type SectorTree = {
  all: readonly Sector[];
  byCode(code: string): Sector | undefined;
  /** Sectors that stand in a matrix on the day. */
  topLevel(day: Day): Sector[];
  /** What a sector counts as on the day: itself, its successor, or its only predecessor. */
  resolve(code: string, day: Day): Sector | undefined;
  /** The sector of a matrix that this one counts into on the day. */
  top(code: string, day: Day): Sector | undefined;
  /** Whether a sector is the other one, or counts into it on the day. */
  isWithin(code: string, other: string, day: Day): boolean;
};

export function sectorTree(rows: readonly Sector[]): SectorTree {
  const all = [...rows].sort((a, b) => a.position - b.position);
  const byCode = new Map(all.map((sector) => [sector.code, sector]));

  function resolve(code: string, day: Day): Sector | undefined {
    const sector = byCode.get(code);
    if (!sector || covers(sector, day)) return sector;
    if (sector.until !== null && day >= sector.until) return sector.successorCode === null ? sector : resolve(sector.successorCode, day);
    // Not yet set up then: its one predecessor stands in. Of several none can be chosen.
    const predecessors = all.filter((other) => other.successorCode === code);
    return predecessors.length === 1 && predecessors[0] ? resolve(predecessors[0].code, day) : sector;
  }

  function top(code: string, day: Day): Sector | undefined {
    const sector = resolve(code, day);
    return sector?.parentCode ? top(sector.parentCode, day) : sector;
  }

  return {
    all,
    byCode: (code) => byCode.get(code),
    topLevel: (day) => all.filter((sector) => sector.parentCode === null && covers(sector, day)),
    resolve,
    top,
    isWithin: (code, other, day) => resolve(code, day)?.code === other || top(code, day)?.code === other,
  };
}
