// The table of the actions' walk: every server action, by which act it is allowed, and a form that it would take.
import { randomUUID } from 'node:crypto';
import { hash } from 'argon2';
import { TOTP } from 'otpauth';
import { type Actor, COMMAND_LINE, type Role } from '@/lib/access/actor';
import type { Act } from '@/lib/access/acts';
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
const PLACE = { region: '杭州市', sector: '商务' };
const PASSWORD = 'tiger-lantern-4821';
const passwordHash = await hash(PASSWORD);

type Texts = Record<string, string>;
/** What is sent: a form's fields, or the one argument of an action that is asked while somebody types. */
export type Sent = Texts | { asked: unknown };

export type Entry = {
  file: string;
  name: string;
  /** What of it, where one action does several things. */
  what?: string;
  /** The act that allows it; `own` is everyone's who has signed in, `none` nobody's. */
  act: Act | 'own' | 'none';
  /** What it does has no place: whoever may at all, may. */
  anywhere?: true;
  /** Of what lies within a grant, whatever its role. */
  within?: true;
  /** Changes nothing. */
  reads?: true;
  /** Whose refusal is no attempt on what is another's, and so not in the audit: everybody's, or of who may do it elsewhere. */
  unrecorded?: 'everybody' | 'elsewhere';
  given(actor: Actor): Promise<Sent>;
};

let count = 0;
const numbered = (name: string) => `${name}${++count}`;

/** A user with one role, or none. Who is security takes the users from administrators only once they are let in. */
export async function givenUser(role: Role | null, regionCode: string): Promise<Actor> {
  const username = `walk-${randomUUID().slice(0, 12)}`;
  const grants = role ? [{ role, regionCode, sectorCode: null, unitId: null }] : [];
  const disabledAt = role === 'security' ? new Date() : null;
  const user = await db().user.create({ data: { username, displayName: username, passwordHash, disabledAt, grants: { create: grants } } });
  return { userId: user.id, name: username, via: 'web', grants, from: { address: '203.0.113.5', requestId: null } };
}

const entry = (file: string, name: string, act: Entry['act'], given: Entry['given'], more: Partial<Entry> = {}): Entry => ({ file, name, act, given, ...more });

async function account(more: Texts = {}): Promise<{ id: number; texts: Texts }> {
  const texts = { platform: 'wechat', name: numbered('走查账号'), unit: numbered('走查局'), openedOn: '2020-01-01', ...PLACE, ...EXPLAINED, ...more };
  return { id: accepted(await registerAccount(COMMAND_LINE, texts, TODAY)), texts };
}

async function accountForm(more: Texts = {}): Promise<Texts> {
  const { id, texts } = await account({ contactName: '走查联系人' });
  return { ...texts, id: String(id), version: '1', ...more };
}

const opening = () => ({ platform: 'wechat', name: numbered('走查开设'), unit: numbered('走查开设局'), openedOn: '2020-01-01', ...PLACE, ...EXPLAINED });

async function filing(...moves: [move: Parameters<typeof moveFiling>[2], said: Texts][]): Promise<Texts> {
  const texts = opening();
  const id = accepted(await submitOpening(COMMAND_LINE, texts, TODAY));
  let version = 1;
  for (const [move, said] of moves) accepted(await moveFiling(COMMAND_LINE, { id, version: version++ }, move, said, TODAY));
  return { ...texts, filing: String(id), version: String(version), filingVersion: String(version) };
}

const move = (name: string, act: Act, more: Texts, ...before: Parameters<typeof filing>): Entry =>
  entry('(desk)/desk/filings/actions.ts', 'moveAction', act, async () => ({ ...(await filing(...before)), move: name, ...more }), { what: name });

async function unit(name = '走查单位'): Promise<{ id: number; unit: string }> {
  const unitName = numbered(name);
  return { id: accepted(await registerUnit(COMMAND_LINE, { unit: unitName, ...PLACE }, TODAY, false)), unit: unitName };
}

async function relation(): Promise<Texts> {
  const { id } = await account();
  const other = await unit();
  accepted(await relate(COMMAND_LINE, id, 1, { kind: 'joint', unit: `#${other.id}`, from: '2021-01-01', until: null }, TODAY));
  const { id: number } = await db().accountRelation.findFirstOrThrow({ where: { accountId: id } });
  return { id: String(id), version: '2', relation: String(number), [`until${number}`]: '2022-01-01' };
}

// A field of the form that code would take for a promise.
const TAKEN_BACK = Object.fromEntries([['then', 'remove']]);

async function batch(actor: Actor): Promise<Texts> {
  const bytes = new TextEncoder().encode(`平台,账号名称,主办单位,行政区划,职能系统\n微信,${numbered('走查导入')},${numbered('走查导入局')},杭州市,商务\n`);
  const { id } = accepted(await checkImport(COMMAND_LINE, { name: '走查.csv', bytes }, TODAY));
  await db().importBatch.update({ where: { id }, data: { uploadedById: actor.userId } });
  return { batch: String(id) };
}

async function form(actor: Actor): Promise<Texts> {
  const id = accepted(await keepForm(COMMAND_LINE, { name: numbered('走查表样'), fileName: '表样.xlsx', bytes: officialForm() }));
  await db().officialForm.update({ where: { id }, data: { keptById: actor.userId } });
  return { form: String(id) };
}

async function writtenBatch(actor: Actor): Promise<Texts> {
  const texts = await batch(COMMAND_LINE);
  accepted(await runImport(COMMAND_LINE, Number(texts.batch), TODAY, false));
  await db().importBatch.update({ where: { id: Number(texts.batch) }, data: { uploadedById: actor.userId } });
  return texts;
}

async function somebody(more: { disabledAt?: Date } = {}): Promise<Texts> {
  const { userId } = await givenUser('clerk', '330100');
  const user = await db().user.update({ where: { id: userId ?? 0 }, data: more, include: { grants: true } });
  return { id: String(user.id), grant: String(user.grants[0]?.id), username: user.username };
}

async function session(userId: number | null): Promise<string> {
  const { id } = await db().session.create({ data: { id: randomUUID(), userId: userId ?? 0, expiresAt: new Date(Date.now() + 3_600_000) } });
  return id;
}

// The password of whoever acts, and no second step.
async function asFresh({ userId }: Actor): Promise<Texts> {
  const plain = { passwordHash, totpSecret: null, totpConfirmedAt: null, totpLastStep: null };
  await db().user.updateMany({ where: { id: userId ?? 0 }, data: plain });
  await session((await givenUser(null, INSIDE)).userId); // another's, which must stay
  return { passwordNow: PASSWORD };
}

async function withSecondStep(actor: Actor): Promise<Texts> {
  const texts = await asFresh(actor);
  if (actor.userId === null) return texts;
  await db().user.update({ where: { id: actor.userId }, data: { totpSecret: 'sealed', totpConfirmedAt: new Date() } });
  await db().recoveryCode.create({ data: { userId: actor.userId, hash: keyedHash(randomUUID()) } });
  return texts;
}

async function withCode(actor: Actor): Promise<Texts> {
  const texts = await asFresh(actor);
  if (actor.userId === null) return { code: '000000' };
  accepted(await beginSecondStep(actor, texts));
  return { code: new TOTP({ secret: (await ownSecondStep(actor)).waiting ?? '' }).generate() };
}

const OF_PROVINCE = { region: '浙江省', effectiveFrom: TODAY };
const rule = () => ({
  ...{ ...OF_PROVINCE, lint: 'service-update-duty', severity: 'notice', days: '10' },
  ...{ ruleVersion: numbered('走查'), documentNo: '走查〔2026〕1号', issuer: '走查办', issuedOn: TODAY },
});

async function enacted(): Promise<Texts> {
  accepted(await enactRule(COMMAND_LINE, rule(), TODAY));
  const { id } = await db().lintRule.findFirstOrThrow({ where: { regionCode: INSIDE }, orderBy: { id: 'desc' } });
  return { id: String(id), [`until-${id}`]: TODAY };
}

async function levelSet(): Promise<Texts> {
  const id = accepted(await setTypedRule(COMMAND_LINE, { ...OF_PROVINCE, level: 'prefecture' }, TODAY));
  return { id: String(id), [`until-${id}`]: TODAY };
}

const expectation = () => ({
  ...{ region: '浙江省', sector: 'commerce', tier: 'county', unitKind: 'department', bodyName: numbered('走查商务局'), modality: 'may', platform: 'wechat' },
  ...{ validFrom: TODAY, documentNo: '走查〔2026〕2号', issuer: '走查办', documentDate: TODAY },
});

async function ruledOver(): Promise<Texts> {
  accepted(await enactExpectation(COMMAND_LINE, expectation(), TODAY));
  const { id } = await db().expectation.findFirstOrThrow({ orderBy: { id: 'desc' } });
  return { id: String(id), [`until-${id}`]: TODAY };
}

// Nothing is said twice.
const rosterOf = async () => {
  await db().rosterConfirmation.deleteMany();
  await db().bodyAbsence.deleteMany();
  return { region: '杭州市', sector: 'commerce', rosterScope: 'own', rosterFrom: TODAY, document: '走查函' };
};

async function rostered(what: 'confirmation' | 'absence'): Promise<Texts> {
  const texts = await rosterOf();
  accepted(await (what === 'confirmation' ? confirmRoster : tellAbsence)(COMMAND_LINE, texts, TODAY));
  const { id } = what === 'confirmation' ? await db().rosterConfirmation.findFirstOrThrow() : await db().bodyAbsence.findFirstOrThrow();
  return { id: String(id), [`until-${id}`]: TODAY };
}

async function reform(): Promise<Texts> {
  const { id } = await unit();
  const takers = [{ place: 1, unit: numbered('走查撤回局'), region: '杭州市', sector: 'commerce' }];
  const asked = { version: 1, stays: false, others: [], takers, fates: new Map(), rest: 0, kind: 'dissolve', day: '2026-01-05' } as const;
  accepted(await reformUnit(COMMAND_LINE, id, asked, TODAY));
  return { id: String((await db().reform.findFirstOrThrow({ orderBy: { id: 'desc' } })).id) };
}

const GAP = '330106.commerce.county.wechat';

async function gapForm(step: string, more: Texts = {}): Promise<Texts> {
  const seen = (await readGapPage(COMMAND_LINE, GAP, TODAY))?.gap.chase.seen ?? 0;
  return { gap: GAP, seen: String(seen), step, ...more };
}

const gapStep = (step: string, act: Act, more: Texts): Entry => entry(GAPS, 'stepAction', act, () => gapForm(step, more), { what: step });

const ACCOUNTS = '(desk)/desk/accounts/actions.ts';
const RELATIONS = '(desk)/desk/accounts/[id]/relations/actions.ts';
const FILINGS = '(desk)/desk/filings/actions.ts';
const FORMS = '(desk)/desk/forms/actions.ts';
const GAPS = '(desk)/desk/gaps/actions.ts';
const IMPORTS = '(desk)/desk/imports/actions.ts';
const UNITS = '(desk)/desk/units/actions.ts';
const USERS = '(desk)/desk/users/actions.ts';
const PROFILE = '(desk)/desk/profile/actions.ts';
const CODE = '(desk)/desk/profile/code/actions.ts';
const EXPECTATIONS = '(desk)/desk/expectations/actions.ts';
const ROSTERS = '(desk)/desk/rosters/actions.ts';
const RULES = '(desk)/desk/rules/actions.ts';

const TARGETS = '(desk)/desk/targets/actions.ts';
const GROUPS = '(desk)/desk/groups/actions.ts';
const DOCUMENT = { documentNo: '走查〔2026〕1号', issuer: '走查机关', documentDate: '2026-01-05' };

const targetForm = (): Texts => ({
  region: '杭州市',
  sector: '商务',
  measure: 'number',
  value: '9',
  dueOn: '2099-12-31',
  ...DOCUMENT,
  documentNo: numbered('走查文'),
});

async function target(more: Texts = {}): Promise<Texts> {
  const texts = targetForm();
  return { ...texts, id: String(accepted(await setTarget(COMMAND_LINE, texts, TODAY))), revision: '0', ...more };
}

const setForm = (): Texts => ({ setName: numbered('走查组'), region: '杭州市', members: '上城区', ...DOCUMENT });

async function regionSet(more: Texts = {}): Promise<Texts> {
  const id = accepted(await enterRegionSet(COMMAND_LINE, setForm(), TODAY));
  const { id: member } = await db().regionSetMember.findFirstOrThrow({ where: { setId: id } });
  return { id: String(id), version: '1', member: String(member), [`until-${member}`]: TODAY, ...more };
}

const groupForm = async (): Promise<Texts> => ({ groupName: numbered('走查矩阵'), groupKind: 'matrix', unit: `#${(await unit()).id}`, from: '2020-01-01' });

async function group(more: Texts = {}): Promise<Texts> {
  const texts = await groupForm();
  return { ...texts, id: String(accepted(await makeGroup(COMMAND_LINE, texts, TODAY))), version: '1', ...more };
}

async function groupWithMember(): Promise<Texts> {
  const texts = await group();
  accepted(await joinGroup(COMMAND_LINE, Number(texts.id), { accounts: `#${(await account()).id}`, joinedOn: '2021-01-01', version: '1' }, TODAY));
  const { id: member } = await db().groupMember.findFirstOrThrow({ where: { groupId: Number(texts.id) } });
  return { id: texts.id ?? '', version: '2', member: String(member), [`until-${member}`]: '2022-01-01' };
}

export const ENTRIES: readonly Entry[] = [
  entry('(public)/accounts/[id]/actions.ts', 'lookAction', 'account.read-contact', async () => ({ account: (await accountForm()).id ?? '' }), { reads: true }),
  entry(ACCOUNTS, 'registerAction', 'account.register', async () => opening()),
  entry(ACCOUNTS, 'editAction', 'account.edit', () => accountForm({ name: numbered('走查改名') })),
  entry(ACCOUNTS, 'eraseContactAction', 'account.edit', () => accountForm({ eraseReason: 'left' })),
  entry(ACCOUNTS, 'suggestRegionAction', 'own', async () => ({ asked: '杭州' }), { reads: true }),
  entry(
    ACCOUNTS,
    'suggestUnitAction',
    'own',
    async () => {
      await unit('走查提示局');
      return { asked: '走查提示' };
    },
    { reads: true, within: true, unrecorded: 'everybody' },
  ),
  entry(
    ACCOUNTS,
    'suggestAnyUnitAction',
    'own',
    async () => {
      await unit('走查提示局');
      return { asked: '走查提示' };
    },
    { reads: true },
  ),
  entry(
    ACCOUNTS,
    'lookalikesAction',
    'account.register',
    async () => ({ asked: { platform: 'wechat', name: (await account()).texts.name, platformId: '', handle: '' } }),
    { reads: true, anywhere: true, unrecorded: 'everybody' },
  ),
  entry(RELATIONS, 'relateAction', 'account.edit', async () => ({
    ...(await accountForm()),
    kind: 'joint',
    unit: `#${(await unit()).id}`,
    from: '2021-01-01',
  })),
  entry(RELATIONS, 'unrelateAction', 'account.edit', relation),
  entry(RELATIONS, 'unrelateAction', 'account.edit', async () => ({ ...(await relation()), ...TAKEN_BACK }), { what: 'remove' }),
  entry(FILINGS, 'openingAction', 'filing.submit', async () => opening()),
  entry(FILINGS, 'changeAction', 'filing.submit', () => accountForm({ name: numbered('走查申请改名') })),
  entry(FILINGS, 'endAction', 'filing.submit', () => accountForm({ reason: '合并' })),
  entry(FILINGS, 'resubmitAction', 'filing.submit', () => filing(['return', { 'reason-incomplete': 'yes' }])),
  move('return', 'filing.decide', { 'return-reason-incomplete': 'yes' }),
  move('agree', 'filing.decide', {}),
  move('complete', 'filing.decide', {}),
  move('withdraw', 'filing.submit', {}),
  move('report', 'filing.submit', { 'report-day': '2026-01-05' }, ['agree', {}]),
  entry(FILINGS, 'decideManyAction', 'filing.decide', async () => {
    const { filing: id, version = '' } = await filing();
    return { move: 'agree', [`filing-${id}`]: version };
  }),
  gapStep('chase', 'gap.chase', {}),
  gapStep('assign', 'gap.chase', { 'assign-assignee': 'office-330106' }),
  gapStep('snooze', 'gap.chase', { 'snooze-until': '2999-01-01', 'snooze-text': '走查' }),
  gapStep('note', 'gap.answer', { 'note-text': '走查' }),
  gapStep('reply', 'gap.answer', { 'reply-outcome': 'none' }),
  entry(GAPS, 'chaseManyAction', 'gap.chase', async () => {
    const { gap, seen = '' } = await gapForm('chase');
    return { [`gap-${gap}`]: seen };
  }),
  // Of accounts. What each row may do is judged when the file is checked, and again by the worker that writes it (imports.test.ts).
  entry(IMPORTS, 'runImportAction', 'account.register', batch, { anywhere: true }),
  entry(IMPORTS, 'undoImportAction', 'account.register', writtenBatch, { anywhere: true }),
  entry(IMPORTS, 'mapImportAction', 'account.register', async (actor) => ({ ...(await batch(actor)), 'column-1': 'name' }), { anywhere: true }),
  entry(IMPORTS, 'mendRowAction', 'account.register', async (actor) => ({ ...(await batch(actor)), number: '2', 'cell-1': numbered('走查改正') }), {
    anywhere: true,
  }),
  entry(FORMS, 'mapFormAction', 'form.keep', async (actor) => ({ ...(await form(actor)), 'column-7': 'note' }), { anywhere: true }),
  entry(FORMS, 'removeFormAction', 'form.keep', form, { anywhere: true }),
  entry(UNITS, 'registerUnitAction', 'unit.register', async () => ({ unit: numbered('走查新局'), ...PLACE })),
  entry(UNITS, 'editUnitAction', 'unit.edit', async () => ({ id: String((await unit()).id), version: '1', unit: numbered('走查改局'), ...PLACE })),
  entry(UNITS, 'reformUnitAction', 'unit.edit', async () => ({
    ...{ id: String((await unit()).id), version: '1', kind: 'dissolve', day: '2026-01-05', rest: 'close' },
    ...{ unit1: numbered('走查接收局'), region1: '杭州市', sector1: '商务', fills1: 'no' },
  })),
  entry(UNITS, 'takeBackReformAction', 'unit.edit', reform),
  entry(EXPECTATIONS, 'enactExpectationAction', 'expectation.record', async () => expectation()),
  entry(EXPECTATIONS, 'endExpectationAction', 'expectation.record', ruledOver),
  entry(ROSTERS, 'confirmRosterAction', 'roster.confirm', rosterOf),
  entry(ROSTERS, 'tellAbsenceAction', 'roster.confirm', rosterOf),
  entry(ROSTERS, 'endConfirmationAction', 'roster.confirm', () => rostered('confirmation')),
  entry(ROSTERS, 'endAbsenceAction', 'roster.confirm', () => rostered('absence')),
  entry(TARGETS, 'setTargetAction', 'target.record', async () => targetForm()),
  entry(TARGETS, 'changeTargetAction', 'target.record', () => target({ value: '8' })),
  entry(TARGETS, 'withdrawTargetAction', 'target.record', () => target({ withdrawnOn: '2026-01-05', withdrawnBy: '走查' })),
  // A set is of a whole region.
  entry(TARGETS, 'enterSetAction', 'target.record', async () => setForm()),
  entry(TARGETS, 'addToSetAction', 'target.record', () => regionSet({ members: '330106', from: '2026-01-05' })),
  entry(TARGETS, 'takeFromSetAction', 'target.record', () => regionSet()),
  entry(TARGETS, 'endSetAction', 'target.record', () => regionSet({ until: TODAY })),
  entry(GROUPS, 'makeGroupAction', 'group.manage', groupForm),
  entry(GROUPS, 'changeGroupAction', 'group.manage', () => group({ note: '走查' })),
  entry(GROUPS, 'joinGroupAction', 'group.manage', async () => group({ accounts: `#${(await account()).id}`, joinedOn: '2021-01-01' })),
  entry(GROUPS, 'leaveGroupAction', 'group.manage', groupWithMember),
  entry(GROUPS, 'endGroupAction', 'group.manage', () => group({ endedOn: '2026-01-05' })),
  entry(RULES, 'enactRuleAction', 'rule.enact', async () => rule()),
  entry(RULES, 'endRuleAction', 'rule.enact', enacted),
  entry(RULES, 'setLevelAction', 'filing.configure', async () => ({ ...OF_PROVINCE, level: 'prefecture' })),
  entry(RULES, 'endLevelAction', 'filing.configure', levelSet),
  // The nation's, whom nobody here governs.
  entry(RULES, 'setDaysAction', 'none', async () => ({ filingDays: '12' })),
  entry(USERS, 'inviteAction', 'user.manage', async () => ({ username: numbered('zoucha-'), displayName: '走查', role: 'clerk', region: '杭州市' })),
  entry(USERS, 'resetPasswordAction', 'user.manage', () => somebody()),
  entry(USERS, 'grantAction', 'user.manage', async () => ({ ...(await somebody()), role: 'viewer', region: '杭州市' })),
  entry(USERS, 'revokeAction', 'user.manage', () => somebody()),
  entry(USERS, 'disableAction', 'user.manage', async () => ({ ...(await somebody()), disabled: 'yes' })),
  entry(USERS, 'disableAction', 'user.manage', async () => ({ ...(await somebody({ disabledAt: new Date() })), disabled: 'no' }), { what: 'enable' }),
  entry(USERS, 'eraseUserAction', 'user.manage', async () => {
    const { id = '', username = '' } = await somebody({ disabledAt: new Date() });
    return { id, confirm: username, eraseReason: 'left' };
  }),
  entry(PROFILE, 'renameSelfAction', 'own', async () => ({ displayName: numbered('走查自己') })),
  entry(PROFILE, 'changePasswordAction', 'own', async (actor) => ({
    ...(await asFresh(actor)),
    passwordNew: 'moss-harbour-5573',
    passwordAgain: 'moss-harbour-5573',
  })),
  entry(PROFILE, 'endSessionAction', 'own', async ({ userId }) => ({ session: userId === null ? randomUUID() : await session(userId) })),
  entry(PROFILE, 'endSessionAction', 'none', async () => ({ session: await session((await givenUser('clerk', INSIDE)).userId) }), {
    what: 'of another',
    unrecorded: 'everybody',
  }),
  entry(PROFILE, 'endOthersAction', 'own', async (actor) => {
    if (actor.userId !== null) await session(actor.userId);
    return asFresh(actor);
  }),
  entry(CODE, 'beginSecondStepAction', 'own', asFresh),
  entry(CODE, 'endSecondStepAction', 'own', withSecondStep),
  entry(CODE, 'recoveryCodesAction', 'own', withCode, { what: 'confirm' }),
  entry(CODE, 'recoveryCodesAction', 'own', withSecondStep, { what: 'renew' }),
];
