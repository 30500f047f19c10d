// For the actions' walk: what stands in the register, each made anew, and the forms that speak of it.
import { randomUUID } from 'node:crypto';
import { hash } from 'argon2';
import { TOTP } from 'otpauth';
import { type Actor, COMMAND_LINE, type Role } from '@/lib/access/actor';
import { dayOf } from '@/lib/taxonomy/day';
import { registerAccount } from './account-register';
import { db } from './client';
import { enactExpectation } from './expectation-rules';
import { accepted, EXPLAINED } from './filing-given';
import { moveFiling } from './filing-move';
import { setTypedRule } from './filing-rules';
import { submitOpening } from './filing-submit';
import { readGapPage } from './gap-read';
import { joinGroup, makeGroup } from './group-write';
import { checkImport, runImport } from './imports';
import { enactRule } from './lint-rules';
import { officialForm } from './official-form-given';
import { keepForm } from './official-forms';
import { enterRegionSet } from './region-sets';
import { relate } from './relations';
import { confirmRoster, tellAbsence } from './rosters';
import { keyedHash } from './seal';
import { setTarget } from './target-set';
import { beginSecondStep, ownSecondStep } from './totp';
import { reformUnit } from './unit-reform';
import { registerUnit } from './units';

export const TODAY = dayOf(new Date());
/** Where everything of the walk stands. */
export const INSIDE = '330000';
export const OUTSIDE = '440000';
export const PLACE = { region: '杭州市', sector: '商务' };
const PASSWORD = 'tiger-lantern-4821';
const passwordHash = await hash(PASSWORD);

export type Texts = Record<string, string>;

let count = 0;
export const numbered = (name: string) => `${name}${++count}`;

/** A user with one role, or none. Who is security takes the users from administrators only once they are let in. */
export async function givenUser(role: Role | null, regionCode: string): Promise<Actor> {
  const username = `walk-${randomUUID().slice(0, 12)}`;
  const grants = role ? [{ role, regionCode, sectorCode: null, unitId: null }] : [];
  const disabledAt = role === 'security' ? new Date() : null;
  const user = await db().user.create({ data: { username, displayName: username, passwordHash, disabledAt, grants: { create: grants } } });
  return { userId: user.id, name: username, via: 'web', grants, from: { address: '203.0.113.5', requestId: null } };
}

export async function account(more: Texts = {}): Promise<{ id: number; texts: Texts }> {
  const texts = { platform: 'wechat', name: numbered('走查账号'), unit: numbered('走查局'), openedOn: '2020-01-01', ...PLACE, ...EXPLAINED, ...more };
  return { id: accepted(await registerAccount(COMMAND_LINE, texts, TODAY)), texts };
}

export async function accountForm(more: Texts = {}): Promise<Texts> {
  const { id, texts } = await account({ contactName: '走查联系人' });
  return { ...texts, id: String(id), version: '1', ...more };
}

export const opening = () => ({ platform: 'wechat', name: numbered('走查开设'), unit: numbered('走查开设局'), openedOn: '2020-01-01', ...PLACE, ...EXPLAINED });

export async function filing(...moves: [move: Parameters<typeof moveFiling>[2], said: Texts][]): Promise<Texts> {
  const texts = opening();
  const id = accepted(await submitOpening(COMMAND_LINE, texts, TODAY));
  let version = 1;
  for (const [move, said] of moves) accepted(await moveFiling(COMMAND_LINE, { id, version: version++ }, move, said, TODAY));
  return { ...texts, filing: String(id), version: String(version), filingVersion: String(version) };
}

export async function unit(name = '走查单位'): Promise<{ id: number; unit: string }> {
  const unitName = numbered(name);
  return { id: accepted(await registerUnit(COMMAND_LINE, { unit: unitName, ...PLACE }, TODAY, false)), unit: unitName };
}

export async function relation(): Promise<Texts> {
  const { id } = await account();
  const other = await unit();
  accepted(await relate(COMMAND_LINE, id, 1, { kind: 'joint', unit: `#${other.id}`, from: '2021-01-01', until: null }, TODAY));
  const { id: number } = await db().accountRelation.findFirstOrThrow({ where: { accountId: id } });
  return { id: String(id), version: '2', relation: String(number), [`until${number}`]: '2022-01-01' };
}

// A field of the form that code would take for a promise.
export const TAKEN_BACK = Object.fromEntries([['then', 'remove']]);

export async function batch(actor: Actor): Promise<Texts> {
  const bytes = new TextEncoder().encode(`平台,账号名称,主办单位,行政区划,职能系统\n微信,${numbered('走查导入')},${numbered('走查导入局')},杭州市,商务\n`);
  const { id } = accepted(await checkImport(COMMAND_LINE, { name: '走查.csv', bytes }, TODAY));
  await db().importBatch.update({ where: { id }, data: { uploadedById: actor.userId } });
  return { batch: String(id) };
}

export async function form(actor: Actor): Promise<Texts> {
  const id = accepted(await keepForm(COMMAND_LINE, { name: numbered('走查表样'), fileName: '表样.xlsx', bytes: officialForm() }));
  await db().officialForm.update({ where: { id }, data: { keptById: actor.userId } });
  return { form: String(id) };
}

export async function writtenBatch(actor: Actor): Promise<Texts> {
  const texts = await batch(COMMAND_LINE);
  accepted(await runImport(COMMAND_LINE, Number(texts.batch), TODAY, false));
  await db().importBatch.update({ where: { id: Number(texts.batch) }, data: { uploadedById: actor.userId } });
  return texts;
}

export async function somebody(more: { disabledAt?: Date } = {}): Promise<Texts> {
  const { userId } = await givenUser('clerk', '330100');
  const user = await db().user.update({ where: { id: userId ?? 0 }, data: more, include: { grants: true } });
  return { id: String(user.id), grant: String(user.grants[0]?.id), username: user.username };
}

export async function session(userId: number | null): Promise<string> {
  const { id } = await db().session.create({ data: { id: randomUUID(), userId: userId ?? 0, expiresAt: new Date(Date.now() + 3_600_000) } });
  return id;
}

// The password of whoever acts, and no second step.
export async function asFresh({ userId }: Actor): Promise<Texts> {
  const plain = { passwordHash, totpSecret: null, totpConfirmedAt: null, totpLastStep: null };
  await db().user.updateMany({ where: { id: userId ?? 0 }, data: plain });
  await session((await givenUser(null, INSIDE)).userId); // another's, which must stay
  return { passwordNow: PASSWORD };
}

export async function withSecondStep(actor: Actor): Promise<Texts> {
  const texts = await asFresh(actor);
  if (actor.userId === null) return texts;
  await db().user.update({ where: { id: actor.userId }, data: { totpSecret: 'sealed', totpConfirmedAt: new Date() } });
  await db().recoveryCode.create({ data: { userId: actor.userId, hash: keyedHash(randomUUID()) } });
  return texts;
}

export async function withCode(actor: Actor): Promise<Texts> {
  const texts = await asFresh(actor);
  if (actor.userId === null) return { code: '000000' };
  accepted(await beginSecondStep(actor, texts));
  return { code: new TOTP({ secret: (await ownSecondStep(actor)).waiting ?? '' }).generate() };
}

export const OF_PROVINCE = { region: '浙江省', effectiveFrom: TODAY };
export const rule = () => ({
  ...{ ...OF_PROVINCE, lint: 'service-update-duty', severity: 'notice', days: '10' },
  ...{ ruleVersion: numbered('走查'), documentNo: '走查〔2026〕1号', issuer: '走查办', issuedOn: TODAY },
});

export async function enacted(): Promise<Texts> {
  accepted(await enactRule(COMMAND_LINE, rule(), TODAY));
  const { id } = await db().lintRule.findFirstOrThrow({ where: { regionCode: INSIDE }, orderBy: { id: 'desc' } });
  return { id: String(id), [`until-${id}`]: TODAY };
}

export async function levelSet(): Promise<Texts> {
  const id = accepted(await setTypedRule(COMMAND_LINE, { ...OF_PROVINCE, level: 'prefecture' }, TODAY));
  return { id: String(id), [`until-${id}`]: TODAY };
}

export const expectation = () => ({
  ...{ region: '浙江省', sector: 'commerce', tier: 'county', unitKind: 'department', bodyName: numbered('走查商务局'), modality: 'may', platform: 'wechat' },
  ...{ validFrom: TODAY, documentNo: '走查〔2026〕2号', issuer: '走查办', documentDate: TODAY },
});

export async function ruledOver(): Promise<Texts> {
  accepted(await enactExpectation(COMMAND_LINE, expectation(), TODAY));
  const { id } = await db().expectation.findFirstOrThrow({ orderBy: { id: 'desc' } });
  return { id: String(id), [`until-${id}`]: TODAY };
}

// Nothing is said twice.
export const rosterOf = async () => {
  await db().rosterConfirmation.deleteMany();
  await db().bodyAbsence.deleteMany();
  return { region: '杭州市', sector: 'commerce', rosterScope: 'own', rosterFrom: TODAY, document: '走查函' };
};

export async function rostered(what: 'confirmation' | 'absence'): Promise<Texts> {
  const texts = await rosterOf();
  accepted(await (what === 'confirmation' ? confirmRoster : tellAbsence)(COMMAND_LINE, texts, TODAY));
  const { id } = what === 'confirmation' ? await db().rosterConfirmation.findFirstOrThrow() : await db().bodyAbsence.findFirstOrThrow();
  return { id: String(id), [`until-${id}`]: TODAY };
}

export async function reform(): Promise<Texts> {
  const { id } = await unit();
  const takers = [{ place: 1, unit: numbered('走查撤回局'), region: '杭州市', sector: 'commerce' }];
  const asked = { version: 1, stays: false, others: [], takers, fates: new Map(), rest: 0, kind: 'dissolve', day: '2026-01-05' } as const;
  accepted(await reformUnit(COMMAND_LINE, id, asked, TODAY));
  return { id: String((await db().reform.findFirstOrThrow({ orderBy: { id: 'desc' } })).id) };
}

const GAP = '330106.commerce.county.wechat';

export async function gapForm(step: string, more: Texts = {}): Promise<Texts> {
  const seen = (await readGapPage(COMMAND_LINE, GAP, TODAY))?.gap.chase.seen ?? 0;
  return { gap: GAP, seen: String(seen), step, ...more };
}

const DOCUMENT = { documentNo: '走查〔2026〕1号', issuer: '走查机关', documentDate: '2026-01-05' };

export const targetForm = (): Texts => ({
  region: '杭州市',
  sector: '商务',
  measure: 'number',
  value: '9',
  dueOn: '2099-12-31',
  ...DOCUMENT,
  documentNo: numbered('走查文'),
});

export async function target(more: Texts = {}): Promise<Texts> {
  const texts = targetForm();
  return { ...texts, id: String(accepted(await setTarget(COMMAND_LINE, texts, TODAY))), revision: '0', ...more };
}

export const setForm = (): Texts => ({ setName: numbered('走查组'), region: '杭州市', members: '上城区', ...DOCUMENT });

export async function regionSet(more: Texts = {}): Promise<Texts> {
  const id = accepted(await enterRegionSet(COMMAND_LINE, setForm(), TODAY));
  const { id: member } = await db().regionSetMember.findFirstOrThrow({ where: { setId: id } });
  return { id: String(id), version: '1', member: String(member), [`until-${member}`]: TODAY, ...more };
}

export const groupForm = async (): Promise<Texts> => ({
  groupName: numbered('走查矩阵'),
  groupKind: 'matrix',
  unit: `#${(await unit()).id}`,
  from: '2020-01-01',
});

export async function group(more: Texts = {}): Promise<Texts> {
  const texts = await groupForm();
  return { ...texts, id: String(accepted(await makeGroup(COMMAND_LINE, texts, TODAY))), version: '1', ...more };
}

export async function groupWithMember(): Promise<Texts> {
  const texts = await group();
  accepted(await joinGroup(COMMAND_LINE, Number(texts.id), { accounts: `#${(await account()).id}`, joinedOn: '2021-01-01', version: '1' }, TODAY));
  const { id: member } = await db().groupMember.findFirstOrThrow({ where: { groupId: Number(texts.id) } });
  return { id: texts.id ?? '', version: '2', member: String(member), [`until-${member}`]: '2022-01-01' };
}
