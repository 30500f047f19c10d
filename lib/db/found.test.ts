import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import { type Act, mayAt } from '@/lib/access/acts';
import type { RowTexts } from '@/lib/exchange/columns';
import { lintFiling, STANDING_LINTS } from '@/lib/registry/filing-lint';
import type { Platform, WechatType } from '@/lib/taxonomy/codes';
import { registerAccount } from './account-register';
import { db } from './client';
import { accepted, EXPLAINED, givenActor } from './filing-given';
import { listFound } from './found';
import { lintRules } from './lint-rules';
import { listOwnAccounts } from './own-accounts';
import { standingsReached } from './reach';
import { reference } from './reference';
import { placeOfAccount } from './scope';

const TODAY = '2026-11-21';
const ALL = { skip: 0, take: 500 };
let number = 0;
const ids: Record<string, number> = {};

async function register(key: string, texts: RowTexts) {
  number += 1;
  const filled = { platform: '微信', name: `问题试验${number}`, openedOn: '2015-01-01', region: '上城区', sector: '教育', ...EXPLAINED, ...texts };
  ids[key] = accepted(await registerAccount(COMMAND_LINE, filled, TODAY));
}

beforeAll(async () => {
  await register('bare', { unit: '甲局' });
  await register('clean', { unit: '乙局', contactName: '某人', verification: '乙 局（官方）' });
  await register('wrong', { unit: '丙（区）局', contactPhone: '0571-1', verification: '丙局' });
  await register('bracket', { unit: '丁（区）局', contactPhone: '0571-1', verification: '丁(区)局官方账号' });
  await register('first', { unit: '戊局', name: '戊发布', contactPhone: '1' });
  await register('second', { unit: '戊局', name: '戊之声', contactPhone: '1' });
  await register('subscription', { unit: '己局', name: '己', wechatType: '订阅号', contactPhone: '1' });
  await register('service', { unit: '己局', name: '己服务', wechatType: '服务号', contactPhone: '1' });
  await register('weibo', { unit: '己局', name: 'JI 号', platform: '微博', contactPhone: '1' });
  await register('samename', { unit: '庚局', name: 'GENG号', contactPhone: '1' });
  await register('samename2', { unit: '庚局', name: 'geng号', platform: '微博', contactPhone: '1' });
  await register('closed', { unit: '辛局', closedOn: '2020-01-01' });
  await register('official', { unit: '壬局', holder: '个人', person: '某某', post: '局长' });
  await register('tax', { unit: '国家税务总局杭州市税务局', region: '杭州', sector: '税务' });
  await register('away', { unit: '广州某局', region: '广州' });
});

describe('accounts with something that nobody has mended', () => {
  it('are those of which the linter says the same', async () => {
    const found = new Map((await listFound(COMMAND_LINE, { areas: [], sectors: [] }, TODAY, ALL)).items.map(({ id, lints }) => [id, lints]));
    const accounts = await db().account.findMany({
      include: { names: true, standings: { where: { until: null }, include: { unit: { include: { standings: true } } } } },
    });
    const rules = await lintRules(['000000']);
    const open = accounts.filter(({ standings: [now] }) => now?.holder === 'institution' && ['active', 'paused'].includes(now.status));
    for (const { id, platform, names, standings, wechatType, verification, contactName, contactPhone } of open) {
      const [owner] = standings;
      const siblings = open.flatMap((other) =>
        other.id !== id && other.standings[0]?.unitId === owner?.unitId
          ? [{ platform: other.platform as Platform, name: other.names[0]?.name ?? '', wechatType: other.wechatType as WechatType | null }]
          : [],
      );
      const linted = {
        ...{ kind: 'opening' as const, platform: platform as Platform, name: names[0]?.name ?? '', unitName: owner?.unit.standings[0]?.name ?? '' },
        ...{ wechatType: wechatType as WechatType | null, verification, contact: Boolean(contactName || contactPhone) },
        ...{ holder: 'institution' as const, post: null, open: true, unitEndedOn: null, unannounced: false },
        ...{ openedOn: null, askedOn: TODAY, agreedOn: null, siblings },
      };
      const said = lintFiling(linted, rules, ['000000'], TODAY).flatMap(({ rule }) => STANDING_LINTS.filter((each) => each === rule.lint));
      expect([...(found.get(id) ?? [])].sort(), linted.name).toEqual(said.sort());
    }
    expect([...found.keys()].sort()).toEqual(
      ['bare', 'wrong', 'first', 'second', 'subscription', 'service', 'weibo', 'tax', 'away'].map((key) => ids[key]).sort(),
    );
    expect(found.get(ids.first ?? 0)).toEqual(['second-account']);
    expect(found.get(ids.weibo ?? 0)).toEqual(['names-differ']);
  });

  it('are narrowed to what the office decides, to a part of it, and to one rule', async () => {
    const city = await givenActor('registrar', '330100');
    const total = async (actor: Actor, filter: Partial<Parameters<typeof listFound>[1]> = {}) =>
      (await listFound(actor, { areas: [], sectors: [], ...filter }, TODAY, ALL)).total;
    expect(await total(city)).toBe(7);
    expect(await total(await givenActor('registrar', '330000', { sectorCode: 'tax' }))).toBe(1);
    expect(await total(city, { lint: 'contact-missing' })).toBe(1);
    expect(await total(city, { areas: [{ region: '330100', scope: 'own' }] })).toBe(0);
    expect(await total(city, { areas: [{ region: '440000', scope: 'subtree' }] })).toBe(0);
    for (const actor of [NOBODY, await givenActor('clerk', '330100'), await givenActor('auditor', '000000')]) expect(await total(actor)).toBe(0);
  });
});

it('a statement reaches the accounts that the table of acts says, for every kind of grant', async () => {
  const lists = await reference();
  const unitOf = async (key: string) => (await db().standing.findFirstOrThrow({ where: { accountId: ids[key] } })).unitId;
  const [mother, child] = [await unitOf('bare'), await unitOf('wrong')];
  await db().unitStanding.updateMany({ where: { unitId: child }, data: { parentId: mother } });
  const grants = [
    ...['000000', '330000', '330102', '440000'].map((regionCode) => ({ regionCode, sectorCode: null, unitId: null })),
    ...['tax', 'education', 'health'].map((sectorCode) => ({ regionCode: '330000', sectorCode, unitId: null })),
    { regionCode: '330000', sectorCode: null, unitId: mother },
    { regionCode: '440000', sectorCode: null, unitId: mother },
  ];
  for (const grant of grants)
    for (const [role, act] of [
      ['clerk', 'filing.submit'],
      ['administrator', 'filing.decide'],
    ] as const satisfies readonly (readonly [string, Act])[]) {
      const granted = { role, ...grant };
      const rows: { id: number }[] = await db().$queryRaw`
        SELECT DISTINCT s.account_id AS id FROM standing s WHERE s.until IS NULL AND ${standingsReached([granted], lists, TODAY)}`;
      const reached = [];
      for (const id of Object.values(ids)) {
        const place = await placeOfAccount(db(), id, lists, TODAY);
        if (place && mayAt({ ...NOBODY, grants: [granted] }, act, place)) reached.push(id);
      }
      expect(rows.map(({ id }) => id).sort(), JSON.stringify(granted)).toEqual(reached.sort());
    }
  await db().unitStanding.updateMany({ where: { unitId: child }, data: { parentId: null } });
});

it('a clerk’s own accounts tell when they were last updated, and how long until they fail the inspection', async () => {
  const clerk = await givenActor('clerk', '330102');
  const told = (key: string, day: string, metric: string, value: bigint | null) => ({
    accountId: ids[key] ?? 0,
    day: new Date(`${day}T00:00:00Z`),
    metric,
    value,
    source: '试验',
  });
  await db().snapshot.createMany({
    data: [
      ...[told('clean', '2026-11-10', 'posts', 2n), told('clean', '2026-11-19', 'posts', 0n), told('clean', '2026-11-18', 'followers', 9n)],
      ...[told('wrong', '2026-11-01', 'original_posts', 1n), told('bare', '2026-11-19', 'posts', null), told('away', '2026-11-20', 'posts', 5n)],
    ],
  });
  const { items, total, late, unknown } = await listOwnAccounts(clerk, TODAY, 3);
  expect([total, late, unknown]).toEqual([12, 1, 10]);
  expect(items.map(({ id, lastUpdate, daysLeft, unit }) => [id, lastUpdate, daysLeft, unit])).toEqual([
    [ids.wrong, '2026-11-01', -6, '丙（区）局'],
    [ids.clean, '2026-11-10', 3, '乙局'],
    [ids.bare, null, null, '甲局'],
  ]);
  expect(await listOwnAccounts(await givenActor('registrar', '330102'), TODAY, 3)).toEqual({ items: [], total: 0, late: 0, unknown: 0 });
});
