// Writes the demonstration: both editions beside the real accounts, in a few statements each.
import { SYSTEM } from '../../../lib/access/actor.ts';
import { record } from '../../../lib/db/audit.ts';
import { insertRows, reserveIds } from '../../../lib/db/bulk.ts';
import { type Tx, transaction } from '../../../lib/db/client.ts';
import { keepEditions } from '../../../lib/db/demonstration.ts';
import { reference } from '../../../lib/db/reference.ts';
import type { UnitLists } from '../../../lib/registry/unit.ts';
import { toPinyin } from '../../../lib/taxonomy/pinyin.ts';
import { accountName, type PlannedUnit, unitPlanner } from './bodies.ts';
import { type Counted, type Marginal, marginalLine, WECHAT_2014, WEIBO_2011 } from './published.ts';
import type { Edition, Spec } from './spec.ts';
import { WECHAT_DAY, wechatEdition } from './wechat-2014.ts';
import { WEIBO_DAY, weiboEdition } from './weibo-2011.ts';

const SOURCE = '示例数据，并非真实账号';

/** Loads both editions, and says of every published figure what was made of it. */
export async function loadSynthetic(say: (line: string) => void): Promise<void> {
  const lists = await reference();
  await transaction(async (tx) => {
    // Each row is checked against tables that may have been small when they were last looked at.
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    const editions = [weiboEdition(await accountsOn(tx, 'weibo', WEIBO_DAY, lists)), wechatEdition(await accountsOn(tx, 'wechat', WECHAT_DAY, lists))];
    const units = new Map<string, number>();
    for (const edition of editions) await loadEdition(tx, edition, lists, units);
    await keepEditions(tx, { weibo: WEIBO_DAY, wechat: WECHAT_DAY });
    const accounts = editions.reduce((sum, { specs }) => sum + specs.length, 0);
    await record(tx, SYSTEM, { act: 'demonstration.load', subjectType: 'dataset', subjectId: 'demonstration', after: { accounts, units: units.size } });
    compare(WEIBO_2011, await accountsOn(tx, 'weibo', WEIBO_DAY, lists), say);
    compare(WECHAT_2014, await accountsOn(tx, 'wechat', WECHAT_DAY, lists), say);
    say('Made up, since no document tells it: Weibo by tier, WeChat by rank, regions by sectors, which bodies have none');
  });
}

function compare(figures: readonly Marginal[], accounts: readonly Counted[], say: (line: string) => void): void {
  for (const figure of figures) say(marginalLine(figure, accounts));
}

/** Open accounts of a day, real and made up, as far as the published figures ask. */
export async function accountsOn(tx: Tx, platform: string, day: string, lists: UnitLists): Promise<Counted[]> {
  const rows: (Omit<Counted, 'province' | 'followers'> & { regionId: number; from: Date; followers: bigint | null })[] = await tx.$queryRaw`
    SELECT s.region_id AS "regionId", s.sector_code AS sector, s.tier, s.rank, s.holder, s."from", a.opened_on AS "openedOn", n.value AS followers
    FROM standing s JOIN account a ON a.id = s.account_id
    LEFT JOIN snapshot n ON n.account_id = a.id AND n.day = ${day}::date AND n.metric = 'followers'
    WHERE s.platform = ${platform} AND s.status IN ('active', 'paused') AND s."from" <= ${day}::date AND (s.until IS NULL OR s.until > ${day}::date)`;
  return rows.map(({ regionId, sector, tier, rank, holder, from, openedOn, followers }) => ({
    province: lists.regions.byId(regionId)?.lineage[1] ?? '000000',
    sector: lists.sectors.top(sector, day)?.code ?? sector,
    tier,
    rank,
    holder,
    openedOn: openedOn ?? from.toISOString().slice(0, 10),
    followers: followers === null ? null : Number(followers),
  }));
}

type Row = { spec: Spec; unit: PlannedUnit; unitId: number; name: string };

async function loadEdition(tx: Tx, { platform, day, specs }: Edition, lists: UnitLists, units: Map<string, number>): Promise<void> {
  const taken = new Set(
    (await tx.unitStanding.findMany({ where: { standardBody: true, unit: { provenance: { not: 'synthetic' } } } })).map(
      ({ regionId, sectorCode, tier }) => `${regionId} ${sectorCode} ${tier}`,
    ),
  );
  const plan = unitPlanner(lists, day, taken);
  const planned = specs.map((spec) => ({ spec, unit: plan(spec) }));
  await makeUnits(
    tx,
    planned.map(({ unit }) => unit),
    units,
  );
  const rows = planned.map(({ spec, unit }, index): Row => {
    const region = lists.regions.byId(unit.state.regionId);
    if (!region) throw new Error(`A unit of the demonstration has no region: ${unit.key}.`);
    return { spec, unit, unitId: units.get(unit.key) ?? 0, name: accountName(spec, unit.state, region, index) };
  });
  await makeAccounts(tx, rows, platform, day);
}

async function makeUnits(tx: Tx, planned: readonly PlannedUnit[], units: Map<string, number>): Promise<void> {
  const fresh = [...new Map(planned.filter(({ key }) => !units.has(key)).map((unit) => [unit.key, unit])).values()];
  const ids = await reserveIds(tx, 'unit', fresh.length);
  fresh.forEach(({ key }, index) => {
    units.set(key, ids[index] ?? 0);
  });
  const now = new Date();
  await insertRows(
    tx,
    'unit',
    { id: 'int', provenance: 'text', source: 'text', updated_at: 'timestamptz' },
    fresh.map(({ key }) => [units.get(key) ?? 0, 'synthetic', SOURCE, now]),
  );
  await insertRows(
    tx,
    'unit_standing',
    {
      unit_id: 'int',
      name: 'text',
      pinyin: 'text',
      initials: 'text',
      kind: 'text',
      region_id: 'int',
      sector_code: 'text',
      tier: 'text',
      rank: 'text',
      standard_body: 'bool',
    },
    fresh.map(({ key, state }) => {
      const { pinyin, initials } = toPinyin(state.name);
      return [units.get(key) ?? 0, state.name, pinyin, initials, state.kind, state.regionId, state.sectorCode, state.tier, state.rank, state.standardBody];
    }),
  );
}

async function makeAccounts(tx: Tx, rows: readonly Row[], platform: string, day: string): Promise<void> {
  const ids = await reserveIds(tx, 'account', rows.length);
  const now = new Date();
  await insertRows(
    tx,
    'account',
    {
      id: 'int',
      platform: 'text',
      holder: 'text',
      person: 'text',
      opened_on: 'text',
      known_by: 'date',
      source: 'text',
      provenance: 'text',
      updated_at: 'timestamptz',
    },
    rows.map(({ spec }, index) => [
      ids[index] ?? 0,
      platform,
      spec.holder,
      spec.holder === 'official' ? `示例人员${index}` : null,
      spec.openedOn,
      day,
      SOURCE,
      'synthetic',
      now,
    ]),
  );
  await insertRows(
    tx,
    'account_name',
    { account_id: 'int', name: 'text', pinyin: 'text', initials: 'text' },
    rows.map(({ name }, index) => {
      const { pinyin, initials } = toPinyin(name);
      return [ids[index] ?? 0, name, pinyin, initials];
    }),
  );
  await insertRows(
    tx,
    'standing',
    {
      account_id: 'int',
      from: 'date',
      status: 'text',
      unit_id: 'int',
      post: 'text',
      post_rank: 'text',
      platform: 'text',
      holder: 'text',
      provenance: 'text',
      region_id: 'int',
      sector_code: 'text',
      tier: 'text',
      rank: 'text',
      standard_body: 'bool',
    },
    rows.map(({ spec, unit: { state }, unitId }, index) => {
      const official = spec.holder === 'official';
      return [
        ids[index] ?? 0,
        spec.openedOn,
        'active',
        unitId,
        official ? '示例职务' : null,
        official ? spec.rank : null,
        platform,
        spec.holder,
        'synthetic',
        state.regionId,
        state.sectorCode,
        state.tier,
        official ? spec.rank : state.rank,
        state.standardBody,
      ];
    }),
  );
  const counted = rows.flatMap(({ spec }, index) => (spec.followers === null ? [] : [[ids[index] ?? 0, day, 'followers', spec.followers, 'synthetic']]));
  await insertRows(tx, 'snapshot', { account_id: 'int', day: 'date', metric: 'text', value: 'bigint', source: 'text' }, counted);
}
