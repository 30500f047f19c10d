import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuses } from '@/lib/decision';
import { clean } from '@/lib/taxonomy/text';
import { ACCOUNT_FIELDS, type AccountField, readAccountFields, spelledDate } from './account-fields';

const TODAY = '2026-11-20';

type Texts = Partial<Record<AccountField, string>>;

const GOOD: Texts = { platform: '微博', name: '平安北京' };

/** Findings as `field reason` with what they do. */
function findings(texts: Texts): string[] {
  return readAccountFields(texts, TODAY).findings.map(({ field, reason, severity }) => [field, reason, severity ?? 'refused'].join(' '));
}

describe('a good account', () => {
  it('is read whole', () => {
    const { facts, findings: found } = readAccountFields(
      {
        platform: '微信公众号',
        name: ' 平安北京 ',
        platformId: 'gh_3dfda90e39d6',
        handle: '@rmrbwx',
        holder: '机构',
        wechatType: '订阅号',
        positioning: '沟通型',
        openedOn: '2014年7月1日',
        status: '正常',
        verification: '北京市公安局官方微信',
        contactName: '张三',
        contactPhone: '+86 10-8522 5050',
        note: '第一行\r\n第二行',
      },
      TODAY,
    );
    expect(found).toEqual([]);
    expect(facts).toEqual({
      platform: 'wechat',
      name: '平安北京',
      platformId: 'gh_3dfda90e39d6',
      handle: 'rmrbwx',
      holder: 'institution',
      person: null,
      post: null,
      postRank: null,
      wechatType: 'subscription',
      positioning: 'communication',
      openedOn: '2014-07-01',
      status: 'active',
      closedOn: null,
      verification: '北京市公安局官方微信',
      contactName: '张三',
      contactPhone: '+86 10-8522 5050',
      note: '第一行 第二行',
    });
  });

  it('may leave everything out: absent, empty and invisible are the same', () => {
    const nothing = readAccountFields({}, TODAY);
    expect(Object.values(nothing.facts).every((value) => value === null)).toBe(true);
    expect(nothing.findings).toEqual([]);
    expect(readAccountFields({ platform: '', name: ' ', openedOn: '　', note: '\n' }, TODAY)).toEqual(nothing);
    expect(readAccountFields({ platform: '\u200b', name: '\ufeff' }, TODAY).facts).toEqual(nothing.facts);
  });

  it.each([
    ['订阅号', 'wechat', 'subscription'],
    ['微信服务号', 'wechat', 'service'],
    ['微信', 'wechat', null],
    ['微博', 'weibo', null],
  ])('of the platform %s is %s, %s', (platform, code, wechatType) => {
    expect(readAccountFields({ ...GOOD, platform }, TODAY).facts).toMatchObject({ platform: code, wechatType });
  });

  it('of an official has a person and a post with its rank', () => {
    const texts = { ...GOOD, holder: '党政人员（个人认证）', person: '陈士渠', post: '公安部打拐办主任', postRank: '厅局级' };
    expect(readAccountFields(texts, TODAY)).toMatchObject({
      facts: { holder: 'official', person: '陈士渠', post: '公安部打拐办主任', postRank: 'bureau' },
      findings: [],
    });
  });
});

describe('bad input', () => {
  it.each<[what: string, texts: Texts, expected: string[]]>([
    ['an unknown platform', { platform: '传真' }, ['platform platform-unknown refused']],
    ['a platform not counted yet', { platform: '抖音' }, ['platform platform-not-counted refused']],
    ['an app', { platform: 'APP' }, ['platform platform-not-counted refused']],
    ['a formula for a name', { name: '=HYPERLINK("http://evil.example","平安北京")' }, ['name formula refused']],
    ['a sum for a name', { name: '+86110' }, ['name formula refused']],
    ['a formula behind something invisible', { name: '\u200b=1+1' }, ['name mended-invisible notice', 'name formula refused']],
    ['a script for a name', { name: '<script>alert(1)</script>' }, ['name angle-brackets refused']],
    ['a name of 10,000 characters', { name: '平'.repeat(10_000) }, ['name too-long refused']],
    ['a name of 61 characters', { name: '平'.repeat(61) }, ['name too-long refused']],
    ['a name of marks only', { name: '·——！' }, ['name name-without-letters refused']],
    ['a name of emoji only', { name: '👮👮' }, ['name name-without-letters refused', 'name name-emoji warning']],
    ['a name with an emoji', { name: '平安北京👮' }, ['name name-emoji warning']],
    ['a name of 60 characters', { name: 'a'.repeat(60) }, ['name name-width warning']],
    ['a name too wide', { name: '平'.repeat(16) }, ['name name-width warning']],
    ['a name too narrow', { name: 'a' }, ['name name-width warning']],
    ['a name with a zero-width space', { name: '平安\u200b北京' }, ['name mended-invisible notice']],
    ['a name in full-width letters', { name: 'Ｇｕｔａ' }, ['name mended-full-width notice']],
    ['a name with 巿', { name: '广州巿公安' }, ['name mended-shi notice']],
    ['an id in scientific notation', { platformId: '2.80330E+09' }, ['platformId scientific-notation refused']],
    ['an id of letters', { platformId: 'pinganbeijing' }, ['platformId weibo-uid-form refused']],
    ['an id of nine digits', { platformId: '280330170' }, ['platformId weibo-uid-doubtful warning']],
    ['an id of full-width digits', { platformId: '２８０３３０１７０１' }, ['platformId mended-full-width notice']],
    ['a WeChat id on Weibo', { platformId: 'gh_3dfda90e39d6' }, ['platformId weibo-uid-form refused']],
    ['a handle with a space', { handle: 'ping an' }, ['handle weibo-handle-form refused']],
    ['a handle in capitals', { handle: 'PingAn' }, ['handle weibo-handle-doubtful warning']],
    ['an unknown holder', { holder: '机器人' }, ['holder holder-unknown refused']],
    ['an unknown rank', { holder: '个人', person: '张三', post: '局长', postRank: '大官' }, ['postRank rank-unknown refused']],
    ['an unknown WeChat type', { platform: '微信', wechatType: '视频号' }, ['wechatType wechat-type-unknown refused']],
    ['an unknown positioning', { positioning: '娱乐型' }, ['positioning positioning-unknown refused']],
    ['an unknown status', { status: '不详' }, ['status status-unknown refused']],
    ['no date', { openedOn: '去年' }, ['openedOn date-form refused']],
    ['a day that does not exist', { openedOn: '2015-02-29' }, ['openedOn date-form refused']],
    ['a future date', { openedOn: '2026-11-21' }, ['openedOn date-future refused']],
    ['a future month', { openedOn: '2026-12' }, ['openedOn date-future refused']],
    ['a future serial', { openedOn: '60000' }, ['openedOn date-future refused']],
    ['a date before there was any Weibo', { openedOn: '2008-12-31' }, ['openedOn date-too-early refused']],
    ['a serial that is a birthday', { openedOn: '20000' }, ['openedOn date-too-early refused']],
    ['a closing only known to the month', { closedOn: '2015-06' }, ['closedOn date-needs-day refused']],
    ['a closing before the opening', { openedOn: '2015-06-01', closedOn: '2015-05-31' }, ['closedOn closed-before-opened refused']],
    ['a closing before the year of opening', { openedOn: '2015', closedOn: '2014-12-31' }, ['closedOn closed-before-opened refused']],
    ['a closing of an active account', { closedOn: '2015-05-31', status: '正常' }, ['status closed-but-open refused']],
    ['a closing of a paused account', { closedOn: '2015-05-31', status: '停更' }, ['status closed-but-open refused']],
    ['a WeChat type on Weibo', { wechatType: '订阅号' }, ['wechatType wechat-type-elsewhere refused']],
    ['an official without a person', { holder: '个人', post: '局长' }, ['person official-without-person refused']],
    ['an official without a post', { holder: '个人', person: '张三' }, ['post official-without-post warning']],
    ['a person of an institution', { holder: '机构', person: '张三' }, ['person person-of-institution refused']],
    ['a script in a note', { note: '<script>' }, ['note angle-brackets refused']],
    ['a note of 10,000 characters', { note: '注'.repeat(10_000) }, ['note too-long refused']],
    ['a verification of 201 characters', { verification: '证'.repeat(201) }, ['verification too-long refused']],
    ['a contact of 41 characters', { contactName: '张'.repeat(41) }, ['contactName too-long refused']],
    ['two things wrong at once', { name: '<b>', openedOn: '明天' }, ['name angle-brackets refused', 'openedOn date-form refused']],
  ])('says of %s what is wrong', (_what, texts, expected) => {
    expect(findings({ ...GOOD, ...texts })).toEqual(expected);
  });

  it.each<[what: string, texts: Texts]>([
    ['a name exactly 30 wide', { name: 'a'.repeat(30) }],
    ['a name in Latin letters', { name: 'Shmetro' }],
    ['a name of digits', { name: '12345' }],
    ['a name with Chinese marks', { name: '平安·北京（官方）' }],
    ['a name with an at sign before it', { name: '@平安北京' }],
    ['an id that a spreadsheet was told to keep as text', { platformId: "'2803301701" }],
    ['an opening today', { openedOn: TODAY }],
    ['an opening in the present year', { openedOn: '2026' }],
    ['an opening in the present month', { openedOn: '2026-11' }],
    ['an opening in the first year', { openedOn: '2009' }],
    ['a closing on the day of opening', { openedOn: '2015-06-01', closedOn: '2015-06-01' }],
    ['a closing within the year of opening', { openedOn: '2015', closedOn: '2015-03-01' }],
    ['a closing of a closed account', { closedOn: '2015-05-31', status: '已关停' }],
    ['a closing without a status', { closedOn: '2015-05-31' }],
    ['a closed account without its closing', { status: '已注销' }],
    ['a person without a holder', { person: '张三', post: '局长' }],
  ])('has nothing to say of %s', (_what, texts) => {
    expect(findings({ ...GOOD, ...texts })).toEqual([]);
  });

  it('takes off the at sign and the quote that say nothing', () => {
    expect(readAccountFields({ ...GOOD, name: '@ 平安北京', platformId: "'2803301701", handle: '@bjgov' }, TODAY).facts).toMatchObject({
      name: '平安北京',
      platformId: '2803301701',
      handle: 'bjgov',
    });
  });

  it('holds ids as they were written, however long', () => {
    expect(readAccountFields({ ...GOOD, platformId: '9007199254740993' }, TODAY).facts.platformId).toBe('9007199254740993');
  });

  it('keeps no date that it refused', () => {
    expect(readAccountFields({ ...GOOD, openedOn: '2026-11-21', closedOn: '2015-06' }, TODAY).facts).toMatchObject({ openedOn: null, closedOn: null });
  });

  it('quotes a long text by its beginning only', () => {
    const { findings: found } = readAccountFields({ ...GOOD, status: '很'.repeat(10_000) }, TODAY);
    expect(found).toEqual([expect.objectContaining({ reason: 'status-unknown', facts: { value: `${'很'.repeat(30)}…` } })]);
  });

  it('drops nothing silently, whatever is typed: what is not read is refused', () => {
    const anything = fc.record({
      platform: fc.oneof(fc.constantFrom('微博', '微信'), fc.string()),
      name: fc.string({ unit: 'binary' }),
      platformId: fc.oneof(fc.string(), fc.bigInt().map(String), fc.double().map(String)),
      handle: fc.string(),
      holder: fc.string(),
      openedOn: fc.oneof(fc.string(), fc.integer().map(String)),
      closedOn: fc.string(),
      status: fc.string(),
      note: fc.string({ unit: 'grapheme' }),
    });
    const isSomething = (text: string) => clean(text).text.replace(/^(@\s*|')/, '') !== '';
    fc.assert(
      fc.property(anything, (texts) => {
        const { facts, findings: found } = readAccountFields(texts, TODAY);
        const lost = ACCOUNT_FIELDS.filter((field) => isSomething((texts as Texts)[field] ?? '') && facts[field] === null);
        expect(found.filter(refuses).map(({ field }) => field)).toEqual(expect.arrayContaining(lost));
      }),
    );
  });
});

describe('spelledDate', () => {
  it.each([
    ['2014-07-01', '2014-07-01'],
    ['2014/7/1', '2014-07-01'],
    ['2014.7.1', '2014-07-01'],
    ['2014年7月1日', '2014-07-01'],
    ['20140701', '2014-07-01'],
    ['41821', '2014-07-01'],
    ['41821.75', '2014-07-01'],
    ['39814', '2009-01-01'],
    ['42429', '2016-02-29'],
    ['2014-7-1', '2014-07-01'],
    ['2014年07月01日', '2014-07-01'],
    ['2014 年 7 月 1 日', '2014-07-01'],
    ['2014/07/01 08:30', '2014-07-01'],
    ['2014-07-01T08:30:00.000Z', '2014-07-01'],
    ['2014-07', '2014-07'],
    ['2014年7月', '2014-07'],
    ['2014/7', '2014-07'],
    ['2014', '2014'],
    ['2014年', '2014'],
  ])('reads %s as %s', (text, date) => {
    expect(spelledDate(text)).toBe(date);
  });

  it.each([
    '',
    '去年',
    '14-07-01',
    '1/7/2014',
    '2014-13-01',
    '2014-00-01',
    '2014-02-30',
    '20141301',
    '201407',
    '2014-07-01-01',
    '2014--07',
    '2014-07-01 上午',
    '1.23E+09',
    '-41821',
    '418210',
    '2014,7,1',
    'NaN',
  ])('finds no date in %j', (text) => {
    expect(spelledDate(text)).toBeNull();
  });

  it('reads every day in all five spellings and as a serial', () => {
    const days = fc.date({ min: new Date('2009-01-01'), max: new Date('2050-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        const [year, month, of] = day.split('-').map(Number);
        const serial = Math.floor(date.getTime() / 86_400_000) + 25_569;
        for (const text of [day, `${year}/${month}/${of}`, `${year}.${month}.${of}`, `${year}年${month}月${of}日`, day.replaceAll('-', ''), String(serial)])
          expect(spelledDate(text), text).toBe(day);
      }),
    );
  });
});
