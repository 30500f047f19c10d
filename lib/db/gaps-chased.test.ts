import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, NOBODY, ROLES, type Role } from '@/lib/access/actor';
import { CHASE_STATES, gapText, OUTCOMES } from '@/lib/coverage/chase';
import { everything } from '@/lib/coverage/filter';
import { registerAccount } from './account-register';
import { chaseMany, takeStep } from './chase-steps';
import { db } from './client';
import { listExpected } from './coverage';
import { accepted, EXPLAINED, givenActor, reasonsOf } from './filing-given';
import { countChases, listGaps } from './gap-list';
import { readGapPage } from './gap-read';
import { registerUnit } from './units';

const TODAY = '2026-11-20';
const ALL = { skip: 0, take: 100_000 };
const at = (regionCode: string, sectorCode = 'education', platform: 'wechat' | 'weibo' = 'wechat', tier: 'county' | 'prefecture' = 'county') =>
  gapText({ regionCode, sectorCode, tier, platform });
const step = (actor: Actor, text: string, seen: number, ...said: [Parameters<typeof takeStep>[2], Record<string, string>]) =>
  takeStep(actor, { text, seen }, said[0], said[1], TODAY);
const seenOf = async (text: string) => (await readGapPage(COMMAND_LINE, text, TODAY))?.gap.chase.seen ?? 0;
let province: Actor;

beforeAll(async () => {
  province = await givenActor('registrar', '330000');
});

describe('the list of gaps', () => {
  it.each([
    ['330000', 'subtree'],
    ['330100', 'own'],
    ['110000', 'subtree'],
  ] as const)('of %s (%s) is what coverage misses, on each platform', async (region, scope) => {
    for (const platform of ['weibo', 'wechat'] as const) {
      const { total, items } = await listGaps(COMMAND_LINE, { regions: [region], scope, platforms: [platform] }, TODAY, { skip: 0, take: 5 });
      const missing = await listExpected({ ...everything(TODAY), regions: [region], scope, platforms: [platform] }, { missingOnly: true, skip: 0, take: 5 });
      expect(total).toBe(missing.total);
      expect(total).toBeGreaterThan(0);
      expect(items.map(({ regionCode, sectorCode }) => [regionCode, sectorCode])).toEqual(
        missing.items.map(({ regionCode, sectorCode }) => [regionCode, sectorCode]),
      );
    }
  });

  it('leaves vertical systems to their own offices, and other places to theirs', async () => {
    const tax = await givenActor('registrar', '330000', { sectorCode: 'tax' });
    const sectors = async (actor: Actor) => new Set((await listGaps(actor, {}, TODAY, ALL)).items.map(({ sectorCode }) => sectorCode));
    expect([...(await sectors(tax))]).toEqual(['tax']);
    expect((await sectors(province)).has('tax')).toBe(false);
    expect((await listGaps(province, {}, TODAY, ALL)).items.every(({ regionCode }) => regionCode.startsWith('33'))).toBe(true);
    expect((await listGaps(province, { regions: ['440000'] }, TODAY, ALL)).total).toBe(0);
  });

  it('is for a unit’s clerk that unit’s alone', async () => {
    const unit = accepted(await registerUnit(COMMAND_LINE, { unit: '西湖区教育局', region: '330106', sector: '教育' }, TODAY, true));
    const clerk = await givenActor('clerk', '330106', { unitId: unit });
    const { items } = await listGaps(clerk, {}, TODAY, ALL);
    expect(items.map(({ text, unitId }) => [text, unitId]).sort()).toEqual([
      [at('330106'), unit],
      [at('330106', 'education', 'weibo'), unit],
    ]);
    const page = await readGapPage(clerk, at('330106'), TODAY);
    expect(page?.may).toEqual({ chase: false, answer: true });
    expect(accepted(await step(clerk, at('330106'), 0, 'reply', { outcome: 'to-open', until: '2026-12-31' }))).toBe(at('330106'));
    expect(reasonsOf(await step(clerk, at('330106', 'health'), 0, 'reply', { outcome: 'none' }))).toEqual(['not-found']);
  });
});

describe('counts by child region', () => {
  it.each(['330000', '330100'])('of %s sum, state by state, to the list of gaps', async (region) => {
    const some = (await listGaps(province, { regions: [region] }, TODAY, { skip: 3, take: 40 })).items;
    const [a, b, c, d, e] = some.map(({ text, chase }) => ({ text, seen: chase.seen }));
    if (!a || !b || !c || !d || !e) throw new Error('too few gaps');
    const many = accepted(await chaseMany(province, [a, b, c], { day: '2026-11-02', until: '2026-11-16' }, TODAY));
    expect(many.map(({ refused }) => refused)).toEqual([null, null, null]);
    accepted(await step(province, b.text, await seenOf(b.text), 'reply', { outcome: 'abolished' }));
    accepted(await step(province, d.text, d.seen, 'snooze', { until: '2027-01-01', text: '机构改革中' }));
    accepted(await step(province, e.text, e.seen, 'chase', {}));
    const rows = await countChases(province, { regions: [region] }, TODAY);
    const list = await listGaps(province, { regions: [region] }, TODAY, { skip: 0, take: 1 });
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
    expect(sum(({ gaps }) => gaps)).toBe(list.total);
    for (const state of CHASE_STATES) {
      expect(
        sum((row) => row[state]),
        state,
      ).toBe(list.counts[state]);
      expect((await listGaps(province, { regions: [region], state }, TODAY, { skip: 0, take: 1 })).total, state).toBe(list.counts[state]);
    }
    expect(CHASE_STATES.reduce((total, state) => total + list.counts[state], 0)).toBe(list.total);
    expect(OUTCOMES.reduce((total, outcome) => total + list.counts.outcomes[outcome], 0)).toBe(list.counts.replied);
    expect(list.counts.overdue).toBeGreaterThanOrEqual(2);
    for (const row of rows) {
      const scope = row.own ? 'own' : 'subtree';
      expect((await listGaps(province, { regions: [row.code], scope }, TODAY, { skip: 0, take: 1 })).total, row.code).toBe(row.gaps);
    }
  });

  it('a promise that has passed is late, by region and in its list, until there is an account', async () => {
    const text = at('330112');
    accepted(await step(province, text, 0, 'reply', { outcome: 'to-open', until: '2026-12-31' }));
    const later = async (today: string) => {
      const counts = (await countChases(province, { regions: ['330112'] }, today)).find(({ own }) => own);
      const { items } = await listGaps(province, { regions: ['330112'], state: 'promise-passed' }, today, ALL);
      return [counts?.replied, counts?.['promise-passed'], items.map((item) => item.text)];
    };
    expect(await later('2026-12-31')).toEqual([1, 0, []]);
    expect(await later('2027-01-01')).toEqual([0, 1, [text]]);
    const unit = {
      unit: '临安区教育局',
      region: '330112',
      sector: '教育',
      fills: 'yes',
      platform: 'wechat',
      name: '临安教育',
      openedOn: '2026-11-19',
      ...EXPLAINED,
    };
    accepted(await registerAccount(COMMAND_LINE, unit, TODAY));
    expect(await later('2027-01-01')).toEqual([0, 0, []]);
  });

  it('an answer that there is no such body leaves it among what is expected', async () => {
    const text = at('330108', 'health');
    const before = (await listGaps(province, { regions: ['330108'] }, TODAY, { skip: 0, take: 1 })).total;
    accepted(await step(province, text, 0, 'reply', { outcome: 'none' }));
    const after = await listGaps(province, { regions: ['330108'], outcome: 'none' }, TODAY, ALL);
    expect(after.items.map((item) => item.text)).toEqual([text]);
    expect((await listGaps(province, { regions: ['330108'] }, TODAY, { skip: 0, take: 1 })).total).toBe(before);
  });
});

describe('a chase', () => {
  it('is told step by step, and of two who act at once the later is told', async () => {
    const text = at('330109');
    accepted(await step(province, text, 0, 'assign', { assignee: 'office-330109' }));
    expect(reasonsOf(await step(province, text, 0, 'chase', {}))).toEqual(['gap-moved']);
    accepted(await step(province, text, await seenOf(text), 'chase', { day: '2026-11-03', until: '2026-11-17', text: '第一次' }));
    const page = await readGapPage(province, text, TODAY);
    expect(page?.gap).toMatchObject({ assignee: '萧山区（330109）', chase: { state: 'overdue', times: 1, dueOn: '2026-11-17' } });
    expect(page?.steps.map((each) => [each.step, each.by, each.day, each.until, each.text])).toEqual([
      ['assign', province.name, null, null, null],
      ['chase', province.name, '2026-11-03', '2026-11-17', '第一次'],
    ]);
    const mine = await listGaps(await givenActor('registrar', '330109'), { mine: true }, TODAY, ALL);
    expect(mine.items.map((item) => item.text)).toEqual([text]);
    const audited = await db().auditEvent.findMany({ where: { subjectType: 'gap', subjectId: text }, orderBy: { id: 'asc' } });
    expect(audited.map(({ act }) => act)).toEqual(['gap.assign', 'gap.chase']);
    expect(audited[1]?.after).toEqual({ day: '2026-11-03', until: '2026-11-17' });
  });

  it('that two start at the same moment is one', async () => {
    const text = at('330110');
    const both = await Promise.all([step(province, text, 0, 'chase', {}), step(province, text, 0, 'chase', {})]);
    expect(both.filter((each) => each.accepted)).toHaveLength(1);
    expect((await readGapPage(province, text, TODAY))?.steps).toHaveLength(1);
  });

  it('can be assigned to who may answer for the body, and to nobody else', async () => {
    const [clerk, other] = [await givenActor('clerk', '330111'), await givenActor('clerk', '330112')];
    const page = await readGapPage(province, at('330111'), TODAY);
    expect(page?.assignees.map(({ value }) => value)).toContain(`user-${clerk.userId}`);
    for (const assignee of [`user-${other.userId}`, 'office-330112', 'user-x'])
      expect(reasonsOf(await step(province, at('330111'), 0, 'assign', { assignee }))).toEqual(['assignee-outside']);
    accepted(await step(province, at('330111'), 0, 'assign', { assignee: `user-${clerk.userId}` }));
    expect((await listGaps(clerk, { mine: true }, TODAY, ALL)).items.map(({ text }) => text)).toEqual([at('330111')]);
  });

  it('names what a body was merged into, if the register knows it', async () => {
    const unit = accepted(await registerUnit(COMMAND_LINE, { unit: '钱塘区社会事务局', region: '330114', sector: '教育' }, TODAY, false));
    const text = at('330114');
    expect(reasonsOf(await step(province, text, 0, 'reply', { outcome: 'merged', into: '#99999999' }))).toEqual(['into-unknown']);
    accepted(await step(province, text, 0, 'reply', { outcome: 'merged', into: `钱塘区社会事务局（#${unit}）` }));
    expect((await readGapPage(province, text, TODAY))?.steps[0]?.into).toEqual({ href: `/units/${unit}`, name: '钱塘区社会事务局' });
  });

  it('closes by itself when the body gets its account, with the day', async () => {
    const text = at('330122');
    accepted(await step(province, text, 0, 'chase', {}));
    const name = '桐庐县教育局发布';
    const place = { platform: '微信', name, unit: '桐庐县教育局', region: '330122', sector: '教育', fills: 'yes', openedOn: '2026-11-05' };
    accepted(await registerAccount(COMMAND_LINE, { ...place, ...EXPLAINED }, TODAY));
    const page = await readGapPage(province, text, TODAY);
    expect(page?.gap).toMatchObject({ covered: true, openedOn: '2026-11-05', unit: '桐庐县教育局' });
    expect(page?.may).toEqual({ chase: false, answer: false });
    expect(reasonsOf(await step(province, text, page?.gap.chase.seen ?? 0, 'reply', { outcome: 'none' }))).toEqual(['gap-closed']);
    const opened = await listGaps(province, { regions: ['330122'], state: 'opened' }, TODAY, ALL);
    expect(opened.items.map((item) => item.text)).toEqual([text]);
    expect((await listGaps(province, { regions: ['330122'] }, TODAY, ALL)).items.map((item) => item.text)).not.toContain(text);
  });

  it('is append-only in the database itself', async () => {
    await expect(db().$executeRaw`UPDATE chase_step SET text = 'x'`).rejects.toThrow(/append-only/);
    await expect(db().$executeRaw`DELETE FROM chase_step`).rejects.toThrow(/append-only/);
  });
});

describe('who may', () => {
  const text = at('330127');
  /** What each role is told where it governs: of chasing, of answering, and whether it finds the page. */
  const MEANT: Record<Role, [chase: string[], answer: string[], finds: boolean]> = {
    administrator: [[], [], true],
    registrar: [[], [], true],
    clerk: [['not-allowed'], [], true],
    auditor: [['not-allowed'], ['not-allowed'], true],
    security: [['not-allowed'], ['not-allowed'], false],
    viewer: [['not-allowed'], ['not-allowed'], false],
  };
  const refusals = ({ userId }: Actor) => db().auditEvent.count({ where: { act: 'access.refuse', actorId: userId } });
  const told = async (actor: Actor) => {
    const chase = reasonsOf(await step(actor, text, await seenOf(text), 'chase', {}));
    const answer = reasonsOf(await step(actor, text, await seenOf(text), 'reply', { outcome: 'none' }));
    expect(await refusals(actor)).toBe(chase.length + answer.length);
    return [chase, answer, (await readGapPage(actor, text, TODAY)) !== null];
  };

  it.each(ROLES)('%s, inside and outside', async (role) => {
    const [chase, answer] = MEANT[role];
    const away = (reasons: string[]) => (reasons.length > 0 ? reasons : ['not-found']);
    expect(await told(await givenActor(role, '330100'))).toEqual(MEANT[role]);
    expect(await told(await givenActor(role, '440000'))).toEqual([away(chase), away(answer), false]);
  });

  it('nobody', async () => {
    expect(reasonsOf(await step(NOBODY, text, 0, 'chase', {}))).toEqual(['not-allowed']);
    expect((await listGaps(NOBODY, {}, TODAY, ALL)).total).toBe(0);
    expect(await countChases(NOBODY, { regions: ['330000'] }, TODAY)).toEqual([]);
    expect(await readGapPage(NOBODY, text, TODAY)).toBeNull();
  });
});

it('of many that are chosen, those that cannot be are named and the others are chased', async () => {
  const [good, moved, away] = [at('330182'), at('330182', 'health'), at('440103')];
  accepted(await step(province, moved, 0, 'note', { text: '已电话联系' }));
  const chosen = [good, moved, away, 'nonsense'].map((text) => ({ text, seen: 0 }));
  const outcomes = accepted(await chaseMany(province, chosen, {}, TODAY));
  expect(outcomes.map(({ text, refused }) => [text, refused?.[0]?.reason ?? null])).toEqual([
    [good, null],
    [moved, 'gap-moved'],
    [away, 'not-found'],
    ['nonsense', 'not-found'],
  ]);
  expect((await readGapPage(province, good, TODAY))?.gap.chase.state).toBe('chased');
  expect(reasonsOf(await chaseMany(province, chosen, { until: TODAY }, TODAY))).toEqual(['chase-due-before']);
});
