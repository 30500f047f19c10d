import { beforeAll, describe, expect, it } from 'vitest';
import { db } from './client';
import { check, contents, imported, office, told, undo, write } from './import-told';

const HEADER = '平台,平台ID,微信号或个性域名,账号名称,主办单位,日期,粉丝数,发布数,reads,最后发布时间';
const file = (...lines: string[]) => [HEADER, ...lines];

const valuesOf = async (name: string) =>
  Object.fromEntries(
    (await db().snapshot.findMany({ where: { account: { names: { some: { name } } } }, orderBy: [{ day: 'asc' }, { metric: 'asc' }] })).map(
      ({ day, metric, value }) => [`${day.toISOString().slice(0, 10)} ${metric}`, Number(value)],
    ),
  );

describe('a file of measured values', () => {
  beforeAll(async () => {
    await imported('accounts', [
      '平台,账号名称,平台ID,微信号或个性域名,主办单位,行政区划,职能系统',
      '微博,上城发布,1234567890,shangcheng,上城区新闻办,330102,宣传',
      '微信,上城发布,gh_0123456789ab,shangchengfabu,上城区新闻办,330102,宣传',
      '微博,天河发布,2234567890,,天河区新闻办,440106,宣传',
    ]);
  });

  it('is found by id, by handle, or by name with its owner; an empty cell is no row', async () => {
    const batch = await check(
      'snapshots',
      file(
        '微博,1234567890,,,,2026-11-01,"12,345",,1.5万,2026-10-31 23:59',
        '微信,,ShangChengFaBu,,,2026年11月1日,100,3,—,',
        '微博,,,天河发布,天河区新闻办,2026/11/1,0,,,',
        '微博,1234567890,,,,2026-11-02,,,,',
      ),
    );
    expect(await told(batch)).toEqual(['new', 'new', 'new', 'same']);
    expect(await db().snapshot.count()).toBe(0);
    await write(batch);
    expect(await valuesOf('上城发布')).toEqual({
      '2026-11-01 followers': 100,
      '2026-11-01 last_post_at': Date.parse('2026-10-31T15:59:00Z') / 1000,
      '2026-11-01 posts': 3,
      '2026-11-01 reads': 15000,
    });
    expect(await valuesOf('天河发布')).toEqual({ '2026-11-01 followers': 0 });
    expect(await db().snapshot.count()).toBe(6);
    expect(await db().auditEvent.count({ where: { act: 'import.run', subjectId: String(batch.id) } })).toBe(1);
  });

  it('says the same a second time, also in the long form, and changes what differs', async () => {
    const before = await contents('snapshot');
    const long = ['平台,平台ID,日期,指标,数值', '微博,1234567890,2026-11-01,粉丝数,12345', '微博,1234567890,2026-11-01,阅读量,15000'];
    const again = await check('snapshots', long);
    expect(await told(again)).toEqual(['same', 'same']);
    await write(again);
    expect(await contents('snapshot')).toEqual(before);
    const changed = await imported('snapshots', file('微博,1234567890,,,,2026-11-01,12346,7,,'));
    expect(changed.counts).toMatchObject({ changed: 1 });
    expect(await contents('snapshot')).toHaveLength(7);
    const row = await db().importRow.findFirstOrThrow({ where: { batchId: changed.id } });
    expect(row.plan).toMatchObject({
      records: [
        { value: 12346, was: { value: 12345, source: 'import' } },
        { metric: 'posts', value: 7 },
      ],
    });
    expect((await undo(changed)).accepted).toBe(true);
    expect(await contents('snapshot')).toEqual(before);
  });

  it('refuses what is no value, no day, no account, each beside its field', async () => {
    const batch = await check(
      'snapshots',
      file(
        '微博,1234567890,,,,2026-11-21,1,,,',
        '微博,1234567890,,,,2026-11,1,,,',
        '微博,1234567890,,,,,1,,,',
        '微博,1234567890,,,,2026-11-03,-1,很多,1.5,昨天',
        '微博,9999999999,,,,2026-11-03,1,,,',
        '微博,,,上城发布,,2026-11-03,1,,,',
        '微博,,,上城发布,天河区新闻办,2026-11-03,1,,,',
        '抖音,1234567890,,,,2026-11-03,1,,,',
        '微博,1234567890,,,,2026-11-04,1,,,',
        '微博,,shangcheng,,,2026-11-04,2,,,',
      ),
    );
    expect(await told(batch)).toEqual([
      'refused date-future@day',
      'refused date-needs-day@day',
      'refused cell-needed@day',
      'refused count-form@followers count-form@posts count-form@reads moment-form@last_post_at',
      'refused account-unknown@platformId',
      'refused account-key-needed@name',
      'refused account-unknown@name',
      'refused choice-unknown@platform',
      'new',
      'refused row-repeats@followers',
    ]);
    const long = await check('snapshots', [
      '平台,平台ID,日期,粉丝数,指标,数值',
      '微博,1234567890,2026-11-05,1,热度,1',
      '微博,1234567890,2026-11-05,1,发布数,1',
    ]);
    expect(await told(long)).toEqual(['refused metric-unknown@metric', 'refused metric-twice@metric']);
  });

  it('is taken back only while nobody has written the values since', async () => {
    const batch = await imported('snapshots', file('微博,1234567890,,,,2026-11-06,5,,,'));
    await imported('snapshots', file('微博,1234567890,,,,2026-11-06,6,,,'));
    expect(await undo(batch)).toMatchObject({
      accepted: false,
      findings: [{ reason: 'undo-refused' }, { reason: 'undo-record-changed', facts: { name: '上城发布' } }],
    });
  });

  it('writes nothing where a value has changed after the check', async () => {
    const batch = await check('snapshots', file('微博,1234567890,,,,2026-11-07,5,,,'));
    const { id } = await db().account.findFirstOrThrow({ where: { platformId: '1234567890' } });
    await db().snapshot.create({ data: { accountId: id, day: new Date('2026-11-07'), metric: 'followers', value: 9, source: 'elsewhere' } });
    await expect(write(batch)).rejects.toThrow('import-outdated');
  });

  it('goes no further than the grants of who sends it', async () => {
    const registrar = await office('registrar', '330100');
    const batch = await check('snapshots', file('微博,1234567890,,,,2026-11-08,5,,,', '微博,2234567890,,,,2026-11-08,5,,,'), registrar);
    expect(await told(batch)).toEqual(['new', 'refused account-outside-scope@name']);
  });
});
