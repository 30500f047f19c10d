import { describe, expect, it } from 'vitest';
import { COMMAND_LINE, NOBODY } from '@/lib/access/actor';
import type { Decision } from '@/lib/decision';
import { readAccount } from './account-read';
import { registerAccount } from './account-register';
import { db } from './client';
import { suggestAnyUnit, suggestRegion } from './suggest';
import { listUnits } from './unit-list';
import { readUnit } from './unit-read';
import { editUnit, registerUnit, type UnitTexts } from './units';

const TODAY = '2026-11-20';

function accepted<T>(decision: Decision<T>): T {
  if (!decision.accepted) throw new Error(`refused: ${JSON.stringify(decision.findings)}`);
  return decision.change;
}

const reasons = (decision: Decision<unknown>) => (decision.accepted ? [] : decision.findings.filter(({ severity }) => !severity).map(({ reason }) => reason));
const register = async (texts: UnitTexts, fills?: boolean) => accepted(await registerUnit(COMMAND_LINE, texts, TODAY, fills));

describe('registering a unit', () => {
  it.each([
    [
      { unit: '杭州市教育局', region: '杭州', sector: '教育' },
      { tier: 'prefecture', rank: 'bureau', kind: 'department', standardBody: true },
    ],
    [
      { unit: '渝中区教育委员会', region: '500103', sector: '教育' },
      { tier: 'county', rank: 'county-division', kind: 'department', standardBody: true },
    ],
    [
      { unit: '昆山市人民政府', region: '昆山', sector: '党政' },
      { tier: 'county', rank: 'county-division', kind: 'government', standardBody: true },
    ],
    [
      { unit: '江苏省高级人民法院', region: '江苏', sector: '法院' },
      { tier: 'provincial', rank: 'province-ministry', kind: 'court', standardBody: true },
    ],
    [
      { unit: '试验镇人民政府', region: '昆山', sector: '基层综合', tier: '乡镇' },
      { tier: 'township', rank: 'below-county-division', standardBody: false },
    ],
    [
      { unit: '试验部', tier: '中央', sector: '教育' },
      { tier: 'central', rank: 'province-ministry', regionCode: '000000', standardBody: false },
    ],
    [
      { unit: '浙江省试验学校', region: '浙江', sector: '教育', kind: 'institution' },
      { tier: 'provincial', rank: null, standardBody: false },
    ],
  ] as const)('%o stands as %o', async (texts, state) => {
    expect((await readUnit(COMMAND_LINE, await register(texts)))?.now).toMatchObject(state);
  });

  it('refuses a second standard body of the same slot, a second unit of the name, and says which is there', async () => {
    const id = await register({ unit: '宁波市教育局', region: '宁波', sector: '教育' });
    expect(reasons(await registerUnit(COMMAND_LINE, { unit: '宁波教育局', region: '宁波', sector: '教育' }, TODAY, true))).toEqual(['slot-taken']);
    const again = await registerUnit(COMMAND_LINE, { unit: '宁波市教育局', region: '宁波', sector: '公安' }, TODAY);
    expect(again).toMatchObject({ accepted: false, findings: [{ reason: 'unit-exists', facts: { id } }] });
  });

  it.each([
    [{ unit: '', region: '宁波', sector: '教育' }, 'unit-name-needed'],
    [{ unit: '某局', region: '', sector: '教育' }, 'region-needed'],
    [{ unit: '某局', region: '宁波', sector: '' }, 'sector-needed'],
    [{ unit: '某局', region: '500110x', sector: '教育' }, 'region-unknown'],
    [{ unit: '某局', region: '310108', sector: '教育' }, 'region-code-abolished'],
    [{ unit: '某局', region: '500222', sector: '教育' }, 'region-code-replaced'],
    [{ unit: '某局', region: '999999', sector: '教育' }, 'region-code-never'],
    [{ unit: '某局', region: '朝阳区', sector: '教育' }, 'region-ambiguous'],
    [{ unit: '某局', region: '宁波', sector: '教育', tier: '省级' }, 'tier-contradicts-region'],
    [{ unit: '<script>alert(1)</script>', region: '宁波', sector: '教育' }, 'angle-brackets'],
    [{ unit: '=HYPERLINK("x")', region: '宁波', sector: '教育' }, 'formula'],
    [{ unit: '某'.repeat(10_000), region: '宁波', sector: '教育' }, 'too-long'],
    [{ unit: '某局', region: '宁波', sector: '教育', uscc: '123' }, 'uscc-form'],
  ] as const)('refuses %o', async (texts, reason) => {
    expect(reasons(await registerUnit(COMMAND_LINE, texts, TODAY))).toContain(reason);
  });

  it('writes nothing for a visitor', async () => {
    expect(reasons(await registerUnit(NOBODY, { unit: '无权局', region: '宁波', sector: '教育' }, TODAY))).toEqual(['not-allowed']);
    expect(reasons(await editUnit(NOBODY, 1, { unit: '无权局' }, TODAY, { version: 1, mode: 'correct', changedOn: TODAY, fills: false }))).toEqual([
      'not-allowed',
    ]);
  });
});

describe('changing a unit', () => {
  const change = (version: number, mode: 'correct' | 'change', changedOn = TODAY) => ({ version, mode, changedOn, fills: false });

  it('from a day keeps its former state, and its accounts follow', async () => {
    const unit = await register({ unit: '试验卫生局', region: '温州', sector: '卫生健康' }, false);
    const account = accepted(await registerAccount(COMMAND_LINE, { platform: 'wechat', name: '试验随迁', unit: `#${unit}`, openedOn: '2013-01-01' }, TODAY));
    accepted(await editUnit(COMMAND_LINE, unit, { unit: '试验应急局', region: '温州', sector: '应急管理' }, TODAY, change(1, 'change', '2018-10-01')));
    expect((await readUnit(COMMAND_LINE, unit))?.history).toMatchObject([
      { name: '试验卫生局', sectorCode: 'health', from: null, until: '2018-10-01' },
      { name: '试验应急局', sectorCode: 'emergency', from: '2018-10-01', until: null },
    ]);
    expect((await readAccount(COMMAND_LINE, account))?.standings).toMatchObject([
      { unit: '试验卫生局', sectorCode: 'health', from: '2013-01-01', until: '2018-10-01' },
      { unit: '试验应急局', sectorCode: 'emergency', from: '2018-10-01', until: null },
    ]);
  });

  it('from an earlier day leaves what changed later as it was', async () => {
    const unit = await register({ unit: '试验旅游局', region: '温州', sector: '教育', rank: '县处级' }, false);
    const renamed = { unit: '试验文旅局', region: '温州', sector: '公安', rank: '县处级' };
    accepted(await editUnit(COMMAND_LINE, unit, renamed, TODAY, change(1, 'change', '2018-10-01')));
    accepted(await editUnit(COMMAND_LINE, unit, { ...renamed, rank: '厅局级' }, TODAY, change(2, 'change', '2016-01-01')));
    expect((await readUnit(COMMAND_LINE, unit))?.history).toMatchObject([
      { name: '试验旅游局', sectorCode: 'education', rank: 'county-division', from: null, until: '2016-01-01' },
      { name: '试验旅游局', sectorCode: 'education', rank: 'bureau', from: '2016-01-01', until: '2018-10-01' },
      { name: '试验文旅局', sectorCode: 'public-security', rank: 'bureau', from: '2018-10-01', until: null },
    ]);
  });

  it('as a correction leaves no former state', async () => {
    const unit = await register({ unit: '试验更正局', region: '温州', sector: '卫生健康' }, false);
    accepted(await editUnit(COMMAND_LINE, unit, { unit: '试验更正局', region: '温州', sector: '教育' }, TODAY, change(1, 'correct')));
    expect((await readUnit(COMMAND_LINE, unit))?.history).toMatchObject([{ sectorCode: 'education', from: null, until: null }]);
  });

  it('is refused to the later of two editors', async () => {
    const unit = await register({ unit: '试验双改局', region: '温州', sector: '教育' }, false);
    const texts = { unit: '试验双改局', region: '温州', sector: '教育' };
    accepted(await editUnit(COMMAND_LINE, unit, texts, TODAY, change(1, 'correct')));
    expect(reasons(await editUnit(COMMAND_LINE, unit, texts, TODAY, change(1, 'correct')))).toEqual(['changed-meanwhile']);
  });

  it('is no longer provisional once somebody has seen to it', async () => {
    accepted(await registerAccount(COMMAND_LINE, { platform: 'wechat', name: '试验待补', region: '衢州', sector: '教育' }, TODAY));
    const { items } = await listUnits({ regions: ['330800'], sectors: [], tiers: [], text: null, provisional: true }, TODAY, { sort: 'id', skip: 0, take: 10 });
    expect(items).toMatchObject([{ name: '衢州市教育局', accounts: 1 }]);
    accepted(
      await editUnit(COMMAND_LINE, items[0]?.id ?? 0, { unit: '衢州市教育局', region: '衢州', sector: '教育' }, TODAY, {
        ...change(1, 'correct'),
        fills: true,
      }),
    );
    expect((await readUnit(COMMAND_LINE, items[0]?.id ?? 0))?.provisional).toBe(false);
  });
});

describe('suggestions', () => {
  it.each(['鼓楼区', 'gulouqu', 'glq', '350102'])('finds 鼓楼区 of 福州 by %s', async (text) => {
    expect((await suggestRegion(text, TODAY)).map(({ label }) => label)).toContain('福建省 福州市 鼓楼区（350102）');
  });

  it.each(['粤', '广东', 'guangdong', 'gds', '440000'])('puts Guangdong first for %s', async (text) => {
    expect((await suggestRegion(text, TODAY))[0]?.value).toBe('440000');
  });

  it.each(['宁波市教', 'ningboshijiao', 'nbsjyj'])('finds a unit by %s', async (text) => {
    expect((await suggestAnyUnit(text)).map(({ value }) => value.replace(/（.*/, ''))).toContain('宁波市教育局');
  });

  it('suggests nothing for nothing', async () => {
    expect(await suggestRegion('  ', TODAY)).toEqual([]);
    expect(await suggestAnyUnit('')).toEqual([]);
    expect(await db().unit.count()).toBeGreaterThan(0);
  });
});
