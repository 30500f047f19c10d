// Accounts that several people register at the same moment, which share a transaction.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE } from '@/lib/access/actor';
import type { RowTexts } from '@/lib/exchange/columns';
import { registerAccount } from './account-register';
import { db } from './client';
import { accepted, EXPLAINED, givenActor, reasonsOf } from './filing-given';
import { registerUnit } from './units';

const TODAY = '2026-07-01';
const UNITS = Array.from({ length: 9 }, (_, index) => `同时试验局${'甲乙丙丁戊己庚辛壬'[index]}`);
const TEXTS: RowTexts = { platform: '微博', region: '仪征市', openedOn: '2012-01-01' };

const register = (actor: Actor, texts: RowTexts) => registerAccount(actor, { ...TEXTS, ...texts, ...EXPLAINED }, TODAY);
const unitIds: number[] = [];
/** The number of the transaction that wrote each of some accounts. */
const writers = async (ids: number[]) =>
  (await db().$queryRaw<{ xmin: string }[]>`SELECT xmin::text FROM account WHERE id = ANY (${ids}::int[])`).map(({ xmin }) => xmin);

beforeAll(async () => {
  for (const name of UNITS)
    unitIds.push(accepted(await registerUnit(COMMAND_LINE, { unit: name, kind: 'department', region: '仪征市', sector: '科技' }, TODAY)));
});

describe('accounts registered at the same moment', () => {
  it('are each filed and recorded by who registers them, some in one transaction', async () => {
    const actors = await Promise.all(
      UNITS.map(
        async (_, index): Promise<Actor> => ({
          ...(await givenActor('registrar', '321081')),
          from: { address: `192.0.2.${index}`, requestId: `asked-${index}` },
        }),
      ),
    );
    const ids = (await Promise.all(UNITS.map((unit, index) => register(actors[index] ?? COMMAND_LINE, { unit, name: `${unit}同时` })))).map(accepted);
    expect(new Set(ids).size).toBe(UNITS.length);
    for (const [index, id] of ids.entries()) {
      const account = await db().account.findUniqueOrThrow({
        where: { id },
        include: { names: true, standings: true, filings: { include: { events: true } } },
      });
      const userId = actors[index]?.userId;
      expect(account.names.map(({ name }) => name)).toEqual([`${UNITS[index]}同时`]);
      expect(account.standings.map(({ unitId }) => unitId)).toEqual([unitIds[index]]);
      expect(account.filings).toMatchObject([{ state: 'done', askedById: userId, decidedById: userId, events: [{ actorId: userId, step: 'enter' }] }]);
      const events = await db().auditEvent.findMany({ where: { subjectType: 'account', subjectId: String(id) } });
      expect(events).toMatchObject([
        { act: 'account.register', actorId: userId, requestId: `asked-${index}`, address: null, after: { name: `${UNITS[index]}同时` } },
      ]);
      const personal = await db().auditPersonal.findUniqueOrThrow({ where: { commitment: events[0]?.personal ?? '' } });
      expect(personal).toMatchObject({ userId, document: JSON.stringify({ address: `192.0.2.${index}` }) });
    }
    expect(new Set(await writers(ids)).size).toBeLessThan(ids.length);
  });

  it('are refused one by one, and what is wrong with one harms no other', async () => {
    const outside = await givenActor('registrar', '110000');
    const decisions = await Promise.all([
      register(COMMAND_LINE, { unit: UNITS[0], name: '同时甲二' }),
      register(outside, { unit: UNITS[1], name: '同时乙二' }),
      register(COMMAND_LINE, { unit: UNITS[2], name: '' }),
      register(COMMAND_LINE, { unit: UNITS[3], name: '同时丁二', platformId: '7300011001' }),
      register(COMMAND_LINE, { unit: UNITS[4], name: '同时戊二', platformId: '7300011001' }),
      register(COMMAND_LINE, { unit: UNITS[5], name: '同时己二', note: 'a\u0000b' }).catch((error: Error) => error.message),
      register(COMMAND_LINE, { unit: UNITS[6], name: '同时庚二' }),
      register(COMMAND_LINE, { unit: '同时试验新局', sector: '教育', tier: '县级', name: '同时新局' }),
    ]);
    const told = decisions.map((each) => (typeof each === 'string' ? 'failed' : each.accepted ? 'written' : reasonsOf(each).join(' ')));
    expect(told[0]).toBe('written');
    expect(told[1]).toBe('outside-scope');
    expect(told[2]).toBe('name-needed');
    expect([told[3], told[4]].sort()).toEqual(['account-exists', 'written']);
    expect(told[6]).toBe('written');
    expect(told[7]).toBe('written');
    const written = decisions.flatMap((each) => (typeof each !== 'string' && each.accepted ? [each.change] : []));
    expect(await db().filing.count({ where: { accountId: { in: written }, state: 'done' } })).toBe(written.length);
    expect(await db().accountName.count({ where: { name: { in: ['同时乙二'] } } })).toBe(0);
    expect(await db().accountName.count({ where: { name: { in: ['同时丁二', '同时戊二'] } } })).toBe(1);
  });

  it('of one unit are judged one after another: the second is told of the first', async () => {
    const unexplained = (name: string) => registerAccount(COMMAND_LINE, { ...TEXTS, unit: '同时试验癸局', sector: '科技', tier: '县级', name }, TODAY);
    accepted(await registerUnit(COMMAND_LINE, { unit: '同时试验癸局', kind: 'department', region: '仪征市', sector: '科技' }, TODAY));
    const decisions = await Promise.all([unexplained('同时癸甲'), unexplained('同时癸乙'), unexplained('同时癸丙'), unexplained('同时癸丁')]);
    expect(decisions.filter((each) => each.accepted)).toHaveLength(1);
    expect(decisions.map((each) => reasonsOf(each).join(' ')).sort()).toEqual(['', 'waiver-needed', 'waiver-needed', 'waiver-needed']);
  });
});
