import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { ACCOUNT_SORTS, UNIT_SORTS } from '@/lib/registry/query';
import { isFound, readSearch } from '@/lib/taxonomy/search';
import { loadDemonstration } from '@/prisma/seed/demonstration';
import { type AccountFilter, listAccounts, listAccountsAfter } from './account-list';
import { registerAccount } from './account-register';
import { db, rehearse, transaction } from './client';
import { dateOf } from './days';
import { EXPLAINED } from './filing-given';
import { suggestAnyUnit, suggestUnit } from './suggest';
import { listUnits } from './unit-list';

const TODAY = '2026-07-01';
const ALL: AccountFilter = {
  ...{ asOf: TODAY, platforms: [], regions: [], scope: 'subtree', sectors: [], tiers: [], ranks: [], holders: [], statuses: [], provenances: [] },
  ...{ unitId: null, text: null },
};
const UNITS = { regions: [], sectors: [], tiers: [], text: null, provisional: false };
const WHOLE = { sort: 'id', skip: 0, take: 1000 } as const;

const idsOf = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);
const search = async (text: string) => (await listAccounts({ ...ALL, text }, WHOLE)).items.map(({ name }) => name);

/** The table of the triggers beside what the tables say: empty when it is true. */
const untrue = () => db().$queryRaw<object[]>`
  WITH kept AS (SELECT * FROM account_search),
  told AS (
    SELECT a.id AS account_id, greatest(n."from", s."from") AS since, (SELECT min("from") FROM standing o WHERE o.account_id = a.id) AS counts_from,
      s.platform, s.holder, s.provenance, s.status, s.unit_id, s.region_id, s.sector_code, s.tier, s.rank, n.pinyin,
      (SELECT string_agg(search_name(o.name), E'\n' ORDER BY o.until DESC NULLS FIRST) FROM account_name o WHERE o.account_id = a.id) AS names,
      (SELECT string_agg(replace(o.pinyin, ' ', ''), E'\n' ORDER BY o.until DESC NULLS FIRST) FROM account_name o WHERE o.account_id = a.id) AS spelled,
      (SELECT string_agg(' ' || o.initials || ' ' || left(replace(o.pinyin, ' ', ''), 2), '' ORDER BY o.until DESC NULLS FIRST) FROM account_name o WHERE o.account_id = a.id)
        || coalesce(' ' || lower(a.handle), '') || coalesce(' ' || lower(a.platform_id), '') AS codes
    FROM account a JOIN account_name n ON n.account_id = a.id AND n.until IS NULL JOIN standing s ON s.account_id = a.id AND s.until IS NULL)
  (SELECT account_id, names FROM (TABLE kept EXCEPT TABLE told) x) UNION ALL (SELECT account_id, names FROM (TABLE told EXCEPT TABLE kept) y)`;

async function register(texts: Parameters<typeof registerAccount>[1]): Promise<number> {
  const decision = await registerAccount(
    COMMAND_LINE,
    { platform: '微博', region: '仪征市', sector: '科技', unit: '检索试验局', ...EXPLAINED, ...texts },
    TODAY,
  );
  if (!decision.accepted) throw new Error(JSON.stringify(decision.findings));
  return decision.change;
}

beforeAll(async () => {
  await loadDemonstration(() => undefined, { again: false, synthetic: false });
});

describe('a search of the register', () => {
  it('finds what a look at every account finds, whatever is asked', async () => {
    await register({ name: '检索App1.0（测试）', handle: 'Jian_Suo-1', platformId: '7300009001', openedOn: '2012' });
    const accounts = await db().account.findMany({ include: { names: true } });
    const rows = accounts.map(({ id, names, handle, platformId }) => ({ id, names, codes: [handle, platformId] }));
    const name = fc.constantFrom(...rows.flatMap(({ names }) => names));
    const part = (text: string) => fc.tuple(fc.nat(text.length), fc.integer({ min: 1, max: 4 })).map(([at, length]) => text.slice(at, at + length));
    const word = fc.oneof(
      name.chain(({ name: text }) => part(text)),
      name.chain(({ pinyin }) => part(pinyin.replaceAll(' ', ''))),
      name.map(({ pinyin }) => pinyin),
      name.map(({ initials }) => initials),
      fc.constantFrom(...rows.flatMap(({ codes }) => codes.flatMap((code) => code ?? []))).chain(part),
      fc.constantFrom('%', '_', '\\', 'x', 'xx', "'", '(', '（', 'ＡＰＰ', '安x', 'x安'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 3 }), async (words) => {
        const text = words.join(' ');
        const expected = rows.filter((row) => isFound(readSearch(text), row)).map(({ id }) => id);
        const { items, total } = await listAccounts({ ...ALL, text }, WHOLE);
        expect(idsOf(items)).toEqual(expected.sort((a, b) => a - b));
        expect(total).toBe(expected.length);
        const after = await listAccountsAfter({ ...ALL, text }, 0, 1000);
        expect([idsOf(after.items), after.total]).toEqual([idsOf(items), total]);
      }),
      { numRuns: 150 },
    );
  });

  it('of units finds what a look at every unit finds, by former names too', async () => {
    const unit = await db().unitStanding.findFirstOrThrow({ where: { until: null, name: { contains: '公安' } }, orderBy: { id: 'asc' } });
    await db().unitStanding.update({ where: { id: unit.id }, data: { from: dateOf('2018-01-01') } });
    await db().unitStanding.create({
      data: { ...unit, id: undefined, from: null, until: dateOf('2018-01-01'), name: '旧称检验处', pinyin: 'jiu cheng jian yan chu', initials: 'jcjyc' },
    });
    expect((await listUnits({ ...UNITS, text: '旧称 公安' }, TODAY, { ...WHOLE })).items).toMatchObject([{ id: unit.unitId, foundBy: ['旧称检验处'] }]);
    const units = await db().unitStanding.findMany({ select: { unitId: true, until: true, name: true, pinyin: true, initials: true } });
    for (const text of ['公安', '局', 'gongan', 'bjsgaj', 'jcj', '北京 局', 'ju', '%']) {
      const living = units.filter(({ until }) => until === null);
      const expected = living.filter(({ unitId }) => isFound(readSearch(text), { names: units.filter((each) => each.unitId === unitId), codes: [] }));
      expect((await listUnits({ ...UNITS, text }, TODAY, { ...WHOLE })).total, text).toBe(expected.length);
    }
  });

  it('says the former name by which an account was found, and finds it on a day of that name', async () => {
    const id = await register({ name: '曾名试验甲', openedOn: '2012-01-01' });
    await transaction(async (tx) => {
      await tx.accountName.updateMany({ where: { accountId: id }, data: { until: dateOf('2020-01-01') } });
      await tx.accountName.create({
        data: { accountId: id, from: dateOf('2020-01-01'), name: '今名试验乙', pinyin: 'jin ming shi yan yi', initials: 'jmsyy' },
      });
    });
    expect((await listAccounts({ ...ALL, text: '曾名' }, WHOLE)).items).toMatchObject([{ id, name: '今名试验乙', foundBy: ['曾名试验甲'] }]);
    expect((await listAccounts({ ...ALL, text: '今名' }, WHOLE)).items).toMatchObject([{ id, foundBy: [] }]);
    expect((await listAccounts({ ...ALL, asOf: '2015-01-01', text: '今名' }, WHOLE)).items).toMatchObject([{ id, name: '曾名试验甲' }]);
    expect(await untrue()).toEqual([]);
  });
});

describe('what is searched', () => {
  it('is true after every kind of write, and after one that is taken back', async () => {
    const id = await register({ name: '触发试验', openedOn: '2012-01-01' });
    await rehearse(async (tx) => {
      await tx.accountName.updateMany({ where: { accountId: id }, data: { name: '撤回试验', pinyin: 'che hui shi yan' } });
      return { accepted: true, change: null };
    });
    expect(await search('撤回试验')).toEqual([]);
    await db().account.update({ where: { id }, data: { handle: 'ChuFa', platformId: '7300009002', version: 2 } });
    expect([await search('chufa'), await search('73000090'), await search('触发')]).toEqual([['触发试验'], expect.arrayContaining(['触发试验']), ['触发试验']]);
    await db().standing.updateMany({ where: { accountId: id, until: null }, data: { status: 'paused' } });
    expect((await listAccounts({ ...ALL, text: '触发', statuses: ['paused'] }, WHOLE)).total).toBe(1);
    expect(await untrue()).toEqual([]);
    const standings = await db().standing.findMany({ where: { accountId: id } });
    await db().standing.deleteMany({ where: { accountId: id } });
    expect(await search('触发')).toEqual([]);
    await db().standing.createMany({ data: standings });
    expect(await search('触发')).toEqual(['触发试验']);
    expect(await untrue()).toEqual([]);
  });

  it('is true when many write at once', async () => {
    const ids = await Promise.all(['一', '二', '三', '四'].map((each) => register({ name: `并发试验${each}`, unit: `并发${each}局`, openedOn: '2012-01-01' })));
    const jobs = Array.from({ length: 48 }, (_, turn) => {
      const id = ids[turn % 4] ?? 0;
      if (turn % 3 === 0) return db().accountName.updateMany({ where: { accountId: id }, data: { name: `并发试验${turn}`, initials: `bfsy${turn}` } });
      if (turn % 3 === 1) return db().standing.updateMany({ where: { accountId: id }, data: { status: turn % 2 ? 'paused' : 'active' } });
      return db().account.update({ where: { id }, data: { handle: `bingfa${turn}` } });
    });
    await Promise.all(jobs);
    expect(await untrue()).toEqual([]);
  });
});

describe('a list', () => {
  it.each(ACCOUNT_SORTS)('by %s has every account once, whatever the size of its pages', async (sort) => {
    const whole = await listAccounts(ALL, { sort, skip: 0, take: 1000 });
    expect(new Set(idsOf(whole.items)).size).toBe(whole.total);
    const pages = [];
    for (let skip = 0; skip < whole.total; skip += 7) pages.push(...(await listAccounts(ALL, { sort, skip, take: 7 })).items);
    expect(idsOf(pages)).toEqual(idsOf(whole.items));
    const other = sort.startsWith('-') ? sort.slice(1) : `-${sort}`;
    expect(idsOf((await listAccounts(ALL, { sort: other as typeof sort, skip: 0, take: 1000 })).items.toReversed())).toEqual(idsOf(whole.items));
    expect((await listAccounts(ALL, { sort, skip: whole.total + 5, take: 7 })).items).toEqual([]);
    const past = await listAccounts({ ...ALL, asOf: '2016-06-01' }, { sort, skip: 0, take: 1000 });
    expect(new Set(idsOf(past.items)).size).toBe(past.total);
    const later = (await listAccounts({ ...ALL, asOf: '2016-06-01' }, { sort, skip: 3, take: 4 })).items;
    expect(idsOf(later)).toEqual(idsOf(past.items.slice(3, 7)));
  });

  it.each(UNIT_SORTS)('of units by %s has every unit once', async (sort) => {
    const whole = await listUnits(UNITS, TODAY, { sort, skip: 0, take: 1000 });
    expect(new Set(idsOf(whole.items)).size).toBe(Math.min(whole.total, 1000));
    const second = await listUnits(UNITS, TODAY, { sort, skip: 3, take: 4 });
    expect(idsOf(second.items)).toEqual(idsOf(whole.items.slice(3, 7)));
  });

  it('counts anew as soon as something was written', async () => {
    const before = await listAccounts(ALL, WHOLE);
    await register({ name: '计数试验', openedOn: '2012-01-01' });
    expect((await listAccounts(ALL, WHOLE)).total).toBe(before.total + 1);
  });
});

describe('suggestions of units', () => {
  const actor = (regionCode: string, sectorCode: string | null = null) => ({
    ...COMMAND_LINE,
    via: 'web' as const,
    grants: [{ role: 'registrar' as const, regionCode, sectorCode, unitId: null }],
  });

  it('stay within what a grant reaches', async () => {
    await register({ name: '范围试验', unit: '仪征市科学技术局', openedOn: '2012' });
    const labels = async (who: Parameters<typeof suggestUnit>[0]) =>
      (await suggestUnit(who, '仪征科技 局'.replace('科技', ' 科学'), TODAY)).map(({ value }) => value.replace(/（.*/, ''));
    expect(await labels(actor('321000'))).toEqual(['仪征市科学技术局']);
    expect(await labels(actor('330000'))).toEqual([]);
    expect(await labels(actor('320000', 'education'))).toEqual([]);
    expect((await suggestAnyUnit('仪征 科学')).length).toBe(1);
  });
});
