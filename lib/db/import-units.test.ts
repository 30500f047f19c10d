import { describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '@/lib/access/actor';
import { everything } from '@/lib/coverage/filter';
import { readChannels } from './channels';
import { db } from './client';
import { check, contents, imported, office, TODAY, told, undo, write } from './import-told';
import { checkImport } from './imports';
import { reference } from './reference';
import { readUnit } from './unit-read';
import { registerUnit } from './units';

const HEADER = '单位编号,单位名称,统一社会信用代码,行政区划代码,职能系统,单位层级,行政级别,单位性质,主管单位,成立日期,撤销日期,是否标准机构';
const file = (...lines: string[]) => [HEADER, ...lines];
const TABLES = ['unit', 'unit_standing', 'account', 'standing', 'filing'];

const ONE = ',上城区甲局,,330102,教育,,,,,2001-03-01,,否';
const TWO = ',上城区乙中心,,330102,教育,县级,县处级以下,事业单位,上城区甲局,,,';

async function unitNamed(name: string): Promise<number> {
  return (await db().unitStanding.findFirstOrThrow({ where: { name, until: null } })).unitId;
}

describe('a file of units', () => {
  it('brings new ones by the rules of the form, one under another of the same file', async () => {
    const batch = await check('units', file(ONE, TWO));
    expect(await told(batch)).toEqual(['new', 'new']);
    expect(await db().unit.count()).toBe(0);
    await write(batch);
    const parent = await unitNamed('上城区甲局');
    expect(await db().unitStanding.findFirstOrThrow({ where: { name: '上城区乙中心' } })).toMatchObject({
      kind: 'institution',
      rank: 'below-county-division',
      tier: 'county',
      parentId: parent,
      standardBody: false,
    });
    expect((await db().unitStanding.findFirstOrThrow({ where: { unitId: parent } })).from).toEqual(new Date('2001-03-01'));
    const typed = await registerUnit(COMMAND_LINE, { unit: '上城区丙局', region: '330102', sector: '教育' }, TODAY, false);
    expect(typed.accepted).toBe(true);
    const [a, b] = await Promise.all([
      db().unitStanding.findFirstOrThrow({ where: { name: '上城区丙局' } }),
      db().unitStanding.findFirstOrThrow({ where: { unitId: parent } }),
    ]);
    expect({ ...a, id: 0, unitId: 0, name: '', pinyin: '', initials: '', from: null }).toEqual({
      ...b,
      id: 0,
      unitId: 0,
      name: '',
      pinyin: '',
      initials: '',
      from: null,
    });
  });

  it('changes nothing when it comes again', async () => {
    const before = await contents(...TABLES);
    const batch = await check('units', file(ONE, TWO));
    expect(await told(batch)).toEqual(['same', 'same']);
    await write(batch);
    expect(await contents(...TABLES)).toEqual(before);
  });

  it('says nothing new where it has the place and the system of before, as an export writes them', async () => {
    const { regions } = await reference();
    const [region, gone] = [regions.everAt('330183')[0], regions.everAt('330103')[0]];
    const ids = await Promise.all(
      [region, gone].map(async (place, index) => {
        const { id } = await db().unit.create({ data: { provenance: 'registered' } });
        const state = {
          name: `旧地旅游局${index}`,
          kind: 'department',
          regionId: place?.id ?? 0,
          sectorCode: 'tourism',
          tier: 'county',
          rank: 'below-county-division',
        };
        await db().unitStanding.create({ data: { unitId: id, ...state, pinyin: 'jiu di', initials: 'jd' } });
        return id;
      }),
    );
    const rows = [`${ids[0]},旧地旅游局0,,330183,旅游,县级,,,,,,`, `${ids[0]},,,富阳市,,,,,,,,`, `${ids[1]},旧地旅游局1,,330103,旅游,县级,,,,,,`];
    for (const row of rows) expect(await told(await check('units', file(row)))).toEqual(['same']);
    expect(await told(await check('units', file(`${ids[1]},,,330106,,,,,,,,`)))).toEqual(['changed']);
  });

  it('does not guess a superior of a name that the register and the file have, and keeps the one that a unit has', async () => {
    const other = ',同名主管局,,440106,教育,,,,,,,';
    const child = ',同名下属中心,,330102,教育,县级,县处级以下,事业单位,同名主管局,,,';
    await imported('units', file(other));
    const batch = await check('units', file(',同名主管局,,330102,教育,,,,,,,', child));
    expect(await told(batch)).toEqual(['new', 'refused unit-ambiguous@parent']);
    const number = await unitNamed('同名主管局');
    await imported('units', file(child.replace('同名主管局', `#${number}`), ',同名主管局,,330102,教育,,,,,,,'));
    expect(await told(await check('units', file(child)))).toEqual(['same']);
  });

  it('puts no unit under one whose row is refused', async () => {
    await imported('units', file(',占位局,,330106,体育,县级,,政府部门,,,,是'));
    const batch = await check(
      'units',
      file(',抢位局,,330106,体育,县级,,政府部门,,,,是', ',抢位中心,,330106,体育,县级,,事业单位,抢位局,,,', ',抢位站,,330106,体育,县级,,事业单位,抢位中心,,,'),
    );
    expect(await told(batch)).toEqual(['refused slot-taken@standardBody', 'refused parent-unknown@parent', 'refused parent-unknown@parent']);
  });

  it('changes a unit from today, its accounts with it, and takes that back', async () => {
    await imported('accounts', ['平台,账号名称,平台ID,主办单位,行政区划代码', '微博,甲局微博,1234567890,上城区甲局,330102']);
    const id = await unitNamed('上城区甲局');
    const before = await contents(...TABLES);
    const batch = await imported('units', file(`#${id},上城区新甲局,,,卫生健康,,,,,,,`));
    expect(batch.counts).toMatchObject({ changed: 1, new: 0, refused: 0 });
    expect(await readUnit(COMMAND_LINE, id, TODAY)).toMatchObject({
      now: { name: '上城区新甲局', sectorCode: 'health' },
      history: [{ name: '上城区甲局' }, { from: TODAY }],
    });
    expect(await db().standing.findMany({ where: { unitId: id }, orderBy: { from: 'asc' }, select: { sectorCode: true } })).toContainEqual({
      sectorCode: 'health',
    });
    expect((await undo(batch)).accepted).toBe(true);
    expect(await contents(...TABLES)).toEqual(before);
  });

  it('confirms a provisional unit, and fills in when it began', async () => {
    await imported('accounts', ['平台,账号名称,主办单位,行政区划代码,职能系统', '微博,丁局微博,上城区丁局,330102,统计']);
    const id = await unitNamed('上城区丁局');
    const left = await check('units', ['单位编号,单位名称,待补全,账号', `${id},上城区丁局,✓,1`]);
    expect([await told(left), left.facts?.unknown]).toEqual([['same'], []]); // as an export says it
    const batch = await imported('units', file(',上城区丁局,,330102,,,,,,1999年5月1日,,'));
    expect(await told(batch)).toEqual(['changed']);
    expect(await db().unit.findUniqueOrThrow({ where: { id } })).toMatchObject({ provisional: false, version: 2 });
    expect((await db().unitStanding.findFirstOrThrow({ where: { unitId: id } })).from).toEqual(new Date('1999-05-01'));
    expect(await told(await check('units', file(',上城区丁局,,330102,,,,,,1999-05-01,,')))).toEqual(['same']);
  });

  it('brings website and hotline, leaves what a row does not say, and takes back what it brought', async () => {
    const header = [...HEADER.split(','), '官方网站', '服务热线'].join(',');
    const line = (name: string, website: string, hotline: string) => `,${name},,330102,教育,,,,,,,否,${website},${hotline}`;
    const further = async (id: number) => db().unit.findUniqueOrThrow({ where: { id }, select: { website: true, hotline: true } });
    await imported('units', [header, line('上城区网局', 'https://www.example.gov.cn/jy', '0571-12345、12345'), line('上城区无网局', '', '')]);
    const [id, bare] = [await unitNamed('上城区网局'), await unitNamed('上城区无网局')];
    expect(await further(id)).toEqual({ website: 'https://www.example.gov.cn/jy', hotline: '0571-12345、12345' });
    expect(await further(bare)).toEqual({ website: null, hotline: null });
    expect(await told(await check('units', [header, line('上城区网局', 'https://www.example.gov.cn/jy', ''), line('上城区无网局', '', '')]))).toEqual([
      'same',
      'same',
    ]);
    const before = await contents(...TABLES);
    const batch = await imported('units', [header, line('上城区网局', '', '１２３４５'), line('上城区无网局', 'http://jy.example.gov.cn', '')]);
    expect(await told(batch)).toEqual(['changed', 'changed']);
    expect(await further(id)).toEqual({ website: 'https://www.example.gov.cn/jy', hotline: '12345' });
    expect((await readChannels('units', { ...everything(TODAY), regions: ['330102'], sectors: ['education'] })).totals).toMatchObject({
      website: 2,
      hotline: 1,
    });
    expect((await undo(batch)).accepted).toBe(true);
    expect(await contents(...TABLES)).toEqual(before);
    const wrong = await check('units', [header, line('上城区网局', 'www.example.gov.cn', '请拨打')]);
    expect(await told(wrong)).toEqual(['refused hotline-form@hotline website-form@website']);
  });

  it('refuses what the forms refuse, each beside its field', async () => {
    const batch = await check(
      'units',
      file(
        ',,,330102,教育,,,,,,,',
        ',上城区戊局,911,330102,教育,,,,,,,',
        ',上城区己局,,330102,,,,,,,,',
        ',上城区庚局,,330102,教育,,,不知,,,,',
        ',上城区辛局,,330102,教育,,,,没有的局,,,',
        ',上城区壬局,,330102,教育,,,,,2027-01-01,,',
        ',上城区癸局,,330102,教育,,,,,2011-01-01,2010-01-01,',
        '#999999,上城区无局,,330102,教育,,,,,,,',
        ',上城区甲局,,330102,教育,,,,,2002-01-01,,',
        ',上城区甲局,,330102,教育,,,,,,2020-01-01,',
        ',上城区二号,,330102,教育,,,,,,,或许',
        ',上城区乙中心,,330102,教育,,,,上城区乙中心,,,',
        ',上城区三号,,330102,教育,,,,,,,',
        ',上城区三号,,330102,教育,,,,,,,',
      ),
    );
    expect(await told(batch)).toEqual([
      'refused unit-name-needed@unit',
      'refused uscc-form@uscc',
      'refused sector-needed@sector',
      'refused kind-unknown@kind',
      'refused parent-unknown@parent',
      'refused date-future@foundedOn',
      'refused date-not-after@endedOn',
      'refused unit-number-unknown@unit',
      'refused unit-founded-otherwise@foundedOn',
      'refused row-repeats@unit unit-end-by-reform@endedOn',
      'refused choice-unknown@standardBody',
      'refused parent-itself@parent',
      'new',
      'refused row-repeats@unit',
    ]);
  });

  it('refuses a second body for a slot, and keeps one that has ended before', async () => {
    await imported('units', file(',上城区教育局,,330102,教育,,,,,2012-01-01,,', ',旧上城区教育局,,330102,教育,,,,,1990-01-01,2011-12-31,是'));
    expect(await db().unitStanding.findFirstOrThrow({ where: { name: '旧上城区教育局' } })).toMatchObject({
      standardBody: true,
      until: new Date('2011-12-31'),
    });
    expect(await told(await check('units', file(',上城区教育体育局,,330102,教育,,,,,,,是')))).toEqual(['refused slot-taken@standardBody']);
    expect(await told(await check('units', file(',更旧上城区教育局,,330102,教育,,,,,1995-01-01,1996-01-01,是')))).toEqual(['refused slot-taken@standardBody']);
  });

  it('is taken back only while nothing was built on it', async () => {
    const before = await contents(...TABLES);
    const batch = await imported('units', file(',上城区撤一,,330102,教育,,,,,,,', ',上城区撤二,,330102,教育,,,,上城区撤一,,,'));
    const account = await imported('accounts', ['平台,账号名称,主办单位,行政区划代码', '微博,撤一微博,上城区撤一,330102']);
    const refused = await undo(batch);
    expect(refused).toMatchObject({
      accepted: false,
      findings: [{ reason: 'undo-refused' }, { reason: 'undo-unit-used', facts: { name: '上城区撤一', row: 2 } }],
    });
    await undo(account);
    expect((await undo(batch)).accepted).toBe(true);
    expect(await contents(...TABLES)).toEqual(before);
  });

  it('goes no further than the grants of who sends it', async () => {
    const registrar = await office('registrar', '330100');
    const batch = await check(
      'units',
      file(',上城区四号,,330102,教育,,,,,,,', ',天河区一号,,440106,教育,,,,,,,', ',上城区税务局,,330102,税务,,,,,,,'),
      registrar,
    );
    expect(await told(batch)).toEqual(['new', 'refused outside-scope@unit', 'refused outside-scope@unit']);
    const elsewhere = await office('registrar', '440100');
    const id = await unitNamed('上城区甲局');
    expect(await told(await check('units', file(`#${id},天河区偷来,,440106,教育,,,,,,,`), elsewhere))).toEqual(['refused outside-scope@unit']);
    const clerk = await office('clerk', '330100');
    const refused = await checkImport(clerk, { name: '单位.csv', bytes: new TextEncoder().encode(HEADER) }, TODAY, 'units');
    expect(refused).toMatchObject({ accepted: false, findings: [{ reason: 'not-allowed' }] });
  });
});
