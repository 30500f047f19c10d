// The table of the actions' walk: every server action, by which act it is allowed, and a form that it would take.

import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/access/actor';
import type { Act } from '@/lib/access/acts';
import {
  account,
  accountForm,
  asFresh,
  batch,
  enacted,
  expectation,
  filing,
  form,
  gapForm,
  givenUser,
  group,
  groupForm,
  groupWithMember,
  INSIDE,
  levelSet,
  numbered,
  OF_PROVINCE,
  opening,
  PLACE,
  reform,
  regionSet,
  relation,
  rostered,
  rosterOf,
  rule,
  ruledOver,
  session,
  setForm,
  somebody,
  TAKEN_BACK,
  type Texts,
  TODAY,
  target,
  targetForm,
  unit,
  withCode,
  withSecondStep,
  writtenBatch,
} from './walk-given';

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

const entry = (file: string, name: string, act: Entry['act'], given: Entry['given'], more: Partial<Entry> = {}): Entry => ({ file, name, act, given, ...more });

const move = (name: string, act: Act, more: Texts, ...before: Parameters<typeof filing>): Entry =>
  entry('(desk)/desk/filings/actions.ts', 'moveAction', act, async () => ({ ...(await filing(...before)), move: name, ...more }), { what: name });

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
