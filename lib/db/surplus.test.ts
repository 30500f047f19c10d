import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE, NOBODY, ROLES } from '@/lib/access/actor';
import { differenceOf, differs } from '@/lib/coverage/difference';
import { everything } from '@/lib/coverage/filter';
import { accept } from '@/lib/decision';
import type { RowTexts } from '@/lib/exchange/columns';
import type { SurplusFound } from '@/lib/reports/surplus';
import { registerAccount } from './account-register';
import { setStatus } from './account-status';
import { attempt, db } from './client';
import { readCoverage } from './coverage';
import { accepted, EXPLAINED, givenActor } from './filing-given';
import { closable, readClosing, readSurplus } from './surplus';

const TODAY = '2026-11-20';
const LIMITS = { weeks: 13, followers: 100 };
const EVERYWHERE = { regions: [], sectors: [], platforms: [] };
const ids: Record<string, number> = {};

async function register(key: string, texts: RowTexts) {
  const filled = { platform: '微信', name: `超量${key}`, openedOn: '2015-01-01', region: '330102', sector: '教育', unit: '上城区教育局', fills: 'yes' };
  ids[key] = accepted(await registerAccount(COMMAND_LINE, { ...filled, ...EXPLAINED, ...texts } as RowTexts, TODAY));
}

const snapshot = (key: string, day: string, metric: string, value: number) =>
  db().snapshot.create({ data: { accountId: ids[key] ?? 0, day: new Date(`${day}T00:00:00Z`), metric, value, source: '试验' } });

beforeAll(async () => {
  await register('甲', {});
  await register('乙', {});
  await register('丙', { platform: '微博' });
  await register('丁', { region: '330106', unit: '西湖区卫生健康局', sector: '卫健' });
  await register('戊', { region: '广州', unit: '广州市教育局' });
  await snapshot('甲', '2026-11-01', 'followers', 900);
  await snapshot('乙', '2026-11-01', 'followers', 20);
  await snapshot('丁', '2026-01-05', 'last_post_at', Date.parse('2025-01-01T12:00:00+08:00') / 1000);
  await snapshot('丙', '2026-01-05', 'last_post_at', Date.parse('2025-01-01T12:00:00+08:00') / 1000);
  await snapshot('丙', '2026-03-01', 'posts', 2);
});

const listed = async (...asked: Parameters<typeof readSurplus>) => {
  const found = (await readSurplus(...asked)) as SurplusFound;
  return Object.fromEntries(found.items.map(({ name, kinds }) => [name, kinds.join(' ')]));
};

describe('accounts that may be too many', () => {
  it('are found by what the register and the snapshots tell', async () => {
    const found = (await readSurplus(COMMAND_LINE, { ...EVERYWHERE, regions: ['330000'] }, LIMITS, TODAY)) as SurplusFound;
    expect(Object.fromEntries(found.items.map(({ name, kinds }) => [name, kinds.join(' ')]))).toEqual({ 超量乙: 'beyond-one tiny', 超量丁: 'idle' });
    expect(found.items.find(({ id }) => id === ids.丁)).toMatchObject({ lastPost: '2025-01-01', seenOn: '2026-01-05' });
    expect(found.items.find(({ id }) => id === ids.乙)?.kept).toEqual({ id: ids.甲, name: '超量甲' });
    expect(found.unknown).toEqual({ idle: 2, tiny: 2 });
    expect(found.total).toBe(4);
  });

  it.each(ROLES)('are shown to %s only where that is their office', async (role) => {
    const decides = role === 'administrator' || role === 'registrar';
    expect(await listed(await givenActor(role, '330100'), EVERYWHERE, LIMITS, TODAY)).toEqual(decides ? { 超量乙: 'beyond-one tiny', 超量丁: 'idle' } : {});
    expect(await listed(await givenActor(role, '440000'), EVERYWHERE, LIMITS, TODAY)).toEqual({});
    expect(await closable(await givenActor(role, '440000'), Object.values(ids), TODAY)).toEqual(decides ? [{ id: ids.戊, name: '超量戊' }] : []);
  });

  it('are shown to nobody else', async () => {
    expect(await listed(NOBODY, EVERYWHERE, LIMITS, TODAY)).toEqual({});
    expect(await closable(NOBODY, Object.values(ids), TODAY)).toEqual([]);
  });
});

describe('the matrix after closing', () => {
  const AXES = [
    ['region', 'sector'],
    ['sector', 'platform'],
    ['tier', 'region'],
  ] as const;

  it.each(AXES)('is that of a register in which they were closed: %s × %s', async (rows, columns) => {
    const filter = { ...everything(TODAY), regions: ['330100'] };
    const closing = [ids.甲 ?? 0, ids.乙 ?? 0, ids.丁 ?? 0];
    const { before, after } = await readClosing(rows, columns, filter, closing);
    expect(before).toEqual({ ...(await readCoverage(rows, columns, filter, { followers: false })), demonstration: false });
    const sums = { accounts: before.totals.accounts - after.totals.accounts, covered: (before.totals.covered ?? 0) - (after.totals.covered ?? 0) };
    // 上城区教育局 keeps its account on Weibo.
    expect(sums).toEqual({ accounts: 3, covered: 1 });
    const changed = differenceOf(before, after).filter(differs);
    expect(changed.reduce((sum, each) => sum + each.before.accounts - each.after.accounts, 0)).toBe(3);
    await attempt(async (tx) => {
      for (const id of closing) expect(await setStatus(tx, COMMAND_LINE, id, 'closed', TODAY)).toBeNull();
      return accept(null);
    });
    const really = await readCoverage(rows, columns, filter, { followers: false });
    expect(differenceOf(before, after).map((each) => [each.row, each.column, each.after.accounts, each.after.covered])).toEqual(
      differenceOf(before, really).map((each) => [each.row, each.column, each.after.accounts, each.after.covered]),
    );
    await attempt(async (tx) => {
      for (const id of closing) expect(await setStatus(tx, COMMAND_LINE, id, 'active', TODAY)).toBeNull();
      return accept(null);
    });
    expect((await readCoverage(rows, columns, filter, { followers: false })).totals).toEqual(before.totals);
  });

  it('writes nothing, and without accounts changes nothing', async () => {
    const before = await db().standing.count();
    const filter = { ...everything(TODAY), platforms: ['wechat' as const] };
    const none = await readClosing('region', 'sector', filter, []);
    expect(none.after).toEqual(none.before);
    await readClosing('region', 'sector', filter, Object.values(ids));
    expect(await db().standing.count()).toBe(before);
  });
});
