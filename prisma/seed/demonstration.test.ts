import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE, SYSTEM } from '@/lib/access/actor';
import { openingDay } from '@/lib/coverage/edition';
import { coverageFilter, distributionQuery } from '@/lib/coverage/query';
import { db, transaction } from '@/lib/db/client';
import { readEditions } from '@/lib/db/demonstration';
import { readDistribution } from '@/lib/db/distribution';
import { checkImport, readImportRows } from '@/lib/db/imports';
import { reference } from '@/lib/db/reference';
import { createUser } from '@/lib/db/users';
import { csvLine } from '@/lib/exchange/csv';
import { accountsExportQuery } from '@/lib/registry/query';
import { accountsFile } from '@/lib/web/accounts-file';
import { CHINESE } from '@/lib/web/filter-words';
import { clearSynthetic, loadDemonstration } from './demonstration';
import { accountsOn } from './synthetic/load';
import { type Counted, type Marginal, WECHAT_2014, WEIBO_2011 } from './synthetic/published';

const said: string[] = [];
const TODAY = '2026-11-20';

beforeAll(async () => {
  await loadDemonstration((line) => said.push(line), { again: false, synthetic: true });
}, 120_000);

async function on(platform: 'weibo' | 'wechat', day: string): Promise<Counted[]> {
  const lists = await reference();
  return transaction((tx) => accountsOn(tx, platform, day, lists));
}

/** What counts as agreeing with a figure as it was published. */
const AGREES: Record<Marginal['sign'], (made: number, published: number) => boolean> = {
  '=': (made, published) => made === published,
  '≲': (made, published) => made < published && made > published * 0.97,
  '<': (made, published) => made < published && made > 0,
  '>': (made, published) => made > published && made < published * 1.5,
  '≈': (made, published) => Math.abs(made - published) <= published * 0.02,
};

describe('the whole demonstration', () => {
  it('leaves in a file, of which every thirtieth row comes back without a change', async () => {
    const query = accountsExportQuery.parse({ sort: 'id', contacts: 'yes' });
    const made = await accountsFile(COMMAND_LINE, query, { tongue: CHINESE, notice: [], today: TODAY, taken: { path: '/accounts', query: '' } });
    if (!made.accepted) throw new Error('not exported');
    const { header, rows, total } = made.change;
    const lines = [csvLine(header)];
    let count = 0;
    for await (const batch of rows) for (const cells of batch) if (count++ % 30 === 0) lines.push(csvLine(cells));
    expect(count).toBe(total);
    expect(count).toBe(await db().account.count());
    const batch = await checkImport(COMMAND_LINE, { name: 'x.csv', bytes: new TextEncoder().encode(lines.join('')) }, TODAY);
    if (!batch.accepted) throw new Error('not checked');
    const others = (await readImportRows(COMMAND_LINE, batch.change.id, { skip: 0 })).filter(({ verdict }) => verdict !== 'same');
    expect(others.slice(0, 5)).toEqual([]);
    expect(batch.change.counts).toMatchObject({ rows: lines.length - 1, same: lines.length - 1 });
  }, 120_000);
});

describe('the demonstration of Weibo in 2011', () => {
  let accounts: Counted[];
  beforeAll(async () => {
    accounts = await on('weibo', '2011-10-31');
  });

  it.each(WEIBO_2011.map((figure) => [figure.what, figure] as const))('keeps what was published: %s', (_, { sign, published, count }) => {
    expect(count(accounts), `published ${sign} ${published}`).toSatisfy((made: number) => AGREES[sign](made, published));
  });

  it('opens no account before Weibo did', () => {
    expect(accounts.map(({ openedOn }) => openedOn).sort()[0] ?? '').toSatisfy((first: string) => first >= '2009-08');
  });

  it.each(['institution', 'official'] as const)('rises with every step down for each kind of holder: %s', (holder) => {
    const sizes = ['province-ministry', 'bureau', 'county-division', 'below-county-division'].map(
      (rank) => accounts.filter((account) => account.holder === holder && account.rank === rank).length,
    );
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(new Set(sizes).size).toBe(4);
  });
});

describe('the demonstration of WeChat in 2014', () => {
  let accounts: Counted[];
  beforeAll(async () => {
    accounts = await on('wechat', '2014-12-31');
  });

  it.each(WECHAT_2014.map((figure) => [figure.what, figure] as const))('keeps what was published: %s', (_, { sign, published, count }) => {
    expect(count(accounts), `published ${sign} ${published}`).toSatisfy((made: number) => AGREES[sign](made, published));
  });

  it('opens no account before WeChat had public accounts', () => {
    expect(accounts.map(({ openedOn }) => openedOn).sort()[0] ?? '').toSatisfy((first: string) => first >= '2012-08-17');
  });
});

describe('made-up rows', () => {
  it('say so in every name', async () => {
    const names: { name: string }[] = await db().$queryRaw`
      SELECT n.name FROM account_name n JOIN account a ON a.id = n.account_id WHERE a.provenance = 'synthetic' AND n.name NOT LIKE '%（示例）'
      UNION ALL SELECT s.name FROM unit_standing s JOIN unit u ON u.id = s.unit_id WHERE u.provenance = 'synthetic' AND s.name NOT LIKE '%（示例）'`;
    expect(names).toEqual([]);
  });

  it('stand beside the real accounts that the documents name, which count among the figures', async () => {
    expect(await db().account.count({ where: { provenance: 'document' } })).toBeGreaterThan(40);
    const bodies: { n: bigint }[] = await db().$queryRaw`
      SELECT count(*) AS n FROM unit_standing WHERE standard_body GROUP BY region_id, sector_code, tier HAVING count(*) > 1`;
    expect(bodies).toEqual([]);
  });

  it('have one account per unit and platform', async () => {
    const twice: unknown[] = await db().$queryRaw`
      SELECT unit_id FROM standing WHERE provenance = 'synthetic' AND holder = 'institution' GROUP BY unit_id, platform HAVING count(*) > 1`;
    expect(twice).toEqual([]);
  });

  it('are told of while they are loaded: published, made, difference', () => {
    expect(said).toContainEqual(expect.stringMatching(/2014-12-31 {2}总数: published = 40,924, made 40,924, difference 0/));
    expect(said).toContainEqual(expect.stringMatching(/江苏公安: published = 695, made 695, difference 0/));
  });

  it('are meant for their days, on which pages open', async () => {
    const editions = await readEditions();
    expect(openingDay(['weibo'], editions, TODAY)).toBe('2011-10-31');
    expect(openingDay(['wechat'], editions, TODAY)).toBe('2014-12-31');
    expect(openingDay([], editions, TODAY)).toBe('2014-12-31');
    expect(openingDay(['tencent-weibo'], editions, TODAY)).toBe(TODAY);
    expect(openingDay(['wechat'], {}, TODAY)).toBe(TODAY);
  });
});

describe('the verdict on the demonstration', () => {
  it.each([
    [{ platform: ['weibo'], scheme: 'rank4', asOf: '2011-10-31' }, 'pyramid'],
    [{ platform: ['weibo'], scheme: 'rank4', holder: ['official'], asOf: '2011-10-31' }, 'pyramid'],
    [{ platform: ['wechat'], scheme: 'tier3', asOf: '2014-12-31' }, 'drum'],
    [{ platform: ['wechat'], scheme: 'tier3-urban', asOf: '2014-12-31' }, 'drum'],
    [{ platform: ['wechat'], scheme: 'tier3', region: ['330000'], asOf: '2014-12-31' }, 'too-few-bands'],
    [{ platform: ['wechat'], scheme: 'local3', region: ['330000'], asOf: '2014-12-31' }, 'drum'],
    [{ platform: ['wechat'], scheme: 'local3', region: ['710000'], asOf: '2014-12-31' }, 'insufficient'],
    [{ platform: ['wechat'], scheme: 'tier3', basis: 'rate', asOf: '2014-12-31' }, 'too-few-bands'],
    [{ platform: ['wechat'], scheme: 'tier3', asOf: '2012-08-01' }, 'insufficient'],
  ])('%j is %s', async (asked, shape) => {
    const query = distributionQuery.parse(asked);
    const { of } = await readDistribution(coverageFilter(query, TODAY));
    expect(of(query.scheme, query.basis).shape).toBe(shape);
  });
});

// Last: it takes away what the others look at.
describe('npm run demo:clear', () => {
  it('takes out what is made up, and keeps users and real accounts', async () => {
    await createUser(SYSTEM, { username: 'clerk', displayName: '张三', role: 'viewer', password: 'a long enough one' });
    const users = await db().user.count();
    const real = await db().account.count({ where: { provenance: 'document' } });
    await clearSynthetic(COMMAND_LINE, () => undefined);
    expect(await db().account.count()).toBe(real);
    expect(await db().unit.count({ where: { provenance: 'synthetic' } })).toBe(0);
    expect(await db().user.count()).toBe(users);
    expect(await readEditions()).toEqual({});
    const event = await db().auditEvent.findFirstOrThrow({ where: { act: 'demonstration.clear' } });
    expect(event.via).toBe('command-line');
  });

  it('is not undone by the next start', async () => {
    await loadDemonstration(() => undefined, { again: false, synthetic: true });
    expect(await db().account.count({ where: { provenance: 'synthetic' } })).toBe(0);
  });
});
