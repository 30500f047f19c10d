// What the documents publish of each edition's day, counted again in the rows that were made.
import type { Present } from './spec.ts';
import { WECHAT_DAY } from './wechat-2014.ts';
import { JIANGSU, WEIBO_DAY, WEIBO_YEAR_BEFORE } from './weibo-2011.ts';

/** An account as far as the figures ask. `followers`: null where unknown. */
export type Counted = Present & { followers: number | null };

/** A published figure; `sign` as it was published: 近 is `≲`, 不足 is `<`, 超过 is `>`, 约 is `≈`. */
export type Marginal = {
  day: string;
  what: string;
  sign: '=' | '≲' | '<' | '>' | '≈';
  published: number;
  source: string;
  count: (accounts: readonly Counted[]) => number;
};

const REPORT_2011 = '全国政务微博年度报告（2011-12-12）';
const PEOPLE_2011 = '人民网英文版（2011-12）';
const NEWS_2012 = '新京报（2012-07-14）';
const JIANGSU_2011 = '《2011年江苏省政务微博发展报告》';
const PAPER_2014 = '腾讯研究院、微信团队白皮书报道';

const size = (which: (account: Counted) => boolean) => (accounts: readonly Counted[]) => accounts.filter(which).length;
const isNew = ({ openedOn }: Counted) => openedOn > WEIBO_YEAR_BEFORE;
const police = ({ sector }: Counted) => sector === 'public-security';
const institution = ({ holder }: Counted) => holder === 'institution';
const official = ({ holder }: Counted) => holder === 'official';
const share = (which: (account: Counted) => boolean) => (accounts: readonly Counted[]) =>
  Math.round((1000 * accounts.filter(which).length) / accounts.length) / 10;

/** In how many regions there is any account. */
function regions(accounts: readonly Counted[]): number {
  return new Set(accounts.map(({ province }) => province).filter((province) => province !== '000000')).size;
}

/** Which place a region or sector takes, by number of accounts; 1 is the first. */
function place(key: 'province' | 'sector', code: string) {
  return (accounts: readonly Counted[]) => {
    const counts = new Map<string, number>();
    for (const account of accounts) counts.set(account[key], (counts.get(account[key]) ?? 0) + 1);
    counts.delete('000000');
    const own = counts.get(code) ?? 0;
    return 1 + [...counts.values()].filter((count) => count > own).length;
  };
}

const weibo = (what: string, sign: Marginal['sign'], published: number, count: Marginal['count'], source = REPORT_2011): Marginal => ({
  day: WEIBO_DAY,
  what,
  sign,
  published,
  source,
  count,
});
const wechat = (what: string, sign: Marginal['sign'], published: number, count: Marginal['count']): Marginal => ({
  day: WECHAT_DAY,
  what,
  sign,
  published,
  source: PAPER_2014,
  count,
});

const NEW_OF: readonly (readonly [string, string])[] = [
  ['北京', '110000'],
  ['广东', '440000'],
  ['江苏', JIANGSU],
  ['浙江', '330000'],
  ['福建', '350000'],
  ['四川', '510000'],
];

export const WEIBO_2011: readonly Marginal[] = [
  weibo(
    '总数',
    '<',
    20_000,
    size(() => true),
  ),
  weibo('机构', '>', 10_000, size(institution)),
  weibo('党政人员', '≲', 9_000, size(official)),
  weibo('有账号的省级行政区', '=', 34, regions),
  weibo('北京的位次', '=', 1, place('province', '110000')),
  weibo(
    '江苏',
    '=',
    1_285,
    size(({ province }) => province === JIANGSU),
    JIANGSU_2011,
  ),
  weibo(
    '江苏公安',
    '=',
    695,
    size((account) => account.province === JIANGSU && police(account)),
    JIANGSU_2011,
  ),
  weibo('公安所占百分比', '≈', 33.3, share(police)),
  weibo(
    '省部级机构',
    '=',
    35,
    size((account) => institution(account) && account.rank === 'province-ministry'),
    PEOPLE_2011,
  ),
  weibo(
    '省部级人员',
    '=',
    14,
    size((account) => official(account) && account.rank === 'province-ministry'),
    PEOPLE_2011,
  ),
  weibo(
    '厅局级机构',
    '=',
    429,
    size((account) => institution(account) && account.rank === 'bureau'),
    NEWS_2012,
  ),
  weibo(
    '一年前已开设的百分比',
    '≈',
    33.3,
    share((account) => !isNew(account)),
  ),
  ...NEW_OF.map(([name, code]) =>
    weibo(
      `${name}一年新增`,
      '>',
      1_000,
      size((account) => account.province === code && isNew(account)),
    ),
  ),
  weibo(
    '公安机构一年新增',
    '≈',
    4_000,
    size((account) => police(account) && institution(account) && isNew(account)),
  ),
  weibo(
    '公安人员一年新增',
    '≈',
    1_700,
    size((account) => police(account) && official(account) && isNew(account)),
  ),
];

const ORDER_OF_PROVINCES = ['440000', '330000', '320000', '110000', '370000', '350000', '310000', '410000', '510000', '140000'];
const ORDER_OF_SECTORS = ['public-security', 'health', 'party-government', 'tax', 'youth', 'transport', 'culture', 'hr-social', 'tourism', 'utilities'];
const WESTERN = ['150000', '450000', '500000', '510000', '520000', '530000', '540000', '610000', '620000', '630000', '640000', '650000'];

const inOrder = (key: 'province' | 'sector', codes: readonly string[]) => (accounts: readonly Counted[]) =>
  codes.filter((code, index) => place(key, code)(accounts) === index + 1).length;

export const WECHAT_2014: readonly Marginal[] = [
  wechat(
    '总数',
    '=',
    40_924,
    size(() => true),
  ),
  wechat(
    '中央的百分比',
    '=',
    0.5,
    share(({ tier }) => tier === 'central'),
  ),
  wechat(
    '省市级的百分比',
    '=',
    84.7,
    share(({ tier }) => tier === 'provincial' || tier === 'prefecture'),
  ),
  wechat(
    '县级及以下的百分比',
    '=',
    14.8,
    share(({ tier }) => tier === 'county' || tier === 'township'),
  ),
  wechat(
    '广东的百分比',
    '=',
    15,
    share(({ province }) => province === '440000'),
  ),
  wechat(
    '浙江',
    '=',
    6_057,
    size(({ province }) => province === '330000'),
  ),
  wechat(
    '浙江的百分比',
    '=',
    14.8,
    share(({ province }) => province === '330000'),
  ),
  wechat(
    '江苏（不到浙江的一半）',
    '<',
    3_029,
    size(({ province }) => province === JIANGSU),
  ),
  wechat('前十省份位次相符', '=', 10, inOrder('province', ORDER_OF_PROVINCES)),
  wechat('31 省后十位中的西部省份', '=', 6, (accounts) => WESTERN.filter((code) => place('province', code)(accounts) > 21).length),
  wechat('公安', '=', 7_860, size(police)),
  wechat(
    '医疗',
    '=',
    7_164,
    size(({ sector }) => sector === 'health'),
  ),
  wechat('前十系统位次相符', '=', 10, inOrder('sector', ORDER_OF_SECTORS)),
  wechat(
    '林业',
    '<',
    100,
    size(({ sector }) => sector === 'forestry'),
  ),
  wechat(
    '统计',
    '<',
    100,
    size(({ sector }) => sector === 'statistics'),
  ),
  wechat('平均关注用户数', '>', 36_000, meanFollowers),
];

function meanFollowers(accounts: readonly Counted[]): number {
  const known = accounts.flatMap(({ followers }) => followers ?? []);
  return Math.round(known.reduce((sum, followers) => sum + followers, 0) / known.length);
}

/** One line per figure: what was published, what was made, and the difference. */
export function marginalLine({ day, what, sign, published, source, count }: Marginal, accounts: readonly Counted[]): string {
  const made = count(accounts);
  const difference = Math.round((made - published) * 10) / 10;
  const form = (figure: number) => figure.toLocaleString('en');
  return `  ${day}  ${what}: published ${sign} ${form(published)}, made ${form(made)}, difference ${difference > 0 ? '+' : ''}${form(difference)} (${source})`;
}
