import { describe, expect, it } from 'vitest';
import { check, contents, imported, office, TODAY, told, undo, write } from './import-told';
import { listTargets } from './targets';

const file = (...lines: string[]) => ['地区,职能系统,单位层级,平台,指标,目标值,期限,文号,发文机关,发文日期', ...lines];

describe('a file of targets', () => {
  it('brings numbers and rates for any cell', async () => {
    const batch = await check(
      'targets',
      file(
        '浙江省,公安,县级,微信,开通率,80%,2026-12-31,浙公通〔2026〕1号,浙江省公安厅,2026-01-05',
        '330100,,,,number,"1,200",2027年6月30日,杭政办〔2026〕2号,,',
      ),
    );
    expect(await told(batch)).toEqual(['new', 'new']);
    expect(await listTargets(TODAY)).toEqual([]);
    await write(batch);
    expect(await listTargets(TODAY)).toMatchObject([
      {
        region: '浙江省',
        sector: '公安',
        tier: 'county',
        platform: 'wechat',
        measure: 'rate',
        value: 0.8,
        dueOn: '2026-12-31',
        issuer: '浙江省公安厅',
        documentDate: '2026-01-05',
      },
      { region: '杭州市', sector: null, tier: null, platform: null, measure: 'number', value: 1200, dueOn: '2027-06-30', issuer: null, documentDate: null },
    ]);
  });

  it('says the same a second time; a change keeps what was before and is taken back', async () => {
    const before = await contents('target');
    const again = await imported(
      'targets',
      file('浙江省,公安,县级,微信,rate,0.8,2026-12-31,浙公通〔2026〕1号,,', '330100,,,,账号数,1200,2027-06-30,杭政办〔2026〕2号,,'),
    );
    expect(again.counts).toMatchObject({ same: 2 });
    expect(await contents('target')).toEqual(before);
    const changed = await imported('targets', file('浙江省,公安,县级,微信,开通率,90,2026-12-31,浙公通〔2026〕1号,,'));
    expect(changed.counts).toMatchObject({ changed: 1 });
    expect((await listTargets(TODAY))[0]).toMatchObject({ value: 0.9, issuer: '浙江省公安厅' });
    expect((await undo(changed)).accepted).toBe(true);
    expect(await contents('target')).toEqual(before);
  });

  it('refuses what is no target, each beside its field', async () => {
    const batch = await check(
      'targets',
      file(
        '浙江省,,,,开通率,120%,2026-12-31,甲,,',
        '浙江省,,,,账号数,1.5,2026-12-31,甲,,',
        '浙江省,,,,热度,1,2026-12-31,甲,,',
        '浙江省,,,,账号数,,2026-12-31,甲,,',
        '浙江省,,,,账号数,1,,甲,,',
        '浙江省,,,,账号数,1,2026-12-31,,,',
        '无此省,,,,账号数,1,2026-12-31,甲,,',
        '浙江省,,,抖音,账号数,1,2026-12-31,甲,,2027-01-01',
        '浙江省,,,,账号数,1,2026-12-31,甲,,',
        '浙江,,,,账号数,2,2026-12-31,甲,,',
      ),
    );
    expect(await told(batch)).toEqual([
      'refused rate-form@value',
      'refused number-form@value',
      'refused choice-unknown@measure',
      'refused cell-needed@value',
      'refused cell-needed@dueOn',
      'refused cell-needed@documentNo',
      'refused region-unknown@region',
      'refused choice-unknown@platform date-future@documentDate',
      'new',
      'refused row-repeats@region',
    ]);
  });

  it('goes no further than the grants of who sends it', async () => {
    const registrar = await office('registrar', '330100');
    const batch = await check(
      'targets',
      file('330102,,,,账号数,1,2026-12-31,甲,,', '浙江省,,,,账号数,1,2026-12-31,乙,,', '330102,税务,,,账号数,1,2026-12-31,甲,,'),
      registrar,
    );
    expect(await told(batch)).toEqual(['new', 'refused outside-scope@region', 'refused outside-scope@region']);
  });
});
