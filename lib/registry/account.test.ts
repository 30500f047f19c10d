import { describe, expect, it } from 'vitest';
import { refuses } from '@/lib/decision';
import { decideAccount } from './account';
import { type AccountField, readAccountFields } from './account-fields';

const TODAY = '2026-11-20';

function decide(texts: Partial<Record<AccountField, string>>) {
  const { facts, findings } = readAccountFields(texts, TODAY);
  return decideAccount(facts, findings, 7, TODAY);
}

function held(texts: Partial<Record<AccountField, string>>) {
  const decision = decide({ platform: '微博', name: '平安北京', ...texts });
  return decision.accepted ? decision.change.held.map(({ from, until, value }) => [from, until, value.status]) : [];
}

describe('decideAccount', () => {
  it('makes an institution’s account, active and with its owner, unless told otherwise', () => {
    const decision = decide({ platform: '微博', name: '平安北京' });
    expect(decision).toMatchObject({
      accepted: true,
      change: { facts: { platform: 'weibo', name: '平安北京', holder: 'institution' }, knownBy: TODAY },
    });
    expect(decision.accepted && decision.change.held).toEqual([
      { from: TODAY, until: null, value: { status: 'active', unitId: 7, post: null, postRank: null } },
    ]);
  });

  it('takes an account with a person for an official’s', () => {
    expect(decide({ platform: '微博', name: '陈士渠', person: '陈士渠', post: '主任', postRank: '厅局级' })).toMatchObject({
      accepted: true,
      change: { facts: { holder: 'official' }, held: [{ value: { post: '主任', postRank: 'bureau' } }] },
    });
  });

  it.each([
    ['a platform', { name: '平安北京' }, ['platform platform-needed']],
    ['a platform, even where only something invisible was typed', { platform: '\u200b', name: '平安北京' }, ['platform platform-needed']],
    ['a name', { platform: '微博' }, ['name name-needed']],
    ['both', {}, ['platform platform-needed', 'name name-needed']],
    ['a name, but no platform where one was refused', { platform: '传真' }, ['platform platform-unknown', 'name name-needed']],
  ])('asks for %s', (_what, texts, reasons) => {
    const decision = decide(texts);
    expect(decision.accepted ? [] : decision.findings.filter(refuses).map(({ field, reason }) => `${field} ${reason}`)).toEqual(reasons);
  });

  it('is not stopped by a warning', () => {
    expect(decide({ platform: '微博', name: '平安北京👮' }).accepted).toBe(true);
  });

  it.each([
    ['the day it was opened', { openedOn: '2014-07-01' }, [['2014-07-01', null, 'active']]],
    ['the end of the month', { openedOn: '2014-07' }, [['2014-07-31', null, 'active']]],
    ['the end of the year', { openedOn: '2014' }, [['2014-12-31', null, 'active']]],
    ['the day it was registered, where the year is not over', { openedOn: '2026' }, [[TODAY, null, 'active']]],
    ['the day it was registered, where nothing is known', {}, [[TODAY, null, 'active']]],
    ['its opening, paused', { openedOn: '2014-07-01', status: '停更' }, [['2014-07-01', null, 'paused']]],
  ])('counts from %s', (_what, texts, expected) => {
    expect(held(texts)).toEqual(expected);
  });

  it.each([
    [
      'on the day that was said',
      { openedOn: '2014-07-01', closedOn: '2016-03-01' },
      [
        ['2014-07-01', '2016-03-01', 'active'],
        ['2016-03-01', null, 'closed'],
      ],
    ],
    [
      'as cancelled where that was said',
      { openedOn: '2014-07-01', closedOn: '2016-03-01', status: '注销' },
      [
        ['2014-07-01', '2016-03-01', 'active'],
        ['2016-03-01', null, 'cancelled'],
      ],
    ],
    [
      'at the latest when it was registered as closed',
      { openedOn: '2014-07-01', status: '关停' },
      [
        ['2014-07-01', TODAY, 'active'],
        [TODAY, null, 'closed'],
      ],
    ],
    ['from its beginning where it closed within the year of its opening', { openedOn: '2014', closedOn: '2014-05-01' }, [['2014-12-31', null, 'closed']]],
    ['from its beginning where its opening is not known', { closedOn: '2016-03-01' }, [[TODAY, null, 'closed']]],
  ])('is closed %s', (_what, texts, expected) => {
    expect(held(texts)).toEqual(expected);
  });
});
