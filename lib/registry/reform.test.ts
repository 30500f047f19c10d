import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES } from '@/lib/taxonomy/codes';
import { at, type Step } from '@/lib/taxonomy/timeline';
import { decideReform, heldAfter, isOpenWith, type Owned, type ReformAsked, type Touched } from './reform';
import { type Held, standings, type UnitState } from './standing';

const DAY = '2018-12-28';
const TODAY = '2026-11-20';
const STATE: UnitState = {
  name: '某局',
  kind: 'department',
  regionId: 1,
  sectorCode: 'tourism',
  tier: 'county',
  rank: null,
  parentId: null,
  standardBody: true,
};
const unit = (id: number, more: { from?: string; until?: string; renamed?: string } = {}): Touched => ({
  id,
  name: `${id}局`,
  field: id === 1 ? null : `other${id - 1}`,
  timeline: [
    { from: more.from ?? null, until: more.renamed ?? more.until ?? null, value: STATE },
    ...(more.renamed ? [{ from: more.renamed, until: more.until ?? null, value: { ...STATE, name: '后名' } }] : []),
  ],
});
const HELD: Held = { status: 'active', unitId: 1, post: null, postRank: null };
const held = (...steps: [from: string, change: Partial<Held>][]): Step<Held>[] =>
  steps.map(([from, change], index) => ({ from, until: steps[index + 1]?.[0] ?? null, value: { ...HELD, ...change } }));
const account = (id: number, fate: Owned['fate'], steps = held(['2012-01-01', {}])): Owned => ({ id, held: steps, unitId: 1, fate });

const MERGE: ReformAsked = { kind: 'merge', day: DAY, ending: [unit(1), unit(2)], takers: [null], accounts: [account(7, { to: 0 })] };
const SPLIT: ReformAsked = { kind: 'split', day: DAY, ending: [unit(1)], takers: [null, null], accounts: [account(7, { to: 1 })] };
const DISSOLVE: ReformAsked = { kind: 'dissolve', day: DAY, ending: [unit(1)], takers: [], accounts: [account(7, 'close')] };

describe('decideReform accepts', () => {
  it.each<[string, ReformAsked]>([
    ['two units into a new one', MERGE],
    ['one into another of the register', { ...MERGE, ending: [unit(2)], takers: [unit(1)] }],
    ['one renamed before', { ...MERGE, ending: [unit(1, { renamed: '2013-01-01' }), unit(2)] }],
    ['a split that ends the unit', SPLIT],
    ['a split beside which it stays', { ...SPLIT, ending: [], takers: [null], accounts: [account(7, 'stay')] }],
    ['dissolving, its account closed', DISSOLVE],
    ['dissolving, its account left', { ...DISSOLVE, accounts: [account(7, 'stay')] }],
    ['dissolving, its account moved', { ...DISSOLVE, takers: [unit(3)], accounts: [account(7, { to: 0 })] }],
    ['an account that was closed before, of which nothing is said', { ...DISSOLVE, accounts: [account(7, null, held(['2012-01-01', { status: 'closed' }]))] }],
    ['the first day of what the taker is', { ...MERGE, takers: [unit(3, { from: DAY })] }],
  ])('%s', (_what, asked) => {
    const decision = decideReform(asked, TODAY);
    expect(decision).toMatchObject({ accepted: true, change: { ends: asked.ending.map(({ id }) => ({ id })) } });
    if (decision.accepted) for (const { timeline } of decision.change.ends) expect(timeline.at(-1)?.until).toBe(DAY);
  });
});

describe('decideReform refuses', () => {
  it.each<[string, ReformAsked, string]>([
    ['a day to come', { ...MERGE, day: '2026-11-21' }, 'day date-future'],
    ['one unit under a new name', { ...MERGE, ending: [unit(1)] }, 'other1 reform-merge-needs-two'],
    ['no taker', { ...MERGE, takers: [] }, 'unit1 reform-taker-needed'],
    ['a split into one', { ...SPLIT, takers: [null], accounts: [] }, 'unit2 reform-split-needs-two'],
    ['a split into none', { ...SPLIT, ending: [], takers: [], accounts: [] }, 'unit1 reform-taker-needed'],
    ['a unit that has ended', { ...MERGE, ending: [unit(1), unit(2, { until: '2015-01-01' })] }, 'other1 unit-ended'],
    ['a unit that changed on the day', { ...MERGE, ending: [unit(1, { renamed: DAY }), unit(2)] }, 'day reform-before-change'],
    ['a unit that changed since', { ...MERGE, ending: [unit(1, { renamed: '2020-01-01' }), unit(2)] }, 'day reform-before-change'],
    ['a unit that began on the day', { ...DISSOLVE, ending: [unit(1, { from: DAY })] }, 'day reform-before-change'],
    ['a taker that has ended', { ...MERGE, takers: [unit(3, { until: '2020-01-01' })] }, 'other2 unit-ended'],
    ['a taker that began later', { ...MERGE, takers: [unit(3, { from: '2019-01-01' })] }, 'other2 reform-taker-later'],
    ['an account of which nothing is said', { ...DISSOLVE, accounts: [account(7, null)] }, 'account7 reform-fate-needed'],
    ['an account left with a unit that was split up', { ...SPLIT, accounts: [account(7, 'stay')] }, 'account7 reform-fate-needed'],
    ['an account for a unit that nobody named', { ...DISSOLVE, accounts: [account(7, { to: 0 })] }, 'unit1 reform-taker-needed'],
    ['an account closed before it opened', { ...DISSOLVE, accounts: [account(7, 'close', held(['2020-01-01', {}]))] }, 'account7 closed-before-opened'],
  ])('%s', (_what, asked, expected) => {
    const decision = decideReform(asked, TODAY);
    expect(decision.accepted ? [] : decision.findings.map(({ field, reason }) => `${field} ${reason}`)).toEqual([expected]);
  });
});

describe('heldAfter', () => {
  it('moves what was the unit’s since the day, and keeps what came later for other reasons', () => {
    const steps = held(['2012-01-01', {}], ['2019-01-01', { status: 'paused' }], ['2020-01-01', { unitId: 5 }]);
    expect(heldAfter(steps, 1, { unitId: 9 }, DAY)).toEqual(
      held(['2012-01-01', {}], [DAY, { unitId: 9 }], ['2019-01-01', { unitId: 9, status: 'paused' }], ['2020-01-01', { unitId: 5 }]),
    );
  });

  it('closes from the day, and does not close again what was cancelled', () => {
    expect(heldAfter(held(['2012-01-01', {}], ['2020-01-01', { status: 'cancelled' }]), 1, 'close', DAY)).toEqual(
      held(['2012-01-01', {}], [DAY, { status: 'closed' }], ['2020-01-01', { status: 'cancelled' }]),
    );
  });

  it('changes no day before the reform, and leaves nothing open with the unit since', () => {
    const days = ['2012-01-01', '2015-06-01', DAY, '2019-01-01', '2021-01-01'];
    const values = fc.array(fc.record({ status: fc.constantFrom(...STATUSES), unitId: fc.constantFrom(1, 5) }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(values, fc.constantFrom({ unitId: 9 }, 'close' as const), (all, fate) => {
        const before = held(...days.map((day, index): [string, Partial<Held>] => [day, all[index] ?? {}]));
        const after = heldAfter(before, 1, fate, DAY);
        for (const day of ['2012-01-01', '2014-01-01', '2018-12-27']) expect(at(after, day)).toEqual(at(before, day));
        expect(isOpenWith(after, 1, DAY)).toBe(false);
        for (const day of [DAY, '2020-01-01', TODAY]) if (at(before, day)?.unitId === 5) expect(at(after, day)).toEqual(at(before, day));
      }),
    );
  });
});

describe('an account that its unit has left behind', () => {
  it('counts where the unit was, and covers no body', () => {
    const steps = standings(held(['2012-01-01', {}]), () => unit(1, { until: DAY }).timeline, false);
    expect(steps).toMatchObject([
      { from: '2012-01-01', until: DAY, value: { sectorCode: 'tourism', standardBody: true } },
      { from: DAY, until: null, value: { sectorCode: 'tourism', standardBody: false } },
    ]);
  });
});
