// Writes the demonstration: both editions beside the real accounts, in a few statements each.
import { SYSTEM } from '../../../lib/access/actor.ts';
import { record } from '../../../lib/db/audit.ts';
import { insertRows, reserveIds } from '../../../lib/db/bulk.ts';
import { db, type Tx, transaction } from '../../../lib/db/client.ts';
import { reference } from '../../../lib/db/reference.ts';
import type { UnitLists } from '../../../lib/registry/unit.ts';
import { toPinyin } from '../../../lib/taxonomy/pinyin.ts';
import { accountName, type PlannedUnit, unitPlanner } from './bodies.ts';
import type { Edition, Present, Spec } from './spec.ts';
import { WECHAT_DAY, wechatEdition } from './wechat-2014.ts';
import { WEIBO_DAY, weiboEdition } from './weibo-2011.ts';

const SOURCE = '示例数据，并非真实账号';

/** Loads both editions; returns how many accounts it made. */
export async function loadSynthetic(): Promise<number> {
  const lists = await reference();
  return transaction(async (tx) => {
    const editions = [weiboEdition(await presentOn(tx, 'weibo', WEIBO_DAY, lists)), wechatEdition(await presentOn(tx, 'wechat', WECHAT_DAY, lists))];
    const units = new Map<string, number>();
    let made = 0;
    for (const edition of editions) made += await loadEdition(tx, edition, lists, units);
    await record(tx, SYSTEM, { act: 'demonstration.load', subjectType: 'dataset', subjectId: 'demonstration', after: { accounts: made, units: units.size } });
    return made;
  });
}

/** Real accounts that count among an edition's figures. */
async function presentOn(tx: Tx, platform: string, day: string, lists: UnitLists): Promise<Present[]> {
  const on = new Date(`${day}T00:00:00Z`);
  const standings = await tx.standing.findMany({
    where: { platform, from: { lte: on }, OR: [{ until: null }, { until: { gt: on } }], status: { in: ['active', 'paused'] } },
    include: { account: { select: { openedOn: true } } },
  });
  return standings.map(({ regionId, sectorCode, tier, rank, holder, from, account }) => ({
    province: lists.regions.byId(regionId)?.lineage[1] ?? '000000',
    sector: lists.sectors.top(sectorCode, day)?.code ?? sectorCode,
    tier: tier as Present['tier'],
    rank: rank as Present['rank'],
    holder: holder as Present['holder'],
    openedOn: account.openedOn ?? from.toISOString().slice(0, 10),
  }));
}

type Row = { spec: Spec; unit: PlannedUnit; unitId: number; name: string };

async function loadEdition(tx: Tx, { platform, day, specs }: Edition, lists: UnitLists, units: Map<string, number>): Promise<number> {
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
  return rows.length;
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

/** Whether the demonstration's synthetic accounts are in the register. */
export async function hasSynthetic(): Promise<boolean> {
  return (await db().account.findFirst({ where: { provenance: 'synthetic' }, select: { id: true } })) !== null;
}
