import { expect, it } from 'vitest';
import { DayWatch } from './day-watch';
import { NEVER, type StandingClass, Standings } from './standings';

const ITS: StandingClass = {
  ...{ sector: 'health', tier: 'county', rank: null, platform: 'wechat', holder: 'institution', provenance: 'registered', status: 'active' },
  ...{ standardBody: true, unitKind: 'department', via: 'own' },
};
/** 2014-12-31, and days around it, since 1970-01-01. */
const DAY = 16_435;

it('hears what changes a day, and only that', () => {
  const standings = new Standings();
  const classOf = standings.classNumber(ITS);
  standings.add(1, 7, classOf, DAY - 100, NEVER);
  const watch = new DayWatch(standings, '2014-12-31');
  expect(watch.changed).toBe(false);

  standings.add(2, 7, classOf, DAY + 1, NEVER);
  standings.add(3, 7, classOf, DAY - 100, DAY);
  expect([watch.changed, watch.heard]).toEqual([false, 0]);

  // Closed the day after: on the day it stands as it did.
  standings.remove(1);
  expect(watch.changed).toBe(true);
  standings.add(1, 7, classOf, DAY - 100, DAY + 1);
  expect([watch.changed, watch.heard]).toEqual([false, 2]);

  // One goes and another of its like comes elsewhere.
  standings.remove(1);
  standings.add(1, 8, classOf, DAY - 100, NEVER);
  expect(watch.changed).toBe(true);
  watch.look();
  expect(watch.changed).toBe(false);

  watch.end();
  standings.add(4, 7, classOf, DAY, NEVER);
  expect(watch.changed).toBe(false);
});
