import { describe, expect, it } from 'vitest';
import { calendarOf } from '@/lib/taxonomy/workday';
import { CHASE_STATES, type ChaseState, chasedBy, countChased, gapText, OUTCOMES, readGap, type StepTaken } from './chase';
import { answerBy, readInto, readStep } from './chase-fields';

const TODAY = '2026-11-20';
const nothing = { day: null, until: null, outcome: null, assigneeId: null, assigneeOffice: null };
type Said = [step: StepTaken['step'], more?: Partial<StepTaken>];
const steps = (...all: Said[]) => all.map(([step, more], index): StepTaken => ({ ...nothing, ...more, id: index + 1, step }));

const chase = (day: string, until: string): Said => ['chase', { day, until }];
const reply = (outcome: StepTaken['outcome'], day = '2026-11-10'): Said => ['reply', { day, outcome }];

describe('where a chase stands', () => {
  it.each<[string, ChaseState, Said[]]>([
    ['nothing was done', 'unchased', []],
    ['it was only assigned and noted', 'unchased', [['assign', { assigneeId: 3 }], ['note']]],
    ['the day to answer is to come', 'chased', [chase('2026-11-10', '2026-11-24')]],
    ['the day to answer is today', 'chased', [chase('2026-11-10', '2026-11-20')]],
    ['the day to answer was yesterday', 'overdue', [chase('2026-11-10', '2026-11-19')]],
    ['a note changes nothing', 'overdue', [chase('2026-11-01', '2026-11-19'), ['note']]],
    ['it was answered late', 'replied', [chase('2026-11-01', '2026-11-09'), reply('none')]],
    ['it was answered without having been asked', 'replied', [reply('abolished')]],
    ['it was asked anew after an answer', 'chased', [chase('2026-11-01', '2026-11-09'), reply('to-open'), chase('2026-11-19', '2026-12-03')]],
    ['it is put off', 'snoozed', [chase('2026-11-01', '2026-11-09'), ['snooze', { until: '2026-11-21' }]]],
    ['it comes back on the day it was put off to', 'overdue', [chase('2026-11-01', '2026-11-09'), ['snooze', { until: TODAY }]]],
    ['it was put off before anybody asked, and comes back', 'unchased', [['snooze', { until: '2026-11-12' }]]],
    ['the day that an answer promised is today', 'replied', [['reply', { day: '2026-10-08', outcome: 'to-open', until: TODAY }]]],
    ['the day that an answer promised was yesterday', 'promise-passed', [['reply', { day: '2026-10-08', outcome: 'to-open', until: '2026-11-19' }]]],
    [
      'it is asked anew after a promise has passed',
      'chased',
      [['reply', { day: '2026-10-08', outcome: 'to-open', until: '2026-11-01' }], chase('2026-11-19', '2026-12-03')],
    ],
    [
      'a new day is promised',
      'replied',
      [
        ['reply', { outcome: 'to-open', until: '2026-11-01' }],
        ['reply', { day: TODAY, outcome: 'to-open', until: '2026-12-01' }],
      ],
    ],
    [
      'it is put off though a promise has passed',
      'snoozed',
      [
        ['reply', { outcome: 'to-open', until: '2026-11-01' }],
        ['snooze', { until: '2026-12-31' }],
      ],
    ],
    ['an answer ends the putting off', 'replied', [['snooze', { until: '2026-12-31' }], reply('merged')]],
    ['asking ends the putting off', 'chased', [['snooze', { until: '2026-12-31' }], chase('2026-11-19', '2026-12-03')]],
    ['it was put off after an answer', 'snoozed', [reply('to-open'), ['snooze', { until: '2027-01-01' }]]],
  ])('%s: %s', (_, state, taken) => {
    expect(chasedBy(steps(...taken), TODAY).state).toBe(state);
    expect(chasedBy(steps(...taken).reverse(), TODAY), 'in whatever order they are read').toEqual(chasedBy(steps(...taken), TODAY));
  });

  it('keeps what counts now, and forgets the answer before the last question', () => {
    const taken = steps(['assign', { assigneeOffice: '330100' }], chase('2026-11-01', '2026-11-09'), reply('to-open'), chase('2026-11-19', '2026-12-03'));
    expect(chasedBy(taken, TODAY)).toMatchObject({ seen: 4, times: 2, chasedOn: '2026-11-19', dueOn: '2026-12-03', outcome: null, assigneeOffice: '330100' });
    expect(chasedBy(steps(['assign', { assigneeOffice: '330100' }], ['assign', { assigneeId: 7 }]), TODAY)).toMatchObject({
      assigneeId: 7,
      assigneeOffice: null,
    });
  });

  it('puts each gap into one state, and each answered one into one outcome', () => {
    const promised: Said = ['reply', { day: '2026-10-08', outcome: 'to-open', until: '2026-11-01' }];
    const all = [
      [],
      [promised],
      [chase('2026-11-10', '2026-11-24')],
      [reply('none')],
      [reply('none')],
      [reply('merged')],
      [chase('2026-11-01', '2026-11-02')],
    ] as Said[][];
    const counts = countChased(all.map((taken) => chasedBy(steps(...taken), TODAY)));
    expect(counts).toMatchObject({ gaps: 7, unchased: 1, chased: 1, overdue: 1, snoozed: 0, replied: 3, 'promise-passed': 1 });
    expect(CHASE_STATES.reduce((sum, state) => sum + counts[state], 0)).toBe(counts.gaps);
    expect(OUTCOMES.reduce((sum, outcome) => sum + counts.outcomes[outcome], 0)).toBe(counts.replied);
  });
});

describe('a gap in an address', () => {
  it('is read as it was written', () => {
    const key = { regionCode: '330106', sectorCode: 'party-government', tier: 'county', platform: 'tencent-weibo' } as const;
    expect(readGap(gapText(key))).toEqual(key);
  });

  it.each([
    '',
    '330106',
    '330106.health.county',
    '33010.health.county.wechat',
    '330106.health.village.wechat',
    '330106.health.county.wechat.x',
    '330106.HEALTH’.county.wechat',
  ])('is none: %s', (text) => expect(readGap(text)).toBeNull());
});

describe('the form of a step', () => {
  const calendar = calendarOf([{ day: '2026-11-23', works: false }]);
  const said = (step: Parameters<typeof readStep>[0], texts: Record<string, string>) => readStep(step, texts, TODAY, calendar);
  const refusals = (...given: Parameters<typeof said>) => {
    const read = said(...given);
    return read.accepted ? [] : read.findings.map(({ field, reason }) => `${field} ${reason}`);
  };

  it('gives ten working days to answer unless another day is said', () => {
    expect(answerBy(calendar, TODAY)).toBe('2026-12-07');
    expect(said('chase', {})).toMatchObject({ accepted: true, change: { day: TODAY, until: '2026-12-07' } });
    expect(said('chase', { day: '2026-11-19', until: '2026-11-30' })).toMatchObject({ accepted: true, change: { day: '2026-11-19', until: '2026-11-30' } });
  });

  it.each<[string, Parameters<typeof said>, string[]]>([
    ['a day to come', ['chase', { day: '2026-11-21' }], ['day chase-day-future']],
    ['no day', ['chase', { day: 'soon', until: '2026-12-01' }], ['day date-form']],
    ['to be answered before it was asked', ['chase', { until: TODAY }], ['until chase-due-before']],
    ['put off to nothing, for nothing', ['snooze', {}], ['until chase-until-needed', 'text chase-text-needed']],
    ['put off to today', ['snooze', { until: TODAY, text: '机构改革中' }], ['until chase-until-past']],
    ['an empty note', ['note', { text: ' ' }], ['text chase-text-needed']],
    ['assigned to nobody', ['assign', {}], ['assignee assignee-needed']],
    ['an answer without an outcome', ['reply', { outcome: 'perhaps' }], ['outcome outcome-needed']],
    ['merged into nothing', ['reply', { outcome: 'merged' }], ['into into-needed']],
    ['not merged, but into something', ['reply', { outcome: 'none', into: '#3' }], ['into into-only-merged']],
    ['a promise of what will not be', ['reply', { outcome: 'none', until: '2026-12-31' }], ['until promise-only-to-open']],
    ['a promise for the past', ['reply', { outcome: 'to-open', until: '2026-11-01' }], ['until chase-due-before']],
    ['too long a note', ['note', { text: '长'.repeat(1001) }], ['text too-long']],
  ])('refuses %s', (_, given, reasons) => {
    expect(refusals(...given)).toEqual(reasons);
  });

  it.each([
    ['#12', { unitId: 12 }],
    ['西湖区教育局（#12）', { unitId: 12 }],
    ['https://guta.example/units/12', { unitId: 12 }],
    ['账号#34', { accountId: 34 }],
    ['https://guta.example/accounts/34', { accountId: 34 }],
    ['西湖区教育局', null],
  ])('reads %s as what a body was merged into', (text, into) => {
    expect(readInto(text)).toEqual(into);
  });
});
