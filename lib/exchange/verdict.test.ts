import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuses } from '@/lib/decision';
import { knownAccount, knownUnit, LISTS, registerOf, TODAY } from '@/prisma/seed/fixtures';
import type { RowTexts } from './columns';
import type { KnownUnit } from './owner';
import { type Directory, fileJudge, type KnownAccount, type MatchBy, type RowVerdict, readRow, rowJudge } from './verdict';

const UNIT = knownUnit(1, '广州市公安局', '440100', 'public-security');
const OTHER = knownUnit(2, '深圳市公安局', '440300', 'public-security');
const ACCOUNT = knownAccount(10, 'weibo', '平安广州', UNIT, { platformId: '1722022334', handle: 'gzjd' });

const REGISTER = registerOf([UNIT, OTHER], [ACCOUNT]);
const EMPTY = registerOf([]);

const KNOWN_ROW: RowTexts = { platform: '微博', name: '平安广州', platformId: '1722022334', unit: '广州市公安局' };
const NEW_ROW: RowTexts = { platform: '微信', name: '平安深圳', unit: '深圳市公安局' };

function judge(rows: RowTexts[], directory: Directory = REGISTER): RowVerdict[] {
  const verdictOf = rowJudge(directory, LISTS, TODAY);
  return rows.map((texts, index) => verdictOf(texts, index + 2));
}

const only = (texts: RowTexts, directory?: Directory) => judge([texts], directory)[0] as RowVerdict;
const verdicts = (rows: RowTexts[], directory?: Directory) => judge(rows, directory).map(({ verdict }) => verdict);
const said = ({ findings }: RowVerdict) => findings.map(({ field, reason, severity }) => [field, reason, severity ?? 'refused'].join(' '));

describe('a new row', () => {
  it('plans an account of a unit that the register has', () => {
    expect(only(NEW_ROW)).toEqual({
      verdict: 'new',
      findings: [],
      plan: {
        account: expect.objectContaining({ platform: 'wechat', name: '平安深圳', holder: null, status: null }),
        unit: { kind: 'known', unit: OTHER },
        known: null,
        changes: [],
        followers: null,
      },
    });
  });

  it('plans a unit to be completed where the register has none, and says so', () => {
    const row = only({ platform: '微博', name: '湖南公安', region: '湖南', sector: '公安', tier: '省级' });
    expect([row.verdict, said(row)]).toEqual(['new', ['unit unit-provisional notice']]);
    expect(row.plan?.unit).toMatchObject({ kind: 'provisional', state: { name: '湖南省公安厅（局）', standardBody: true } });
  });

  it.each<[what: string, texts: RowTexts]>([
    ['a central unit without a region', { platform: '微博', name: '公安部', tier: '中央', sector: '公安' }],
    ['a region by name', { platform: '微博', name: '湖南公安', region: '湖南省', sector: '公安' }],
    ['the corps by the code of others', { platform: '微博', name: '兵团公安', region: '660000XPCC', sector: '公安' }],
    [
      'all columns in Chinese',
      { platform: '微信公众号', name: '平安湖南', handle: 'pinganhunan', region: '430000', sector: '公安', wechatType: '订阅号', positioning: '沟通型' },
    ],
    ['warnings only', { platform: '微博', name: '平安湖南👮', platformId: '280330170', region: '430000', sector: '公安' }],
  ])('is good with %s', (_what, texts) => {
    expect(only(texts).verdict).toBe('new');
  });

  it('warns where another bears the name: a bare name proves nothing', () => {
    const row = only({ ...KNOWN_ROW, platformId: '2803301701', unit: '深圳市公安局' });
    expect([row.verdict, said(row)]).toEqual(['new', ['name name-borne-by-other warning']]);
    expect(row.findings[0]?.facts).toEqual({ owners: '广州市公安局' });
  });

  it('is not the account of that name on another platform', () => {
    const row = only({ platform: '微信', name: '平安广州', unit: '广州市公安局' });
    expect([row.verdict, said(row)]).toEqual(['new', []]);
  });

  it('is a second account of the same name and owner where both have ids that differ', () => {
    expect(only({ ...KNOWN_ROW, platformId: '2803301701' })).toMatchObject({ verdict: 'new', plan: { known: null } });
  });

  it.each(['closed', 'cancelled'] as const)('may take the handle of an account that is %s', (status) => {
    const gone = knownAccount(11, 'weibo', '旧平安', UNIT, { handle: 'pingan', status });
    const row = only({ platform: '微博', name: '新平安', handle: 'PingAn', unit: '深圳市公安局' }, registerOf([UNIT, OTHER], [gone]));
    expect(row).toMatchObject({ verdict: 'new', plan: { known: null } });
  });

  it('gives an official’s account the rank of the post and its unit the rank of the rules', () => {
    const row = only({
      platform: '微博',
      name: '陈士渠',
      holder: '个人',
      person: '陈士渠',
      post: '主任',
      rank: '厅局级',
      unit: '某县公安局',
      region: '丰都县',
      sector: '公安',
    });
    expect(row.plan).toMatchObject({ account: { holder: 'official', postRank: 'bureau' }, unit: { state: { rank: 'county-division' } } });
  });

  it('takes one with a person for an official’s, also where it does not say the kind of holder', () => {
    const row = only({
      platform: '微博',
      name: '陈士渠',
      person: '陈士渠',
      post: '主任',
      rank: '厅局级',
      unit: '某县公安局',
      region: '丰都县',
      sector: '公安',
    });
    expect(row.plan).toMatchObject({ account: { postRank: 'bureau' }, unit: { state: { rank: 'county-division' } } });
  });

  it('gives the unit the rank of the row where an institution holds the account, and a form’s empty person is nobody', () => {
    const row = only({ platform: '微博', name: '某局', person: '', rank: '厅局级', unit: '某局', region: '丰都县', sector: '公安' });
    expect(row.plan).toMatchObject({ account: { postRank: null }, unit: { state: { rank: 'bureau' } } });
  });
});

describe('a row that the register knows', () => {
  it.each<[what: string, texts: RowTexts]>([
    ['its id', KNOWN_ROW],
    ['its handle', { platform: '微博', name: '平安广州', handle: 'GZJD', unit: '广州市公安局' }],
    ['its name and owner', { platform: '微博', name: '平安 广州', unit: '广州市公安局' }],
  ])('is found by %s', (_what, texts) => {
    expect(only(texts).plan?.known).toBe(ACCOUNT);
  });

  it('is the same when it says nothing new: empty cells say nothing', () => {
    expect(only(KNOWN_ROW)).toMatchObject({ verdict: 'same', findings: [], plan: { changes: [] } });
    expect(only({ ...KNOWN_ROW, status: '正常', handle: 'gzjd', holder: '机构' }).verdict).toBe('same');
  });

  it.each<[what: string, texts: RowTexts, changes: string[]]>([
    ['a rename', { name: '广州公安' }, ['name']],
    ['another owner', { unit: '深圳市公安局' }, ['unit']],
    ['an owner to be made', { unit: '佛山市公安局', region: '佛山', sector: '公安' }, ['unit']],
    ['a closing', { status: '已关停' }, ['status']],
    ['a closing day', { closedOn: '2020-01-01' }, ['status']],
    ['a pause', { status: '停更' }, ['status']],
    ['an opening', { openedOn: '2010-03-01' }, ['openedOn']],
    ['another handle', { handle: 'pinganguangzhou' }, ['handle']],
    ['a contact', { contactName: '张三', contactPhone: '110' }, ['contactName', 'contactPhone']],
    ['several things', { name: '广州公安', positioning: '服务型', note: '好' }, ['name', 'positioning', 'note']],
  ])('is changed by %s', (_what, more, changes) => {
    expect(only({ ...KNOWN_ROW, ...more })).toMatchObject({ verdict: 'changed', plan: { changes, known: { id: 10 } } });
  });

  it.each([{ platformId: '1722022334' }, { handle: 'gzjd' }, {}])('keeps the owner that bears the name it says, whoever bears it since: known by %o', (by) => {
    const since = knownUnit(3, '广州市公安局', '440100', 'statistics');
    const register = registerOf([UNIT, since], [ACCOUNT]);
    const row = only({ platform: '微博', name: '平安广州', unit: '广州市公安局', sector: '统计', ...by }, register);
    expect([row.verdict, said(row)]).toEqual(['same', ['sector unit-differs warning']]);
    expect(only({ ...NEW_ROW, unit: '广州市公安局', sector: '统计' }, register).plan?.unit).toEqual({ kind: 'known', unit: since });
  });

  it('gains an id where the register had none', () => {
    const without = knownAccount(11, 'weibo', '平安深圳', OTHER);
    const row = only({ platform: '微博', name: '平安深圳', platformId: '2803301701', unit: '深圳市公安局' }, registerOf([], [without]));
    expect(row).toMatchObject({ verdict: 'changed', plan: { changes: ['platformId'], known: { id: 11 } } });
  });

  it('keeps followers apart from what changes', () => {
    expect(only({ ...KNOWN_ROW, followers: '12,345' })).toMatchObject({ verdict: 'same', plan: { followers: 12_345 } });
  });

  it.each<[what: string, texts: RowTexts, said: string[]]>([
    ['by its handle with another id', { handle: 'gzjd', platformId: '2803301701' }, ['platformId platform-id-conflict refused']],
    ['as an official’s', { holder: '个人', person: '张三', post: '局长' }, ['holder holder-conflict refused']],
  ])('is refused %s', (_what, more, expected) => {
    const row = only({ ...KNOWN_ROW, ...more });
    expect([row.verdict, said(row), row.plan]).toEqual(['refused', expected, null]);
  });

  it('is refused with the handle of another open account', () => {
    const other = knownAccount(11, 'weibo', '平安深圳', OTHER, { handle: 'szjd' });
    const row = only({ ...KNOWN_ROW, handle: 'szjd' }, registerOf([], [ACCOUNT, other]));
    expect([row.verdict, said(row)]).toEqual(['refused', ['handle handle-of-other refused']]);
    expect(row.findings[0]?.facts).toEqual({ name: '平安深圳' });
  });
});

describe('a refused row', () => {
  it.each<[what: string, texts: RowTexts, said: string[]]>([
    ['no platform', { ...NEW_ROW, platform: undefined }, ['platform platform-needed refused']],
    ['an empty platform, as a form sends it', { ...NEW_ROW, platform: '' }, ['platform platform-needed refused']],
    ['an invisible platform', { ...NEW_ROW, platform: '\u200b' }, ['platform mended-invisible notice', 'platform platform-needed refused']],
    ['an unknown platform, said once', { ...NEW_ROW, platform: '传真' }, ['platform platform-unknown refused']],
    ['no name', { ...NEW_ROW, name: undefined }, ['name name-needed refused']],
    ['an invisible name', { ...NEW_ROW, name: '\u200b' }, ['name mended-invisible notice', 'name name-needed refused']],
    ['no owner', { platform: '微博', name: '某号' }, ['sector sector-needed refused', 'region region-needed refused']],
    ['an id of which the end is lost', { ...NEW_ROW, platform: '微博', platformId: '2.80330E+09' }, ['platformId scientific-notation refused']],
    ['a formula', { ...NEW_ROW, name: '=HYPERLINK("x")' }, ['name formula refused']],
    ['followers that are no number', { ...NEW_ROW, followers: '很多' }, ['followers followers-form refused']],
    ['an ambiguous region', { platform: '微博', name: '某号', region: '朝阳区', sector: '公安' }, ['region region-ambiguous refused']],
    ['nothing at all', {}, ['platform platform-needed refused', 'name name-needed refused', 'sector sector-needed refused', 'region region-needed refused']],
  ])('has %s', (_what, texts, expected) => {
    const row = only(texts);
    expect([row.verdict, [...said(row)].sort(), row.plan]).toEqual(['refused', [...expected].sort(), null]);
  });
});

describe('followers', () => {
  it.each([
    ['12345', 12_345],
    ['12,345', 12_345],
    ['12，345', 12_345],
    ['12 345', 12_345],
    ['１２３', 123],
    ['0', 0],
    ['12345.0', 12_345],
    ['1.2万', 12_000],
    ['3万+', 30_000],
    ['3.5W', 35_000],
    ['1.5亿', 150_000_000],
    ['100+', 100],
    ['', null],
    [' ', null],
    ['—', null],
    ['-', null],
    ['——', null],
  ])('%j are %s', (text, followers) => {
    expect(only({ ...NEW_ROW, followers: text })).toMatchObject({ verdict: 'new', plan: { followers } });
  });

  it.each(['很多', '-5', '1e5', '1.23E+09', '1.2', '约1000', '1万2', '=1+1', '99999999999999999', '+', '万'])('%j are no number of people', (text) => {
    expect(only({ ...NEW_ROW, followers: text })).toMatchObject({ verdict: 'refused', findings: [{ field: 'followers', reason: 'followers-form' }] });
  });
});

describe('rows of one file', () => {
  const first: RowTexts = { platform: '微博', name: '平安湖南', unit: '湖南省公安厅', region: '湖南', sector: '公安' };

  it('share the unit that an earlier one makes, also where they say no more of it than its name', () => {
    const [one, two] = judge([first, { platform: '微信', name: '平安湖南', unit: '湖南省公安厅' }], EMPTY);
    expect([one?.verdict, two?.verdict]).toEqual(['new', 'new']);
    expect(two?.plan?.unit).toBe(one?.plan?.unit);
  });

  it('share a unit by its code, also where they spell its name otherwise: no two units can have one code', () => {
    const uscc = '11331002002673575G';
    const [one, two] = judge(
      [
        { ...first, uscc },
        { ...first, platform: '微信', unit: '湖南公安厅', uscc },
      ],
      EMPTY,
    );
    expect(two?.plan?.unit).toBe(one?.plan?.unit);
  });

  it('share a unit of which nobody knows the name', () => {
    const nameless: RowTexts = { platform: '微博', name: '湖南公安', region: '湖南', sector: '公安' };
    const [one, two] = judge([nameless, { ...nameless, platform: '微信' }], EMPTY);
    const keys = [one, two].map((row) => row?.plan?.unit.kind === 'provisional' && row.plan.unit.key);
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
  });

  it('share the standard body of its place where one does not name it', () => {
    const nameless: RowTexts = { platform: '微信', name: '湖南公安', region: '湖南', sector: '公安' };
    const [one, two] = judge([first, nameless], EMPTY);
    expect(two?.plan?.unit).toBe(one?.plan?.unit);
  });

  it('do not take the unit of a sub-sector for the body of its parent', () => {
    const police: RowTexts = { platform: '微博', name: '广州交警', region: '广州', sector: '交警' };
    const [one, two] = judge([police, { platform: '微博', name: '平安广州', unit: '广州市公安局', region: '广州', sector: '公安' }], EMPTY);
    expect(one?.plan?.unit).toMatchObject({ state: { name: '广州市交警系统单位', standardBody: false } });
    expect(two?.plan?.unit).toMatchObject({ state: { name: '广州市公安局', sectorCode: 'public-security', standardBody: true } });
  });

  it('tell the code of a unit that an earlier one made', () => {
    const uscc = '11331002002673575G';
    const rows = judge([first, { ...first, platform: '微信', uscc }, { platform: '微信', name: '湖南警方', uscc }], EMPTY);
    expect(rows.map(({ verdict }) => verdict)).toEqual(['new', 'new', 'new']);
    expect(rows[0]?.plan?.unit).toMatchObject({ uscc });
    expect(rows[2]?.plan?.unit).toBe(rows[0]?.plan?.unit);
  });

  it('make two units of one name in two regions', () => {
    const at = (region: string, name: string): RowTexts => ({ platform: '微博', name, unit: '城管局', region, sector: '城管' });
    const rows = judge([at('天河区', '天河城管'), at('越秀区', '越秀城管'), { platform: '微博', name: '某城管', unit: '城管局', region: '越秀区' }], EMPTY);
    const [one, two, three] = rows.map((row) => row.plan?.unit);
    expect(two).not.toEqual(one);
    expect(three).toBe(two);
  });

  it('ask which is meant where two of the file fit', () => {
    const at = (region: string, name: string): RowTexts => ({ platform: '微博', name, unit: '城管局', region, sector: '城管' });
    expect(judge([at('天河区', '天河城管'), at('越秀区', '越秀城管'), { platform: '微博', name: '某城管', unit: '城管局' }], EMPTY)[2]?.verdict).toBe(
      'refused',
    );
  });

  it('make only one standard body for one place', () => {
    const rows = judge([first, { ...first, name: '湖南警方', unit: '湖南公安厅' }], EMPTY);
    expect(rows.map(({ plan }) => plan?.unit.kind === 'provisional' && plan.unit.state.standardBody)).toEqual([true, false]);
  });

  it.each<[what: string, later: RowTexts]>([
    ['the id', { ...first, name: '别名', platformId: '2803301701', unit: '湖南省人民政府', sector: '党政' }],
    ['the handle', { ...first, name: '别名', handle: 'PingAnHN', unit: '湖南省人民政府', sector: '党政' }],
    ['name and owner', { ...first, platformId: undefined, handle: undefined }],
    ['name and owner, in other spelling', { ...first, name: '平安 湖南' }],
  ])('repeat an earlier one by %s', (_what, later) => {
    const rows = judge([{ ...first, platformId: '2803301701', handle: 'pinganhn' }, NEW_ROW, later]);
    expect(rows.map(({ verdict }) => verdict)).toEqual(['new', 'new', 'refused']);
    expect(rows[2]?.findings).toContainEqual({ field: 'name', reason: 'row-repeats', facts: { row: 2 } });
  });

  it('repeat an earlier one that had no id', () => {
    expect(verdicts([first, { ...first, platformId: '2803301701' }])).toEqual(['new', 'refused']);
  });

  it('repeat an account of the register, found by other ways', () => {
    expect(verdicts([KNOWN_ROW, { platform: '微博', name: '平安广州', handle: 'gzjd', unit: '广州市公安局' }])).toEqual(['same', 'refused']);
  });

  it.each<[what: string, later: RowTexts]>([
    ['another id', { ...first, platformId: '1722022335' }],
    ['another owner', { ...first, unit: '湖南省公安厅交警总队' }],
    ['another platform', { ...first, platform: '微信' }],
    ['another name', { ...first, name: '湖南警方' }],
  ])('do not repeat one that has %s', (_what, later) => {
    expect(verdicts([{ ...first, platformId: '2803301701' }, later])).toEqual(['new', 'new']);
  });

  it('are told from refused ones, which nothing repeats', () => {
    expect(verdicts([{ ...first, openedOn: '明天' }, first])).toEqual(['refused', 'new']);
  });
});

const fields = (pools: Record<string, (string | undefined)[]>) =>
  fc.record(Object.fromEntries(Object.entries(pools).map(([field, pool]) => [field, fc.constantFrom(...pool)])));

const WILD: fc.Arbitrary<RowTexts> = fields({
  platform: ['微博', '微信', '抖音', '', '\u200b', undefined],
  name: ['平安广州', '平安 广州', '平安湖南', '', '=1', '\u200b'],
  platformId: ['1722022334', 'gh_3dfda90e39d6', '2.8E+9', '', undefined],
  handle: ['gzjd', 'GZJD', '坏', '', undefined],
  unit: ['广州市公安局', '深圳市公安局', '城管局', '#1', '#9', '', undefined],
  region: ['440100', '湖南', '朝阳区', '999999', '', undefined],
  sector: ['公安', '国税', '占星', '', undefined],
  tier: ['中央', '省级', '某级', '', undefined],
  holder: ['机构', '个人', '', undefined],
  person: ['张三', '', undefined],
  status: ['正常', '已关停', '不详', undefined],
  closedOn: ['2015-01-01', '2999-01-01', undefined],
  followers: ['12345', '很多', '', undefined],
});

const TAME: fc.Arbitrary<RowTexts> = fields({
  platform: ['微博'],
  name: ['平安广州', '平安湖南', '湖南警方'],
  platformId: ['1722022334', '2803301701', undefined],
  handle: ['gzjd', 'pinganhn', undefined],
  unit: ['湖南省公安厅', '湖南公安厅', '长沙市公安局', undefined],
  region: ['430000', '430100'],
  sector: ['公安', '交警', '税务'],
  uscc: ['11331002002673575G', undefined, undefined],
  status: ['正常', '已关停', undefined],
  person: ['张三', undefined, undefined],
}).map(consistent);

/** Files do not contradict themselves about what a unit is, nor about whose a code is. */
function consistent(texts: RowTexts): RowTexts {
  const sector = texts.unit ? '公安' : texts.sector;
  return { ...texts, sector, uscc: texts.region === '430000' && sector === '公安' ? texts.uscc : undefined };
}

/** The register after a file of new rows was written: what the data layer does, in memory. */
function afterwards(rows: readonly RowVerdict[]): Directory {
  const units = new Map<string, KnownUnit>();
  const accounts = rows.flatMap(({ plan }, index): KnownAccount[] => {
    if (!plan) return [];
    const { account, unit } = plan;
    if (unit.kind === 'provisional' && !units.has(unit.key))
      units.set(unit.key, { id: 100 + units.size, name: unit.state.name, formerNames: [], uscc: unit.uscc, endedOn: null, state: unit.state });
    const owner = unit.kind === 'known' ? unit.unit : units.get(unit.key);
    if (!owner) return [];
    const holder = account.holder ?? (account.person ? 'official' : 'institution');
    const status = account.status ?? (account.closedOn ? 'closed' : 'active');
    return [{ id: 1000 + index, status, unit: owner, facts: { ...account, holder, status: null, closedOn: null } }];
  });
  return registerOf([...units.values()], accounts);
}

describe('whatever a file says', () => {
  it('a row is refused exactly where something about it refuses, and only then has no plan', () => {
    fc.assert(
      fc.property(fc.array(WILD, { maxLength: 6 }), (rows) => {
        for (const { verdict, findings, plan } of judge(rows)) {
          expect(verdict === 'refused').toBe(findings.some(refuses));
          expect(plan === null).toBe(verdict === 'refused');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the second time it changes nothing', () => {
    fc.assert(
      fc.property(fc.array(TAME, { minLength: 1, maxLength: 5 }), (rows) => {
        const good = rows.filter((_, index) => judge(rows, EMPTY)[index]?.verdict === 'new');
        const judged = judge(good, EMPTY);
        fc.pre(judged.every(({ verdict }) => verdict === 'new'));
        expect(judge(good, afterwards(judged)).map(({ verdict, findings }) => [verdict, findings.filter(refuses)])).toEqual(good.map(() => ['same', []]));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a row of a file whose accounts are found by one thing alone', () => {
  const neighbour = knownAccount(11, 'weibo', '深圳公安', OTHER, { platformId: '1000000002', handle: 'pasz' });
  const held = registerOf([UNIT, OTHER], [ACCOUNT, neighbour]);
  const judge = (by: MatchBy, texts: RowTexts) => {
    const { verdict, findings, plan } = fileJudge(LISTS, TODAY)(readRow({ platform: '微博', ...texts }, LISTS, TODAY), 2, held, by);
    return [verdict, plan?.known?.id ?? null, ...findings.filter(refuses).map(({ field, reason }) => `${field} ${reason}`)];
  };
  const row = { name: '平安广州', unit: UNIT.name };

  it('is that account, whatever else it says', () => {
    expect(judge('platformId', { name: '平安羊城', unit: UNIT.name, platformId: '1722022334', handle: 'payc' })).toEqual(['changed', 10]);
    expect(judge('handle', { ...row, handle: 'gzjd', platformId: '1722022334' })).toEqual(['same', 10]);
    expect(judge('unitName', { ...row, handle: 'newone' })).toEqual(['changed', 10]);
  });

  it('is a new one where none is so found, though another thing would have found one', () => {
    expect(judge('platformId', { ...row, platformId: '1000000009' })).toEqual(['new', null]);
    expect(judge('unitName', { name: '平安花城', unit: UNIT.name })).toEqual(['new', null]);
  });

  it('needs what it is found by, and takes nothing that is another’s', () => {
    expect(judge('platformId', row)).toEqual(['refused', null, 'platformId match-needed']);
    expect(judge('handle', row)).toEqual(['refused', null, 'handle match-needed']);
    expect(judge('platformId', { ...row, platformId: '1722022334', handle: 'pasz' })).toEqual(['refused', null, 'handle handle-of-other']);
    expect(judge('unitName', { ...row, platformId: '1000000002' })).toEqual([
      'refused',
      null,
      'platformId platform-id-taken',
      'platformId platform-id-conflict',
    ]);
  });
});
