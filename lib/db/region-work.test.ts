import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE } from '@/lib/access/actor';
import { type CoverageFilter, everything } from '@/lib/coverage/filter';
import { regionFrame } from '@/lib/coverage/frame';
import type { RegionWork } from '@/lib/coverage/work';
import type { RowTexts } from '@/lib/exchange/columns';
import { registerAccount } from './account-register';
import { type Area, regionIdsIn } from './area';
import { db } from './client';
import { listExpected } from './coverage';
import { accepted, EXPLAINED, givenActor } from './filing-given';
import { moveFiling } from './filing-move';
import { listFilings } from './filing-read';
import { submitOpening } from './filing-submit';
import { listFound } from './found';
import { countGaps } from './gaps';
import { reference } from './reference';
import { readRegionWork, sectorsWatched, watchesOf } from './region-work';

const TODAY = '2026-11-20';
const NONE = { skip: 0, take: 0 };
let province: Actor;
let tax: Actor;
let number = 0;

const register = async (texts: RowTexts) => {
  number += 1;
  return accepted(await registerAccount(COMMAND_LINE, { platform: '微信', name: `首页试验${number}`, openedOn: '2015-01-01', ...EXPLAINED, ...texts }, TODAY));
};

async function filed(unit: string, region: string, dueOn: string | null, sector = '统计') {
  const id = accepted(
    await submitOpening(COMMAND_LINE, { platform: '微信', name: `${unit}备案号`, unit, region, sector, openedOn: '2026-10-01', ...EXPLAINED }, TODAY),
  );
  if (dueOn === null) accepted(await moveFiling(COMMAND_LINE, { id, version: 1 }, 'return', { 'reason-incomplete': 'yes', text: '请补齐' }, TODAY));
  else await db().filing.update({ where: { id }, data: { dueOn: new Date(`${dueOn}T00:00:00Z`) } });
}

beforeAll(async () => {
  province = await givenActor('registrar', '330000');
  tax = await givenActor('registrar', '330000', { sectorCode: 'tax' });
  for (const region of ['浙江省', '杭州', '330102', '330106', '宁波', '广州', '110101']) {
    await register({ unit: `${region}试验教育局`, region, sector: '教育', fills: 'yes' } as RowTexts);
    await register({
      unit: `${region}试验教育局`,
      platform: '微博',
      name: '另叫一名',
      region,
      sector: '教育',
      contactPhone: '010-1',
      verification: '某局官方微博',
    });
  }
  await register({ unit: '国家税务总局杭州市税务局', region: '杭州', sector: '税务', verification: '某局官方微信' });
  await filed('首页省厅', '330000', '2026-11-19');
  await filed('首页市局甲', '330100', '2026-11-20');
  await filed('首页市局乙', '330100', null);
  await filed('首页区局', '330102', '2026-11-30');
  await filed('首页宁波局', '330200', '2026-11-18');
  await filed('首页税务局', '330200', '2026-11-18', '税务');
  await filed('首页广东局', '440100', '2026-11-18');
});

const areaOf = ({ code, own }: Pick<RegionWork, 'code' | 'own'>): Area => ({ region: code, scope: own ? 'own' : 'subtree' });

describe('an office’s work by child region', () => {
  it('has for each child what waits, is due today, late and sent back; the rest of its region is its own', async () => {
    const rows = await readRegionWork(province, { region: '330000', name: '', sector: null }, TODAY);
    const brief = rows
      .filter(({ waiting, returned }) => waiting + returned > 0)
      .map((row) => [row.code, row.own, row.waiting, row.today, row.overdue, row.returned]);
    expect(brief).toEqual([
      ['330000', true, 1, 0, 1, 0],
      ['330100', false, 2, 1, 0, 1],
      ['330200', false, 1, 0, 1, 0],
    ]);
    expect(rows).toHaveLength(12);
  });

  it.each([
    ['330000', null],
    ['330000', 'tax'],
    ['330100', null],
  ])('of %s %s is what the lists behind hold', async (region, sector) => {
    const actor = sector ? tax : province;
    const rows = await readRegionWork(actor, { region, name: '', sector }, TODAY);
    const sectors = sector ? [sector] : [];
    for (const row of rows) {
      const areas = [areaOf(row)];
      const listed = async (filter: object) => (await listFilings(actor, { view: 'all', areas, sectors, ...filter }, TODAY, NONE)).total;
      const lists = [{ due: 'waiting' }, { due: 'today' }, { due: 'overdue' }, { state: 'returned' }];
      expect([row.waiting, row.today, row.overdue, row.returned], row.code).toEqual(await Promise.all(lists.map(listed)));
      expect(row.found, row.code).toBe((await listFound(actor, { areas, sectors }, TODAY, NONE)).total);
    }
    const all = (await listFound(actor, { areas: [{ region, scope: 'subtree' }], sectors }, TODAY, NONE)).total;
    expect(rows.reduce((sum, { found }) => sum + found, 0)).toBe(all);
    expect(all).toBeGreaterThan(0);
  });

  it('is told of each region once, and of a vertical system apart', async () => {
    const watched = async (...grants: [string, string | null][]) =>
      (
        await watchesOf(
          { ...COMMAND_LINE, grants: grants.map(([regionCode, sectorCode]) => ({ role: 'registrar', regionCode, sectorCode, unitId: null })) },
          TODAY,
        )
      ).map(({ region, sector }) => [region, sector]);
    expect(await watched(['330000', null], ['330100', null], ['330000', null])).toEqual([['330000', null]]);
    expect(await watched(['330000', null], ['330100', 'health'], ['330100', 'tax'])).toEqual([
      ['330000', null],
      ['330100', 'tax'],
    ]);
    expect(await watchesOf(COMMAND_LINE, TODAY)).toEqual([]);
  });
});

describe('gaps by child region', () => {
  it.each(['000000', '330000', '330100', '110000'])('of %s are, row by row and in all, the slots of coverage without an account', async (region) => {
    const sectors = sectorsWatched({ sector: null }, await reference(), TODAY);
    const gaps = await countGaps(region, sectors, TODAY);
    const listed = async (filter: Partial<CoverageFilter>, roster?: 'estimated' | 'confirmed') =>
      (await listExpected({ ...everything(TODAY), sectors, ...filter }, { missingOnly: true, roster, ...NONE })).total;
    for (const platform of ['weibo', 'wechat'] as const) {
      const rows = gaps.filter((gap) => gap.platform === platform);
      expect(rows.reduce((sum, each) => sum + (each.gaps ?? 0), 0)).toBe(await listed({ regions: [region], platforms: [platform] }));
      for (const { row, roster, gaps: count } of rows)
        expect(count ?? 0, row).toBe(await listed({ regions: [row], scope: row === region ? 'own' : 'subtree', platforms: [platform] }, roster));
    }
    const hongKong = gaps.find(({ row }) => row === '810000');
    if (region === '000000') expect(hongKong?.gaps).toBeNull();
  });

  it('tells a confirmed roster from an estimated one, and leaves vertical systems to their own offices', async () => {
    const of = async (sector: string | null) => {
      const all = await countGaps('330000', sectorsWatched({ sector }, await reference(), TODAY), TODAY);
      const total = (roster: string) =>
        all.filter((each) => each.roster === roster && each.platform === 'wechat').reduce((sum, each) => sum + (each.gaps ?? 0), 0);
      return [total('confirmed'), total('estimated')];
    };
    const before = await of(null);
    const ofTax = await of('tax');
    expect([before[0], ofTax[0]]).toEqual([0, 0]);
    expect(ofTax[1]).toBeGreaterThan(0);
    await db().expectation.updateMany({ where: { sectorCode: 'education', tier: 'prefecture' }, data: { estimated: false } });
    await db().dataset.update({ where: { name: 'expectations' }, data: { checksum: 'changed' } });
    const [confirmed = 0, estimated = 0] = await of(null);
    expect(confirmed).toBeGreaterThan(0);
    expect(confirmed + estimated).toBe(before[1]);
    expect(await of('tax')).toEqual(ofTax);
  });
});

it('no region row of today is left out of its parent’s children', async () => {
  const lists = await reference();
  for (const { code } of lists.regions.all.filter((each) => each.until === null && each.level !== 'county')) {
    const { placed } = regionFrame(lists.regions, { ...everything(TODAY), regions: [code] });
    const own = placed.filter(({ key, region }) => key === code && region.code !== code).map(({ region }) => region.code);
    expect(own, code).toEqual([]);
    expect(regionIdsIn({ region: code, scope: 'own' }, lists, TODAY).length).toBeGreaterThan(0);
  }
});
