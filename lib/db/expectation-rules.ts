import type { Actor } from '@/lib/access/actor';
import { may, mayAt } from '@/lib/access/acts';
import { accept, type Decision, type Finding, finding, refuse, refuses } from '@/lib/decision';
import { readExpectationRow, type SaidExpectation } from '@/lib/exchange/expectation-file';
import type { ExpectationRule } from '@/lib/registry/expectation';
import { mayEnd } from '@/lib/registry/lint-rules';
import { covers, type Day } from '@/lib/taxonomy/day';
import type { Region } from '@/lib/taxonomy/regions';
import { record, refuseAct } from './audit';
import { askDb, attempt, db, type Tx } from './client';
import { dateOf, dayFrom } from './days';
import { type Reference, RULES, reference } from './reference';
import { placeOfCell } from './scope';

const SUBJECT = { subjectType: 'dataset', subjectId: 'expectations' } as const;

/** A rule with the words that a page shows. */
export type ExpectationView = ExpectationRule & {
  region: string;
  sector: string | null;
  sectorEn: string | null;
  alternativeNames: { zh: string; en: string }[];
  template: boolean;
};

/**
 * The rules that hold on a day for a region: its own, those above it, and those of the places within it; the nation's
 * first, then by place and sector.
 */
export async function expectationRules(region: Region, day: Day): Promise<ExpectationView[]> {
  const lists = await reference();
  const imported = new Set((await db().expectation.findMany({ where: { imported: true }, select: { id: true } })).map(({ id }) => id));
  const isHere = ({ regionCode }: ExpectationRule) => region.lineage.includes(regionCode) || lists.regions.at(regionCode, day)?.lineage.includes(region.code);
  const depth = ({ regionCode }: ExpectationRule) => lists.regions.at(regionCode, day)?.lineage.length ?? 0;
  const position = ({ sectorCode }: ExpectationRule) => (sectorCode === null ? -1 : (lists.sectors.byCode(sectorCode)?.position ?? 0));
  return lists.rules
    .filter((rule) => covers(rule, day) && isHere(rule))
    .sort((a, b) => depth(a) - depth(b) || a.regionCode.localeCompare(b.regionCode) || position(a) - position(b) || a.id - b.id)
    .map((rule) => viewOf(rule, lists, !imported.has(rule.id)));
}

/** Rules that were entered, not those of the template, and that have not ended. */
export async function enteredRules(today: Day): Promise<ExpectationView[]> {
  const lists = await reference();
  const rows = await askDb<ExpectationRule>(
    `${RULES} WHERE imported AND (valid_until IS NULL OR valid_until > $1::date) ORDER BY region_code, valid_from, id`,
    [today],
  );
  return rows.map((rule) => viewOf(rule, lists, false));
}

function viewOf(rule: ExpectationRule, { regions, sectors }: Reference, template: boolean): ExpectationView {
  const sector = rule.sectorCode === null ? null : sectors.byCode(rule.sectorCode);
  const alternativeNames = rule.alternatives.flatMap((each) => {
    const other = 'sector' in each ? sectors.byCode(each.sector) : undefined;
    return other ? [{ zh: other.name, en: other.nameEn }] : [];
  });
  const region = regions.everAt(rule.regionCode).at(-1)?.name ?? rule.regionCode;
  return { ...rule, region, sector: sector?.name ?? null, sectorEn: sector?.nameEn ?? null, alternativeNames, template };
}

/** Which rules an actor may end. */
export async function mayRule(actor: Actor, today: Day): Promise<(rule: ExpectationRule) => boolean> {
  const lists = await reference();
  return ({ regionCode, sectorCode }) => {
    const region = lists.regions.everAt(regionCode).at(-1);
    const sector = sectorCode === null ? null : (lists.sectors.byCode(sectorCode) ?? null);
    return region !== undefined && mayAt(actor, 'expectation.record', placeOfCell(region, sector, lists, today));
  };
}

type Texts = Readonly<Record<string, string | undefined>>;

/** Sets a rule for a region's subtree by a document, from a day on: for one's own place or any within it. */
export async function enactExpectation(actor: Actor, texts: Texts, today: Day): Promise<Decision<string>> {
  if (!may(actor, 'expectation.record')) return refuseAct(actor, 'expectation.record', SUBJECT);
  const lists = await reference();
  const said = readExpectationRow(texts, lists, today);
  const { region, sector } = said;
  if (region && !mayAt(actor, 'expectation.record', placeOfCell(region, sector, lists, today))) return refuseAct(actor, 'expectation.record', SUBJECT);
  const findings = [...said.findings, ...basisFindings(said)];
  const data = dataOf(said);
  if (findings.some(refuses) || !data) return refuse(...findings);
  return attempt(async (tx) => {
    const { id } = await tx.expectation.create({ data });
    await listChanged(tx);
    const { regionCode, sectorCode, tier, modality, bodyName, unitKind, documentNo, issuer } = data;
    const { validFrom, validUntil, documentDate } = said;
    await record(tx, actor, {
      ...{ act: 'expectation.enact', subjectType: 'dataset', subjectId: `expectation ${id}` },
      after: {
        ...{ regionCode, sectorCode, tier, modality, bodyName, unitKind, documentNo, issuer, validFrom, validUntil, documentDate },
        platform: data.platforms.join(' '),
        anyOf: JSON.stringify(data.alternatives),
      },
    });
    return accept(data.regionCode);
  });
}

// 法定依据: number, issuing body and date, and from when it holds.
function basisFindings({ documentNo, issuer, documentDate, validFrom, findings }: SaidExpectation): Finding[] {
  const needed = { documentNo, issuer, documentDate, validFrom };
  return Object.entries(needed).flatMap(([field, said]) =>
    said === null && !findings.some((each) => each.field === field) ? [finding(field, 'rule-basis-needed')] : [],
  );
}

// Whether there is such a body everywhere, a rule does not say: that stays an estimate until a region confirms it.
function dataOf({ region, sector, everySector, tier, modality, bodyName, ...said }: SaidExpectation) {
  if (!region || !(sector || everySector) || !tier || !modality || !bodyName) return null;
  return {
    regionCode: region.code,
    sectorCode: sector?.code ?? null,
    tier,
    platforms: said.platforms ?? ['weibo', 'wechat'],
    modality,
    bodyName,
    unitKind: said.unitKind ?? 'department',
    namePatterns: said.namePatterns ?? [bodyName],
    alternatives: (said.anyOf ?? []) as object[],
    validFrom: dateOf(said.validFrom),
    validUntil: dateOf(said.validUntil),
    documentNo: said.documentNo,
    issuer: said.issuer,
    documentDate: dateOf(said.documentDate),
    source: said.source ?? said.documentNo ?? '',
    estimated: true,
    imported: true,
  };
}

/** Every server keeps the lists in memory until they have another revision. */
export async function listChanged(tx: Tx): Promise<void> {
  await tx.dataset.update({ where: { name: 'expectations' }, data: { revision: { increment: 1 } } });
}

/** Ends a rule on a day. One that has not begun by then never holds; those of the template end by their list. */
export async function endExpectation(actor: Actor, id: number, until: string, today: Day): Promise<Decision<string>> {
  const row = Number.isInteger(id) ? await db().expectation.findUnique({ where: { id } }) : null;
  const lists = await reference();
  const region = row && lists.regions.everAt(row.regionCode).at(-1);
  const sector = row?.sectorCode ? (lists.sectors.byCode(row.sectorCode) ?? null) : null;
  if (!row || !region || !mayAt(actor, 'expectation.record', placeOfCell(region, sector, lists, today))) return refuseAct(actor, 'expectation.record', SUBJECT);
  if (!row.imported) return refuse(finding('until', 'rule-of-template'));
  return attempt(async (tx) => {
    await tx.$queryRaw`SELECT FROM expectation WHERE id = ${id} FOR UPDATE`;
    const now = await tx.expectation.findUnique({ where: { id } });
    if (!now) return refuse(finding(null, 'collided'));
    const [from, before] = [dayFrom(now.validFrom), dayFrom(now.validUntil)];
    const allowed = mayEnd({ from, until: before }, until, today);
    if (!allowed.accepted) return allowed;
    if (from !== null && allowed.change <= from) await tx.expectation.delete({ where: { id } });
    else await tx.expectation.update({ where: { id }, data: { validUntil: dateOf(allowed.change) } });
    await listChanged(tx);
    await record(tx, actor, {
      ...{ act: 'expectation.end', subjectType: 'dataset', subjectId: `expectation ${id}` },
      before: { until: before },
      after: { regionCode: now.regionCode, sectorCode: now.sectorCode, bodyName: now.bodyName, until: allowed.change },
    });
    return accept(now.regionCode);
  });
}
