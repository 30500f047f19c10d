import { beforeAll, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { expectedOn } from '@/lib/coverage/expected';
import { type CoverageFilter, everything } from '@/lib/coverage/filter';
import { grounds, regionFrame, sectorFrame } from '@/lib/coverage/frame';
import { expectationsFor, expectedSlots } from '@/lib/coverage/slots';
import { dayBefore } from '@/lib/taxonomy/day';
import { regionTree } from '@/lib/taxonomy/regions';
import { asked } from './asked';
import { enactExpectation } from './expectation-rules';
import { accepted } from './filing-given';
import { reference } from './reference';
import { confirmRoster, tellAbsence } from './rosters';

const TODAY = '2026-11-20';

beforeAll(async () => {
  const rule = { region: '杭州市', sector: 'health', tier: 'county', unitKind: 'department', bodyName: '卫生健康局', modality: '应当', platform: 'weibo' };
  const document = { documentNo: '杭政办〔2019〕9号', issuer: '杭州市人民政府办公厅', documentDate: '2019-12-20' };
  accepted(await enactExpectation(COMMAND_LINE, { ...rule, ...document, validFrom: '2020-01-15' }, TODAY));
  const roster = { region: '杭州市', rosterScope: 'subtree', sector: '', rosterFrom: '2021-03-01', document: '杭政办函〔2021〕3号' };
  accepted(await confirmRoster(COMMAND_LINE, roster, TODAY));
  const absence = { region: '上城区', sector: 'tourism', rosterFrom: '2014-05-01', document: '杭编办〔2014〕1号', carrier: '' };
  await tellAbsence(COMMAND_LINE, absence, TODAY);
});

/** The same laid onto lists of its own, for this one day. */
async function alone(filter: CoverageFilter) {
  const lists = await reference();
  const tree = regionTree(lists.regions.all);
  const frames = { regions: regionFrame(tree, filter), sectors: sectorFrame(lists.sectors, filter) };
  const ground = grounds(tree, frames.regions, filter);
  const whole = everything(filter.asOf);
  const nation = () => grounds(tree, regionFrame(tree, whole), whole);
  const roll = { ...lists, isVertical: (code: string) => lists.sectors.byCode(code)?.vertical ?? false };
  const rules = expectationsFor(expectedOn(roll, nation, filter.asOf), filter, frames.sectors);
  return { frames, ground, rules, slots: expectedSlots(ground, rules, filter, frames.sectors, lists.rankOf) };
}

it('lays a question of any day as if no other had been asked, on the days of every change and around', async () => {
  const { regions, sectors, rules, confirmations, absences } = await reference();
  const turns = [...regions.all, ...sectors.all, ...rules, ...confirmations, ...absences].flatMap(({ from, until }) => [from ?? [], until ?? []].flat());
  const days = [...new Set(turns)].flatMap((day) => [day, dayBefore(day), `${day.slice(0, 8)}28`]);
  expect(days).toEqual(expect.arrayContaining(['2020-01-15', '2021-02-28', '2014-05-01']));
  // Twice through them in another order, so that most are answered from what another day left.
  for (const asOf of [...days, TODAY, ...days.toReversed()])
    for (const narrowed of [{ regions: ['330100'] }, { regions: ['330000', '330102'], platforms: ['weibo'] as const }]) {
      const filter = { ...everything(asOf), ...narrowed };
      const { frames, ground, rules: its, slots, layout } = await asked(filter);
      expect(layout.filter.asOf).toBe(asOf);
      expect({ frames, ground: ground.map(({ barred: _, ...each }) => each), rules: its, slots }, asOf).toEqual(await alone(filter));
    }
});
