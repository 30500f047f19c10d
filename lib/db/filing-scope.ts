import type { Actor, GrantedRole } from '@/lib/access/actor';
import { grantsFor, mayAt, type Place, reaches, reachesVertical } from '@/lib/access/acts';
import { type FilingKind, type Standpoint, WAITING_STATES } from '@/lib/registry/filing';
import { type FilingRule, levelAsked, officeLineage, officeOf } from '@/lib/registry/filing-office';
import type { RegionLevel } from '@/lib/taxonomy/codes';
import type { Day } from '@/lib/taxonomy/day';
import type { Tx } from './client';
import { dayFrom } from './days';
import type { Filing, Prisma } from './generated/client';
import type { Reference } from './reference';

type Placed = Pick<Filing, 'lineage' | 'sectors' | 'vertical' | 'units' | 'office'>;

/** What an actor is to a filing: one who files for its unit, one who decides, both or neither. */
export function standpointOf(actor: Actor, filing: Placed): Standpoint {
  return {
    asks: mayAt(actor, 'filing.submit', filing),
    decides: grantsFor(actor, 'filing.decide').some((grant) => reaches(grant, filing) && filing.office.includes(grant.regionCode)),
  };
}

/** The filings that an actor may see: those of what its grants reach. */
export function visibleFilings(actor: Actor): Prisma.FilingWhereInput {
  return { OR: grantsFor(actor, 'filing.read').map(within) };
}

/** Those whose office is the actor's own, and whose turn it is. */
export function inboxOf(actor: Actor): Prisma.FilingWhereInput {
  return {
    state: { in: [...WAITING_STATES] },
    OR: grantsFor(actor, 'filing.decide').map((grant) => ({ ...within(grant), officeCode: grant.regionCode })),
  };
}

// The same as `reaches` asks of a place (lib/access/acts.ts).
function within(grant: GrantedRole): Prisma.FilingWhereInput {
  return {
    lineage: { has: grant.regionCode },
    ...(grant.unitId === null ? {} : { units: { has: grant.unitId } }),
    ...(grant.sectorCode === null ? {} : { sectors: { has: grant.sectorCode } }),
    ...(reachesVertical(grant) ? {} : { vertical: false }),
  };
}

/** Which office decides what is asked for a place today, and which are informed. */
export async function officeFor(tx: Tx, place: Place, kind: FilingKind, { regions }: Reference, today: Day): Promise<{ officeCode: string; office: string[] }> {
  const officeCode = officeOf(place, await deciders(tx), levelAsked(await rulesFor(tx, place), place, kind, today), (code) => regions.at(code, today)?.level);
  return { officeCode, office: officeLineage(place, officeCode) };
}

async function deciders(tx: Tx): Promise<GrantedRole[]> {
  const rows = await tx.grant.findMany({
    where: { role: { in: ['registrar', 'administrator'] }, user: { disabledAt: null } },
    select: { role: true, regionCode: true, sectorCode: true, unitId: true },
  });
  return rows as GrantedRole[];
}

async function rulesFor(tx: Tx, { lineage }: Place): Promise<FilingRule[]> {
  const rows = await tx.filingRule.findMany({ where: { regionCode: { in: [...lineage] } } });
  return rows.map(({ from, until, kind, level, regionCode }) => ({
    regionCode,
    kind: kind as FilingKind | null,
    level: level as RegionLevel,
    from: dayFrom(from),
    until: dayFrom(until),
  }));
}
